"""The service worker, which keeps the book for reading without a network.

Its version is the hash of all files that it keeps: any change makes a new edition.
"""

from __future__ import annotations

import hashlib
import json

from book._ext import ROOT
from book._ext.site.site import Site

WORKER = "worker.js"
# Large files that a reader takes along by choice, and what only servers read.
NOT_KEPT = {".pdf", ".epub", ".ipynb", ".xml", ".inv"}


def write(site: Site) -> None:
    """Write it, or take away one that an earlier build left."""
    (site.folder / WORKER).unlink(missing_ok=True)
    if site.served_at:
        return
    digest, files = hashlib.sha256(), []
    for path in sorted(site.folder.rglob("*")):
        name = path.relative_to(site.folder).as_posix()
        if path.is_file() and path.suffix not in NOT_KEPT and name[0] != ".":
            digest.update(name.encode() + b"\0" + path.read_bytes())
            files.append(name)
    text = (ROOT / "book/_web/page" / WORKER).read_text(encoding="utf-8")
    text = text.replace("VERSION", digest.hexdigest()[:16])
    (site.folder / WORKER).write_text(
        text.replace("LIST", json.dumps(files, indent=0)), encoding="utf-8"
    )
