"""Pages come and go: no build stops for it, and parts are what the contents say."""

from __future__ import annotations

import json
import re
import shutil

import pytest

from book._ext.pages.parts import in_order, is_chapter
from tests.pages import BOOK
from tests.small_book import FRONT, Built, build

EXERCISE = """
:::::{exercise} One and one
:name: ex-one
:level: 1
:time: 5
:by: hand

Add them.

:::{solution}
Two.
:::
:::::
"""
FORMULA = "\n$$\na + b = b + a\n% proved\n$$ (eq-{name})\n"
CONTENTS = """
```{toctree}
:caption: Part I
:numbered: 1

one/first
one/second
```

```{toctree}
:caption: Part II
:numbered: 1

two/third
```

```{toctree}
before
after
```
"""
VERIFICATION = (BOOK / "appendix/verification.md").read_text(encoding="utf-8")
VERIFICATION = re.sub(r"```\{code-cell\}.*?```\n", "", VERIFICATION, flags=re.S)
PAGES = {
    "index": f"# Book\n{CONTENTS}",
    "one/first": f"# First\n{FORMULA.format(name='first')}",
    "one/second": "# Second\n",
    "two/third": f"# Third\n\nAs on slide 3.\n{EXERCISE}",
    "before": f"# Before\n{EXERCISE.replace('ex-one', 'ex-two')}",
    "after": re.sub(r"\{(doc|term|numref)\}", "{code}", VERIFICATION),
}


def shown(built: Built, page: str) -> str:
    app = built.app
    return app.env.get_and_resolve_doctree(page, app.builder, tags=app.tags).astext()


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    return build(tmp_path_factory.mktemp("parts"), PAGES)


def test_a_book_without_records_is_built(built):
    assert not built.told
    text = shown(built, "after")
    for command in ("make audit", "make bench", "make mutants", "make records"):
        assert f"Not recorded yet: run {command}." in text
    told = "(not recorded yet: run make mutants) mistakes on purpose"
    assert told in " ".join(text.split())


def test_records_of_pages_that_are_gone_or_of_another_form_stop_no_build(tmp_path):
    records = tmp_path / "book/_records"
    shutil.copytree(BOOK / "_records", records)
    assert not build(tmp_path, PAGES).failed
    for name in ("accuracy", "mutants", "audit"):
        (records / f"{name}.json").write_text(json.dumps({"another": "form"}))
    built = build(tmp_path, PAGES)
    assert not built.failed
    assert "Out of date: run make audit." in shown(built, "after")
    for name in ("accuracy", "mutants", "audit"):
        (records / f"{name}.json").write_text("<<<<<<< two branches")
    assert "Not recorded yet: run make audit." in shown(built, "after")


def test_a_page_that_is_gone_is_told_where_it_is_named(tmp_path):
    pages = {name: text for name, text in PAGES.items() if name != "one/second"}
    (told,) = build(tmp_path, pages).told
    assert told.startswith("index.md:") and "one/second" in told


def test_a_page_that_no_contents_name_is_told(tmp_path):
    (told,) = build(tmp_path, PAGES | {"stray": f"# Stray\n{FORMULA}"}).told
    assert told.startswith("stray.md:") and "toctree" in told


def test_a_book_of_one_page_is_built(tmp_path):
    assert not build(tmp_path, {"index": PAGES["after"]}).failed


def test_chapters_are_numbered_on_from_part_to_part(built):
    numbers = built.app.env.toc_secnumbers
    chapters = ["one/first", "one/second", "two/third"]
    assert [numbers[page][""] for page in chapters] == [(1,), (2,), (3,)]
    assert built.app.env.titles["two/third"]["secnumber"] == [3]
    assert built.app.env.toc_fignumbers["two/third"]["exercise"] == {"ex-one": (3, 1)}


def test_a_chapter_is_numbered_or_has_exercises(built):
    env = built.app.env
    assert in_order(env) == list(PAGES)
    chapters = ["one/first", "one/second", "two/third", "before"]
    assert [page for page in PAGES if is_chapter(env, page)] == chapters
    for page in PAGES:
        assert ("to read" in shown(built, page)) == (page in chapters)


def test_a_page_without_a_title_has_no_place_for_its_times(tmp_path):
    built = build(tmp_path, PAGES | {"one/second": "No title.\n"})
    assert "to read" not in shown(built, "one/second")


@pytest.mark.parametrize("language", ["de", "fr"])
def test_another_language_has_no_words_for_names_and_no_crash(tmp_path, language):
    text = f"{FRONT}# Seite\n\nSiehe Abbildung 3 und $0.91$, ohne {{given}}`4`.\n"
    built = build(tmp_path, {"index": text}, language=language)
    assert len(built.told) == 2
