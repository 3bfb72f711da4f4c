"""What outside programs say of the built book: `make audit`.

They come from npm and are no part of `make html` or `make test`, which read their
results in `book/_records`.
"""
