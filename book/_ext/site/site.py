"""The finished site: its pages as texts, read once and written once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from sphinx.errors import ExtensionError

WORD = re.compile(r"[\w-]+")
ELEMENT = re.compile(r"<([a-zA-Z][\w-]*)")
CLASS_OR_ID = re.compile(r'\s(?:class|id)="([^"]*)"')
PROPERTY_IN_USE = re.compile(r"var\(\s*(--[\w-]+)")


class WebsiteError(ExtensionError):
    """Something on the finished site that cannot be served as it is."""

    category = "Website"


@dataclass
class Site:
    folder: Path
    title: str
    address: str  # ends in a slash; empty where it is not known
    served_at: str  # by `make serve`: host and port; empty in what is published
    pages: dict[Path, str]

    @classmethod
    def read(
        cls,
        unfinished: Path,
        folder: Path,
        title: str,
        address: str,
        served_at: str,
    ) -> Site:
        """Read the pages that lie in one folder, to be served from another."""
        pages = {
            folder / path.relative_to(unfinished): path.read_text(encoding="utf-8")
            for path in sorted(unfinished.rglob("*.html"))
        }
        return cls(folder, title, address, served_at, pages)

    @property
    def static(self) -> Path:
        return self.folder / "_static"

    @property
    def scripts(self) -> str:
        """What all scripts say, which may put words and icons into pages."""
        found = sorted(self.static.rglob("*.js"))
        return "\n".join(path.read_text(encoding="utf-8") for path in found)

    def words(self) -> set[str]:
        """Return the elements, classes and ids of the pages, and words of scripts."""
        words = set(WORD.findall(self.scripts)) | {"html", "root"}
        for text in self.pages.values():
            words |= set(ELEMENT.findall(text))
            for names in CLASS_OR_ID.findall(text):
                words |= set(names.split())
            words |= set(PROPERTY_IN_USE.findall(text))
        return words

    def put(self, name: str, text: str) -> str:
        """Write a static file; return its address with a mark of what is in it."""
        put_whole(self.static / name, text)
        return f"{name}?v={hashlib.sha256(text.encode()).hexdigest()[:8]}"

    def write(self) -> None:
        for path, text in self.pages.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            put_whole(path, text)


def put_whole(path: Path, text: str) -> None:
    """Write a file so that who reads it meanwhile has the old one or the new one."""
    half = path.with_name(f".{path.name}.half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
