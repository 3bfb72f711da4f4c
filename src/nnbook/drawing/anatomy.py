"""The anatomy of a biological neuron, drawn and labelled.

One cell of the pyramidal kind, from the spines of its dendrites to the terminals of its
axon on the next cell; a lens enlarges the synapse between them.  The shapes are set by
hand, in points, with the foot of the page at y = 0.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.path import Path

from nnbook.drawing.arbor import Branch, body, grow, spines, twigs
from nnbook.drawing.axon import myelinate, part
from nnbook.drawing.shapes import (
    arrow,
    crescent,
    disc,
    ink,
    label,
    sample,
    sheet,
    smooth,
)
from nnbook.drawing.synapse import lens
from nnbook.figures.style import COLOURS, house_style

__all__ = ["draw", "neuron"]

WIDTH, HEIGHT = 352.8, 540.0

# Limbs as :func:`nnbook.drawing.arbor.grow` takes them.
DENDRITES = [
    # the apical dendrite and its tuft
    ([(161, 384), (164, 420), (159, 452), (164, 480), (158, 505), (163, 532)], 4.2, 0.8,
     [
        (0.30, [(148, 446), (120, 452), (92, 472), (50, 478)], 2.3, 0.6, []),
        (0.42, [(182, 464), (214, 466), (246, 486), (288, 488)], 2.3, 0.6, []),
        (0.64, [(140, 494), (122, 506), (98, 530)], 2.0, 0.6, []),
        (0.74, [(182, 505), (204, 510), (228, 532)], 1.9, 0.6, []),
     ]),
    # basal dendrites, on the left and on the right
    ([(152, 374), (112, 380), (84, 394), (54, 391), (18, 404)], 3.2, 0.6, [
        (0.42, [(82, 378), (52, 367), (16, 372)], 1.9, 0.6, []),
    ]),
    ([(154, 364), (118, 344), (94, 336), (64, 321), (26, 319)], 3.1, 0.6, [
        (0.44, [(84, 348), (58, 345), (20, 343)], 1.8, 0.6, []),
    ]),
    ([(170, 372), (214, 370), (244, 386), (282, 385), (330, 399)], 3.2, 0.6, [
        (0.48, [(252, 371), (286, 361), (334, 368)], 1.9, 0.6, []),
    ]),
    ([(168, 362), (204, 344), (236, 336), (266, 320), (312, 323)], 3.0, 0.6, [
        (0.48, [(252, 344), (284, 345), (322, 343)], 1.7, 0.6, []),
    ]),
]  # fmt: skip
SOMA = [(161, 412), (170, 400), (181, 388), (187, 374), (184, 361), (174, 352),
        (161, 347), (149, 352), (138, 361), (135, 373), (140, 388),
        (151, 400)]  # fmt: skip
NUCLEUS = (160.0, 374.0)

AXON = [(161, 356), (160, 325), (155, 298), (139, 256), (116, 212), (104, 168),
        (103, 130), (109, 113), (122, 103)]  # fmt: skip
# From here to there along the axon, in points.
HILLOCK, INITIAL_SEGMENT = (4, 22), (22, 52)
SHEATHS = [(57 + 49 * k, 57 + 49 * k + 41) for k in range(4)]
TERMINALS = [
    (
        0.94,
        [(100, 109), (88, 99), (70, 86), (57, 70), (48, 50)],
        1.4,
        0.9,
        [
            (0.47, [(62, 91), (46, 87), (32, 71)], 1.2, 0.9, []),
        ],
    ),
    (0.97, [(114, 99), (113, 84), (105, 68), (106, 49)], 1.4, 0.9, []),
    (
        0.99,
        [(134, 99), (158, 107), (182, 103), (197, 94)],
        1.4,
        0.9,
        [
            (0.40, [(153, 99), (159, 88), (157, 70)], 1.2, 0.9, []),
        ],
    ),
]
NEXT_SOMA = [(262, 54), (272, 64), (288, 75), (303, 68), (318, 54), (314, 40),
             (302, 27), (284, 25), (270, 36)]  # fmt: skip
NEXT = [
    ([(282, 49), (254, 62), (226, 78), (198, 79), (168, 66), (140, 60), (110, 44),
      (84, 42)], 3.4, 0.7, [(0.40, [(210, 60), (186, 40), (156, 28)], 1.8, 0.6, [])]),
    ([(294, 54), (318, 78), (328, 100), (332, 128)], 3.0, 0.7, []),
    ([(284, 42), (254, 22), (226, 18), (196, 6)], 2.8, 0.7, []),
    ([(296, 46), (330, 40), (360, 46)], 2.8, 1.4, []),
    ([(-4, 60), (16, 66), (34, 62), (44, 42), (64, 28), (78, 8), (80, -4)],
     2.0, 1.6, []),
]  # fmt: skip
CONTACT = (197.0, 94.0)  # the terminal under the lens
LENS, RADIUS = (230.0, 204.0), 60.0
SEED = 3  # of the twigs
# What the twigs keep clear of: words, leaders, arrows, and the root of the axon.
CLEAR = [
    [(4, 434), (62, 434), (146, 392)], [(4, 422), (62, 422)],
    [(350, 430), (300, 430), (166, 378)],
    [(0, 534), (62, 534)], [(0, 526), (65, 530), (108, 518)],
    [(296, 534), (352, 534)], [(296, 524), (352, 524)], [(296, 514), (352, 514)],
    [(146, 442), (148, 405)], [(182, 338), (170, 318)], [(146, 338), (150, 318)],
    [(282, 6), (350, 6)], [(282, 14), (350, 14)],
]  # fmt: skip


@house_style()
def neuron() -> Canvas:
    """Draw a biological neuron with the names of its parts.

    Examples
    --------
    >>> neuron().get_size_inches().round(1).tolist()
    [4.9, 7.5]
    """
    figure, ax = sheet(WIDTH, HEIGHT)
    draw(ax)
    return figure


def draw(ax: Axes) -> dict[str, list[Path]]:
    """Draw the neuron and return the shapes of its parts, by name."""
    rng = np.random.default_rng(SEED)
    _callout(ax)
    _next_cell(ax, rng)
    parts, axon, ends, heads = _cell(ax, rng)
    _soma(ax)
    parts |= _axon(ax, axon)
    parts |= lens(ax, LENS, RADIUS)
    parts["axon"] = [axon.outline]
    parts["nucleus"] = [disc(NUCLEUS, 13.0)]
    _labels(ax, axon, ends, heads)
    arrow(ax, part(axon, 70, 186).edge(8.5)[::6], "ink", 1.1, 6, zorder=6)
    arrow(ax, [(148, 442), (150, 426), (148, 408)], "ink", 1.1, 6, zorder=6)
    return parts


def _callout(ax: Axes) -> None:
    """Draw the cone from a terminal to the lens that enlarges it."""
    small, spot = 9.0, np.subtract(CONTACT, (0, 4))
    away = np.subtract(LENS, spot)
    middle = np.arctan2(away[1], away[0])
    # The common tangents touch both circles under this angle.
    half = np.arccos((small - RADIUS) / np.hypot(*away))
    turns = middle + half * np.array([1, -1])
    rays = np.stack([np.cos(turns), np.sin(turns)], axis=1)
    near, far = spot + small * rays, LENS + RADIUS * rays
    cone = Path([near[0], far[0], far[1], near[1], near[0]], closed=True)
    style = {"alpha": 0.6, "zorder": 0.5}
    ink(ax, cone, "soft-muted", **style)
    ink(ax, disc(spot, small), "soft-muted", **style)
    ink(ax, disc(spot, small), "none", "muted", 0.8, zorder=4)


def _next_cell(ax: Axes, rng) -> None:
    """Draw, faintly, the cells that receive the signal."""
    limbs = [b for limb in NEXT for b in grow(limb)]
    room = [(x, y) for x in range(80, 200, 6) for y in range(50, 130, 6)]
    clear = np.concatenate([room] + [sample(p, 3) for p in CLEAR])
    limbs += twigs(limbs[:-1], clear, 150, rng, (290, 49), (100, 4, 348, 140))
    spikes = spines(limbs, rng, 0.7)
    x, y = CONTACT
    apart = np.hypot(*(spikes[:, 1] - CONTACT).T) > 9
    under = [[(x + 0.5, y - 14.0), (x, y - 6.6)]]
    spikes = np.concatenate([spikes[apart], under])
    soma = smooth(NEXT_SOMA[::-1], closed=True)
    paths = [soma, *(b.outline for b in limbs)]
    body(ax, paths, spikes, "soft-muted", "muted", 0.4, zorder=1)
    ink(ax, disc((290, 50), 9.5), "muted", alpha=0.16, zorder=1.1)
    ink(ax, disc((292, 48), 2.4), "muted", alpha=0.35, zorder=1.1)


def _cell(ax: Axes, rng):
    """Draw the cell as one body; return its parts, its axon and where spines sit."""
    limbs = [b for limb in DENDRITES for b in grow(limb)]
    clear = np.concatenate([sample(AXON)] + [sample(p, 3) for p in CLEAR])
    thin = twigs(limbs, clear, 2600, rng, NUCLEUS, (5, 312, WIDTH - 5, HEIGHT - 4))
    axon = Branch.through(AXON, 2.2, 1.5, spacing=5.0, flare=11.0, reach=9.5)
    ends = [b for limb in TERMINALS for b in grow(limb, axon, fork=0.0)]
    boutons = [disc(b.centre[-1], 3.7, 3.0) for b in ends]
    soma = smooth(SOMA[::-1], closed=True)
    dendrites = [b.outline for b in [*limbs, *thin]]
    paths = [soma, *dendrites, axon.outline, *(b.outline for b in ends), *boutons]
    spikes = spines([*limbs, *thin], rng, 0.8)
    body(ax, paths, spikes, "soft-prediction", "prediction", 0.5, zorder=2)
    strips = Path.make_compound_path(*[b.shadow(fade=4) for b in limbs + ends])
    strips = Path(strips.vertices.round(1), strips.codes)
    ink(ax, strips, "prediction", alpha=0.2, zorder=2.1)
    rims = Path.make_compound_path(*[crescent(b, 1.4) for b in boutons])
    ink(ax, rims, "prediction", alpha=0.3, zorder=2.1)
    parts = {
        "dendrites": dendrites,
        "dendritic spine": [disc(head, 1.3) for head in spikes[:, 1]],
        "soma (cell body)": [soma],
        "axon terminals": boutons,
    }
    return parts, axon, ends, spikes[:, 1]


def _soma(ax: Axes) -> None:
    """Give the cell body its roundness, its Nissl bodies and its nucleus."""
    soma, (x, y) = smooth(SOMA[::-1], closed=True), NUCLEUS
    for depth in (5, 10, 15):
        ink(ax, crescent(soma, depth), "prediction", alpha=0.06, zorder=2.2)
    round_ends = {"capstyle": "round", "zorder": 2.4}
    ink(ax, _nissl(soma), "none", "prediction", 1.5, alpha=0.28, **round_ends)
    ink(ax, disc((x, y), 13), "soft-gradient", "gradient", 0.8, zorder=3)
    for depth in (2, 4):
        ink(ax, crescent(disc((x, y), 13), depth), "gradient", alpha=0.12, zorder=3)
    ink(ax, disc((x, y), 11.7), "none", "gradient", 0.35, zorder=3)
    for k in range(4):
        glow = disc((x - 2 - 0.8 * k, y + 2 + 0.9 * k), 7.6 - 1.6 * k)
        ink(ax, glow, "paper", alpha=0.14, zorder=3)
    ink(ax, disc((x + 3, y - 2.5), 3.5), "gradient", alpha=0.85, zorder=3.1)
    ink(ax, disc((x + 2, y - 1.3), 1), "paper", alpha=0.4, zorder=3.1)


def _nissl(soma: Path) -> Path:
    """Return short strokes around the nucleus; the axon hillock holds none."""
    rng, found, strokes = np.random.default_rng(1), [], []
    for _ in range(600):
        p = rng.uniform((132, 355), (190, 408))
        away = p - NUCLEUS
        margin = [p + 3 * np.array(side) for side in ((1, 0), (-1, 0), (0, 1), (0, -1))]
        near = [q for q in found if np.hypot(*(p - q)) < 3.6]
        hillock = p[1] < 359 and abs(p[0] - 161) < 9
        if np.hypot(*away) < 16.5 or near or hillock:
            continue
        if soma.contains_points(margin).all():
            found.append(p)
            turn = np.arctan2(away[1], away[0]) + np.pi / 2 + rng.normal(0, 0.35)
            half = rng.uniform(0.5, 1.6) * np.array([np.cos(turn), np.sin(turn)])
            strokes += [p - half, p + half]
    return Path(strokes, [Path.MOVETO, Path.LINETO] * len(found))


def _axon(ax: Axes, axon: Branch) -> dict[str, list[Path]]:
    """Draw the hillock, the initial segment and the sheaths; return them by name."""
    first, last = HILLOCK
    for k in range(3):
        cone = part(axon, first + 4 * k, last + 2).outline
        ink(ax, cone, "prediction", alpha=0.07, zorder=2.9)
    segment = part(axon, *INITIAL_SEGMENT).tube
    ink(ax, segment, "prediction", alpha=0.6, zorder=3)
    sheaths = [myelinate(ax, axon, *ends) for ends in SHEATHS]
    gaps = pairwise(SHEATHS)
    return {
        "axon hillock": [part(axon, *HILLOCK).tube],
        "axon initial segment": [segment],
        "myelin sheath": sheaths,
        "node of Ranvier": [part(axon, a[1], b[0]).tube for a, b in gaps],
    }


def _labels(ax: Axes, axon: Branch, ends: list[Branch], heads: np.ndarray) -> None:
    """Name the parts."""

    def on_axon(distance, side=0.0):
        return part(axon, distance, distance + 9).edge(side)[0]

    spine = heads[np.argmin(np.hypot(*(heads - (284, 500)).T))]
    label(ax, "dendrites", (62, 530), (112, 517), "right")
    label(ax, "dendritic\nspine", (300, 525), spine)
    label(ax, "soma\n(cell body)", (62, 428), (146, 392), "right")
    label(ax, "nucleus", (300, 430), (167, 381))
    label(ax, "axon hillock", (76, 292), on_axon(13), "right")
    label(ax, "axon initial\nsegment", (240, 300), on_axon(36))
    label(ax, "myelin\nsheath", (64, 244), on_axon(127, -2.0), "right")
    label(ax, "node of\nRanvier", (58, 196), on_axon(151, -0.5), "right")
    label(ax, "axon", (58, 150), on_axon(249), "right")
    tips = [ends[k].centre[-1] for k in (0, 1)]
    label(ax, "axon\nterminals", (4, 116), tips, leave=(28, 102))
    label(ax, "next neuron", (349, 9), ha="right", color=COLOURS["muted"])
    (x, y), edge = LENS, LENS[0] + RADIUS + 6
    label(ax, "synapse", (x, y + 68), ha="center")
    label(ax, "vesicles", (edge, y + 30), (x + 0.47 * RADIUS, y + 0.16 * RADIUS))
    label(ax, "synaptic\ncleft", (edge, y - 2), (x + 0.42 * RADIUS, y - 0.155 * RADIUS))
    label(ax, "receptors", (edge, y - 34), (x + 0.4 * RADIUS, y - 0.27 * RADIUS))
    label(ax, "signal", (167, 262), fontstyle="italic")
