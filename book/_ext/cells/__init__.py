"""What the cells put out: kept, recorded and compared."""
