"""A formula in one line of plain text, as one types it into an e-mail."""

from __future__ import annotations

import html
import re
import unicodedata
import xml.etree.ElementTree as ET

from book._ext.formulas.strict import ENTITY

RAISED = dict(zip("0123456789+−=()inT⊤′", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁱⁿᵀᵀ′", strict=True))
LOWERED = dict(
    zip(
        "0123456789+−=()aehijklmnoprstuvx",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
        strict=True,
    )
)
ACCENTS = {
    "ˆ": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "^": "\N{COMBINING CIRCUMFLEX ACCENT}",
    "~": "\N{COMBINING TILDE}",
    "→": "\N{COMBINING RIGHT ARROW ABOVE}",
}
BRACES = {"⏞", "⏟"}
INVISIBLE = re.compile("[\u2061-\u2064\ufe00\u200b]")
RELATION = re.compile(r"\s*([=<>≤≥≈≠≡≪≫∈∼∝←→↦⇒⟹⟺]|:=)\s*")
# Between two things; a minus at the beginning belongs to what follows.
OPERATION = re.compile(r"(?<=[^\s(\[{|=<>≤≥≈,+−⋅])\s*([+−⋅×/]|:=)\s*(?=\S)")
# What needs no parentheses above a fraction's line, and what none below it.
PRODUCT = re.compile(r"[^+−=,/\s(]+(\([^()]*\))?")
FACTOR = re.compile(r"∂?(\w|√)[₀-₉ₐ-ₜᵢⱼᵣᵤᵥ²³′⁽ⁱ⁾\u0300-\u036f]*|\d+(\.\d+)?|∂\w_\w")


def plain_of(mathml: str) -> str:
    """Return the plain text of a formula that is given as MathML.

    >>> half = "<mfrac><mi>a</mi><mrow><mn>2</mn><mi>b</mi></mrow></mfrac>"
    >>> plain_of(f"<math><msup>{half}<mn>2</mn></msup><mo>=</mo><mi>c</mi></math>")
    '(a/(2b))² = c'
    """
    root = ET.fromstring(ENTITY.sub(lambda found: html.unescape(found[0]), mathml))
    text = RELATION.sub(r" \1 ", _text(root))
    text = OPERATION.sub(lambda f: f[1] if f[1] == "/" else f" {f[1]} ", text)
    text = re.sub(r"(?<=[a-z]{2}) \(", "(", text)
    text = re.sub(r"\s+([,;)\]])", r"\1", re.sub(r"([,;])(?=\S)", r"\1 ", text))
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _text(node: ET.Element) -> str:
    if node.tag == "annotation":
        return ""
    if not len(node):
        return _leaf(node)
    parts = [_text(child).strip() for child in node]
    match node.tag:
        case "msup":
            return _base(parts[0]) + _script(parts[1], RAISED, "^")
        case "msub":
            return parts[0] + _script(parts[1], LOWERED, "_")
        case "msubsup" | "munderover":
            low, high = _script(parts[1], LOWERED, "_"), _script(parts[2], RAISED, "^")
            return f"{parts[0]}{low}{high}" + " " * (node.tag == "munderover")
        case "munder":
            if parts[1] in BRACES:
                return parts[0]
            return f"{parts[0]}{_script(parts[1], LOWERED, '_')} "
        case "mover":
            if parts[1] in BRACES:
                return parts[0]
            accent = ACCENTS.get(parts[1], parts[1])
            if unicodedata.combining(accent[:1] or " "):
                return parts[0] + accent
            return parts[0] + _script(parts[1], RAISED, "^")
        case "mfrac":
            return f"{_whole(parts[0], PRODUCT)}/{_whole(parts[1], FACTOR)} "
        case "msqrt":
            return f"√{_whole(''.join(parts), FACTOR)}"
        case "mtable":
            return "; ".join(parts)
        case "mtr":
            return ", ".join(filter(None, parts)).replace(", =", " =")
    return _joined([_text(child) for child in node])


def _joined(parts: list[str]) -> str:
    """Put parts beside each other, with a space where two words would meet."""
    text = ""
    for part in parts:
        if re.search(r"\w\w$", text) and re.match(r"\w", part):
            text += " " if text[-2:].isalpha() else ""
        text += part
    return text


def _leaf(leaf: ET.Element) -> str:
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", leaf.text or ""))
    # A word stands apart from a letter beside it.
    return f" {text} " if len(text) > 1 and text.isalpha() else text


def _script(text: str, signs: dict[str, str], mark: str) -> str:
    """Return an index or exponent: in small signs where all of them exist."""
    close = re.sub(r"\s+", "", text)
    if set(close) <= signs.keys():
        return "".join(signs[sign] for sign in close)
    return mark + (text if len(text) == 1 else f"({text})")


def _base(text: str) -> str:
    """Return what is raised to a power, in parentheses if it needs them."""
    enclosed = text[:1] + text[-1:] in ("()", "[]", "‖‖", "||")
    return f"({text})" if re.search(r"[+−=/ ]", text) and not enclosed else text


def _whole(text: str, simple: re.Pattern) -> str:
    """Return a part of a fraction or root, in parentheses if it needs them."""
    return text if simple.fullmatch(text) else f"({text})"
