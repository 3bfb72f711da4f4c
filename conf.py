"""The Sphinx configuration of the book; how to run it stands in the Makefile."""

import gc
import os
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent
BUILD = ROOT / "_build"
# A page that is read back from the disk is a hundred thousand objects, of which none is
# waste: looking for some at every seven hundred took a third of a build.
gc.set_threshold(100_000, 20, 50)
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from book._ext.editions.edition import edition  # noqa: E402
from book._ext.editions.places import address_from  # noqa: E402
from book._ext.kept import digest_of  # noqa: E402

project = edition().title
author = ", ".join(edition().authors)
copyright = f"{author} · {edition().rights}"
language = "en"
version = metadata.version("nnbook")

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "book._ext",
]

# -- Pages -------------------------------------------------------------------------
source_suffix = {".md": "myst-nb"}
exclude_patterns = ["_ext", "_static", "_templates", "_web"]
templates_path = ["book/_templates", "book/_web"]
myst_enable_extensions = [
    "amsmath",
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "smartquotes",
]
myst_update_mathjax = False
myst_heading_anchors = 3
bibtex_bibfiles = ["book/references.bib"]
bibtex_default_style = "kept"  # book/_ext/pages/citations.py
bibtex_reference_style = "author_year"
numfig = True
numfig_secnum_depth = 1
numfig_format = {
    "figure": "Figure %s",
    "table": "Table %s",
    "code-block": "Listing %s",
    "section": "Section %s",
    "exercise": "Exercise %s",
}
math_numfig = True
math_eqref_format = "({number})"
autodoc_typehints = "none"
napoleon_use_rtype = False
# Words that numpydoc puts where a type stands, and objects documented elsewhere.
nitpick_ignore_regex = [(r"py:.*", r"(?!nnbook).*"), (r"py:.*", r"nnbook\..*\.np\..*")]

# -- Cells -------------------------------------------------------------------------
nb_execution_mode = "cache"
nb_execution_timeout = 120
nb_output_stderr = "remove-warn"
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
suppress_warnings = [
    "mystnb.exec"
]  # book/_ext/cells/execution.py says which cell failed
# A change of what reads pages reads all of them again; cells are run again where
# book/_ext/cells/fingerprints.py finds what they compute with changed.
book_digest = digest_of(
    "book/_ext/**/*.py",
    "src/nnbook/proof/*",
    "tests/formulas/test_*.py",
    "requirements/book.txt",
)
found_records = str(BUILD / "records")

# -- Site --------------------------------------------------------------------------
html_theme = "sphinx_book_theme"
html_title = project
html_secnumber_suffix = "\N{EN SPACE}"
html_baseurl = address_from(os.environ)
html_favicon = "book/_static/favicon.svg"
html_static_path = ["book/_static", "book/_web", "_build/static"]
html_extra_path = ["CITATION.cff"]
html_additional_pages = {"404": "404.html"}
generated_static = str(BUILD / "static")
html_css_files = ["fonts.css", "book.css"]
html_js_files = [
    f"page/{name}.js"
    for name in (
        "stages",
        "frame",
        "menus",
        "scrolling",
        "previews",
        "copying",
        "offline",
    )
]
# Of a session with Python, the button copies what was typed.
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
html_domain_indices = False  # the page of the package lists its modules
html_context = {
    "default_mode": "light",  # where no script runs; else the reader's choice
    # Where `make serve` shows the book. A page that changes as one writes must not come
    # from the reader's store, and loads itself anew.
    "served_at": os.environ.get("BOOK_SERVED_AT", ""),
    # The other forms of the book that will lie beside its pages.
    "book_files": os.environ.get("BOOK_FILES", "").split(),
}
html_sidebars = {
    "**": ["navbar-logo.html", "search-button-field.html", "sbt-sidebar-nav.html"]
}
html_theme_options = {
    "navbar_persistent": [],
    "search_bar_text": "Search the book",
    "show_navbar_depth": 1,
    "show_toc_level": 2,
    "footer_content_items": ["colophon.html"],
    "back_to_top_button": False,
}

# -- E-book ------------------------------------------------------------------------
epub_basename = "introduction-to-neural-networks"
epub_uid = "book"
epub_identifier = "urn:uuid:c6a7e0f2-31cf-5d34-9a54-0f4b8c4de7b1"
epub_cover = ("_static/cover.png", "epub-cover.html")
epub_tocscope = "includehidden"
epub_tocdepth = 2
epub_tocdup = False
epub_use_index = False
epub_show_urls = "no"

# -- Links -------------------------------------------------------------------------
linkcheck_anchors = False
linkcheck_timeout = 20
linkcheck_ignore = [r"https://doi\.org/.*"]  # permanent, and publishers refuse robots
