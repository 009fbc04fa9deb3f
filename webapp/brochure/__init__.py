"""The brochure as PDF and the card as picture: set with Typst, kept for each version."""

from pathlib import Path

TEMPLATES = Path(__file__).parent
"""The folder of what Typst sets; the content comes to it as data."""

BROCHURE, CARD = "brochure", "card"
"""The kinds of what is set, each with a template of its name."""
