"""Update: bringing a language's catalogue up to the template without losing what was translated.

Identity comes first, then an obsolete message that returns, then likeness, else the message is
new. Nothing is thrown away: what the source has no more stays as obsolete.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from webapp.catalog import files
from webapp.catalog.extract import PROJECT
from webapp.catalog.model import Catalogue, Key, Message
from webapp.catalog.read import read
from webapp.languages import SOURCE, Language

LIKENESS = 80
"""How alike, in percent, a new sentence must be to a lost one to be offered its translation."""

_FORMAT_FLAGS = ("-format", "range:")


@dataclass(slots=True)
class Report:
    """What an update did to a catalogue: the msgids by what became of them."""

    kept: int = 0
    new: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    revived: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def new_catalogue(path: Path, language: Language) -> Catalogue:
    """Make an empty catalogue with the header that its language asks for."""
    catalogue = Catalogue(path, Message(""))
    catalogue.headers = {"Project-Id-Version": "", "Language": ""}
    return catalogue


def update(
    folder: Path, language: Language, template: Catalogue, likeness: float = LIKENESS
) -> tuple[Catalogue, Report]:
    """Bring a language's catalogue up to the template, in memory.

    Arguments:
        folder: the folder of the catalogues.
        language: the language; its catalogue may not be there yet.
        template: what `extract` found.
        likeness: from which percentage of likeness on a lost translation is proposed.

    Raises:
        CatalogSyntaxError: when the catalogue cannot be read.
    """
    path = files.source(folder, language)
    old = read(path) if path.exists() else new_catalogue(path, language)
    return merge(template, old, language, likeness)


def merge(
    template: Catalogue, old: Catalogue, language: Language, likeness: float = LIKENESS
) -> tuple[Catalogue, Report]:
    """Merge a template and a catalogue; see `update`."""
    report = Report()
    wanted = {message.key: message for message in template.active()}
    known = _known(old)
    lost = [message for message in known.values() if message.key not in wanted]
    dead = [message for message in lost if message.obsolete]
    lost = [message for message in lost if not message.obsolete]
    report.lost = [message.msgid for message in lost]
    pool = _Pool([*lost, *dead], likeness)
    merged = Catalogue(old.path, _header(old, template, language), ending=old.ending)
    for key, source in wanted.items():
        if found := known.get(key):
            report.kept += not found.obsolete
            report.revived += [source.msgid] * found.obsolete
            merged.messages.append(_carry(source, found, language))
            continue
        guess = pool.nearest(source)
        (report.guessed if guess else report.new).append(source.msgid)
        merged.messages.append(
            _propose(source, guess, language) if guess else _empty(source, language)
        )
    merged.messages += [*dead, *(_bury(message) for message in lost if any(message.msgstr))]
    return merged, report


def stale(folder: Path, language: Language, template: Catalogue) -> list[tuple[int, str]]:
    """List what a language's catalogue does not say as the template does.

    How a tool wraps lines, orders messages or writes the header is not looked at: what Poedit or
    msgcat saves is up to date.

    Arguments:
        folder: the folder of the catalogues.
        language: the language.
        template: what `extract` found.

    Returns:
        A line of the catalogue, 1 for what it does not have, and a sentence.

    Raises:
        CatalogSyntaxError: when the catalogue cannot be read.
    """
    path = files.source(folder, language)
    old = read(path) if path.exists() else new_catalogue(path, language)
    merged, _ = merge(template, old, language)
    before = {message.key: message for message in old.active()}
    after = {message.key: message for message in merged.active()}
    gone = [
        (message.line, f"{message.msgid!r} is no longer in messages.pot")
        for key, message in before.items()
        if key not in after
    ]
    return gone + [
        (before[key].line if key in before else 1, f"{message.msgid!r} {problem}")
        for key, message in after.items()
        if (problem := _staleness(before.get(key), message))
    ]


def _staleness(before: Message | None, after: Message) -> str:
    """Return what an update would change of a message; nothing when it says the same."""
    if before is None:
        return "is new in messages.pot"
    forms = before.msgid_plural, len(before.msgstr)
    if forms != (after.msgid_plural, len(after.msgstr)):
        return "has another plural or number of forms"
    if _notes(before) != _notes(after):
        return "has other notes, places or flags in messages.pot"
    return ""


def _notes(message: Message) -> tuple[object, ...]:
    extracted = " ".join(message.extracted).split()
    return extracted, sorted(message.references), sorted(message.flags), sorted(message.sticky)


def _known(old: Catalogue) -> dict[Key, Message]:
    """Give each message of a catalogue once: an obsolete one only where no other has a text."""
    known = {message.key: message for message in old.obsolete()}
    for message in old.active():
        if any(message.msgstr) or message.key not in known:
            known[message.key] = message
    return known


def _header(old: Catalogue, template: Catalogue, language: Language) -> Message:
    """Give the old header with the fields that the language and the project decide put right."""
    fixed = {
        "Project-Id-Version": template.headers.get("Project-Id-Version", PROJECT),
        "Language": language.catalogue,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": str(language.plural),
        "X-Source-Language": SOURCE.tag,
    }
    header = Catalogue(old.path, replace(old.header))
    header.headers = old.headers | fixed
    return header.header


def _empty(source: Message, language: Language) -> Message:
    return replace(source, msgstr=[""] * _forms(source, language))


def _forms(message: Message, language: Language) -> int:
    return 1 if message.msgid_plural is None else language.plural.forms


def _carry(source: Message, found: Message, language: Language) -> Message:
    """Give the template's message the translation, comments and flags of the same one."""
    message = replace(
        source,
        msgstr=found.msgstr,
        comments=found.comments,
        flags=_flags(source, found),
        sticky=found.sticky or source.sticky,
        previous=found.previous if found.fuzzy else None,
    )
    if source.msgid_plural != found.msgid_plural or len(found.msgstr) != _forms(source, language):
        return _doubt(message, found, language)
    return message


def _propose(source: Message, guess: Message, language: Language) -> Message:
    """Give a new message the translation of one like it, for somebody to look at."""
    return _doubt(replace(source, comments=guess.comments, msgstr=guess.msgstr), guess, language)


def _doubt(message: Message, before: Message, language: Language) -> Message:
    """Make a message fuzzy, with the source that its translation was made for."""
    forms = _forms(message, language)
    texts = (before.msgstr + before.msgstr[-1:] * forms)[:forms]
    if not any(texts):
        return replace(message, msgstr=texts)
    previous = before.previous or (before.msgctxt, before.msgid, before.msgid_plural)
    flags = ["fuzzy", *(flag for flag in message.flags if flag != "fuzzy")]
    return replace(message, msgstr=texts, previous=previous, flags=flags)


def _flags(source: Message, found: Message) -> list[str]:
    """Take the flags on the format from the template and all others from the translator."""
    own = [flag for flag in found.flags if not any(part in flag for part in _FORMAT_FLAGS)]
    return list(dict.fromkeys([*own, *source.flags]))


def _bury(message: Message) -> Message:
    return replace(message, obsolete=True, extracted=[], references=[])


class _Pool:
    """The translations that the source has left behind, to be proposed for messages like theirs."""

    def __init__(self, messages: Iterable[Message], likeness: float) -> None:
        self.likeness = likeness
        groups: dict[tuple[str | None, bool], list[Message]] = {}
        for message in sorted(messages, key=lambda message: len(message.msgid)):
            if any(message.msgstr):
                groups.setdefault(_group(message), []).append(message)
        self.groups = {key: _Group(group) for key, group in groups.items()}

    def nearest(self, source: Message) -> Message | None:
        """Find the lost message most like a new one of the same context and kind."""
        group = self.groups.get(_group(source))
        return group.nearest(source.msgid, self.likeness) if group else None


class _Group:
    """Lost messages of one context and kind, from the shortest to the longest."""

    def __init__(self, messages: list[Message]) -> None:
        self.messages = messages
        self.texts = [message.msgid for message in messages]
        self.lengths = [len(text) for text in self.texts]

    def nearest(self, text: str, likeness: float) -> Message | None:
        """Find the message most like a text.

        The ratio of two texts is at most twice the shorter length over the sum of both, so only
        lengths between these two bounds need a look.
        """
        shortest = len(text) * likeness / (200 - likeness)
        longest = len(text) * (200 - likeness) / likeness if likeness else self.lengths[-1]
        first = bisect_left(self.lengths, int(shortest))
        last = bisect_right(self.lengths, longest)
        best = process.extractOne(
            text, self.texts[first:last], scorer=fuzz.ratio, score_cutoff=likeness
        )
        return self.messages[first + best[2]] if best else None


def _group(message: Message) -> tuple[str | None, bool]:
    return message.msgctxt, message.msgid_plural is not None
