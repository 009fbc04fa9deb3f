"""The brochure as PDF and the card as picture: set with Typst, kept for each version."""

from pathlib import Path

TEMPLATES = Path(__file__).parent
"""The folder of what Typst sets; the content comes to it as data."""

FILE, CARD = "brochure.pdf", "card.png"
"""What is set; each has a template of its name."""
