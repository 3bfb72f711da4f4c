"""Formulas: reading, proving and counting them; LaTeX becomes MathML."""
