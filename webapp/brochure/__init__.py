"""The brochure as PDF: read from HTML, set with Typst, kept for each version of its content."""

from pathlib import Path

TEMPLATE = Path(__file__).with_name("brochure.typ")
"""What Typst sets; the content comes to it as data."""
