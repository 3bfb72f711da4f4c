"""What pages are made of: exercises, reading times, the reference, what is checked."""
