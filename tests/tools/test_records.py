"""`make records` records what changed, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.records import accuracy, outputs, write


def lay(folder: Path, pages: dict[str, dict]) -> Path:
    for name, values in pages.items():
        write(folder / f"{name}.json", {"values": values})
    return folder


def held(folder: Path) -> dict[str, dict]:
    return {
        path.relative_to(folder).with_suffix("").as_posix(): json.loads(
            path.read_text(encoding="utf-8")
        )["values"]
        for path in folder.rglob("*.json")
    }


def test_pages_come_go_and_change(tmp_path: Path):
    same, before = {"e": 2.718281828}, {"e": 2.71}
    old = {"a/same": same, "a/other": before, "old-name": same}
    new = {"a/same": same, "a/other": same, "b/new-name": same}
    record, found = lay(tmp_path / "record", old), lay(tmp_path / "found", new)
    assert outputs.renew(record, found) == [
        "outputs of old-name: no longer there",
        "outputs of b/new-name: new",
        "outputs of a/other: changed",
    ]
    assert held(record) == new
    assert outputs.renew(record, found) == []


def test_a_book_without_a_record_gets_one(tmp_path: Path):
    found = lay(tmp_path / "found", {"index": {"one": 1}})
    assert outputs.renew(tmp_path / "record", found) == ["outputs of index: new"]
    assert held(tmp_path / "record") == {"index": {"one": 1}}


def test_the_last_digits_of_another_machine_are_no_change(tmp_path: Path):
    record = lay(tmp_path / "record", {"index": {"e": 2.718281828459045}})
    found = lay(tmp_path / "found", {"index": {"e": 2.718281828459042}})
    assert outputs.renew(record, found) == []
    assert held(record) == {"index": {"e": 2.718281828459045}}


ROW = {
    "function": "tanh", "bar": 4.0, "float64": 1.0, "at": 0.5, "float32": 0.5,
    "points": 9,
}  # fmt: skip


@pytest.fixture
def measures(monkeypatch):
    """Let `accuracy` measure what a test says."""

    def set_to(*rows: dict) -> None:
        monkeypatch.setattr(accuracy, "measured", lambda: list(rows))

    return set_to


def test_errors_are_recorded_anew_where_they_are_others(tmp_path: Path, measures):
    path = tmp_path / "accuracy.json"
    measures(ROW)
    assert accuracy.renew(path) == ["errors of the package: changed"]
    text = path.read_text(encoding="utf-8")
    measures(ROW | {"float64": 1.4, "at": 0.7})  # as another processor may have it
    assert accuracy.renew(path) == []
    assert path.read_text(encoding="utf-8") == text
    for other in ({"float64": 1.6}, {"float32": 1.1}, {"bar": 3.0}, {"points": 8}):
        measures(ROW)
        accuracy.renew(path)
        measures(ROW | other)
        assert accuracy.renew(path), other
        (row,) = json.loads(path.read_text(encoding="utf-8"))["functions"]
        assert row == ROW | other
