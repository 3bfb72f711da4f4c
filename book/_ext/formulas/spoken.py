"""A formula in words, where nothing else names something: in the head of a column."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET

SIGNS = {
    "−": "minus", "+": "plus", "=": "equals", "⋅": "times", "×": "times", "÷": "over",
    "′": "prime", "∂": "partial", "∇": "gradient", "Σ": "sum", "∑": "sum",
    "⊤": "transpose", "≤": "at most", "≥": "at least", "≠": "is not", "≈": "about",
    "∞": "infinity", "→": "to", "∏": "product", "√": "root", "±": "plus or minus",
    "|": "", "‖": "norm", ",": ",", "/": "over", "<": "less than", ">": "greater than",
}  # fmt: skip
ACCENTS = {"ˆ": "hat", "^": "hat", "¯": "bar", "˜": "tilde", "→": "vector"}


def spoken(mathml: str) -> str:
    """Return a formula in words.

    >>> spoken("<math><msub><mi>x</mi><mn>1</mn></msub><mo>≤</mo><mn>2</mn></math>")
    'x sub 1 at most 2'
    """
    return " ".join(_words(ET.fromstring(mathml)).split())


def _words(node: ET.Element) -> str:
    kind, parts = node.tag, [_words(child) for child in node]
    if kind == "annotation":
        return ""
    if kind == "msub":
        return f"{parts[0]} sub {parts[1]}"
    if kind == "msup":
        if parts[1].strip() == "2":
            return f"{parts[0]} squared"
        joint = "" if parts[1].strip() in ("transpose", "prime") else "to the"
        return f"{parts[0]} {joint} {parts[1]}"
    if kind == "msubsup":
        return f"{parts[0]} sub {parts[1]} to the {parts[2]}"
    if kind == "mfrac":
        return f"{parts[0]} over {parts[1]}"
    if kind == "msqrt":
        return f"root of {' '.join(parts)}"
    if kind == "mover":
        sign = "".join(node[1].itertext()).strip()
        return f"{parts[0]} {ACCENTS.get(sign, parts[1])}"
    if not parts:
        return _sign(node)
    return " ".join(parts).replace(" ( ", " of ").replace("(", "").replace(")", "")


def _sign(leaf: ET.Element) -> str:
    text = unicodedata.normalize("NFKC", (leaf.text or "").strip())
    if leaf.tag == "mo" or text in SIGNS:
        return SIGNS.get(text, text if text in "()" else "")
    if len(text) == 1 and "GREEK" in unicodedata.name(text, ""):
        return unicodedata.name(text).split()[-1].lower()
    return text
