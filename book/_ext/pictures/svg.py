"""Make a drawn SVG part of the page: its colours follow the theme, its ids are its own.

matplotlib writes colours as hex values, styles as ``style`` attributes (which a strict
content policy blocks) and the same ids into every file.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from scour import scour

from book._ext.kept import kept
from nnbook.figures.palette import COLOURS

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
VARIABLES = {value: f"var(--fig-{name})" for name, value in COLOURS.items()}
TEXTUAL = (f"{SVG}text", f"{SVG}tspan", f"{SVG}title", f"{SVG}desc")
# Colours that carry no meaning and are the same in both themes.
NEUTRAL = {"none"}
NUMBER = re.compile(r"-?\d+\.\d{3,}")

# Relative paths and shared attributes: half the bytes. Five digits of a point are finer
# than any screen, also where a path adds them up.
LIGHT = scour.sanitizeOptions()
LIGHT.digits = 5
LIGHT.indent_type = "none"
LIGHT.newlines = False
LIGHT.strip_xml_prolog = True
LIGHT.keep_defs = True

ET.register_namespace("", SVG[1:-1])


class UnknownColour(ValueError):
    """A figure used a colour that is not in the house palette."""


@kept("book/_ext/pictures/svg.py", "src/nnbook/figures/*.py")
def inline(text: str, prefix: str, alt: str | None) -> str:
    """Return an SVG ready to stand in a page.

    Parameters
    ----------
    text : str
        The ``<svg>`` element as it was drawn.
    prefix : str
        Put before each id, so that no two figures of a page share one.
    alt : str or None
        What is seen, read in place of the words inside; None where the words around
        the picture say it.

    Raises
    ------
    UnknownColour
        If a colour is not one of the palette, since it could not follow the theme.
    """
    root = ET.fromstring(text)
    _drop(root)
    for element in root.iter():
        _style_to_attributes(element)
        _prefix_ids(element, prefix)
        if element.tag not in TEXTUAL:
            element.text = None
        if element.tag != f"{SVG}tspan":
            element.tail = None
        for key in ("d", "x", "y", "transform", "points"):
            if key in element.attrib:
                element.set(key, _shorten(element.get(key)))
    _frame(root, alt)
    return scour.scourString(ET.tostring(root, encoding="unicode"), LIGHT)


def _drop(root: ET.Element) -> None:
    """Remove what only a file of its own needs, and groups' unused ids."""
    used = set(re.findall(r"#([\w.-]+)", ET.tostring(root, encoding="unicode")))
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in (f"{SVG}metadata", f"{SVG}style"):
                parent.remove(child)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == f"{SVG}defs" and len(child) == 0:
                parent.remove(child)
        name = parent.get("id", "")
        if name.startswith("class:"):
            parent.set("class", name.removeprefix("class:"))
        if name not in used:
            parent.attrib.pop("id", None)


def _style_to_attributes(element: ET.Element) -> None:
    style = element.attrib.pop("style", "")
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        key, value = (part.strip() for part in declaration.split(":", 1))
        if key == "font-family":
            # One class; the page's style sheet names the fonts it serves.
            if "Serif" in value.split(",")[0]:
                element.set("class", "fig-math")
            continue
        element.set(key, value.removesuffix("px") if key == "font-size" else value)
    for key in ("fill", "stroke", "stop-color"):
        colour = element.get(key, "none").lower()
        if colour in VARIABLES:
            element.set(key, VARIABLES[colour])
        elif colour not in NEUTRAL and not colour.startswith(("url(", "var(")):
            raise UnknownColour(
                f"{key} {colour} is not a colour of nnbook.plots.COLOURS: "
                f"it could not follow the reader's theme"
            )


def _prefix_ids(element: ET.Element, prefix: str) -> None:
    if "id" in element.attrib:
        element.set("id", f"{prefix}-{element.get('id')}")
    target = element.attrib.pop(f"{XLINK}href", None) or element.get("href")
    if target is not None:
        element.set("href", target.replace("#", f"#{prefix}-", 1))
    for key in ("clip-path", "fill", "stroke", "mask", "marker-end"):
        value = element.get(key, "")
        if value.startswith("url(#"):
            element.set(key, value.replace("url(#", f"url(#{prefix}-"))


def _shorten(numbers: str) -> str:
    """Two decimals of a point are finer than any screen."""
    short = NUMBER.sub(lambda match: f"{float(match[0]):.2f}", numbers)
    return " ".join(short.split())


def _frame(root: ET.Element, alt: str | None) -> None:
    _, _, width, height = root.get("viewBox").split()
    root.attrib.clear()
    root.attrib.update(
        {
            "viewBox": f"0 0 {width} {height}",
            "width": width,
            "height": height,
            "class": "fig",
            "stroke-linejoin": "round",
        }
    )
    links = list(root.iter(f"{SVG}a"))
    for link in links:
        link.attrib.pop("target", None)
    if alt is None:
        root.set("aria-hidden", "true")
    elif links:  # an image would hide them
        root.set("role", "group")
        root.set("aria-label", alt)
    else:
        root.set("role", "img")
        root.set("aria-label", alt)
        for part in root:  # else the words inside are read too, in no order
            part.set("aria-hidden", "true")
