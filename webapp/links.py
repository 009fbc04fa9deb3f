"""The external resources that pages link to, with the language each is written in."""

from typing import NamedTuple

from webapp.tables import read_table


class Resource(NamedTuple):
    """A page of another site; its label is a msgid, its language a BCP 47 tag."""

    url: str
    label: str
    language: str = "fr"


RESOURCES = {key: Resource(**row) for key, row in read_table("links.toml").items()}
"""The rows of `links.toml`."""
