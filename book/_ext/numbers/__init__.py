"""Numbers in the text: nothing is typed that could be computed."""
