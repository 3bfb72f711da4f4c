"""Imports point one way: tests, tools, the book's extensions, figures, the package."""

from __future__ import annotations

import pytest

from book._ext import ROOT
from book._ext.cells.fingerprints import imported

# Each may import itself and those below it.
LAYERS = ("tests", "tools", "book._ext", "nnbook.proof", "figures", "nnbook")
FIGURES = ("nnbook.figures", "nnbook.plots", "nnbook.drawing", "nnbook.display")
FOLDERS = {
    "src/nnbook": "nnbook",
    "book/_ext": "book._ext",
    "tools": "tools",
    "tests": "tests",
}


def layer(name: str) -> str | None:
    """The layer of a module; None where it is not ours."""
    if is_in(name, FIGURES):
        return "figures"
    return next((one for one in LAYERS if is_in(name, (one,))), None)


def is_in(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in packages)


@pytest.mark.parametrize("folder", FOLDERS)
def test_modules_import_only_from_below(folder: str):
    for path in (ROOT / folder).rglob("*.py"):
        parts = path.relative_to(ROOT / folder).with_suffix("").parts
        name = ".".join([FOLDERS[folder], *parts])
        above = LAYERS[: LAYERS.index(layer(name))]
        found = imported(path.read_text(encoding="utf-8"), name.rpartition(".")[0])
        assert found is not None or not above, f"{path}: what it imports is unclear"
        wrong = {one for one in found or () if layer(one) in above}
        assert not wrong, f"{path}, of the layer {layer(name)!r}, imports from above"
