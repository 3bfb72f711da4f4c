"""The colours of figures and pages, by meaning: a light and a dark value for each."""

__all__ = ["COLOURS", "DARK"]

# Okabe-Ito hues, darkened until text reaches 4.5:1 on a white page.
COLOURS = {
    "ink": "#1d2129",  # text, and the thing the figure is about
    "muted": "#5b6471",  # axes, secondary labels
    "grid": "#d5d9e0",  # hairlines: decoration, never information
    "paper": "#fefefe",  # what lies behind, for gaps and halos
    "data": "#14181f",
    "prediction": "#0063a0",
    "error": "#b04209",
    "weights": "#007355",
    "gradient": "#9c3d78",
    "highlight": "#8a5a00",
    "input": "#296b94",
    "soft-prediction": "#d6e8f5",
    "soft-error": "#fbe3d6",
    "soft-weights": "#d3eee4",
    "soft-gradient": "#f4dfec",
    "soft-highlight": "#f8ebc9",
    "soft-muted": "#eceef2",
}

# The same hues, lightened until text reaches 4.5:1 on a dark page.
DARK = {
    "ink": "#e9ecf1",
    "muted": "#a9b1bd",
    "grid": "#3a414c",
    "paper": "#121417",
    "data": "#f4f6fa",
    "prediction": "#6cb9f0",
    "error": "#f39a63",
    "weights": "#4fc9a4",
    "gradient": "#e294c4",
    "highlight": "#e7b84b",
    "input": "#86bfe2",
    "soft-prediction": "#14344a",
    "soft-error": "#4a2914",
    "soft-weights": "#113d31",
    "soft-gradient": "#432137",
    "soft-highlight": "#41340f",
    "soft-muted": "#262b33",
}
