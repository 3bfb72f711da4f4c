"""What was proved, to be told and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Proof:
    """What was proved: the number of links, and for which sizes.

    Attributes
    ----------
    links : int
        How many relations between two sides were proved.
    sizes : tuple of str
        The numbers of samples, inputs and the like on which the lines depend; the
        lines are proved for every one.
    """

    links: int
    sizes: tuple[str, ...] = ()

    @classmethod
    def of_all(cls, proofs: Iterable[Proof]) -> Proof:
        """Return several proofs as one."""
        proofs = list(proofs)
        return cls(
            sum(proof.links for proof in proofs),
            tuple(sorted({size for proof in proofs for size in proof.sizes})),
        )

    @property
    def reach(self) -> str:
        """For which sizes it is proved, in words; nothing where there are none."""
        return f"for every {' and '.join(self.sizes)}" if self.sizes else ""

    def __str__(self) -> str:
        lines = "line is" if self.links == 1 else "lines are"
        return f"{self.links} {lines} proved {self.reach}".rstrip()
