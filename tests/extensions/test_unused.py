"""Files that nothing names are not served."""

from __future__ import annotations

from book._ext.site import unused
from book._ext.site.site import Site


def test_what_no_page_sheet_or_script_names_goes(tmp_path):
    files = {
        "index.html": '<img src="_static/named-by-page.png">',
        "_static/site.css": "p { background: url(deep/named-by-sheet.svg) }",
        "_static/site.js": 'load("named-by-script.json")',
        "_static/named-by-page.png": "",
        "_static/deep/named-by-sheet.svg": "",
        "_static/named-by-script.json": "",
        "_static/deep/unnamed.svg": "",
        "_static/vendor/more/unnamed.js": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    # The sheet and the script are named by the pages' heads.
    head = '<link href="_static/site.css"><script src="_static/site.js"></script>'
    (tmp_path / "index.html").write_text(head + files["index.html"])
    unused.remove(Site.read(tmp_path, "Book", "", False))
    left = {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert left == {name for name in files if "unnamed" not in name}
    assert not (tmp_path / "_static/vendor").exists()
