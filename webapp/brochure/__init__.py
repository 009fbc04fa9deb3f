"""The brochure as a PDF and the card as a picture: set with Typst, and kept for each version."""

from pathlib import Path

TEMPLATES = Path(__file__).parent
"""The folder of the Typst templates, which get the content as data."""

FILE, CARD = "brochure.pdf", "card.png"
"""The files that Typst sets; each has a template of the same name."""
