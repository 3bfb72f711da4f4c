"""The words by which a text or a formula is found.

Signs are words by their names: η is *eta*, ∇ is *nabla*, and so are ``\\eta`` and
``\\nabla`` in a formula.  Numbers are no words, but years are.
"""

from __future__ import annotations

import re
import unicodedata

LETTERS = "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΦΨΩϵϕ"
SIGNS = {
    "∂": "partial",
    "∇": "nabla",
    "∑": "sum",
    "∏": "product",
    "∞": "infinity",
    "√": "root",
    "‖": "norm",
    "⊤": "transpose",
    "ᵀ": "transpose",
    "\N{COMBINING CIRCUMFLEX ACCENT}": "hat",
    "\N{COMBINING TILDE}": "tilde",
}
# Commands of LaTeX that have another name than the thing.
COMMANDS = {
    "top": "transpose",
    "prod": "product",
    "sqrt": "root",
    "infty": "infinity",
    "lVert": "norm",
    "varepsilon": "epsilon",
    "varphi": "phi",
}
FUNCTIONS = {"cos", "exp", "ln", "log", "max", "min", "sin", "tanh"}
YEAR = re.compile(r"(?:18|19|20)\d\d")
WORD = re.compile(r"[^\W_]+")
LAYOUT = re.compile(r"\\(?:begin|end)\{\w+\*?\}|(?<!\\)%.*")
COMMAND = re.compile(r"\\([A-Za-z]+)")


def _letter(sign: str) -> str:
    """The name of a Greek letter, as people write it."""
    name = unicodedata.name(unicodedata.normalize("NFKD", sign))
    return name.split()[3].lower().replace("lamda", "lambda")


NAMES = {sign: _letter(sign) for sign in LETTERS} | SIGNS
KNOWN = {*NAMES.values(), *FUNCTIONS}
_SPACED = str.maketrans({sign: f" {name} " for sign, name in NAMES.items()})


def words(text: str) -> list[str]:
    """Return the words of a text, in the order in which they stand in it.

    >>> words("∇J, with ŷ = wᵀx for 25 samples: see leaky_relu, 1958")
    ['nabla', 'J', 'with', 'y', 'hat', 'w', 'transpose', 'x', 'for', 'samples', 'see', \
'leaky', 'relu', '1958']
    """
    # First the signs that normalization would turn into letters, then the accents.
    spaced = text.translate(_SPACED)
    spaced = unicodedata.normalize("NFKD", spaced).translate(_SPACED)
    found = WORD.findall("".join(c for c in spaced if not unicodedata.combining(c)))
    return [word for word in found if not word[0].isdecimal() or YEAR.fullmatch(word)]


def formula_words(latex: str) -> list[str]:
    """Return the words of a formula; what only lays it out is none.

    >>> formula_words(r"\\hat y = \\mathbf{w}^\\top\\mathbf{x}")
    ['hat', 'y', 'w', 'transpose', 'x']
    >>> formula_words(r"\\operatorname{erf}(\\eta_t) % proved")
    ['erf', 'eta', 't']
    """

    def named(found: re.Match) -> str:
        name = COMMANDS.get(found[1], found[1].lower())
        return f" {name} " if name in KNOWN else " "

    return words(COMMAND.sub(named, LAYOUT.sub(" ", latex)))
