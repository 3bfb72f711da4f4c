"""The plots of the book, a module for each subject, in one house style."""

from nnbook.figures.style import COLOURS, DARK, MATH, canvas, house_style, panel, to_svg

__all__ = ["COLOURS", "DARK", "MATH", "canvas", "house_style", "panel", "to_svg"]
