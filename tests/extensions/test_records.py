"""The outputs of the cells are those on record, and a difference would be seen."""

from __future__ import annotations

import copy
import json
import re
import shutil
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from book._ext.cells.recorded import differences, dumps, outputs
from book._ext.cells.records import against
from nnbook.display import Figure, Table
from nnbook.figures.bundle import FOR_THE_BOOK
from nnbook.figures.series import curve
from nnbook.figures.style import panel
from tests.pages import BOOK, PAGES, ROOT
from tests.small_book import FRONT, build

RECORD = BOOK / "_records/outputs"


def test_what_the_cells_put_out_is_on_record():
    differs = against(RECORD, ROOT / "_build/records")
    assert not differs, "if this is meant, run make records"


def test_every_figure_and_value_of_the_pages_is_on_record():
    for page in PAGES:
        code = "".join(
            re.findall(r"^```\{code-cell\}.*?^```", page.source, re.S | re.M)
        )
        names = re.findall(r'name="((?:fig|tab)-[\w-]+)"', code)
        quoted = re.findall(r"\{glue:text\}`([\w]+)", page.source)
        if names or quoted:
            record = json.loads((RECORD / f"{page.name}.json").read_text("utf-8"))
            shown = record.get("figures", {}).keys() | record.get("tables", {}).keys()
            assert set(names) <= shown
            assert set(quoted) <= record.get("values", {}).keys()


# -- What is recorded ----------------------------------------------------------------


@pytest.fixture(autouse=True)
def in_the_book(monkeypatch):
    monkeypatch.setenv(FOR_THE_BOOK, "1")


def squares(**more: float) -> Figure:
    canvas, ax = panel()
    heights = [x * x + more.get(f"at_{x}", 0.0) for x in range(100)]
    curve(ax, range(100), heights, "square")
    return Figure(canvas, name="fig-a", caption="Squares.", alt="A curve.")


def notebook(*cells: list) -> dict:
    return new_notebook(cells=[new_code_cell("", outputs=cell) for cell in cells])


def shown(thing) -> dict:
    return new_output("display_data", thing._repr_mimebundle_())


def test_texts_values_tables_and_figures_are_recorded():
    printed = new_output("stream", name="stdout", text="ab\n")
    glued = new_output(
        "display_data",
        {"application/papermill.record/text/plain": "0.2512345678"},
        metadata={"scrapbook": {"name": "quarter", "mime_prefix": ""}},
    )
    table = Table(["x"], [["1"]], name="tab-a", caption="One.")
    last = new_output("execute_result", {"text/plain": "array([1])"})
    found = outputs(
        notebook([printed], [glued, shown(table)], [shown(squares()), last])
    )
    assert found["texts"] == ["ab\n", "array([1])"]
    assert found["values"] == {"quarter": 0.25123457}
    assert found["tables"]["tab-a"]["rows"] == [["1"]]
    assert found["figures"]["fig-a"]["panels"][0]["arrays"]["square, y"]["some"]
    assert json.loads(dumps(found)) == json.loads(json.dumps(found))


def test_a_changed_number_changes_one_line_of_the_record():
    one, other = (
        dumps(outputs(notebook([shown(squares(at_41=more))]))).splitlines()
        for more in (0.0, 1.0)
    )
    assert len(one) == len(other)
    (changed,) = (line for line, now in zip(one, other, strict=True) if line != now)
    assert changed.strip().startswith('"square, y": {"mean": 3283.5, "rms"')


# -- When it differs -----------------------------------------------------------------

LONG = {"shape": [100], "some": [0.0, 50.0, 99.0], "mean": 49.5, "rms": 57.3}
SAME = [
    (0.1, 0.1 * (1 + 9e-7)),
    (3, 3),
    ("J = 0.1234 here", "J = 0.1235 here"),
    ("1.5e-07", "1.6e-07"),
    ("a  b\n", "a b"),
    ([1.0, 1e-12], [1.0, 3e-12]),
    (LONG, LONG | {"mean": 49.5 * (1 + 9e-7)}),
    (LONG | {"mean": 1e-17}, LONG | {"mean": -3e-17}),
    ({"rounding": True, "y": [1e-16, 2e-16]}, {"rounding": True, "y": [3e-16, 1e-16]}),
    ({"rounding": True, "alt": "0.8 ULP"}, {"rounding": True, "alt": "1.2 ULP"}),
]
OTHER = [
    (0.1, 0.1 * (1 + 2e-6)),
    (3, 4),
    (3, 3.0),
    ("J = 0.1234 here", "J = 0.1236 here"),
    ("J = 0.1234 here", "J = 0.1234 there"),
    ("27 steps", "28 steps"),
    ("−0.5", "0.5"),
    ("0.5", "0.50"),
    ([1.0, 2.0], [1.0, 2.0, 3.0]),
    ([1.0, 2.0], [1.0, 2.0001]),
    ([1.0, None], [1.0, 2.0]),
    (["a", "b"], ["a"]),
    ({"a": 1}, {}),
    ({}, {"a": 1}),
    (LONG, LONG | {"shape": [99]}),
    (LONG, LONG | {"some": [0.0, 50.1, 99.0]}),
    (LONG, LONG | {"mean": 49.6}),
    (LONG, LONG | {"rms": 57.4}),
    (LONG, [1.0]),
    ({"rounding": True, "y": [1e-16]}, {"rounding": True, "y": [1.1e-15]}),
    ({"rounding": True, "y": [1e-16]}, {"rounding": False, "y": [2e-16]}),
    ({"rounding": True, "alt": "8 ULP"}, {"rounding": True, "alt": "9 ULP"}),
]


@pytest.mark.parametrize(("old", "new"), SAME)
def test_what_may_differ_does(old, new):
    assert not list(differences(old, new))


@pytest.mark.parametrize(("old", "new"), OTHER)
def test_what_may_not_differ_is_told_with_old_and_new(old, new):
    (told, *_) = differences({"part": old}, {"part": new})
    assert told.startswith("part")


def test_one_changed_entry_of_a_long_array_is_seen():
    before, after = (
        outputs(notebook([shown(squares(at_41=more))])) for more in (0.0, 1.0)
    )
    (told,) = differences(before, after)
    assert "fig-a, panels 1, arrays, square, y" in told


def test_any_changed_word_or_number_of_the_records_is_seen():
    """Each single leaf of the real records, changed, makes a difference."""
    for path in sorted(RECORD.rglob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        for keys in list(_leaves(record))[::17]:
            changed = copy.deepcopy(record)
            holder = changed
            for key in keys[:-1]:
                holder = holder[key]
            holder[keys[-1]] = _changed(holder[keys[-1]])
            assert list(differences(record, changed)), f"{path.name}: {keys}"


def _leaves(value, keys=()):
    if isinstance(value, dict) and value.get("rounding"):
        return  # compared by size
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in items:
            yield from _leaves(part, (*keys, key))
    else:
        yield keys


def _changed(leaf):
    if isinstance(leaf, bool) or leaf is None:
        return 7.5
    return f"{leaf} more" if isinstance(leaf, str) else 20 * leaf + 20


# -- The build -----------------------------------------------------------------------

PAGE = f"""{FRONT}# A small book

```{{code-cell}} python
from nnbook import relu
print("slope", relu.slope_at_0 + 0.25)
```
"""


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """The folder of a book whose outputs are on record."""
    build(tmp_path, {"index": PAGE}, cells=True)
    shutil.copytree(tmp_path / "records", tmp_path / "book/_records/outputs")
    return tmp_path


def test_a_changed_output_is_a_fault_where_ci_is_true(recorded, monkeypatch, capsys):
    changed = {"index": PAGE.replace("0.25", "0.75")}
    monkeypatch.setenv("CI", "true")
    assert not build(recorded, {"index": PAGE}, cells=True).failed
    built = build(recorded, changed, cells=True)
    assert built.failed
    (told,) = built.told
    assert told.startswith(
        "index.md: outputs differ from the record; if this is meant, "
    )
    for words in (
        "make records",
        "texts",
        "recorded 'slope 0.25",
        "now      'slope 0.75",
    ):
        assert words in told
    monkeypatch.delenv("CI")
    assert not build(recorded, changed, cells=True).failed
    assert "recorded 'slope 0.25" in capsys.readouterr().err


def test_a_new_or_dropped_page_or_a_broken_record_stops_no_build(
    recorded, monkeypatch, capsys
):
    monkeypatch.setenv("CI", "true")
    kept = recorded / "book/_records/outputs"
    (kept / "index.json").rename(kept / "dropped.json")
    assert not build(recorded, {"index": PAGE}, cells=True).failed
    said = capsys.readouterr().err
    assert "index.md: " in said and "no record of this page" in said
    assert "dropped.md: " in said and "make records" in said
    (kept / "index.json").write_text("<<<<<<< two branches")
    assert not build(recorded, {"index": PAGE}, cells=True).failed
    assert against(kept, recorded / "records").keys() == {"dropped", "index"}
