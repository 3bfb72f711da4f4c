"""Exercises with a level, a time and a full solution folded away.

::

    :::{exercise} A neuron for NOR
    :name: ex-nor
    :level: 1
    :time: 5
    :by: hand

    Find weights and a bias …

    ::::{solution}
    …
    ::::
    :::

The solution is a ``<details>`` element: it opens without a script.
"""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

LEVELS = {1: "warm-up", 2: "standard", 3: "challenge"}
WAYS = ("hand", "code", "thought")


class exercise(nodes.General, nodes.Element):
    """One exercise; its first child is its title, its second the line of facts."""


class solution(nodes.General, nodes.Element):
    """A folded solution."""


def level(argument: str) -> int:
    if argument not in map(str, LEVELS):
        raise ValueError(f"level must be one of {sorted(LEVELS)}, but got {argument!r}")
    return int(argument)


def way(argument: str) -> str:
    return directives.choice(argument, WAYS)


class ExerciseDirective(SphinxDirective):
    """``{exercise} Title`` with the options name, level, time (minutes) and by."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {  # noqa: RUF012
        "name": directives.unchanged_required,
        "level": level,
        "time": directives.positive_int,
        "by": way,
    }

    def run(self) -> list[nodes.Node]:
        missing = [key for key in self.option_spec if key not in self.options]
        if missing:
            raise self.error(f"an exercise needs the options {', '.join(missing)}")
        facts = (
            f"{LEVELS[self.options['level']].capitalize()} · "
            f"{self.options['time']} min · by {self.options['by']}"
        )
        node = exercise("", classes=["exercise"], minutes=self.options["time"])
        title, _ = self.parse_inline(self.arguments[0])
        node += nodes.caption(self.arguments[0], "", *title)
        node += nodes.paragraph(facts, facts, classes=["facts"])
        node += self.parse_content_to_nodes()
        if not any(isinstance(child, solution) for child in node):
            raise self.error("an exercise needs a {solution} inside")
        self.set_source_info(node)
        self.add_name(node)
        return [node]


class SolutionDirective(SphinxDirective):
    """``{solution}``: what unfolds under an exercise."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        return [solution("", *self.parse_content_to_nodes())]


def visit_exercise(translator, node: exercise) -> None:
    translator.body.append(translator.starttag(node, "section", CLASS="exercise"))


def depart_exercise(translator, node: exercise) -> None:
    translator.body.append("</section>\n")


def visit_solution(translator, node: solution) -> None:
    translator.body.append(
        '<details class="solution"><summary>Solution</summary><div class="answer">'
    )


def depart_solution(translator, node: solution) -> None:
    translator.body.append("</div></details>\n")


def _title(node: exercise) -> str:
    return node[0].astext()


def setup(app: Sphinx) -> dict:
    app.add_enumerable_node(
        exercise, "exercise", _title, html=(visit_exercise, depart_exercise)
    )
    app.add_node(solution, html=(visit_solution, depart_solution))
    app.add_directive("exercise", ExerciseDirective)
    app.add_directive("solution", SolutionDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
