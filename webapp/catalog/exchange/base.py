"""What a file was exported from, kept inside the file so that the merge needs nothing else.

Each message is one line of ASCII without a space or an underscore: a digest, then JSON. No tool
finds anything there to escape, to wrap, to translate or to replace, and a line that was changed
all the same is known by its digest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from json import dumps, loads

from webapp.catalog.exchange.rows import key_of
from webapp.catalog.model import Message

FORMAT = "cooperation-pages/2"
"""The first line of a base, before the tag of the language."""


@dataclass(slots=True)
class Base:
    """The messages that a file was exported from.

    Arguments:
        language: the BCP 47 tag that the file was exported for.
        messages: the messages as they were, by their key.
        damaged: how many lines cannot be read.
    """

    language: str
    messages: dict[str, Message] = field(default_factory=dict)
    damaged: int = 0


def lines(messages: Iterable[Message], tag: str) -> Iterator[str]:
    """Yield the lines to keep: the format with the language's tag, then a line a message."""
    yield f"{FORMAT}:{tag}"
    for message in messages:
        values = (message.msgctxt, message.msgid, message.msgid_plural, message.msgstr)
        text = dumps(
            [*values, message.fuzzy, message.comments, message.extracted], separators=(",", ":")
        )
        text = text.replace("_", "\\u005f").replace(" ", "\\u0020")
        yield _digest(text) + text


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def read_base(found: Iterable[str]) -> Base | None:
    """Read the lines that were kept; None when they are not a base."""
    first, *rest = [*found, ""]
    name, colon, tag = first.strip().partition(":")
    if name != FORMAT or not colon:
        return None
    base = Base(tag)
    for line in filter(None, (line.strip() for line in rest)):
        message = _message(line[:16], line[16:])
        if message is None:
            base.damaged += 1
        else:
            base.messages[key_of(message.key)] = message
    return base


def _message(digest: str, text: str) -> Message | None:
    if _digest(text) != digest:
        return None
    try:
        values = loads(text)
    except (ValueError, RecursionError):
        return None
    if not _is_message(values):
        return None
    msgctxt, msgid, msgid_plural, msgstr, fuzzy, comments, extracted = values
    flags = ["fuzzy"] if fuzzy else []
    return Message(
        msgid, msgstr, msgid_plural, msgctxt, comments=comments, extracted=extracted, flags=flags
    )


def _is_message(values: object) -> bool:
    """Tell whether JSON has the shape that `lines` gives it; the digest is no secret."""
    match values:
        case [None | str(), str(), None | str(), [_, *_] as a, bool(), list() as b, list() as c]:
            return all(isinstance(text, str) for text in (*a, *b, *c))
    return False
