"""What the book is called, where it lies, and the book for e-readers."""
