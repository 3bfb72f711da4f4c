"""The book's own Sphinx extensions, a room for each concern.

========== ==========================================================================
formulas   reading, proving and counting them; LaTeX becomes MathML
pictures   figures and tables, their SVG and their data
cells      what the cells put out: kept, recorded, compared
numbers    nothing is typed that could be computed
pages      exercises, reading times, the package's reference, what the build knows
search     an index of sections, terms and symbols
notebooks  each page with cells as a Jupyter notebook
editions   what the book is called and where it lies; the EPUB
site       what is done to the finished site before it is served
========== ==========================================================================
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

ROOT = Path(__file__).parents[2]

# In the order in which they see a page that has been read.
EXTENSIONS = (
    "faults",
    "formulas.derivations",
    "formulas.equations",
    "formulas.mathml",
    "cells.kernels",
    "cells.fingerprints",
    "cells.options",
    "cells.execution",
    "cells.records",
    "pictures.figures",
    "pictures.figure_data",
    "pictures.links",
    "pages.citations",
    "pages.docstrings",
    "pages.exercises",
    "pages.labels",
    "pages.numbered",
    "pages.parts",
    "pages.reading_time",
    "pages.verification",
    "numbers.typed_numbers",
    "search.index",
    "notebooks.notebooks",
    "editions.epub",
    "site.builder",
    "site",
)


def make_room(app: Sphinx, config: Config) -> None:
    """Make the folder of what the build adds to the site's static files."""
    Path(config.generated_static).mkdir(parents=True, exist_ok=True)


def setup(app: Sphinx) -> dict:
    app.add_config_value("book_digest", "", "env")
    app.connect("config-inited", make_room)
    for name in EXTENSIONS:
        app.setup_extension(f"{__name__}.{name}")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
