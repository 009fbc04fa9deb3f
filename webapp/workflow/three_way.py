"""A three-way merge of catalogues: changes of one side are taken, conflicts are reported.

Git calls it as a merge driver: a conflict becomes a fuzzy message with our text, and both texts in
comments; strings never hold conflict markers. The spreadsheet import calls it for each message.
"""

from collections.abc import Sequence
from dataclasses import replace

from webapp.po.model import MERGE_NOTE, Catalogue, Key, Message


def merge_three(base: Catalogue, ours: Catalogue, theirs: Catalogue) -> tuple[Catalogue, list[Key]]:
    """Merge two catalogues that come from the same base; our messages keep their order.

    Returns:
        The catalogue, and the messages on which both sides disagree.
    """
    # An active message takes precedence over an obsolete one with the same key.
    before, mine, other = (
        {message.key: message for message in (*side.obsolete(), *side.active())}
        for side in (base, ours, theirs)
    )
    header = _joined(base.header, ours.header, theirs.header, ours.header)
    ending = _union(base.ending, ours.ending, theirs.ending)
    merged = Catalogue(ours.path, header, ending=ending)
    # Where both sides changed a field of the header, ours stays.
    old, kept, new = base.headers, ours.headers, theirs.headers
    fields = {
        name: (new if kept.get(name) == old.get(name) else kept).get(name) for name in kept | new
    }
    merged.headers = {name: value for name, value in fields.items() if value is not None}
    # Our messages keep their order; one that only they have follows its predecessor in theirs.
    order = list(dict.fromkeys(message.key for message in ours.messages))
    previous: Key | None = None
    for message in theirs.messages:
        if message.key not in mine and message.key not in order:
            order.insert(order.index(previous) + 1 if previous else 0, message.key)
        previous = message.key
    conflicts = []
    for key in order:
        if key in mine and key in other:
            message, conflict = merge_message(before.get(key), mine[key], other[key])
            if conflict:
                conflicts.append(key)
                message = _disputed(message, mine[key], other[key])
            merged.messages.append(message)
            continue
        # Only one side has it: keep what is new; a deletion gives way to a changed translation.
        message = mine.get(key) or other[key]
        if key not in before or _translation(message) != _translation(before[key]):
            merged.messages.append(message)
    return merged, conflicts


def merge_message(base: Message | None, ours: Message, theirs: Message) -> tuple[Message, bool]:
    """Merge a message that both sides have.

    Returns:
        The message, and whether both sides changed its translation in different ways; if so, the
        translation is ours and everything else is merged.
    """
    before = _translation(base) if base else None
    mine, other = _translation(ours), _translation(theirs)
    chosen: Message | None
    if other in (before, mine):
        chosen = ours
    elif mine == before:
        chosen = theirs
    elif not (any(ours.msgstr) and any(theirs.msgstr)):
        chosen = ours if any(ours.msgstr) else theirs
    else:
        chosen = _by_form(base, ours, theirs) if base else None
    return _joined(base, ours, theirs, chosen or ours), chosen is None


def _translation(message: Message) -> tuple[str | None, list[str], bool]:
    """Return the parts that a translator decides, with the plural that the texts translate."""
    return message.msgid_plural, message.msgstr, message.fuzzy


def _by_form(base: Message, ours: Message, theirs: Message) -> Message | None:
    """Merge plural forms one by one; None on a conflict or when the plurals differ.

    A conflict is a form that both sides changed, or a fuzzy flag changed on one side and forms on
    the other: whoever changes the flag has read only the texts of their own side.
    """
    if len({(one.msgid_plural, len(one.msgstr)) for one in (base, ours, theirs)}) > 1:
        return None
    texts = []
    for before, mine, other in zip(base.msgstr, ours.msgstr, theirs.msgstr, strict=True):
        if before not in (mine, other) and mine != other:
            return None
        texts.append(other if mine == before else mine)
    state = theirs if theirs.fuzzy != base.fuzzy else ours
    if state.fuzzy != base.fuzzy and state.msgstr != texts:
        return None
    return replace(state, msgstr=texts)


def _joined(base: Message | None, ours: Message, theirs: Message, chosen: Message) -> Message:
    """Return the chosen translation with both sides' comments and the newer source data."""
    before = base or Message("")
    # The parts of a message that an update sets.
    sources = [(it.extracted, it.references, it.obsolete) for it in (before, ours)]
    newer = theirs if base and sources[0] == sources[1] else ours
    lasting = ([flag for flag in side.flags if flag != "fuzzy"] for side in (before, ours, theirs))
    return replace(
        ours,
        msgid_plural=chosen.msgid_plural,
        msgstr=chosen.msgstr,
        previous=chosen.previous,
        extracted=newer.extracted,
        references=newer.references,
        obsolete=newer.obsolete,
        comments=_union(before.comments, ours.comments, theirs.comments),
        sticky=_union(before.sticky, ours.sticky, theirs.sticky),
        flags=[*(["fuzzy"] if chosen.fuzzy else []), *_union(*lasting)],
    )


def _union(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """Merge two lists of lines: keep what either side added, drop what either side deleted."""
    if theirs in (base, ours):
        return list(ours)
    if ours == base:
        return list(theirs)
    gone = {line for line in base if line not in ours or line not in theirs}
    return [line for line in dict.fromkeys([*ours, *theirs]) if line not in gone]


def _disputed(message: Message, ours: Message, theirs: Message) -> Message:
    """Mark a conflict as fuzzy, with both texts in comments."""
    comments = [line for line in message.comments if not line.startswith(MERGE_NOTE)]
    for side, version in (("ours", ours), ("theirs", theirs)):
        for form in version.msgstr:
            text = form.replace("\\", "\\\\").replace("\n", "\\n")
            comments.append(f"{MERGE_NOTE} {side}: {text}")
    flags = ["fuzzy", *(flag for flag in message.flags if flag != "fuzzy")]
    return replace(message, comments=comments, flags=flags)
