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

import re

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book._ext.faults import fault

LEVELS = {"1": "Warm-up", "2": "Standard", "3": "Challenge"}
# What an exercise says of itself: its form, and how that is written.
FACTS = {
    "name": (re.compile(r"ex-[\w-]+"), "ex-…"),
    "level": (re.compile("[123]"), "1, 2 or 3"),
    "time": (re.compile(r"[1-9]\d*"), "the minutes it takes"),
    "by": (re.compile("hand|code|thought"), "hand, code or thought"),
}


class exercise(nodes.General, nodes.Element):
    """One exercise; its first child is its title, its second the line of facts."""


class solution(nodes.General, nodes.Element):
    """A folded solution."""


class ExerciseDirective(SphinxDirective):
    """``{exercise} Title`` with the options name, level, time (minutes) and by."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = dict.fromkeys(FACTS, directives.unchanged)

    def run(self) -> list[nodes.Node]:
        for key, (form, wanted) in FACTS.items():
            said = self.options.get(key, "")
            if not form.fullmatch(said):
                got = f", but got {said!r}" if said else ""
                self._fault(f"an exercise needs a line :{key}: {wanted}{got}")
                self.options.pop(key, None)
        level, minutes = self.options.get("level", "1"), self.options.get("time", "1")
        facts = f"{LEVELS[level]} · {minutes} min · by {self.options.get('by')}"
        node = exercise("", classes=["exercise"], minutes=int(minutes))
        title, _ = self.parse_inline(self.arguments[0])
        node += nodes.caption(self.arguments[0], "", *title)
        node += nodes.paragraph(facts, facts, classes=["facts"])
        node += self.parse_content_to_nodes()
        if not any(isinstance(child, solution) for child in node):
            self._fault(
                "an exercise needs a {solution} inside: the fence of the exercise "
                "has one colon more, ::::{exercise} … :::{solution} … ::: … ::::"
            )
        self.set_source_info(node)
        self.add_name(node)
        return [node]

    def _fault(self, message: str) -> None:
        fault((self.env.docname, self.lineno), message)


class SolutionDirective(SphinxDirective):
    """``{solution}``: what unfolds under an exercise."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.assert_has_content()
        node = solution("", *self.parse_content_to_nodes())
        self.set_source_info(node)
        return [node]


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


def homeless(app: Sphinx, doctree: nodes.document) -> None:
    """Tell of solutions that no exercise holds."""
    for node in doctree.findall(solution):
        if not isinstance(node.parent, exercise):
            fault(
                node,
                "a {solution} belongs inside its {exercise}, whose fence has one "
                "colon more: ::::{exercise} … :::{solution} … ::: … ::::",
            )


def _title(node: exercise) -> str:
    return node[0].astext()


def setup(app: Sphinx) -> dict:
    app.add_enumerable_node(
        exercise, "exercise", _title, html=(visit_exercise, depart_exercise)
    )
    app.add_node(solution, html=(visit_solution, depart_solution))
    app.add_directive("exercise", ExerciseDirective)
    app.add_directive("solution", SolutionDirective)
    app.connect("doctree-read", homeless)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
