"""Figures that everyone can read: contrast, names, tables, forced colours, paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pages import PAGES
from tests.tabs import new_tab

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
SHOWING = [page for page in PAGES if page.article.xpath('.//*[@class="fig"]')]
EXAMPLE = "lecture/activation-functions"

wide = pytest.mark.parametrize("width", [1280], indirect=True)
narrow = pytest.mark.parametrize("width", [390], indirect=True)
light = pytest.mark.parametrize("theme", ["light"], indirect=True)


@pytest.fixture(scope="module", params=SHOWING, ids=lambda page: page.name)
def shown(browser, address: str, request):
    """A tab with a page, and what was built of it; opened once for all that looks."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = new_tab(context)
    tab.goto(f"{address}/{request.param.name}.html")
    yield tab, request.param
    context.close()


# -- Contrast ------------------------------------------------------------------------


def test_texts_and_marks_stand_out(shown, theme: str):
    tab, _ = shown
    tab.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    assert tab.evaluate(CONTRAST) == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        ("text.setAttribute('fill', 'var(--fig-grid)')", "“"),
        ("text.setAttribute('opacity', '0.4')", "“"),
        ("line.setAttribute('stroke', 'var(--fig-soft-error)')", "path"),
        ("line.setAttribute('stroke-opacity', '0.3')", "path"),
        ("svg.style.background = 'var(--fig-muted)'", "use"),
    ],
)
@light
@wide
def test_what_stands_out_too_little_is_told(tab, address: str, spoil: str, told: str):
    tab.goto(f"{address}/{EXAMPLE}.html", wait_until="domcontentloaded")
    tab.evaluate(
        f"""() => {{
          const svg = document.querySelector('#fig-fever svg.fig');
          const text = svg.querySelector('text');
          const line = svg.querySelector('path[stroke="var(--fig-prediction)"]');
          {spoil};
        }}"""
    )
    found = tab.evaluate(CONTRAST)
    assert found and all(line.startswith(f"fig-fever: {told}") for line in found[:1])


# -- What is read aloud --------------------------------------------------------------


def test_each_picture_is_one_image_with_its_text(shown):
    tab, page = shown
    session = tab.context.new_cdp_session(tab)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in tree}

    def name(node) -> str:
        return node.get("name", {}).get("value", "")

    def told(node):
        """The nodes below that a screen reader meets."""
        for child in (nodes[i] for i in node["childIds"] if i in nodes):
            if not child["ignored"]:
                yield child
            yield from told(child)

    by_role: dict[str, list] = {}
    for node in tree:
        if not node["ignored"]:
            by_role.setdefault(node["role"]["value"], []).append(node)
    pictures = page.article.xpath(
        './/*[local-name() = "svg"][@class="fig"][@role="img"]/@aria-label'
    )
    images = [node for node in by_role["image"] if name(node) in pictures]
    assert sorted(map(name, images)) == sorted(pictures)
    assert [child for node in images for child in told(node)] == []
    # What leads to pages is a group of links.
    named = page.article.xpath('.//*[@class="fig"][@role="group"]/@aria-label')
    maps = [node for node in by_role.get("group", ()) if name(node) in named]
    assert len(maps) == len(named)

    figures = page.article.xpath('.//figure[.//*[@class="fig"]]')
    numbers = [f.xpath('string(.//*[@class="caption-number"])') for f in figures]
    assert sorted(map(name, by_role["figure"])) == sorted(map(str.strip, numbers))
    for node in by_role["figure"]:
        assert any(child in images + maps for child in told(node)), name(node)
    for node in maps:
        links = [c for c in told(node) if c["role"]["value"] == "link"]
        assert links and all(map(name, links))


# -- The tables of the data ----------------------------------------------------------


def test_the_tables_fit_a_phone(shown):
    tab, _ = shown
    tab.set_viewport_size({"width": 390, "height": 900})
    tab.evaluate("document.querySelectorAll('details.data').forEach(d => d.open = 1)")
    wide = """() => [...document.querySelectorAll('details.data > div')]
      .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
      .map((e) => e.ariaLabel)"""
    assert tab.evaluate(wide) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.set_viewport_size({"width": 1280, "height": 900})


@light
@narrow
def test_a_table_is_reached_and_scrolled_by_the_keyboard(tab, address: str):
    tab.goto(f"{address}/lecture/on-a-real-machine.html")
    data = tab.locator("#fig-peers details.data")
    region = data.locator("[role='group']").first
    assert not region.is_visible()
    data.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert region.is_visible()
    assert region.evaluate("e => e.scrollWidth > e.clientWidth"), "nothing to scroll"
    tab.keyboard.press("Tab")
    assert region.evaluate("e => e === document.activeElement")
    tab.keyboard.press("ArrowRight")
    tab.wait_for_timeout(300)
    assert region.evaluate("e => e === document.activeElement && e.scrollLeft > 0")


@light
@wide
def test_tables_of_data_are_not_printed(tab, address: str):
    tab.goto(f"{address}/{EXAMPLE}.html")
    data = tab.locator("details.data").first
    data.evaluate("e => e.open = true")
    assert data.is_visible()
    tab.emulate_media(media="print")
    assert not data.is_visible()


# -- Forced colours ------------------------------------------------------------------


@wide
def test_figures_keep_their_colours_where_the_system_forces_its_own(
    tab, address: str, theme: str
):
    tab.emulate_media(forced_colors="active")
    tab.goto(f"{address}/{EXAMPLE}.html")
    assert tab.evaluate("matchMedia('(forced-colors: active)').matches")
    kept = """() => [...document.querySelectorAll('svg.fig')].map((svg) => {
      const paper = getComputedStyle(svg).getPropertyValue('--fig-paper').trim();
      const probe = svg.parentElement.appendChild(document.createElement('i'));
      probe.style.cssText = `forced-color-adjust: none; color: ${paper}`;
      const wanted = getComputedStyle(probe).color;
      probe.remove();
      return getComputedStyle(svg).backgroundColor === wanted;
    })"""
    found = tab.evaluate(kept)
    assert found and all(found)
    assert tab.evaluate(CONTRAST) == []
