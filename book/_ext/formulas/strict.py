"""Put what Sphinx, myst-nb and math-core write into the words that EPUB 3 allows.

An e-book is XML and is checked against the schema of MathML 3; a site is neither.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)\w+;")
# In MathML 3 these belong to one element; browsers take them on any.
STYLING = ("displaystyle", "scriptlevel")
STYLED = {"math", "mstyle"}
# A summary holds words, no paragraphs.
SUMMARY = re.compile(
    r"<summary[^>]*>\s*<p[^>]*>([^<]*)</p>\s*(?:<p[^>]*>[^<]*</p>\s*)?</summary>"
)
# Of several results of a function, Sphinx makes a list in a paragraph.
LISTED = re.compile(r"<p>(<ul.*?</ul>)\s*</p>", re.S)
DEPRECATED = re.compile(r' role="doc-biblioentry"')


def formula(mathml: str, said: str) -> str:
    """Return a formula of MathML as XML that the schema of MathML 3 allows.

    E-readers that know no MathML show or read aloud what is ``said`` instead.
    """
    root = ET.fromstring(ENTITY.sub(lambda found: html.unescape(found[0]), mathml))
    _wrap(root)
    root.set("xmlns", NAMESPACE)
    root.set("alttext", said)
    return ET.tostring(root, encoding="unicode")


def _wrap(parent: ET.Element) -> None:
    """Give the attributes that style an element to one around it."""
    for place, element in enumerate(list(parent)):
        _wrap(element)
        styling = {key: element.get(key) for key in STYLING if key in element.attrib}
        if not styling or element.tag in STYLED:
            continue
        for key in styling:
            del element.attrib[key]
        style = ET.Element("mstyle", styling)
        if element.tag == "mtd":
            style.extend(list(element))
            element[:] = [style]
        else:
            style.append(element)
            parent[place] = style


def page(text: str) -> str:
    """Return a page of XHTML without what the schema of EPUB 3 refuses."""
    text = SUMMARY.sub(r"<summary>\1</summary>", text)
    return DEPRECATED.sub("", LISTED.sub(r"\1", text))
