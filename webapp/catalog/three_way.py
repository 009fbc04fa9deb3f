"""A three-way merge of catalogues: what one side changed is taken, what both did is shown.

Git calls it as a merge driver. A conflict becomes a fuzzy entry that keeps our text and has both in
comments; there are never markers inside strings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from webapp.catalog.model import Catalogue, Key, Message

CONFLICT = "merge:"
"""How the comments of a conflict begin."""


@dataclass(slots=True)
class Merged:
    """A merged catalogue and the messages on which both sides disagree."""

    catalogue: Catalogue
    conflicts: list[Key] = field(default_factory=list)


def merge_three(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Merged:
    """Merge two catalogues that come from the same one.

    Arguments:
        base: the catalogue that both sides started from.
        ours: one side; its order of messages is kept.
        theirs: the other side.
    """
    sides = [_by_key(catalogue) for catalogue in (base, ours, theirs)]
    ending = _union(base.ending, ours.ending, theirs.ending)
    merged = Merged(Catalogue(ours.path, _header(base, ours, theirs), ending=ending))
    for key in _order(ours, theirs):
        before, mine, other = (side.get(key) for side in sides)
        message = _choose(before, mine, other, merged.conflicts)
        if message is not None:
            merged.catalogue.messages.append(message)
    return merged


def _by_key(catalogue: Catalogue) -> dict[Key, Message]:
    """Index a catalogue; an active message goes before an obsolete one of the same key."""
    return {message.key: message for message in (*catalogue.obsolete(), *catalogue.active())}


def _order(ours: Catalogue, theirs: Catalogue) -> list[Key]:
    """Give the keys of both sides: ours in their order, each of theirs after the one before it."""
    order = list(dict.fromkeys(message.key for message in ours.messages))
    there = set(order)
    after: dict[Key | None, list[Key]] = {}
    previous: Key | None = None
    for message in theirs.messages:
        if message.key not in there:
            after.setdefault(previous, []).append(message.key)
        else:
            previous = message.key
    result = list(after.get(None, []))
    for key in order:
        result += [key, *after.get(key, [])]
    return list(dict.fromkeys(result))


def _choose(
    base: Message | None, ours: Message | None, theirs: Message | None, conflicts: list[Key]
) -> Message | None:
    """Decide one message: a side that did nothing gives way; a deletion gives way to a change."""
    if ours is None or theirs is None:
        one = ours or theirs
        return None if one is None or (base and _text(one) == _text(base)) else one
    message = _with_source(ours, base, theirs)
    mine, other = _text(ours), _text(theirs)
    before = _text(base) if base else None
    if mine == before:
        return _with_text(message, theirs)
    if other in (before, mine) or not any(theirs.msgstr):
        return message
    if not any(ours.msgstr):
        return _with_text(message, theirs)
    conflicts.append(ours.key)
    return _disputed(message, ours, theirs)


def _text(message: Message) -> tuple[list[str], bool]:
    """What a translator decides of a message: its texts and whether they are in doubt."""
    return message.msgstr, message.fuzzy


def _with_text(message: Message, chosen: Message) -> Message:
    flags = (["fuzzy"] if chosen.fuzzy else []) + _lasting(message.flags)
    return replace(message, msgstr=chosen.msgstr, previous=chosen.previous, flags=flags)


def _with_source(ours: Message, base: Message | None, theirs: Message) -> Message:
    """Give our version with the comments of both sides and what the newer source says."""
    nothing = Message("")
    before = base or nothing
    newer = theirs if base and _source(ours) == _source(base) else ours
    flags = _union(_lasting(before.flags), _lasting(ours.flags), _lasting(theirs.flags))
    return replace(
        ours,
        msgid_plural=newer.msgid_plural,
        extracted=newer.extracted,
        references=newer.references,
        obsolete=newer.obsolete,
        comments=_union(before.comments, ours.comments, theirs.comments),
        sticky=_union(before.sticky, ours.sticky, theirs.sticky),
        flags=(["fuzzy"] if ours.fuzzy else []) + flags,
    )


def _source(message: Message) -> tuple[object, ...]:
    """What an update decides of a message."""
    return message.msgid_plural, message.extracted, message.references, message.obsolete


def _lasting(flags: Sequence[str]) -> list[str]:
    """Leave out the doubt, which goes with the text that was chosen."""
    return [flag for flag in flags if flag != "fuzzy"]


def _union(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Merge two lists line by line: what either added is there, what either took away is not."""
    gone = {line for line in base if line not in ours or line not in theirs}
    return [line for line in dict.fromkeys([*ours, *theirs]) if line not in gone]


def _disputed(message: Message, ours: Message, theirs: Message) -> Message:
    """Keep our text as fuzzy, with both texts in comments."""
    kept = [line for line in message.comments if not line.startswith(CONFLICT)]
    comments = [*kept, *_notes("ours", ours), *_notes("theirs", theirs)]
    return replace(message, comments=comments, flags=["fuzzy", *_lasting(message.flags)])


def _notes(side: str, message: Message) -> Iterator[str]:
    for form in message.msgstr:
        text = form.replace("\\", "\\\\").replace("\n", "\\n")
        yield f"{CONFLICT} {side}: {text}"


def _header(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> Message:
    """Merge the header field by field; where both changed one, ours stays."""
    before, mine, other = base.headers, ours.headers, theirs.headers
    fields = dict(mine)
    for name, value in other.items():
        if mine.get(name) == before.get(name):
            fields[name] = value
    for name in before.keys() - other.keys():
        if mine.get(name) == before[name]:
            fields.pop(name, None)
    merged = Catalogue(ours.path, _with_source(ours.header, base.header, theirs.header))
    merged.headers = fields
    return merged.header
