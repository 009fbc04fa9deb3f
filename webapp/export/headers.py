"""The headers of exported files, as the application sent them, said once for what shares them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from webapp.export.answers import Answer

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """The answers below one first segment.

    Arguments:
        prefix: `/mk/`; `/` for what lies in no folder.
        shared: the headers of all of them that the whole site does not share.
        own: by address, the headers that one has besides.
    """

    prefix: str
    shared: Headers
    own: Mapping[str, Headers]


def prefix_of(address: str) -> str:
    """Give the first segment of an address with its slashes; `/` for a file in no folder."""
    first, slash, _ = address.removeprefix("/").partition("/")
    return f"/{first}/" if slash else "/"


def shared(all_headers: Iterable[Headers]) -> Headers:
    """Give the headers that all have with the same value."""
    common = reduce(lambda one, other: dict(one.items() & other.items()), all_headers)
    return dict(sorted(common.items()))


def without(headers: Headers, *others: Headers) -> Headers:
    """Give the headers that no other set says already."""
    return {
        name: value for name, value in headers.items() if not any(name in each for each in others)
    }


def sections(answers: Iterable[Answer]) -> tuple[Headers, list[Section]]:
    """Divide the headers of answers: those of the whole site, then section by section.

    Arguments:
        answers: all that are exported, without the error pages, whose headers no file has.
    """
    listed = list(answers)
    everywhere = shared(answer.headers for answer in listed)
    by_prefix: dict[str, list[Answer]] = {}
    for answer in listed:
        by_prefix.setdefault(prefix_of(answer.address), []).append(answer)
    return everywhere, [
        _section(prefix, found, everywhere) for prefix, found in sorted(by_prefix.items())
    ]


def _section(prefix: str, answers: list[Answer], everywhere: Headers) -> Section:
    common: Headers = {}
    if prefix != "/":  # what holds below `/` holds for the whole site
        common = without(shared(answer.headers for answer in answers), everywhere)
    own = {answer.address: without(answer.headers, everywhere, common) for answer in answers}
    return Section(prefix, common, {address: each for address, each in own.items() if each})
