"""The minutes under a title count what a reader meets, each thing once."""

from docutils import nodes
from docutils.utils import new_document

from book._ext.pages.reading_time import minutes


def test_a_picture_counts_once_and_its_other_forms_not_at_all():
    """A figure lies beside its name as plain text, of which one is shown."""
    document = new_document("page")
    for _ in range(8):
        forms = nodes.container(nb_element="mime_bundle")
        for form in (nodes.figure(), nodes.literal_block("", "<Figure>")):
            forms += nodes.container("", form)
        document += forms
    assert minutes(document) == (2, 0)  # 8 times 15 seconds
