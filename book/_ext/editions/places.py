"""Where the book and its sources lie, as far as the build is told."""

from __future__ import annotations

from collections.abc import Mapping


def address_from(environment: Mapping[str, str]) -> str:
    """Return where the book will be served, ending in a slash; nothing if unknown.

    >>> address_from({"BOOK_ADDRESS": "https://example.org/nn"})
    'https://example.org/nn/'
    >>> address_from({"GITHUB_REPOSITORY": "someone/book"})
    'https://someone.github.io/book/'
    >>> address_from({"GITHUB_REPOSITORY": "someone/someone.github.io"})
    'https://someone.github.io/'
    >>> address_from({})
    ''
    """
    if address := environment.get("BOOK_ADDRESS"):
        return address.rstrip("/") + "/"
    if repository := environment.get("GITHUB_REPOSITORY"):
        owner, name = repository.split("/")
        host = f"{owner.lower()}.github.io"
        return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
    return ""


def repository_from(environment: Mapping[str, str]) -> str:
    """Return the address of the repository; nothing if unknown.

    >>> repository_from({"GITHUB_REPOSITORY": "someone/book"})
    'https://github.com/someone/book'
    >>> repository_from({})
    ''
    """
    repository = environment.get("GITHUB_REPOSITORY")
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    return f"{server}/{repository}" if repository else ""
