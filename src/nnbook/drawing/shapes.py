"""Shapes that the drawings share: smooth curves, discs, labels with leaders, arrows.

A drawing is made on a :func:`sheet`, whose units are points, so that lengths and sizes
of type compare.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text

from nnbook.figures.style import COLOURS, TINT, canvas, house_style

__all__ = [
    "arrow",
    "crescent",
    "disc",
    "dots",
    "ink",
    "label",
    "paint",
    "sample",
    "sheet",
    "smooth",
]

LIGHT = np.array([-0.6, 0.8])  # where the light comes from: above, on the left


@house_style()
def sheet(width: float, height: float) -> tuple[Canvas, Axes]:
    """Return an empty figure and axes of ``width`` by ``height`` points.

    Examples
    --------
    >>> figure, ax = sheet(360, 180)
    >>> figure.get_size_inches().tolist()
    [5.0, 2.5]
    """
    figure = canvas(width / 72, height / 72)
    figure.set_layout_engine("none")
    ax = figure.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, width), ylim=(0, height))
    ax.set_axis_off()
    return figure, ax


def _handles(points: np.ndarray, closed: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return the Bézier handles of a smooth curve through points.

    The velocity at a point is that of the parabola through it and its neighbours, with
    chords as time: uneven points make no loops.
    """
    if closed:
        points = np.concatenate([points[-2:-1], points, points[1:2]])
    chords = np.diff(points, axis=0)
    time = np.maximum(np.linalg.norm(chords, axis=1, keepdims=True), 1e-9)
    pace = chords / time
    inner = (pace[:-1] * time[1:] + pace[1:] * time[:-1]) / (time[:-1] + time[1:])
    if closed:
        time, velocity = time[1:-1], inner
    else:
        velocity = np.concatenate([pace[:1], inner, pace[-1:]])
    return velocity[:-1] * time / 3, velocity[1:] * time / 3


def smooth(points, closed: bool = False) -> Path:
    """Return a smooth path through points.

    Parameters
    ----------
    points : array_like of float, shape (n, 2)
        Points on the curve.
    closed : bool, optional
        Join the last point to the first.

    Examples
    --------
    >>> smooth([(0, 0), (1, 1), (2, 0)]).vertices.shape
    (7, 2)
    """
    points = np.asarray(points, dtype=float)
    if closed:
        points = np.concatenate([points, points[:1]])
    leave, arrive = _handles(points, closed)
    curves = np.stack([points[:-1] + leave, points[1:] - arrive, points[1:]], axis=1)
    vertices = np.concatenate([points[:1], curves.reshape(-1, 2)])
    codes = [Path.MOVETO] + [Path.CURVE4] * (len(vertices) - 1)
    if closed:
        vertices = np.concatenate([vertices, vertices[:1]])
        codes.append(Path.CLOSEPOLY)
    return Path(vertices, codes)


def sample(points, spacing: float = 4.0) -> np.ndarray:
    """Return points at even distances on the smooth curve through ``points``.

    Examples
    --------
    >>> sample([(0, 0), (10, 0)], spacing=5).round(6).tolist()
    [[0.0, 0.0], [5.0, 0.0], [10.0, 0.0]]
    """
    bezier = smooth(points).vertices
    t = np.linspace(0, 1, 24)[:, None, None]
    a, b, c, d = bezier[:-1:3], bezier[1::3], bezier[2::3], bezier[3::3]
    ends = a * (1 - t) ** 3 + d * t**3
    fine = ends + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t)
    fine = fine.transpose(1, 0, 2).reshape(-1, 2)
    steps = np.linalg.norm(np.diff(fine, axis=0), axis=1)
    length = np.append(0.0, steps.cumsum())
    even = np.linspace(0, length[-1], max(2, round(length[-1] / spacing) + 1))
    return np.stack([np.interp(even, length, fine[:, k]) for k in (0, 1)], axis=1)


def disc(centre, width: float, height: float | None = None, turn: float = 0.0) -> Path:
    """Return an ellipse as a path.

    Parameters
    ----------
    centre : pair of float
        Its middle.
    width, height : float
        Its radii; a circle if there is only one.
    turn : float, optional
        Angle in radians.
    """
    height = width if height is None else height
    around = np.linspace(0, 2 * np.pi, 5)
    on = np.stack([np.cos(around), np.sin(around)], axis=1)
    # Four Bézier curves: this length of handle is right to 3 parts in 10 000.
    handle = 0.5523 * np.stack([-on[:, 1], on[:, 0]], axis=1)
    curves = np.stack([on[:-1] + handle[:-1], on[1:] - handle[1:], on[1:]], axis=1)
    vertices = np.concatenate([on[:1], curves.reshape(-1, 2), on[:1]])
    codes = [Path.MOVETO] + [Path.CURVE4] * 12 + [Path.CLOSEPOLY]
    c, s = np.cos(turn), np.sin(turn)
    scale = np.array([[c * width, s * width], [-s * height, c * height]])
    return Path(vertices @ scale + np.asarray(centre), codes)


def crescent(shape: Path, depth: float) -> Path:
    """Return the strip inside a closed shape that is turned away from the light.

    Parameters
    ----------
    shape : matplotlib.path.Path
        A closed outline.
    depth : float
        The greatest width of the strip.
    """
    points = shape.to_polygons()[0][:-1]
    ahead = np.roll(points, -1, axis=0) - np.roll(points, 1, axis=0)
    area = np.sum(points[:, 0] * ahead[:, 1] - points[:, 1] * ahead[:, 0])
    size = np.linalg.norm(ahead, axis=1, keepdims=True)
    ahead *= np.sign(area) / np.maximum(size, 1e-9)
    outward = np.stack([ahead[:, 1], -ahead[:, 0]], axis=1)
    inset = depth * np.clip(-outward @ LIGHT, 0, 1)[:, None]
    rim = np.concatenate([points, points[:1]])
    inner = points - inset * outward
    inner = np.concatenate([inner, inner[:1]])[::-1]
    return Path(np.concatenate([rim, inner]))


def dots(points, length: float = 0.2) -> Path:
    """Return a path that shows as dots when its line is drawn with round caps.

    Parameters
    ----------
    points : array_like of float, shape (n, 2)
        The middles.
    length : float, optional
        How long each is: one without length would be left out.
    """
    points = np.asarray(points, dtype=float)
    pairs = np.stack([points, np.add(points, (0.0, length))], axis=1).reshape(-1, 2)
    return Path(pairs, [Path.MOVETO, Path.LINETO] * len(points))


def ink(ax: Axes, path: Path, fill: str, line="none", width=1.0, **style) -> PathPatch:
    """Fill a path with a colour of the house, and draw its outline if that has one.

    What is translucent is the shade of a body, whose outline `paint` draws.
    """
    palette = COLOURS | {"none": "none"}
    style |= {"facecolor": palette[fill], "edgecolor": palette[line]}
    style |= {"linewidth": width} | (TINT if "alpha" in style else {})
    return ax.add_artist(PathPatch(path, **style))


def paint(ax: Axes, paths, fill: str, edge: str, width=1.0, **style) -> PathPatch:
    """Paint paths as one body: one outline around their union.

    The lines lie below the fills, so that none shows where two shapes overlap.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    paths : sequence of matplotlib.path.Path
        The shapes, all turning the same way.
    fill, edge : str
        Names of colours.
    width : float, optional
        Visible width of the outline in points.
    **style
        Passed on to both patches, such as ``zorder``.

    Returns
    -------
    matplotlib.patches.PathPatch
        The filled body.
    """
    body = Path.make_compound_path(*paths)
    ink(ax, body, "none", edge, 2 * width, joinstyle="round", **style)
    return ink(ax, body, fill, **style)


def label(
    ax: Axes, text: str, at, to=None, ha="left", va="center", leave=None, **style
) -> Text:
    """Write a label, with a leader line to what it names.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    text : str
        The label.
    at : pair of float
        Where the text is anchored.
    to : pair of float, or sequence of them, optional
        Where leader lines end, each in a dot.
    ha, va : str, optional
        Alignment of the text; the lines leave from that side.
    leave : pair of float, optional
        Where the lines leave, if not there.
    **style
        Of the text.
    """
    gap = 3.0
    shift = {"left": (-gap, 0), "right": (gap, 0), "center": (0, 0)}[ha]
    if ha == "center":
        shift = (0, {"bottom": -gap, "top": gap, "center": 0}[va])
    start = np.add(at, shift) if leave is None else leave
    ends = [] if to is None else np.reshape(to, (-1, 2))
    for end in ends:
        line = Line2D(*np.transpose([start, end]), color=COLOURS["muted"], lw=0.7)
        line.set(zorder=8, gid=f"leader:{text}", solid_capstyle="butt")
        ax.add_line(line)
        ink(ax, disc(end, 1.3), "ink", zorder=9)
    style = {"color": COLOURS["ink"], "linespacing": 1.1} | style
    return ax.text(*at, text, ha=ha, va=va, zorder=10, **style)


def arrow(ax: Axes, points, colour: str, width=1.6, head=7.0, **style) -> None:
    """Draw a smooth arrow through points.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw.
    points : array_like of float, shape (n, 2)
        Points that the arrow passes; it ends at the last.
    colour : str
        Name of the colour.
    width, head : float, optional
        Width of the shaft, length of the head, in points.
    **style
        Of both, such as ``zorder``.
    """
    line = sample(points, spacing=1.0)
    keep = max(2, len(line) - round(0.8 * head))
    few = np.append(np.arange(0, keep - 1, max(1, keep // 12)), keep - 1)
    shaft = smooth(line[few])
    ink(ax, shaft, "none", colour, width, capstyle="round", **style)
    ahead = line[-1] - line[keep - 1]
    ahead /= np.linalg.norm(ahead)
    across = np.array([-ahead[1], ahead[0]]) * 0.42 * head
    back = line[-1] - ahead * head
    corners = [line[-1], back + across, line[-1] - 0.75 * head * ahead, back - across]
    ink(ax, Path([*corners, corners[0]], closed=True), colour, **style)
