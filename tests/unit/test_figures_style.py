"""The palette: what is read or seen stands out from paper and tints, in both themes.

The formula is that of WCAG 2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

import os
import subprocess
import sys

import pytest
from matplotlib.colors import to_rgb

from nnbook.figures.style import COLOURS, DARK

TEXT, MARK = 4.5, 3.0
TINTS = sorted(name for name in COLOURS if name.startswith("soft-"))
MARKS = sorted(COLOURS.keys() - {"grid", "paper", *TINTS})

themes = pytest.mark.parametrize("palette", [COLOURS, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in to_rgb(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula():
    assert contrast("black", "white") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_both_themes_name_the_same_colours_once():
    assert COLOURS.keys() == DARK.keys()
    assert len(set(COLOURS.values())) == len(COLOURS)


@themes
@pytest.mark.parametrize("name", MARKS)
def test_every_colour_of_a_text_is_read_on_paper(palette, name):
    assert contrast(palette[name], palette["paper"]) >= TEXT


@themes
@pytest.mark.parametrize("tint", TINTS)
@pytest.mark.parametrize("name", MARKS)
def test_every_colour_is_read_on_every_tint(palette, name, tint):
    assert contrast(palette[name], palette[tint]) >= TEXT


@themes
def test_a_text_in_the_colour_of_paper_is_read_on_every_mark(palette):
    worst = min(contrast(palette["paper"], palette[name]) for name in MARKS)
    assert worst >= TEXT > MARK


DRAW = """
import matplotlib
from nnbook.figures.bundle import MIME
from nnbook.display import Figure
from nnbook.plots import activations
from nnbook import tanh
figure = Figure(activations.thumbnail(tanh), name="fig-a", caption="A.", alt="B.")
print(matplotlib.rcParams["axes.grid"], figure._repr_mimebundle_()[MIME])
"""
OWN = "axes.grid: True\nfont.size: 20\naxes.unicode_minus: False\nsavefig.dpi: 30\n"


def test_a_matplotlibrc_of_ones_own_does_not_reach_the_pictures(tmp_path):
    def drawn(settings: str) -> tuple[str, str]:
        path = tmp_path / "matplotlibrc"
        path.write_text(settings)
        mine = {"MATPLOTLIBRC": str(path), "NNBOOK_FOR_THE_BOOK": "1"}
        run = [sys.executable, "-c", DRAW]
        said = subprocess.check_output(run, env=os.environ | mine, text=True)
        return tuple(said.split(" ", 1))

    (off, plain), (on, own) = drawn(""), drawn(OWN)
    assert (off, on) == ("False", "True"), "the settings were read"
    assert own == plain
