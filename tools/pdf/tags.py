"""Thin out the tags of a PDF: leave those that say what something is.

Chromium tags every piece of text and every box of the page, four fifths of them as
nothing in particular (``NonStruct``).  A reader passes over these, and they make more
than half of the file; what they hold goes to the tag around them.
"""

from __future__ import annotations

from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
)

# A tag with any other key, such as a language, says something.
BARE = {"/Type", "/S", "/P", "/Pg", "/K"}


def thin_out(pdf: PdfReader) -> None:
    """Take the tags that say nothing out of the tree of a PDF that has been read."""
    tree = pdf.root_object["/StructTreeRoot"]
    # What stands for a tag taken out: the tag that now holds its content.
    heirs: dict[int, IndirectObject] = {}
    waiting = list(_kids(tree))
    while waiting:
        reference = waiting.pop()
        tag = reference.get_object()
        held = list(_held(tag, reference, heirs))
        pages = [page for kid, page in held if isinstance(kid, NumberObject)]
        if pages:
            tag[NameObject("/Pg")] = pages[0]
        if held:
            kids = [
                _on(page, kid) if page not in pages[:1] else kid for kid, page in held
            ]
            tag[NameObject("/K")] = ArrayObject(kids)
        waiting += [kid for kid, _ in held if _is_tag(kid)]
    _hand_over(tree["/ParentTree"], heirs)


def _kids(tag: DictionaryObject) -> list[PdfObject]:
    """The kids as they stand in the file: tags by reference, content by number."""
    kids = tag.raw_get("/K") if "/K" in tag else []
    listed = kids.get_object()
    return list(listed) if isinstance(listed, ArrayObject) else [kids]


def _is_tag(kid: PdfObject) -> bool:
    return isinstance(kid, IndirectObject) and "/S" in kid.get_object()


def _held(tag: DictionaryObject, reference, heirs: dict) -> Iterator[tuple]:
    """Yield the kids of a tag with the pages that they are on.

    In place of a kid that says nothing come those of its own.
    """
    page = tag.raw_get("/Pg") if "/Pg" in tag else None
    waiting = [(kid, page) for kid in reversed(_kids(tag))]
    while waiting:
        kid, page_of_kid = waiting.pop()
        if not _is_tag(kid):
            yield kid, page_of_kid
            continue
        inner = kid.get_object()
        if inner["/S"] == "/NonStruct" and inner.keys() <= BARE:
            heirs[kid.idnum] = reference
            place = inner.raw_get("/Pg") if "/Pg" in inner else page_of_kid
            waiting += [(held, place) for held in reversed(_kids(inner))]
        else:
            inner[NameObject("/P")] = reference
            yield kid, page_of_kid


def _on(page: IndirectObject, kid: PdfObject) -> PdfObject:
    """Content that says on which page it is, since the tag does not."""
    if not isinstance(kid, NumberObject):
        return kid
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/MCR"),
            NameObject("/Pg"): page,
            NameObject("/MCID"): kid,
        }
    )


def _hand_over(tree: DictionaryObject, heirs: dict[int, IndirectObject]) -> None:
    """Let the tree that leads from content to its tag lead to the heirs."""
    for branch in tree.get("/Kids", []):
        _hand_over(branch.get_object(), heirs)
    _replace(tree.get("/Nums", ArrayObject()), heirs)


def _replace(entries: ArrayObject, heirs: dict[int, IndirectObject]) -> None:
    for place, entry in enumerate(entries):
        if isinstance(entry.get_object(), ArrayObject):
            _replace(entry.get_object(), heirs)
        elif isinstance(entry, IndirectObject):
            entries[place] = heirs.get(entry.idnum, entry)
