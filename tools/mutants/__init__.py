"""Seeded mistakes, each with the check that has to catch it: `make mutants`."""
