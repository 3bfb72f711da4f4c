r"""Check a derivation by machine: read its LaTeX, and prove each line from the last.

>>> from nnbook.proof import check
>>> print(check(r"1 - \tanh(x)^2 = \frac{4}{(e^x + e^{-x})^2}"))
1 line is proved

It needs SymPy and lark: install ``nnbook[proof]``.
"""

from nnbook.proof.check import Proof, check
from nnbook.proof.compute import compute
from nnbook.proof.errors import Captured, ProofError, Undecided, Unequal, Unreadable

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
