"""The headers of exported files, as the application sent them, written once where shared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce

from webapp.export.answers import Answer

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """The answers below one first segment, such as `/mk/`, or `/` for files in no folder.

    `shared` are the headers of all of them, without those of the whole site; `own`, by address,
    are the further headers of one.
    """

    prefix: str
    shared: Headers
    own: Mapping[str, Headers]


def prefix_of(address: str) -> str:
    """Return the first segment of an address with its slashes; `/` for a file in no folder."""
    first, slash, _ = address.removeprefix("/").partition("/")
    return f"/{first}/" if slash else "/"


def shared(all_headers: Iterable[Headers]) -> Headers:
    """Return the headers that all have with the same value."""
    common = reduce(lambda one, other: dict(one.items() & other.items()), all_headers)
    return dict(sorted(common.items()))


def without(headers: Headers, *others: Headers) -> Headers:
    """Return the headers that are in no other set."""
    return {
        name: value for name, value in headers.items() if not any(name in each for each in others)
    }


def sections(answers: Iterable[Answer]) -> tuple[Headers, list[Section]]:
    """Divide the headers of answers: those of the whole site, then section by section."""
    listed = list(answers)
    everywhere = shared(answer.headers for answer in listed)
    by_prefix: dict[str, list[Answer]] = {}
    for answer in listed:
        by_prefix.setdefault(prefix_of(answer.address), []).append(answer)
    found = []
    for prefix, group in sorted(by_prefix.items()):
        common: Headers = {}
        if prefix != "/":  # what holds below `/` holds for the whole site
            common = without(shared(answer.headers for answer in group), everywhere)
        own = {answer.address: without(answer.headers, everywhere, common) for answer in group}
        rest = {address: headers for address, headers in own.items() if headers}
        found.append(Section(prefix, common, rest))
    return everywhere, found
