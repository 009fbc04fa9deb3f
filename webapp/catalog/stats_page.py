"""The page of statistics: one HTML file that asks for nothing else and can be read anywhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from webapp.catalog.coverage import Share
from webapp.catalog.history import History
from webapp.catalog.overview import Overview
from webapp.catalog.stats import State, Statistics
from webapp.languages import SOURCE, Language

MAX_WAITING = 100
"""How many waiting messages the page lists."""

_LEAST = 1.5
"""The least width in percent of a part of a bar that is there at all: one message is seen too."""

_WIDTH, _HEIGHT, _MARGIN = 120, 32, 4
_HERE = Path(__file__).parent
_NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, in percent of its width."""

    state: str
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The line of a language's history.

    Arguments:
        points: the line, as SVG writes it.
        end: where it ends.
        asked: the path of the line of what is asked; empty when nothing is.
        label: the same in words.
    """

    points: str
    end: tuple[float, float]
    asked: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """What the page shows of a language."""

    language: Language
    figures: Statistics
    segments: Sequence[Segment]
    trend: Trend | None


def html(overview: Overview) -> str:
    """Write the page of statistics; the same figures give the same bytes.

    Arguments:
        overview: the figures, as `overview.overview` counts them.
    """
    figures = list(overview.languages.values())
    rows = [
        Row(language, one, list(segments(one)), trend(overview.history, language, one.threshold))
        for language, one in overview.languages.items()
    ]
    return (
        _environment()
        .get_template("stats_page.html")
        .render(
            overview=overview,
            rows=rows,
            all=whole(figures).percent,
            messages=figures[0].total,
            words=figures[0].words,
            waiting=overview.waiting[:MAX_WAITING],
            source=SOURCE,
            style=Markup((_HERE / "stats_page.css").read_text(encoding="utf-8").strip()),
            trend_width=_WIDTH,
            trend_height=_HEIGHT,
        )
    )


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined
    )
    environment.globals["percent"] = percent
    return environment


def percent(value: float) -> str:
    """Write a percentage: `98.5 %`, `100 %`."""
    return f"{value:g}{_NBSP}%"


def whole(figures: Sequence[Statistics]) -> Share:
    """Add up what is translated in several languages."""
    return Share(sum(one.translated for one in figures), sum(one.total for one in figures))


def segments(figures: Statistics) -> Iterator[Segment]:
    """Yield the parts of a language's bar; a state without messages has none."""
    widths = {state: _width(getattr(figures, state.value), figures.total) for state in State}
    scale = 100 / (sum(widths.values()) or 1)
    start = 0.0
    for state, width in widths.items():
        if width:
            yield Segment(state.value, round(start * scale, 2), round(width * scale, 2))
            start += width


def _width(number: int, total: int) -> float:
    return max(100 * number / total, _LEAST) if number else 0.0


def trend(past: History, language: Language, asked: float) -> Trend | None:
    """Draw the history of a language from 0 to 100 %; None when there is none.

    The figures stand as long as they held, so that a quiet year looks quiet.

    Arguments:
        past: the history.
        language: the language.
        asked: the percentage that is asked of it.
    """
    known = [
        (point.commit.when, point.figures[language.path].percent)
        for point in past.points
        if language.path in point.figures
    ]
    if not known:
        return None
    first, last = known[0], known[-1]
    seconds = (last[0] - first[0]).total_seconds() or 1
    drawn = [(_x((when - first[0]).total_seconds() / seconds), _y(share)) for when, share in known]
    line = " ".join(f"{x:g},{y:g}" for x, y in _steps(drawn))
    label = (
        f"From {percent(first[1])} on {first[0].date()} to {percent(last[1])} on {last[0].date()},"
        f" in {len(known)} {'version' if len(known) == 1 else 'versions'}"
    )
    return Trend(line, drawn[-1], f"M0 {_y(asked):g}H{_WIDTH}" if asked else "", label)


def _x(share: float) -> float:
    return round(_MARGIN + share * (_WIDTH - 2 * _MARGIN), 1)


def _y(percentage: float) -> float:
    return round(_HEIGHT - _MARGIN - percentage / 100 * (_HEIGHT - 2 * _MARGIN), 1)


def _steps(points: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Go level to the next point and then up or down to it."""
    for number, (x, y) in enumerate(points):
        if number:
            yield x, points[number - 1][1]
        yield x, y
