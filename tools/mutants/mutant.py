"""Seeded mistakes: what is changed, and the check that has to notice.

They are declared in the ``.toml`` files beside this one, one table each::

    [[mutant]]
    name = "ReLU counts 0 to its right branch"
    file = "src/nnbook/_kernels/activations.py"
    old = "np.heaviside(x, 0.0)"
    new = "np.heaviside(x, 1.0)"
    check = "tests/unit/test_activations.py::test_slopes_at_the_kinks"

``old`` stands exactly once in the file.  ``check`` is what pytest calls a test (or a
page, or a module with doctests), or ``make html``.  ``says`` are words that the check
must say, so that it fails for the right reason; a build that stops always needs them.
In them ``{line}`` stands for the line of the file in which ``old`` begins.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
BUILD = "make html"
# Tests of what was built: the book is built from the mistake before they run.
READ_THE_SITE = (
    "tests/extensions/test_figure_data.py",
    "tests/site/test_identical.py",
    "tests/extensions/test_records.py",
    "tests/site/test_site.py",
    "tests/site/test_verification.py",
    "tests/browser/",
    "tests/extensions/test_icons.py",
    "tests/extensions/test_policy.py",
    "tests/extensions/test_styles.py",
)


class BadMutant(ValueError):
    """A mutant that does not say what it must, or no longer applies."""


@dataclass(frozen=True)
class Mutant:
    """One seeded mistake; the module says what its fields hold."""

    name: str
    file: str
    old: str
    new: str
    check: str
    says: str = ""

    def __post_init__(self):
        if self.check == BUILD and not self.says:
            raise BadMutant(f"{self.name}: a check by {BUILD!r} needs `says`")
        if self.old == self.new:
            raise BadMutant(f"{self.name}: `old` and `new` are the same")

    @property
    def builds(self) -> bool:
        """Whether the book has to be built to see the mistake."""
        return self.check == BUILD or self.check.startswith(READ_THE_SITE)

    def seeded(self, root: Path) -> str:
        """Return the text of the file with the mistake in it."""
        return self._text(root).replace(self.old, self.new)

    def words(self, root: Path) -> str:
        """Return what the check must say, with the line of the mistake."""
        before = self._text(root).partition(self.old)[0]
        return self.says.replace("{line}", str(before.count("\n") + 1))

    def _text(self, root: Path) -> str:
        text = (root / self.file).read_text(encoding="utf-8")
        if (times := text.count(self.old)) != 1:
            raise BadMutant(
                f"stale mutant {self.name!r}: {self.old!r} stands {times} times in "
                f"{self.file}, wanted once; follow the change of that file, or take "
                f"the mutant away"
            )
        return text


def declared(folder: Path = FOLDER) -> list[Mutant]:
    """Return the mutants of all ``.toml`` files of a folder, in their order."""
    mutants = []
    for path in sorted(folder.glob("*.toml")):
        for table in tomllib.loads(path.read_text(encoding="utf-8"))["mutant"]:
            try:
                mutants.append(Mutant(**table))
            except TypeError as error:
                raise BadMutant(f"{path.name}: {table.get('name')}: {error}") from None
    names = [mutant.name for mutant in mutants]
    if double := {name for name in names if names.count(name) > 1}:
        raise BadMutant(f"two mutants have the name {', '.join(sorted(double))}")
    return mutants
