"""What a reader copies can be pasted: formulas as LaTeX, code that runs."""

from __future__ import annotations

import ast

import pytest

pytestmark = [
    pytest.mark.parametrize("theme", ["light"], indirect=True),
    pytest.mark.parametrize("width", [1280], indirect=True),
]
COPIED = """([start, end]) => {
  const selection = getSelection();
  selection.setBaseAndExtent(start, 0, end, end.childNodes.length || end.length);
  const data = new DataTransfer();
  const copy = new ClipboardEvent("copy", {
    clipboardData: data, bubbles: true, cancelable: true,
  });
  start.dispatchEvent(copy);
  const [text, markup] = ["text/plain", "text/html"].map((kind) => data.getData(kind));
  return [copy.defaultPrevented, text, markup];
}"""


def copied(tab, first: str, last: str) -> tuple[bool, str, str]:
    """Select from an element to another and copy; say what lies on the clipboard."""
    ends = [tab.locator(place).first.element_handle() for place in (first, last)]
    return tab.evaluate(COPIED, ends)


def test_a_formula_is_copied_as_its_latex(tab, address: str):
    tab.goto(f"{address}/lecture/softmax.html")
    box = ".equation:has(> .eqno) .formula"
    latex = tab.locator(f"{box} annotation").first.text_content().strip()
    replaced, text, markup = copied(tab, f"{box} mi", f"{box} mi")
    assert replaced and text.strip() == f"$${latex}$$" == markup.strip()


def test_a_paragraph_keeps_its_words_and_the_places_of_its_formulas(tab, address: str):
    tab.goto(f"{address}/lecture/softmax.html")
    place = ".bd-article section > p:has(math):not(.slides)"
    replaced, text, _ = copied(tab, place, place)
    paragraph = tab.locator(place).first
    for formula in paragraph.locator("annotation").all_text_contents():
        assert f"${formula.strip()}$" in text
    first = paragraph.evaluate("e => e.firstChild.textContent").split()
    assert replaced and text.split()[: len(first) - 1] == first[:-1]
    assert tab.locator("body > div[style*='-9999px']").count() == 0


def test_text_without_formulas_is_left_to_the_browser(tab, address: str):
    tab.goto(f"{address}/lecture/softmax.html")
    assert copied(tab, "h1", "h1")[0] is False


def test_the_button_copies_the_input_of_a_session(tab, address: str):
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/lecture/softmax.html")
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    block = tab.locator("div.highlight", has_text=">>>").first
    assert ">>>" in block.locator("pre").inner_text()
    block.hover()
    block.locator(".copybtn").click()
    tab.wait_for_timeout(300)
    code = tab.evaluate("navigator.clipboard.readText()")
    assert ">>>" not in code and code.strip()
    ast.parse(code)
