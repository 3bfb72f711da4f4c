"""Pictures that lead to pages."""

from __future__ import annotations

from tests.small_book import FRONT, build

MAP = """
```{{code-cell}} python
from nnbook.display import Figure
from nnbook.drawing.shapes import sheet
figure, ax = sheet(200, 100)
ax.text(100, 50, "Further", url="{page}")
Figure(figure, name="fig-map", caption="A map.", alt="One box, which leads further.")
```
"""


def pages(leads_to: str) -> dict[str, str]:
    return {
        "index": "# Book\n\n```{toctree}\nfar/here\nfar/there\n```\n",
        "far/here": f"{FRONT}# Here\n{MAP.format(page=leads_to)}",
        "far/there": "# There\n",
    }


def test_a_text_of_a_picture_leads_to_its_page(tmp_path):
    built = build(tmp_path, pages("far/there"), builder="html", cells=True)
    html = (built.app.outdir / "far/here.html").read_text(encoding="utf-8")
    start = html.index('class="fig-panels"')
    picture = html[start : html.index("<figcaption")]
    assert '<a href="there.html">' in picture and "target" not in picture
    assert 'role="group"' in picture and "aria-hidden" not in picture


def test_a_picture_that_leads_nowhere_is_told(tmp_path):
    built = build(tmp_path, pages("nowhere"), cells=True)
    (said,) = [line for line in built.told if "leads" in line]
    assert said.startswith("far/here.md:") and "'nowhere', which is no page" in said
