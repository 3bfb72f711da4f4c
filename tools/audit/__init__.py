"""Lighthouse on every page of the built book: `make audit`.

It is no part of `make html` and `make test`.
"""
