"""The package beside SciPy, PyTorch and JAX: how fast, and how near to the truth."""
