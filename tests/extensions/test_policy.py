"""The policy that each page states passes its own scripts, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from book._ext.site import policy
from book._ext.site.site import Site, WebsiteError
from tests.pages import built_pages

HEAD = '<head><meta charset="utf-8" /></head>'
STATED = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
INLINE = re.compile(r"<script(?![^>]* src=)[^>]*>(.*?)</script>", re.DOTALL)


def site_of(tmp_path, page: str) -> Site:
    (tmp_path / "index.html").write_text(page)
    return Site.read(tmp_path, tmp_path, "Book", "", "")


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (f'{HEAD}<p onclick="go()">', r"index\.html: .*attribute onclick"),
        ("<head></head>", r"index\.html lacks <meta charset"),
    ],
)
def test_what_no_policy_can_pass_is_refused(tmp_path, page: str, complaint: str):
    with pytest.raises(WebsiteError, match=complaint):
        policy.state(site_of(tmp_path, page))


def test_each_page_passes_its_own_scripts_alone():
    for path in built_pages():
        page = path.read_text("utf-8")
        (stated,) = STATED.findall(page)
        rules = dict(rule.split(" ", 1) for rule in stated.split("; "))
        assert rules["default-src"] == "'self'"
        digests = {
            f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'"
            for s in INLINE.findall(page)
        }
        assert set(rules["script-src"].split()) == {"'self'"} | digests
        assert "unsafe-eval" not in stated


def test_it_stands_before_whatever_it_rules():
    for path in built_pages():
        page = path.read_text("utf-8")
        first = re.search(r"<(?:script|link|style)\b", page).start()
        assert STATED.search(page).start() < first
