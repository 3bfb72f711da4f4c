"""How a page's words become Markdown that Jupyter reads, on a site of two pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docutils import nodes

from book._ext.notebooks.markdown_text import Markdown, NoMarkdown
from tests.pages import ROOT

pytestmark = pytest.mark.xdist_group("notebook words")  # one process builds for all

CONF = """
import json
from pathlib import Path
extensions = [
    "myst_nb",
    "book._ext.pages.exercises",
    "book._ext.pages.verification",
    "book._ext.notebooks.notebooks",
]
source_suffix = {".md": "myst-nb"}
project, author, copyright = "A book", "Its authors", "Its authors"
html_theme = "basic"
nb_execution_mode = "off"
myst_enable_extensions = ["dollarmath", "colon_fence"]
suppress_warnings = ["toc"]

def note(app, page, template, context, doctree):
    with Path(app.outdir, "../contexts").open("a") as kept:
        kept.write(json.dumps([page, context["notebook"]]) + "\\n")

def setup(app):
    app.connect("html-page-context", note, priority=900)
"""
FRONT = "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n"
PAGE = (
    FRONT
    + r"""
# Words

See {doc}`../other`, [the site](https://example.org/a_b) and {ref}`far`.
A_b and snake_case cost 5 \$ * 2 < 11 [now], *so **it** is*; `` a`b `` too.[^1]

[^1]: A note of *its* own.

```{code-cell} python
:tags: [remove-cell]
unseen = 1
```

:::{note}
Mind the gap.

- one
- two
:::

| a | $\|x\|$ |
| --- | --- |
| `p\|q` | 2 |

The next cell is hidden.

```{code-cell} python
:tags: [hide-input]
unseen + 1
```
1\. no list

    three ``` ticks

$$
a &= b \\
&= c
$$ (eq-a)
"""
)
OTHER = "(far)=\n# The other page\n\nNo cells.\n"


def build(folder: Path, *settings: str) -> subprocess.CompletedProcess:
    book = folder / "book"
    (book / "deep").mkdir(parents=True)
    (book / "index.md").write_text("# Front\n")
    (book / "other.md").write_text(OTHER)
    (book / "deep/page.md").write_text(PAGE)
    (folder / "conf.py").write_text(CONF)
    command = [sys.executable, "-m", "sphinx", "-q", "-c", folder, *settings]
    return subprocess.run(
        [*command, book, folder / "html"],
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'src'}", "PATH": ""},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = build(folder, "-D", "html_baseurl=https://book.example/nn")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def cells(site: Path) -> list[dict]:
    text = (site / "html/deep/page.ipynb").read_text("utf-8")
    return json.loads(text)["cells"]


@pytest.fixture(scope="module")
def text(cells) -> str:
    joined = ("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    return "\n\n".join(joined)


def test_templates_learn_the_name_of_a_page_that_has_a_notebook(site: Path):
    lines = (site / "contexts").read_text().splitlines()
    contexts = dict(map(json.loads, lines))
    assert contexts["deep/page"] == "page.ipynb"
    others = contexts.keys() - {"deep/page"}
    assert {"other", "genindex"} <= others
    assert {contexts[page] for page in others} == {None}
    assert len(list((site / "html").rglob("*.ipynb"))) == 1


def test_cells_stand_where_the_page_runs_them(cells):
    first, second = (n for n, cell in enumerate(cells) if cell["cell_type"] == "code")
    assert "".join(cells[first]["source"]) == "unseen = 1"
    assert cells[first]["metadata"]["tags"] == ["remove-cell"]
    assert "snake" in "".join(cells[first - 1]["source"])
    assert "".join(cells[first + 1]["source"]).startswith("> **Note**")
    assert "next cell" in "".join(cells[second - 1]["source"])
    for cell in (cells[first], cells[second]):
        assert cell["metadata"]["jupyter"] == {"source_hidden": True}


@pytest.mark.parametrize(
    "wanted",
    [
        "[The other page](https://book.example/nn/other.html)",
        "[the site](https://example.org/a_b)",
        "[The other page](https://book.example/nn/other.html#far)",
        r"A_b and snake_case cost 5 \$ \* 2 \< 11 \[now\], *so **it** is*; ``a`b``",
        "too.<sup>1</sup>",
        "<sup>1</sup> A note of *its* own.",
        "> Mind the gap.\n>\n> - one\n> - two",
        "| a | $\\vert x\\vert $ |\n| --- | --- |\n| `p\\|q` | 2 |",
        "\n1\\. no list",
        "\n````\nthree ``` ticks\n````",
        "$$\n\\begin{aligned}a &= b \\\\\n&= c\\end{aligned} \\tag{1}\n$$",
        "[Words](https://book.example/nn/deep/page.html). © Its authors.",
    ],
)
def test_words_keep_their_form(text: str, wanted: str):
    assert wanted in text


def test_without_an_address_links_to_pages_are_words(tmp_path: Path):
    assert build(tmp_path).returncode == 0
    text = (tmp_path / "html/deep/page.ipynb").read_text("utf-8")
    assert "See The other page, [the site](https://example.org/a_b)" in text
    assert "book.example" not in text


def test_emphasis_that_touches_emphasis_is_one():
    line = nodes.paragraph("", "", nodes.emphasis("", "a"), nodes.emphasis("", "b"))
    assert Markdown(lambda node: "").block(line) == "*ab*"


@pytest.mark.parametrize("holder", [nodes.paragraph, nodes.container])
def test_what_has_no_form_in_markdown_is_an_error(holder):
    class strange(nodes.Element):
        """No node that the book knows."""

    node = holder()
    node += strange("", nodes.Text("Lost words"))
    with pytest.raises(NoMarkdown, match="strange 'Lost words' has no form"):
        Markdown(lambda node: "").block(node)
