"""Each page with cells as a notebook: the same words and cells, and it runs alone."""

from __future__ import annotations

import base64
import json
import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from book._ext.cells.recorded import differences
from nnbook.figures.bundle import FOR_THE_BOOK
from nnbook.figures.markdown import pipe_table, without_roles
from tests.pages import BOOK, PAGES, SITE, Page

CELL = re.compile(r"^```\{code-cell\}.*\n((?::.*\n)*)((?:.*\n)*?)```$", re.M)
WITH_CELLS = [page for page in PAGES if CELL.search(page.source)]
FENCE = re.compile(r"^( *)(`{3,})\w*\n.*?\n\1\2$", re.M | re.S)
SPAN = re.compile(r"(`+)[^`].*?\1")
LEFT_OVER = re.compile(r"`{3}\{|\{[a-z:-]+\}`|^:{3,}|^% [a-z]|\]\(#", re.M)
FORMULA = re.compile(r"(?<!\\)(\$\$?)([^$]+)\1")
TAG = re.compile(r"\\tag\{([\d.]+)\}")
IMAGE = re.compile(
    r'<img alt="[^"]*"(?: width="49%")? src="data:image/svg\+xml;base64,([^"]+)">'
)
every_page = pytest.mark.parametrize("page", WITH_CELLS, ids=lambda page: page.name)


def notebook(page: Page) -> NotebookNode:
    return nbformat.read(page.path.with_suffix(".ipynb"), as_version=4)


def words(page: Page) -> str:
    """What the notebook says between its cells, without code."""
    cells = (cell for cell in notebook(page).cells if cell.cell_type == "markdown")
    text = "\n\n".join(cell.source for cell in cells)
    return SPAN.sub("CODE", FENCE.sub("CODE", text))


def shown(page: Page, path: str) -> list:
    """What stands on the page outside of what its cells put out."""
    return page.article.xpath(f'{path}[not(ancestor::*[contains(@class, "cell_")])]')


# -- The same as the page ------------------------------------------------------------


def test_the_pages_with_cells_have_notebooks_and_no_others():
    found = {path.relative_to(SITE).as_posix() for path in SITE.rglob("*.ipynb")}
    assert len(WITH_CELLS) > 10
    assert found == {f"{page.name}.ipynb" for page in WITH_CELLS}


@every_page
def test_it_is_valid_and_says_what_it_is(page: Page):
    found = notebook(page)
    nbformat.validate(found)
    said = found.metadata
    assert said.kernelspec.name == "python3"
    title = page.tree.xpath("//title/text()")[0].partition(" — ")[0]
    assert said.title == re.sub(r"^\d+\s", "", title)
    assert said.license == {"text": "CC-BY-4.0", "code": "BSD-3-Clause"}
    assert said.source == {"book": "Introduction to Neural Networks", "page": page.name}
    first, *_, last = found.cells
    assert "pip install" in first.source and "\n" not in first.source
    assert "CC BY 4.0" in last.source and "BSD-3-Clause" in last.source
    ids = [cell.id for cell in found.cells]
    assert len(set(ids)) == len(ids)


def test_no_two_notebooks_share_an_id():
    ids = [cell.id for page in WITH_CELLS for cell in notebook(page).cells]
    assert len(set(ids)) == len(ids)


@every_page
def test_the_cells_are_those_of_the_page(page: Page):
    cells = [cell for cell in notebook(page).cells if cell.cell_type == "code"]
    wanted = CELL.findall(page.source)
    assert [cell.source for cell in cells] == [code.strip("\n") for _, code in wanted]
    for cell, (options, _) in zip(cells, wanted, strict=True):
        hidden = bool(re.search(r"(hide|remove)-(input|cell)", options))
        assert cell.metadata.get("jupyter") == (
            {"source_hidden": True} if hidden else None
        )


@every_page
def test_nothing_of_the_source_is_left_in_its_words(page: Page):
    assert LEFT_OVER.findall(words(page)) == []


def test_what_is_left_of_the_source_would_be_found():
    left = ["```{note}", "{ref}`a`", "{glue:text}`a:.2f`", "{eq}`b`", "% proved", ":::"]
    assert all(map(LEFT_OVER.search, left))


@every_page
def test_its_headings_are_those_of_the_page(page: Page):
    headings = re.findall(r"^(#+) (.*)$", words(page), re.M)
    on_page = shown(page, "//section/*[self::h1 or self::h2 or self::h3]")
    assert [len(mark) for mark, _ in headings] == [int(h.tag[1]) for h in on_page]
    for (_, text), heading in zip(headings, on_page, strict=True):
        if "$" not in text and "CODE" not in text and not heading.xpath(".//em"):
            wanted = heading.text_content().rstrip("#").strip()
            assert text.replace("\\", "") == wanted


@every_page
def test_its_formulas_are_those_of_the_page(page: Page):
    found = [
        (len(mark) == 2, plain(latex)) for mark, latex in FORMULA.findall(words(page))
    ]
    on_page = shown(page, "//*[local-name()='math']")
    wanted = [
        (math.get("display") == "block", plain(math.xpath(".//annotation")[0].text))
        for math in on_page
    ]
    assert found == wanted


@every_page
def test_its_formulas_have_the_numbers_of_the_page(page: Page):
    numbers = [one.text.strip("()") for one in page.article.find_class("eqno")]
    assert TAG.findall(words(page)) == numbers


def plain(latex: str) -> str:
    """LaTeX without number and space; in a table a bar is written out."""
    return re.sub(r"\s", "", TAG.sub("", latex).replace(r"\vert ", "|"))


@every_page
def test_its_exercises_have_their_solutions(page: Page):
    text = words(page)
    exercises = len(page.article.find_class("exercise"))
    assert text.count("<summary>Solution</summary>") == exercises
    assert len(re.findall(r"^\*\*Exercise [\d.]+\. ", text, re.M)) == exercises


@every_page
def test_its_tables_have_the_rows_of_the_page(page: Page):
    rows = re.findall(r"^[>\s]*\|(?! --- ).*\|$", words(page), re.M)
    assert len(rows) == len(shown(page, "//tr"))


@every_page
def test_it_names_the_figures_and_tables_by_their_numbers(page: Page):
    captions = page.article.find_class("caption-number")
    numbers = [caption.text_content().strip() for caption in captions]
    computed = [number for number in numbers if not number.startswith("Exercise")]
    assert (
        re.findall(r"^\*\*((?:Figure|Table) [\d.]+)\*\*$", words(page), re.M)
        == computed
    )


# -- It runs by itself ---------------------------------------------------------------


def joined(outputs: list) -> list:
    """Join printed texts that follow each other: a kernel parts them by chance."""
    kept: list = []
    for output in outputs:
        if kept and output.get("name") and output["name"] == kept[-1].get("name"):
            kept[-1]["text"] += output["text"]
        else:
            kept.append(output)
    return kept


@every_page
def test_it_runs_and_shows_what_is_on_record(page: Page, tmp_path: Path):
    ran = run(notebook(page), tmp_path)
    outputs = [out for cell in ran.cells for out in joined(cell.get("outputs", []))]
    assert [out.text for out in outputs if out.get("name") == "stderr"] == []
    compare(outputs, page)


@every_page
def test_it_comes_with_what_is_on_record(page: Page):
    cells = notebook(page).cells
    compare([out for cell in cells for out in joined(cell.get("outputs", []))], page)


def compare(outputs: list, page: Page) -> None:
    record = json.loads(
        (BOOK / f"_records/outputs/{page.name}.json").read_text("utf-8")
    )
    assert list(differences(record.get("texts", []), printed(outputs))) == []
    shown, bundles = said(record), displayed(outputs)
    assert bundles.keys() == shown.keys()
    for name, words in shown.items():
        text = bundles[name]["text/markdown"]
        pictures = [base64.b64decode(data) for data in IMAGE.findall(text)]
        kept = record["figures" if name in record.get("figures", {}) else "tables"][
            name
        ]
        assert len(pictures) == len(kept.get("panels", pictures))
        for picture in pictures:
            root = ET.fromstring(picture)
            assert root.tag.endswith("svg") and b"var(--" not in picture
        now = {**words, "text": " ".join(IMAGE.sub("", text).split())}
        assert list(differences(words, now)) == []


def run(one: NotebookNode, folder: Path) -> NotebookNode:
    """Run a notebook where nothing of the book but the package can be imported."""
    probe = nbformat.v4.new_code_cell(
        "import importlib.util, os, sys\n"
        f"assert {FOR_THE_BOOK!r} not in os.environ\n"
        "assert importlib.util.find_spec('nnbook')\n"
        "assert not importlib.util.find_spec('kept_cells'), sys.path"
    )
    one.cells.insert(0, probe)
    ours = ("PYTHONPATH", "MPLBACKEND", FOR_THE_BOOK)
    outside = {key: value for key, value in os.environ.items() if key not in ours}
    client = NotebookClient(
        one, timeout=120, resources={"metadata": {"path": str(folder)}}
    )
    return client.execute(env=outside | {"IPYTHONDIR": str(folder / "ipython")})


def printed(outputs: list) -> list[str]:
    """The texts that cells printed or returned."""
    texts = []
    for out in outputs:
        if out.get("name") == "stdout":
            texts.append(out.text)
        elif "data" in out and "text/markdown" not in out.data:
            texts.append(out.data["text/plain"])
    return texts


def displayed(outputs: list) -> dict[str, dict]:
    """The figures and tables by their names."""
    bundles = [out.data for out in outputs if "text/markdown" in out.get("data", {})]
    return {re.match(r"<\w+ ([\w.-]+):", b["text/plain"])[1]: b for b in bundles}


def said(record: dict) -> dict[str, dict]:
    """What figures and tables say, as recorded: their Markdown without the pictures."""
    found = {}
    for name, figure in record.get("figures", {}).items():
        found[name] = {"text": figure["caption"], "rounding": figure["rounding"]}
    for name, table in record.get("tables", {}).items():
        cells = [
            ["" if isinstance(c, list) else c for c in row] for row in table["rows"]
        ]
        text = f"{table['caption']} {pipe_table(table['header'], cells)}"
        found[name] = {"text": text, "rounding": table["rounding"]}
    return {
        name: {**words, "text": " ".join(without_roles(words["text"]).split())}
        for name, words in found.items()
    }
