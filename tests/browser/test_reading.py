"""Reading: lines and code that fit, formulas that speak, previews, the way on."""

from __future__ import annotations

import unicodedata

import pytest

from tests.pages import CHAPTERS, PAGES, Page
from tests.tabs import new_tab

wide = pytest.mark.parametrize("width", [1280], indirect=True)
light = pytest.mark.parametrize("theme", ["light"], indirect=True)
UNFOLD = "document.querySelectorAll('details').forEach((e) => { e.open = true; })"

# Characters in each full line of text: of paragraphs with three lines and more, all
# lines but the last.
LINES = """() => [...document.querySelectorAll('.bd-article section > p')]
  .filter((p) => !p.querySelector('math, code, svg'))
  .flatMap((p) => {
    const range = document.createRange(), lines = new Map();
    for (const text of (function* walk(node) {
      for (const child of node.childNodes)
        if (child.nodeType === 3) yield child; else yield* walk(child);
    })(p)) {
      for (let k = 0; k < text.length; k++) {
        range.setStart(text, k); range.setEnd(text, k + 1);
        const box = range.getClientRects()[0];
        if (!box) continue;
        const line = Math.round(box.bottom / 8);
        lines.set(line, (lines.get(line) ?? 0) + 1);
      }
    }
    return lines.size >= 3 ? [...lines.values()].slice(0, -1) : [];
  })"""


@light
@wide
def test_a_line_has_sixty_to_seventy_five_characters(tab, address: str):
    lengths = []
    for page in CHAPTERS:
        tab.goto(f"{address}/{page.name}.html")
        tab.evaluate("document.fonts.ready")
        lengths += tab.evaluate(LINES)
    lengths.sort()
    assert len(lengths) > 100
    assert 60 <= lengths[len(lengths) // 2] <= 75
    # A long word may leave a line short.
    assert 60 <= lengths[len(lengths) // 10] and lengths[-len(lengths) // 10] <= 76


@light
@wide
def test_code_of_sixty_characters_does_not_scroll(tab, address: str):
    tab.goto(f"{address}/lecture/softmax.html")
    fits = """() => [...document.querySelectorAll('.cell_input pre')]
      .filter((e) => e.checkVisibility())
      .map((pre) => {
        pre.textContent = 'x'.repeat(60);
        return pre.scrollWidth <= pre.clientWidth;
      })"""
    found = tab.evaluate(fits)
    assert found and all(found)


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.name)
@light
@wide
def test_no_code_that_a_chapter_shows_scrolls(tab, address: str, page: Page):
    tab.goto(f"{address}/{page.name}.html")
    scrolling = """() => [...document.querySelectorAll('.highlight pre')]
      .filter((e) => e.checkVisibility() && e.scrollWidth > e.clientWidth + 1)
      .map((e) => e.textContent.split('\\n').sort((a, b) => b.length - a.length)[0])"""
    assert tab.evaluate(scrolling) == []


@light
@pytest.mark.parametrize("width", [390], indirect=True)
@pytest.mark.parametrize("name", ["lecture/activation-functions", "appendix/notation"])
def test_a_table_on_a_phone_keeps_words_whole(tab, address: str, name: str):
    """It scrolls in its own box; no column is squeezed to single letters."""
    tab.goto(f"{address}/{name}.html")
    narrow = """() => [...document.querySelectorAll('.bd-article td')]
      .filter((e) => e.checkVisibility() && e.innerText.length > 12)
      .filter((e) => e.getBoundingClientRect().width < 64)
      .map((e) => e.innerText)"""
    assert tab.evaluate(narrow) == []


# -- Formulas -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.tree.xpath("//article//math")][::3]
)
def test_formulas_are_in_the_accessibility_tree(browser, address: str, page: Page):
    """Each as mathematics with its parts, not as a picture or a string."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = new_tab(context)
    tab.goto(f"{address}/{page.name}.html")
    tab.evaluate(UNFOLD)
    session = context.new_cdp_session(tab)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    known = {node["nodeId"]: node for node in nodes}
    maths = [n for n in nodes if n.get("role", {}).get("value") == "MathMLMath"]
    shown = tab.locator(".bd-article math").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => [...e"
        ".querySelectorAll('mi, mn, mo, mtext')].map((t) => t.textContent).join(''))"
    )

    def said(node) -> str:
        if node["role"]["value"] == "StaticText":
            return node["name"]["value"]
        return "".join(said(known[i]) for i in node["childIds"] if i in known)

    def plain(text: str) -> str:
        """Its letters and digits; a browser draws variables as slanted ones."""
        return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())

    assert len(maths) == len(shown) > 3
    assert sorted(plain(said(n)) for n in maths) == sorted(map(plain, shown))
    context.close()


# -- Previews ----------------------------------------------------------------------

PREVIEWED = {
    "an equation": (".bd-article p a.internal[href*='#equation-eq-']", "math"),
    "a figure": (".bd-article p a.internal[href='#fig-temperature']", "svg"),
    "a term": (".bd-article a[href*='glossary.html#term-']", "p"),
    "a source": (".bd-article a[href*='bibliography.html#']", "p"),
}


@pytest.mark.parametrize("what", PREVIEWED)
@pytest.mark.parametrize("by", ["pointer", "focus"])
@light
@wide
def test_a_link_shows_what_it_points_to(tab, address: str, what: str, by: str):
    selector, part = PREVIEWED[what]
    tab.goto(f"{address}/lecture/softmax.html")
    tab.wait_for_load_state("networkidle")
    link = tab.locator(f"{selector}:visible").first
    link.scroll_into_view_if_needed()
    if by == "pointer":
        link.hover()
    else:
        link.evaluate("(e) => e.focus({focusVisible: true})")
    card = tab.locator("#preview")
    card.wait_for()
    assert card.locator(part).first.is_visible()
    assert len(card.inner_text()) > 20
    assert link.get_attribute("aria-describedby") == "preview"
    box = card.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280
    tab.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert all(url.startswith((address, "data:")) for url in tab.requests)
    assert tab.complaints == []


@light
@pytest.mark.parametrize("width", [320, 433, 520, 600], indirect=True)
@pytest.mark.parametrize("what", PREVIEWED)
def test_a_preview_keeps_to_a_small_window(tab, address: str, width: int, what: str):
    tab.goto(f"{address}/lecture/softmax.html")
    link = tab.locator(f"{PREVIEWED[what][0]}:visible").first
    card = tab.locator("#preview")
    for height in (433, 520, 600):
        tab.set_viewport_size({"width": width, "height": height})
        for block in ("start", "center", "end"):
            link.evaluate("(e, block) => e.scrollIntoView({ block })", block)
            tab.wait_for_timeout(100)  # a scroll takes a preview away
            link.evaluate("(e) => { e.blur(); e.focus({focusVisible: true}) }")
            card.wait_for()
            box, at = card.bounding_box(), link.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
            assert box["y"] >= 0 and box["y"] + box["height"] <= height
            assert card.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
            assert box["y"] >= at["y"] or box["y"] + box["height"] <= at["y"] + 1
            assert tab.evaluate("document.documentElement.scrollWidth") <= width


@light
@pytest.mark.parametrize("width", [1280, 640, 390], indirect=True)
@pytest.mark.parametrize("name", ["lecture/softmax", "search"])
def test_text_of_twice_the_size_fits_the_page(tab, address: str, name: str):
    tab.goto(f"{address}/{name}.html")
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    widths = "[document.documentElement.scrollWidth, innerWidth]"
    found, window = tab.evaluate(widths)
    assert found <= window
    out = """() => [...document.querySelectorAll('.bd-header-article :is(a, button)')]
      .filter((e) => e.checkVisibility() && e.getBoundingClientRect().width)
      .filter((e) => e.getBoundingClientRect().right > innerWidth)
      .map((e) => e.outerHTML.slice(0, 80))"""
    assert tab.evaluate(out) == []


# -- The way on --------------------------------------------------------------------


@pytest.mark.parametrize("page", CHAPTERS, ids=lambda page: page.name)
def test_a_chapter_says_how_long_it_takes_and_where_to_go(page: Page):
    (time,) = page.article.find_class("reading-time")
    assert "minutes to read" in time.text_content()
    tree = page.tree
    assert tree.xpath('//a[contains(@class, "left-prev")]')
    assert tree.xpath('//a[contains(@class, "right-next")]')
    headings = len(page.article.xpath(".//h2"))
    listed = tree.xpath('//nav[contains(@class, "page-toc")]/ul/li//a/@href')
    assert len(listed) >= headings
