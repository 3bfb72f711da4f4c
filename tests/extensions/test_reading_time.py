"""Times to read: what is folded away takes none, and pages add up."""

from __future__ import annotations

import pytest

from book._ext.pages.reading_time import told
from tests.extensions.test_parts import EXERCISE, shown
from tests.small_book import build

WORDS = "word " * 476  # two minutes
FOLDED = f"""
:::{{admonition}} For a second reading
:collapsible: closed

{WORDS}
:::
"""
CONTENTS = """
```{toctree}
:numbered: 1

open
folded
```
"""
ROUTES = """
Both take {reading}`open folded`, all {reading}`all`, with {practice}`all` of exercises.
"""


def test_what_is_folded_takes_no_time_and_pages_add_up(tmp_path):
    built = build(
        tmp_path,
        {
            "index": f"# Book\n{CONTENTS}{ROUTES}",
            "open": f"# Open\n\n{WORDS * 10}\n{EXERCISE}",
            "folded": f"# Folded\n\n{WORDS}\n{FOLDED}",
        },
    )
    assert built.told == []
    assert "About 20 minutes to read, 5 for" in shown(built, "open")
    assert "About 2 minutes to read." in shown(built, "folded")
    routes = "Both take 20 minutes, all 20 minutes, with 5 minutes of exercises."
    assert routes in shown(built, "index")


def test_a_page_that_is_not_there_is_told(tmp_path):
    built = build(tmp_path, {"index": "# Book\n\n{reading}`nowhere`\n"})
    (said,) = built.told
    assert said == "index.md:3: no page is called 'nowhere'"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "5 minutes"),
        (57, "55 minutes"),
        (79, "80 minutes"),
        (85, "1½ hours"),
        (119, "2 hours"),
        (590, "10 hours"),
    ],
)
def test_times_are_told_as_people_do(minutes: int, words: str):
    assert told(minutes) == words
