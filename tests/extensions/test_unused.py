"""Files of the theme that nothing names are not served; the book's own are."""

from __future__ import annotations

from book._ext.site import unused
from book._ext.site.site import Site


def test_what_the_theme_brought_and_nothing_names_goes(tmp_path, monkeypatch):
    files = {
        "index.html": '<img src="_static/named-by-page.png">',
        "_static/site.css": "p { background: url(deep/named-by-sheet.svg) }",
        "_static/site.js": 'load("named-by-script.json")',
        "_static/named-by-page.png": "",
        "_static/deep/named-by-sheet.svg": "",
        "_static/named-by-script.json": "",
        "_static/live/asked-for-later.wasm": "",
        "_static/deep/unnamed.svg": "",
        "_static/vendor/more/unnamed.js": "",
        ".buildinfo": "",
        ".buildinfo.bak": "unnamed",
    }
    site, own = tmp_path / "site", tmp_path / "own"
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (own / "live").mkdir(parents=True)
    (own / "live/asked-for-later.wasm").touch()
    monkeypatch.setattr(unused, "OWN", (own,))
    # The sheet and the script are named by the pages' heads.
    head = '<link href="_static/site.css"><script src="_static/site.js"></script>'
    (site / "index.html").write_text(head + files["index.html"])
    unused.remove(Site.read(site, site, "Book", "", ""))
    left = {
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()
    }
    assert left == {name for name in files if "unnamed" not in name + files[name]}
    assert not (site / "_static/vendor").exists()
