"""What a title page says of the book, from ``CITATION.cff``.

The date is that of the edition: a clock's would make two builds of one book differ.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from book._ext import ROOT

CITATION = ROOT / "CITATION.cff"
# By their names in the list of SPDX.
LICENCES = {"text": "CC-BY-4.0", "code": "BSD-3-Clause"}
TEXT_LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Edition:
    """The edition that is being made."""

    title: str
    authors: tuple[str, ...]
    abstract: str
    version: str
    date: datetime.datetime
    rights: str = (
        f"text and figures {LICENCES['text'].replace('-', ' ')} · "
        f"code {LICENCES['code']}"
    )
    language: str = "en"


@cache
def edition(citation: Path = CITATION) -> Edition:
    """Return what a citation file says."""
    said = yaml.safe_load(citation.read_text(encoding="utf-8"))
    return Edition(
        title=said["title"],
        authors=tuple(map(_name, said["authors"])),
        abstract=" ".join(said["abstract"].split()),
        version=said["version"],
        date=datetime.datetime.combine(
            said["date-released"], datetime.time(), datetime.UTC
        ),
    )


def _name(author: dict[str, str]) -> str:
    """Return the name of an author, a person or an organization.

    >>> _name({"name": "The Authors"})
    'The Authors'
    >>> _name({"given-names": "Ludwig", "name-particle": "van", "family-names": "Beta"})
    'Ludwig van Beta'
    """
    parts = ("given-names", "name-particle", "family-names", "name-suffix")
    name = author.get("name") or " ".join(
        author[part] for part in parts if part in author
    )
    if not name:
        raise ValueError(
            f"CITATION.cff: an author needs a name, or family-names: {author}"
        )
    return name
