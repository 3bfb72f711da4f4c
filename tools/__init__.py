"""What the Makefile runs beside Sphinx, a room for each: `python -m tools.pdf`."""
