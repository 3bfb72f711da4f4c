"""The book on paper: the built pages joined into one document and printed."""
