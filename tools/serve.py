"""Serve the book while it is written: a change is built, and open pages load anew.

python -m tools.serve 8000 4   # make serve: the port, and how many pages at a time

The parts are those of sphinx-autobuild, which starts Python anew for each build. Here a
build is a child of this process and finds the libraries imported, which takes two of
the seconds that an author waits. The book's own code it imports itself: that may be
what has changed.
"""

# ruff: noqa: F401 — builds find imported what preload imports
from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from sphinx.cmd.build import main as build_main
from sphinx_autobuild.filter import IgnoreFilter
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from tools.paths import ROOT

FOLDER = ROOT / "_build/serve"
WATCHED = ("book", "src", "conf.py", "CITATION.cff")


@dataclass(frozen=True)
class Build:
    """One build, in the process that calls it."""

    jobs: str

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        for path in changed_paths:
            if path.exists():
                print(f"Changed: {os.path.relpath(path, ROOT)}", flush=True)
        words = ["-q", "-n", "-j", self.jobs, "-c", ".", "-d", str(FOLDER / "doctrees")]
        if build_main([*words, "book", str(FOLDER / "html")]):
            print("The book was not built: what is served is older.", flush=True)


def preload() -> None:
    """Import what each build needs, and what is none of the book's own."""
    import fontTools.subset
    import myst_nb.sphinx_ext
    import numpy
    import sphinx.builders.epub3
    import sphinx_book_theme
    import sphinx_copybutton
    import sphinx_design
    import sphinxcontrib.bibtex
    import sympy


def main(port: int, jobs: str) -> None:
    address = f"127.0.0.1:{port}"
    os.environ["BOOK_SERVED_AT"] = address
    preload()
    (FOLDER / "html").mkdir(parents=True, exist_ok=True)
    build = Build(jobs)
    with ProcessPoolExecutor(1) as pool:
        pool.submit(build, changed_paths=()).result()
    watcher = RebuildServer(
        [ROOT / name for name in WATCHED],
        IgnoreFilter([], ["/__pycache__/"]),
        change_callback=build,
    )
    app = Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher),
            Mount("/", StaticFiles(directory=FOLDER / "html", html=True)),
        ],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=address)],
        lifespan=watcher.lifespan,
    )
    print(f"The book is at http://{address}. Ctrl+C ends this.", flush=True)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
