"""How far what the package returns lies from the truth."""
