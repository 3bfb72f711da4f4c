"""What the package document of an EPUB 3 says, beside what Sphinx has it say.

Of each file, what an e-reader must be able to do to show it; of the book, what it
offers to readers who do not see it, in the words of schema.org.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

OPF = "http://www.idpf.org/2007/opf"
# What Sphinx says although nobody told it, or for one maker of e-readers alone.
UNSAID = ("unknown", "ibooks:")
NEEDS = {"mathml": b"<math", "svg": b"<svg"}
SUMMARY = (
    "All formulas are MathML. Every figure has a description of what is seen, with its "
    "numbers. Headings go down one step at a time, and no information is given by "
    "colour alone."
)
ACCESSIBILITY = [
    ("accessMode", "textual"),
    ("accessMode", "visual"),
    ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "MathML"),
    ("accessibilityFeature", "alternativeText"),
    ("accessibilityFeature", "longDescription"),
    ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "tableOfContents"),
    ("accessibilityFeature", "readingOrder"),
    ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", SUMMARY),
]


def completed(path: Path, cover: str) -> None:
    """Complete the package document of an unpacked e-book, in its place.

    Parameters
    ----------
    path : Path
        The document; the files that it lists stand beside it.
    cover : str
        Which of them is the picture of the cover.
    """
    tree = ET.parse(path)
    package = tree.getroot()
    for element in package.iter():
        element.tag = element.tag.removeprefix(f"{{{OPF}}}")
    package.set("xmlns", OPF)
    package.attrib.pop("prefix", None)
    metadata = package.find("metadata")
    for element in list(metadata):
        said = f"{element.get('property', '')} {element.text}".strip()
        if said.startswith(UNSAID):
            metadata.remove(element)
    for name, text in ACCESSIBILITY:
        ET.SubElement(metadata, "meta", property=f"schema:{name}").text = text
    for item in package.iter("item"):
        if found := _properties(item, path.parent, cover):
            item.set("properties", found)
    ET.indent(tree)
    tree.write(path, encoding="utf-8", xml_declaration=True)


def _properties(item: ET.Element, folder: Path, cover: str) -> str:
    if item.get("href") == cover:
        return "cover-image"
    if item.get("media-type") != "application/xhtml+xml" or item.get("id") == "nav":
        return item.get("properties", "")
    page = (folder / item.get("href")).read_bytes()
    return " ".join(name for name, element in NEEDS.items() if element in page)
