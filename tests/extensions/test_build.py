"""The command: what fails leaves nothing behind, and what changed is built again."""

from __future__ import annotations

from pathlib import Path

from tests.small_book import SOUND, make

BROKEN = """
It converges after 27 steps.

See {numref}`fig-none` and {py:func}`nnbook.nothing`.
"""
FIGURE = """
```{code-cell} python
from nnbook import plots
from nnbook.display import Figure
Figure(plots.panel()[0], name="fig-a", caption="A caption.", alt="Empty axes.")
```
"""


def test_a_broken_page_stops_the_build_each_time_until_it_is_mended(book: Path):
    """What is found when a page is read, and what when it is written."""
    page, site = book / "book/index.md", book / "_build/html"
    page.write_text(SOUND + BROKEN)
    for attempt in (1, 2):
        result = make(book)
        assert result.returncode != 0, f"build {attempt} passed"
        assert "\nbook/index.md:12: 27 in “It converges" in f"\n{result.stderr}"
        assert "\nbook/index.md:14: undefined label: 'fig-none'" in result.stderr
        assert "reference target not found: nnbook.nothing" in result.stderr
        assert not site.exists()
    page.write_text(SOUND + FIGURE)
    result = make(book)
    assert result.returncode == 0, result.stderr
    # Whatever backend the reader has set.
    assert 'aria-label="Empty axes."' in (site / "index.html").read_text()


def test_a_change_of_the_package_reaches_the_page(book: Path):
    written = book / "_build/html/index.html"

    def shown() -> str:
        result = make(book)
        assert result.returncode == 0, result.stderr
        return written.read_text()

    assert "printed anew" not in shown()
    before = written.stat().st_mtime_ns
    shown()
    assert written.stat().st_mtime_ns == before, "nothing had changed"
    module = book / "src/nnbook/activations.py"
    module.write_text(module.read_text() + '\nprint("printed anew")\n')
    assert "printed anew" in shown()
