"""The drawn diagrams of the book: neurons, units, networks."""
