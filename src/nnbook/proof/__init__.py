r"""Check a derivation by machine: read its LaTeX, and prove each line from the last.

>>> from nnbook.proof import check
>>> print(check(r"1 - \tanh(x)^2 = \frac{4}{(e^x + e^{-x})^2}"))
1 line is proved

It needs SymPy and lark: install ``nnbook[proof]``.
"""

from typing import TYPE_CHECKING

from nnbook.proof.errors import Captured, ProofError, Undecided, Unequal, Unreadable
from nnbook.proof.verdict import Proof

if TYPE_CHECKING:
    from nnbook.proof.checking import check
    from nnbook.proof.computing import compute

__all__ = [
    "Captured",
    "Proof",
    "ProofError",
    "Undecided",
    "Unequal",
    "Unreadable",
    "check",
    "compute",
]


def __getattr__(name: str):
    """Import what proves when it is asked for: SymPy takes most of a second."""
    if name == "check":
        from nnbook.proof.checking import check

        return check
    if name == "compute":
        from nnbook.proof.computing import compute

        return compute
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
