"""How fast and how accurate the package is, compared with SciPy, PyTorch and JAX."""
