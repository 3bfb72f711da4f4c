"""Pages stand still while they load, on a slow line too; no script holds them up."""

from __future__ import annotations

import pytest

from tests.browser.visits import SHIFTS, Visit, every_visit
from tests.tabs import WHOLE

# 1.6 Mbit/s and 150 ms: what Lighthouse takes for a phone on the way.
SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}


def shift(tab) -> tuple[float, list]:
    tab.wait_for_load_state("networkidle")
    tab.evaluate("document.fonts.ready")
    found = tab.evaluate("shifts")
    return sum(value for value, _ in found), found


@every_visit
def test_nothing_moves(visit: Visit):
    assert sum(value for value, _ in visit.shifts) < 0.01, visit.shifts
    blocking = [url.split("?")[0].split("/")[-1] for url in visit.blocking]
    assert blocking == ["site.css"]


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [390], indirect=True)
@pytest.mark.parametrize("name", ["index", "lecture/deriving-the-gradient"])
def test_nothing_moves_on_a_slow_line(tab, address: str, name: str):
    line = tab.context.new_cdp_session(tab)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}/{name}.html")
    total, found = shift(tab)
    assert total < 0.01, found


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("name", ["index", "lecture/softmax"])
def test_fonts_that_come_late_move_nothing(tab, address: str, name: str):
    late = []
    tab.route("**/*.woff2", lambda route: late.append(route))
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}/{name}.html", wait_until="domcontentloaded")
    tab.wait_for_timeout(1000)
    assert len(late) >= 5
    for font in late:
        font.continue_()
    tab.unroute_all()
    total, found = shift(tab)
    assert total < 0.01, found


LAID_OUT = """[...document.querySelectorAll(".bd-article > section > section *")]
  .filter((e) => e.checkVisibility())
  .map((e) => e.checkVisibility({ contentVisibilityAuto: true }))"""


@pytest.mark.parametrize("theme", ["light"], indirect=True)
def test_sections_are_laid_out_in_turn_and_in_the_end_all(tab, address: str):
    tab.add_init_script(f"""document.addEventListener("DOMContentLoaded", () => {{
      window.first = {LAID_OUT};
    }});
    const later = setTimeout;  // so that it does not begin by itself
    window.setTimeout = (call, ms, ...more) => ms < 5e3 && later(call, ms, ...more);""")
    tab.goto(f"{address}/lecture/gradient-descent.html", wait_until="load")
    tab.keyboard.press("Shift")
    tab.wait_for_selector(WHOLE)
    first, now = tab.evaluate("first"), tab.evaluate(LAID_OUT)
    assert len(first) == len(now) > 20
    assert first.count(False) > 20 and all(now)


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [1280], indirect=True)
def test_the_sections_of_a_reader_without_keys_are_laid_out_too(tab, address: str):
    tab.goto(f"{address}/lecture/gradient-descent.html", wait_until="load")
    assert not all(tab.evaluate(LAID_OUT))
    tab.wait_for_selector(WHOLE)
    assert all(tab.evaluate(LAID_OUT))


@pytest.mark.parametrize("theme", ["light"], indirect=True)
def test_a_reader_who_comes_to_a_place_sees_it(tab, address: str):
    tab.goto(f"{address}/lecture/gradient-descent.html#exercises")
    place = tab.locator("#exercises")
    top = place.bounding_box()["y"]
    assert 0 <= top < 200
    tab.wait_for_timeout(1500)
    assert place.bounding_box()["y"] == top


@pytest.mark.parametrize("theme", ["light"], indirect=True)
@pytest.mark.parametrize("width", [390], indirect=True)
def test_what_moves_is_seen(tab, address: str):
    tab.add_init_script(SHIFTS)
    tab.goto(f"{address}/index.html")
    tab.wait_for_load_state("networkidle")
    tab.evaluate("""() => {
      const block = document.createElement("div");
      block.style.height = "300px";
      document.querySelector(".bd-article h1").before(block);
    }""")
    tab.wait_for_timeout(1000)
    assert shift(tab)[0] > 0.01
