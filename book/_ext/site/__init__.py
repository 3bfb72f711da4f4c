"""What is done to the finished site before it is served.

Sphinx and the theme write pages for every use. Here they are made light, safe and
still: one step after the other, each in a module of its own.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from book._ext.site import (
    addresses,
    assistive,
    card,
    fonts,
    head,
    icons,
    policy,
    scripts,
    styles,
    unused,
    worker,
)
from book._ext.site.builder import unfinished
from book._ext.site.site import Site

# The order matters: scripts name classes, scripts and sheets name files, the policy
# names scripts, and the worker names everything.
STEPS = (
    scripts.join,
    icons.check,
    styles.join,
    unused.remove,
    assistive.correct,
    card.draw,
    addresses.from_anywhere,
    addresses.listed,
    policy.state,
    Site.write,
    worker.write,
)


def finish(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    config = app.config
    folder = Path(app.outdir)
    site = Site.read(
        unfinished(folder),
        folder,
        config.project,
        config.html_baseurl,
        config.html_context["served_at"],
    )
    for step in STEPS:
        step(site)


def setup(app: Sphinx) -> dict:
    app.connect("builder-inited", fonts.write)
    app.connect("builder-inited", icons.write)
    app.connect("html-page-context", head.describe)
    # After the theme, which writes a sheet when the build has finished.
    app.connect("build-finished", finish, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
