"""References by number: to a figure, a table, an exercise.

For each of them Sphinx reads a whole page back from the disk, to find out what it is.
But what has which number is known: here it is looked up. What is not found, or has a
text of its own, is left to Sphinx, which says what is wrong.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import number_reference, pending_xref
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import ReferencesResolver, SphinxPostTransform


class NumberedReferences(SphinxPostTransform):
    """Resolve ``{numref}`` before Sphinx resolves the other references."""

    default_priority = ReferencesResolver.default_priority - 1

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(pending_xref)):
            if node.get("reftype") == "numref" and not node["refexplicit"]:
                if reference := self._reference(node):
                    node.replace_self(reference)

    def _reference(self, node: pending_xref) -> nodes.reference | None:
        domain = self.env.domains.standard_domain
        page, anchor, _ = domain.labels.get(node["reftarget"], ("", "", ""))
        for kind, numbers in self.env.toc_fignumbers.get(page, {}).items():
            if anchor in numbers:
                title = self.config.numfig_format[kind]
                return domain.build_reference_node(
                    self.env.docname, self.app.builder, page, anchor,
                    title % ".".join(map(str, numbers[anchor])), "numref",
                    node_class=number_reference, title=title,
                )  # fmt: skip
        return None


def setup(app: Sphinx) -> dict:
    app.add_post_transform(NumberedReferences)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
