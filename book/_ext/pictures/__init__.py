"""Figures and tables as parts of a page: their SVG and their data."""
