"""The badge: one figure as a small picture, for a README or a wiki page."""

import unicodedata
from collections.abc import Sequence

from markupsafe import Markup

from webapp.catalog.stats import Statistics
from webapp.catalog.stats_page import percent, whole
from webapp.languages import named

REACHED, ON_THE_WAY, FAR = "#256b3c", "#8a5a00", "#a3202f"
"""Grounds on which white text has a contrast of more than 4.5 (WCAG 2.2, 1.4.3)."""

LABEL = "#3a3936"
_HALFWAY = 50.0
_PADDING = 7

# Widths at 11 px in Verdana and DejaVu Sans; what is not listed is as wide as most letters.
_WIDTHS = {
    character: width
    for width, characters in (
        (3.2, "ijlІії.,:;|!'’"),
        (3.7, "fItr \N{NO-BREAK SPACE}"),
        (5.8, "cskxvyzЈјсгт-"),
        (10.2, "mwMWшщжюЖШЩЮ%"),
    )
    for character in characters
}
_USUAL, _FULL = 6.9, 11.5

_SVG = Markup("""\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{title}">
<title>{title}</title>
<clipPath id="r"><rect width="{width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)">
<rect width="{left}" height="20" fill="{label_ground}"/>
<rect x="{left}" width="{right}" height="20" fill="{ground}"/>
</g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
<text x="{padding}" y="14" textLength="{label_length}" lang="{tag}">{label}</text>
<text x="{figure_start}" y="14" textLength="{figure_length}">{figure}</text>
</g>
</svg>
""")


def svg(figures: Sequence[Statistics]) -> str:
    """Draw a badge: « translations 98.5 % », or « Македонски 98.5 % » for one language.

    Green is for what reaches all that is asked, amber for more than the half, red for less.

    Arguments:
        figures: the statistics of the languages that it is about.
    """
    share = whole(figures).percent
    language = named(figures[0].language) if len(figures) == 1 else None
    label, figure = language.endonym if language else "translations", percent(share)
    label_length, figure_length = length(label), length(figure)
    left = label_length + 2 * _PADDING
    right = figure_length + 2 * _PADDING
    return _SVG.format(
        width=left + right,
        left=left,
        right=right,
        padding=_PADDING,
        title=f"translations into {label}: {figure}" if language else f"{label}: {figure}",
        label=label,
        tag=language.tag if language else "en",
        figure=figure,
        label_length=label_length,
        figure_length=figure_length,
        figure_start=left + _PADDING,
        label_ground=LABEL,
        ground=_ground(figures, share),
    )


def _ground(figures: Sequence[Statistics], share: float) -> str:
    if all(one.percent >= (one.threshold or 100.0) for one in figures):
        return REACHED
    return ON_THE_WAY if share >= _HALFWAY else FAR


def length(text: str) -> int:
    """Estimate how wide a text is, in pixels; the picture then holds the text to it."""
    return round(sum(map(_advance, text)))


def _advance(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    if unicodedata.combining(character):
        return 0.0
    return _WIDTHS.get(character, _USUAL)
