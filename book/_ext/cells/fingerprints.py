"""Run the cells of a page again when something changes that they compute with.

myst-nb keeps the outputs of cells under a hash of the cells and of the kernel they ask
for, and of nothing else.  So the title of that kernel gets the fingerprint of the page:
a hash of the locked requirements, the libraries that compute and draw, the package's
data, and those modules of the package that the page's cells import, directly or not.
A change of one chapter's plots leaves the other chapters alone.
"""

from __future__ import annotations

import ast
import hashlib
import re
from functools import cache
from importlib import metadata
from pathlib import Path

from jupyter_cache import get_cache
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from book._ext import ROOT
from book._ext.kept import kept
from book._ext.per_page import PerPage

SOURCE = ROOT / "src"
PACKAGE = "nnbook"
LIBRARIES = ("numpy", "matplotlib", "myst-nb", "ipykernel")
ALWAYS = ("requirements/book.txt", "src/nnbook/data/*")
KEPT = PerPage("fingerprints")
KERNEL = re.compile(r"^kernelspec: \{name: (\w+)\}$", re.MULTILINE)
CELL = re.compile(
    r"^(?P<fence>`{3,})\{code-cell\}[^\n]*\n(?P<code>.*?)^(?P=fence)\s*$", re.S | re.M
)
OPTION = re.compile(r"^:\w+:.*$", re.MULTILINE)
# What imports in a way that cannot be read from the source.
UNREADABLE = {"__import__", "eval", "exec", "import_module"}


@kept("book/_ext/cells/fingerprints.py")
def imported(code: str, package: str = "") -> set[str] | None:
    """Return the names that some code imports; None where that cannot be known.

    Parameters
    ----------
    code : str
        Python.
    package : str
        The package of the module, to which ``from . import`` relates.
    """
    try:
        tree = ast.parse(code)
    except SyntaxError:  # a magic command, perhaps
        return None
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            home = ".".join(
                [*(above if node.level else ()), *filter(None, [node.module])]
            )
            names |= {home, *(f"{home}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Name | ast.Attribute):
            if (node.id if isinstance(node, ast.Name) else node.attr) in UNREADABLE:
                return None
    return names


@cache
def module_file(name: str) -> Path | None:
    """The file of a module of the package; None where there is no such module."""
    place = SOURCE.joinpath(*name.split("."))
    files = (place / "__init__.py", place.with_suffix(".py"))
    return next((file for file in files if file.exists()), None)


@cache
def needs(name: str) -> frozenset[str] | None:
    """The modules that a module of the package imports, and those above it."""
    file = module_file(name)
    inside = name if file.name == "__init__.py" else name.rpartition(".")[0]
    found = imported(file.read_text(encoding="utf-8"), inside)
    return None if found is None else frozenset(_modules(found))


def _modules(names: set[str]) -> set[str]:
    """Those of some names that are modules of the package, with the packages above."""
    found = set()
    for name in names:
        parts = name.split(".")
        if parts[0] == PACKAGE:
            above = (".".join(parts[: k + 1]) for k in range(len(parts)))
            found |= {one for one in above if module_file(one)}
    return found


def closure(names: set[str] | None) -> set[str] | None:
    """Return all modules that come with some imports; None where it cannot be known."""
    if names is None:
        return None
    known: set[str] = set()
    open_ends = _modules(names)
    while open_ends:
        name = open_ends.pop()
        known.add(name)
        more = needs(name)
        if more is None:
            return None
        open_ends |= more - known
    return known


def fingerprint(page: str) -> str:
    """Return a hash of what the cells in the source of a page compute with."""
    cells = "\n".join(OPTION.sub("", cell["code"]) for cell in CELL.finditer(page))
    modules = closure(imported(cells))
    if modules is None:
        files = set(SOURCE.rglob("*.py"))
    else:
        files = {module_file(name) for name in modules}
    return _digest(frozenset(files))


@cache
def _digest(files: frozenset[Path]) -> str:
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {metadata.version(library)}\n".encode())
    always = {path for pattern in ALWAYS for path in ROOT.glob(pattern)}
    for path in sorted(files | always):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


# -- The build ---------------------------------------------------------------------


def open_cache(app: Sphinx, config: Config) -> None:
    """Keep outputs in the folder of what is built.

    The database is made here, before Sphinx forks: two processes that make it at once
    stop each other.
    """
    folder = Path(config.nb_execution_cache_path or Path(app.confdir, "_build/cells"))
    folder.mkdir(parents=True, exist_ok=True)
    get_cache(folder).db  # noqa: B018
    config.nb_execution_cache_path = str(folder)
    for known in (module_file, needs, _digest):  # by an earlier build in this process
        known.cache_clear()


def outdated(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> list[str]:
    """Return the pages that were read with another fingerprint."""
    return [
        page
        for page, before in KEPT.of(env).items()
        if page in env.found_docs
        and before != fingerprint(Path(env.doc2path(page)).read_text(encoding="utf-8"))
    ]


def sign(app: Sphinx, page: str, source: list[str]) -> None:
    """Give the kernel that a page asks for the page's fingerprint as its title."""
    if not CELL.search(source[0]):
        return
    found = KEPT.of(app.env)[page] = fingerprint(source[0])
    signed, times = KERNEL.subn(
        rf"kernelspec: {{name: \1, display_name: '{found}'}}", source[0], count=1
    )
    if not times:
        raise ExtensionError(
            f"{app.env.doc2path(page)}:1: a page with cells says at its top "
            f"'kernelspec: {{name: python3}}', on a line like this"
        )
    source[0] = signed


def setup(app: Sphinx) -> dict:
    app.connect("config-inited", open_cache)
    app.connect("env-get-outdated", outdated)
    app.connect("source-read", sign)
    KEPT.connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
