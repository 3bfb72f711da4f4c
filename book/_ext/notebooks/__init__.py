"""Each page with cells as a Jupyter notebook."""
