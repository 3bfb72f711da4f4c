"""Results that take long, kept from build to build under a hash of all they depend on.

A function of texts and bytes alone is decorated with the source files that make it what
it is::

    @kept("src/nnbook/proof/*", "book/_ext/formulas/proved.py")
    def proved(lines, where): …

A change of an argument, of one of those files, or of the locked requirements finds
nothing kept, and the function runs again.
"""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

from book._ext import ROOT

FOLDER = ROOT / "_build/kept"
LOCK = "requirements/book.txt"


def digest_of(*patterns: str) -> str:
    """Return a hash of files by patterns relative to the repository: names, content."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in ROOT.glob(pattern)}):
        if path.is_file() and path.suffix != ".pyc":
            name = path.relative_to(ROOT).as_posix()
            digest.update(f"{name}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kept(*sources: str) -> Callable[[Callable], Callable]:
    """Decorate a function whose results are worth keeping; see the module."""

    def decorate(function: Callable) -> Callable:
        place = FOLDER / f"{function.__module__.rpartition('.')[2]}.{function.__name__}"

        @functools.cache
        def folder() -> Path:
            today = place / digest_of(LOCK, *sources)
            for other in place.glob("*"):  # of another day's code
                if other != today:
                    shutil.rmtree(other, ignore_errors=True)
            today.mkdir(parents=True, exist_ok=True)
            return today

        @functools.wraps(function)
        def wrapped(*arguments):
            key = hashlib.sha256(repr(arguments).encode()).hexdigest()
            path = folder() / key
            if path.exists():
                return pickle.loads(path.read_bytes())
            result = function(*arguments)
            # Another process may do the same: each puts a whole file in its place.
            half = path.with_suffix(f".{os.getpid()}")
            half.write_bytes(pickle.dumps(result))
            half.replace(path)
            return result

        return wrapped

    return decorate
