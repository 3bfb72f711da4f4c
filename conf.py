"""The Sphinx configuration of the book; how to run it stands in the Makefile."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent
BUILD = ROOT / "_build"
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "book/_ext")]

from execution import fingerprint, isolate_kernels, open_cache  # noqa: E402

project = "Introduction to Neural Networks"
author = "Introduction to Neural Networks contributors"
copyright = f"{author} · text CC BY 4.0 · code BSD-3-Clause"
language = "en"

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    # the book's own, in book/_ext
    "derivations",
    "docstrings",
    "equations",
    "execution",
    "exercises",
    "figures",
    "fonts",
    "icons",
    "styles",
    "mathml",
    "records",
    "search",
    "typed_numbers",
    "verification",
]

# -- Pages -------------------------------------------------------------------------
source_suffix = {".md": "myst-nb"}
exclude_patterns = ["_ext", "_static"]
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
bibtex_default_style = "plain"
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
nb_execution_cache_path = str(open_cache(BUILD))
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_output_stderr = "remove-warn"
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
# A change of the package, its data, the lock or the extensions reads all pages again.
book_fingerprint = fingerprint("book/_ext/*.py")
isolate_kernels(BUILD)
found_records = str(BUILD / "records")

# -- Site --------------------------------------------------------------------------
html_theme = "sphinx_book_theme"
html_title = project
html_favicon = "book/_static/favicon.svg"
html_static_path = ["book/_static", "_build/static"]
generated_static = str(BUILD / "static")
(BUILD / "static").mkdir(parents=True, exist_ok=True)
html_css_files = ["book.css"]
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
html_context = {"default_mode": "auto"}
html_theme_options = {
    "navbar_persistent": [],
    "show_navbar_depth": 1,
    "show_toc_level": 2,
    "use_download_button": False,
    "use_fullscreen_button": False,
    "path_to_docs": "book",
}
if repository := os.environ.get("GITHUB_REPOSITORY"):
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    html_theme_options |= {
        "repository_url": f"{server}/{repository}",
        "use_repository_button": True,
        "use_issues_button": True,
        "use_edit_page_button": True,
    }

# -- Links -------------------------------------------------------------------------
linkcheck_anchors = False
linkcheck_timeout = 20
linkcheck_ignore = [r"https://doi\.org/.*"]  # permanent, and publishers refuse robots
