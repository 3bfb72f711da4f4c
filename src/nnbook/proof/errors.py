"""What can be wrong with a formula, each with the place where it shows."""

from __future__ import annotations


class ProofError(ValueError):
    """A formula that cannot be taken as proved.

    Attributes
    ----------
    position : int or None
        Where in the LaTeX, counted in characters from its beginning.
    step : int or None
        Which step of a derivation, counted from 1.
    condition : int or None
        Which condition of ``where``, counted from 1; then there is no step.
    """

    def __init__(self, message: str, position: int | None = None):
        super().__init__(message)
        self.message = message
        self.position = position
        self.step: int | None = None
        self.condition: int | None = None

    def __str__(self) -> str:
        if self.condition is not None:
            return f"condition {self.condition}: {self.message}"
        return (
            self.message if self.step is None else f"step {self.step}: {self.message}"
        )


class Unreadable(ProofError):
    """LaTeX that the reader does not know, or that has more than one meaning."""


class Captured(ProofError):
    """An index that a sum binds although it stands for something else outside."""


class Unequal(ProofError):
    """Two sides that differ, with numbers for which they do."""


class Undecided(ProofError):
    """Two sides that agree in all numbers tried, and are not proved equal."""
