"""What outside programs say of the built book: `make audit`.

They are no part of `make html` and `make test`.
"""
