"""The partners of the Region and of towns: who, since when, where, and by which sources."""

from typing import Literal, NamedTuple

from webapp.tables import read_table


class Place(NamedTuple):
    """Where a marker stands on the map, and its name next to it.

    Arguments:
        latitude, longitude: degrees north and east.
        anchor: the end of the name that `offset` leads to, in the terms of SVG's `text-anchor`.
        offset: from the marker to the name, right and down, in units of the drawing.
    """

    latitude: float
    longitude: float
    anchor: Literal["start", "end"]
    offset: tuple[float, float]


class Partner(NamedTuple):
    """A partner of the Region or of towns in it; its texts are msgids.

    Arguments:
        slug: the last segment of its page's address, the same in every language.
        own_name: its name in its own language; not a msgid.
        own_language: a BCP 47 tag; empty if no source states it.
        country: ISO 3166-1 alpha-2; CLDR gives the name.
        territory: a country, or a region by ISO 3166-2, whose places in the directory count as
            the partner's own; empty for a partner smaller than a region.
        since: the year; None if no source gives it.
        place: None if no source gives coordinates.
        sources: keys of `links.RESOURCES` that the page is written from.
        named: sources whose full address is not known.
        in_2012: a link to the page of 2012; empty if that page does not name the partner.
    """

    slug: str
    name: str
    title: str
    description: str
    own_name: str
    country: str
    own_language: str = ""
    territory: str = ""
    since: str | None = None
    place: Place | None = None
    sources: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    in_2012: str = ""


CAEN = Place(49.18, -0.37, "end", (-9, 5))
"""The seat of the Region, where every line of the map begins."""

PARTNERS = tuple(
    Partner(**row | {"place": Place(**row["place"]) if "place" in row else None})
    for row in read_table("partners.toml")["partner"]
)
"""The rows of `partners.toml`."""
