"""What a page may load and run: its own host, and no script that is not its own."""

from __future__ import annotations

import base64
import hashlib
import re

from book._ext.site.scripts import ADDRESS, TAG
from book._ext.site.site import Site, WebsiteError

# Formulas, figures and the theme set sizes and colours in style attributes; the theme's
# sheet holds small pictures as data.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
CHARSET = '<meta charset="utf-8" />'
HANDLER = re.compile(r"<[^>]*\s(on[a-z]+)=\"")


def digest(script: str) -> str:
    """Return the word that lets a policy pass one script that stands in the page."""
    found = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(found).decode()}'"


def reloading(served_at: str) -> list[str]:
    """The script that `make serve` adds to a page, so that it follows its source."""
    if not served_at:
        return []
    from sphinx_autobuild.middleware import web_socket_script

    return [TAG.search(web_socket_script(served_at))["body"]]


def policy(page: str, served_at: str = "") -> str:
    """Return the policy of a page."""
    inline = [
        found["body"]
        for found in TAG.finditer(page)
        if not ADDRESS.search(found["more"])
    ]
    inline += reloading(served_at)
    words = dict(POLICY)
    words["script-src"] = " ".join([words["script-src"], *sorted(map(digest, inline))])
    return "; ".join(f"{name} {value}" for name, value in words.items())


def state(site: Site) -> None:
    for path, page in site.pages.items():
        if handler := HANDLER.search(page):
            raise WebsiteError(
                f"{path.relative_to(site.folder)}: the policy would block the "
                f"attribute {handler[1]}; let a script listen instead"
            )
        if CHARSET not in page:
            raise WebsiteError(f"{path.relative_to(site.folder)} lacks {CHARSET}")
        content = policy(page, site.served_at)
        meta = f'<meta http-equiv="Content-Security-Policy" content="{content}" />'
        site.pages[path] = page.replace(CHARSET, f"{CHARSET}\n    {meta}", 1)
