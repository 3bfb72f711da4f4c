"""The plots of the book, a module for each subject, in one house style.

Each function draws one figure and returns it, for a page to show.
"""

from nnbook.figures.style import COLOURS, DARK, MATH, canvas, house_style, panel, to_svg

__all__ = ["COLOURS", "DARK", "MATH", "canvas", "house_style", "panel", "to_svg"]
