"""The path of a signal through a neuron: five stations, and what each one records.

The cell on the left is drawn as in :mod:`nnbook.drawing.anatomy`; the traces on the
right are computed by the caller.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.path import Path

from nnbook.drawing.arbor import Branch
from nnbook.drawing.axon import myelinate, part
from nnbook.drawing.shapes import arrow, crescent, disc, ink, paint, sheet, smooth
from nnbook.figures.labels import note
from nnbook.figures.numbers import minus
from nnbook.figures.series import curve
from nnbook.figures.style import COLOURS, TINT, house_style

__all__ = ["signal_path"]

WIDTH, HEIGHT = 352.8, 452.0
LEFT, RIGHT = 146.0, 341.0  # of the traces
# Foot and height of the five panels, and what stands above them.
PANELS = [
    (398, 34, "at the synapses: spikes arrive"),
    (312, 54, "in the dendrites: small voltages"),
    (208, 72, "at the soma: their sum"),
    (106, 70, "initial segment: all or none"),
    (36, 38, "at the terminals: passed on"),
]
STATIONS = [(14, 417), (25, 350), (36, 262), (44, 216), (22, 50)]
SOMA = [(66, 300), (74, 288), (83, 272), (84, 258), (76, 248), (66, 244), (55, 248),
        (48, 258), (50, 272), (58, 288)]  # fmt: skip
DENDRITES = [
    [(60, 282), (47, 318), (39, 352), (38, 386), (33, 408)],
    [(65, 284), (65, 322), (69, 358), (64, 388), (66, 410)],
    [(71, 280), (84, 312), (89, 346), (97, 378), (98, 400)],
]
AXON = [(66, 252), (66, 226), (64, 200), (60, 160), (58, 120), (61, 92), (60, 80)]
TERMINALS = [
    [(60, 84), (52, 66), (44, 46)],
    [(60, 84), (62, 64), (64, 38)],
    [(60, 84), (72, 68), (86, 50)],
]


@house_style()
def signal_path(
    time, arrivals: Mapping, answers: Mapping, trace, threshold: float, delay: float
) -> Canvas:
    """Draw a neuron and what is recorded as a signal passes through it.

    Parameters
    ----------
    time : ndarray, shape (n,)
        Times in ms.
    arrivals : mapping of str to sequence of float
        When spikes arrive, in ms, by the name of the synapse.
    answers : mapping of str to ndarray, shape (n,)
        How each synapse moves the voltage, in mV from rest; three of them.
    trace : nnbook.neuron.Trace
        What the cell does with all of them at the same times.
    threshold : float
        In mV.
    delay : float
        Time from the initial segment to the terminals in ms.
    """
    figure, ax = sheet(WIDTH, HEIGHT)
    colours = {
        name: "weights" if answer.sum() > 0 else "error"
        for name, answer in answers.items()
    }
    _cell(ax, colours)
    for number, (x, y) in enumerate(STATIONS, start=1):
        _badge(ax, number, x, y)
    _bands(ax, np.concatenate(list(arrivals.values())), time[-1])
    panels = [_panel(figure, ax, k, time[-1]) for k in range(len(PANELS))]
    _ticks(panels[0], arrivals, colours)
    _answers(panels[1], time, answers, colours)
    rest = float(trace.voltage[0])
    _sum(panels[2], time, rest + sum(answers.values()), rest, threshold)
    _spikes(panels[3], trace, rest, threshold)
    ticks = {"": trace.spike_times + delay}
    _ticks(panels[4], ticks, {"": "prediction"})
    panels[4].spines["bottom"].set_visible(True)
    panels[4].set_xticks(np.arange(0, time[-1] + 1, 30))
    panels[4].xaxis.label.set_visible(True)
    return figure


def _badge(ax: Axes, number: int, x: float, y: float) -> None:
    ink(ax, disc((x, y), 7.5), "ink", zorder=9)
    style = {"color": COLOURS["paper"], "zorder": 10}
    ax.text(x, y - 0.4, str(number), ha="center", va="center_baseline", **style)


def _bands(ax: Axes, times: np.ndarray, end: float) -> None:
    """Shade each volley of arrivals through all panels."""
    times = np.sort(times)
    first = times[np.concatenate([[True], np.diff(times) > 15])]
    for start in first:
        left, right = LEFT + (RIGHT - LEFT) * np.array([start - 2, start + 27]) / end
        foot, top = PANELS[-1][0], PANELS[0][0] + PANELS[0][1]
        corners = [(left, foot), (right, foot), (right, top), (left, top), (left, foot)]
        ink(ax, Path(corners, closed=True), "soft-muted", alpha=0.55, zorder=0)


def _panel(figure: Canvas, ax: Axes, k: int, end: float) -> Axes:
    foot, height, title = PANELS[k]
    _badge(ax, k + 1, LEFT - 18, foot + height + 9)
    ax.text(LEFT - 6, foot + height + 9, title, va="center")
    place = (LEFT / WIDTH, foot / HEIGHT, (RIGHT - LEFT) / WIDTH, height / HEIGHT)
    panel = figure.add_axes(place, label=title)
    panel.set_xlabel("time in ms", visible=False)
    panel.set(xlim=(0, end), xticks=[], yticks=[])
    panel.patch.set_visible(False)
    panel.tick_params(left=False)
    panel.spines["bottom"].set_visible(False)
    panel.spines["left"].set_visible(False)
    return panel


def _ticks(panel: Axes, times: Mapping, colours: Mapping) -> None:
    """Draw a lane of spikes for each name."""
    for lane, (name, when) in enumerate(times.items()):
        low = -lane - 0.36
        panel.hlines(low, *panel.get_xlim(), color=COLOURS["grid"], linewidth=0.8)
        style = {"color": COLOURS[colours[name]], "linewidth": 1.8}
        panel.vlines(when, low, low + 0.72, **style)
        if name:
            text = {"color": COLOURS[colours[name]]}
            panel.text(-3, -lane, name, ha="right", va="center", **text)
    panel.set_ylim(-len(times) + 0.45, 0.45)


def _answers(panel: Axes, time, answers: Mapping, colours: Mapping) -> None:
    """Draw each synapse's own voltage."""
    panel.axhline(0, color=COLOURS["grid"], linewidth=0.8)
    dashes = ((), (4, 1.5), ())
    for dash, (name, answer) in zip(dashes, answers.items(), strict=True):
        curve(panel, time, answer, f"{name} in mV", colours[name], lw=1.4, dash=dash)
        # Named beside the first peak.
        size = np.abs(answer)
        peak = np.argmax((size > 0.7 * size.max()) & (np.gradient(size) <= 0))
        up = answer[peak] > 0
        at = time[peak] + 4, answer[peak] + (1.5 if up else -4.5)
        note(panel, name, at, colours[name], va="center")
    panel.set_yticks([0, 10], ["0", "+10 mV"])
    panel.set_ylim(-11, 15)


def _sum(panel: Axes, time, voltage, rest: float, threshold: float) -> None:
    """Draw the sum, as it would be if no spike cut in, against the threshold."""
    panel.axhline(rest, color=COLOURS["grid"], linewidth=0.8)
    line = {"color": COLOURS["highlight"], "linewidth": 1.0, "linestyle": (0, (4, 2))}
    panel.axhline(threshold, **line)
    above = np.where(voltage > threshold, voltage, np.nan)
    area = {"color": COLOURS["highlight"], "alpha": 0.3, "linewidth": 0, **TINT}
    panel.fill_between(time, threshold, above, **area)
    curve(panel, time, voltage, "sum in mV", "ink", linewidth=1.5)
    style = {"va": "bottom"}
    note(panel, "threshold", (1, threshold + 0.8), "highlight", **style)
    names = [minus(f"{rest:.0f}"), minus(f"{threshold:.0f} mV")]
    panel.set_yticks([rest, threshold], names)
    panel.set_ylim(rest - 4, max(voltage.max(), threshold) + 5)


def _spikes(panel: Axes, trace, rest: float, threshold: float) -> None:
    """Draw the voltage with its spikes, all of one height."""
    panel.axhline(rest, color=COLOURS["grid"], linewidth=0.8)
    curve(panel, trace.time, trace.voltage, "voltage in mV", "prediction", lw=1.3)
    style = {"color": COLOURS["prediction"], "linewidth": 1.8}
    panel.vlines(trace.spike_times, threshold, 30, **style)
    panel.set_yticks([rest, 30], [minus(f"{rest:.0f}"), "+30 mV"])
    panel.set_ylim(rest - 8, 44)


def _cell(ax: Axes, colours: Mapping) -> None:
    """Draw the cell, and the terminals of others on its dendrites."""
    limbs = [Branch.through(course, 2.6, 1.5, wobble=0.12, flare=4.0, reach=12.0)
             for course in DENDRITES]  # fmt: skip
    axon = Branch.through(AXON, 2.2, 1.6, flare=6.0, reach=8.0)
    ends = [Branch.through(course, 1.5, 1.0) for course in TERMINALS]
    boutons = [disc(branch.centre[-1], 3.8, 3.2) for branch in ends]
    soma = smooth(SOMA[::-1], closed=True)
    paths = [soma, *(b.outline for b in [*limbs, axon, *ends]), *boutons]
    paint(ax, paths, "soft-prediction", "prediction", 0.6, zorder=2)
    shades = [b.shadow(fade=4) for b in limbs] + [crescent(b, 1.4) for b in boutons]
    ink(ax, Path.make_compound_path(*shades), "prediction", alpha=0.2, zorder=2.1)
    for depth in (4, 9):
        ink(ax, crescent(soma, depth), "prediction", alpha=0.08, zorder=2.2)
    ink(ax, disc((66, 266), 8), "soft-gradient", "gradient", 0.7, zorder=3)
    ink(ax, disc((68, 264.5), 2.2), "gradient", alpha=0.85, zorder=3)
    ink(ax, part(axon, 20, 44).tube, "prediction", alpha=0.6, zorder=3)
    for first in (50, 89, 128):
        myelinate(ax, axon, first, first + 33)
    for branch, (name, colour) in zip(limbs, colours.items(), strict=True):
        _incoming(ax, branch, name, colour)
    arrow(ax, part(axon, 58, 150).edge(9)[::6], "ink", 1.1, 6, zorder=6)


def _incoming(ax: Axes, dendrite: Branch, name: str, colour: str) -> None:
    """Draw the terminal of another cell on a dendrite's tip."""
    x, y = dendrite.centre[-1]
    wire = Branch.through([(x + 2, HEIGHT + 4), (x - 1, y + 26), (x, y + 8)], 1.2, 1.0)
    knob = disc((x, y + 6.2), 4.2, 3.5)
    paint(ax, [wire.outline, knob], f"soft-{colour}", colour, 0.6, zorder=3)
    text = {"color": COLOURS[colour]}
    ax.text(x + 6.5, y + 14, name, va="center", **text)
