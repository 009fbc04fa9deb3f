"""Update: bringing a language's catalogue up to the template without losing what was translated.

Identity comes first, then an obsolete message that returns, then likeness, else the message is
new. Nothing is thrown away: what the source has no more stays as obsolete.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz import fuzz, process

from webapp.catalog import files
from webapp.catalog.model import Catalogue, Message
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
    before = {message.key: message for message in old.active()}
    dead = {message.key: message for message in old.obsolete() if message.key not in before}
    lost = [message for key, message in before.items() if key not in wanted]
    pool = _Pool(
        [*lost, *(message for key, message in dead.items() if key not in wanted)], likeness
    )
    report.lost = [message.msgid for message in lost]
    merged = Catalogue(old.path, _header(old, template, language))
    for key, source in wanted.items():
        if found := before.get(key):
            report.kept += 1
        elif found := dead.get(key):
            report.revived.append(source.msgid)
        if found:
            merged.messages.append(_carry(source, found, language))
            continue
        guess = pool.nearest(source)
        (report.guessed if guess else report.new).append(source.msgid)
        merged.messages.append(
            _propose(source, guess, language) if guess else _empty(source, language)
        )
    merged.messages += [_bury(message) for message in lost if any(message.msgstr)]
    merged.messages += [message for key, message in dead.items() if key not in wanted]
    return merged, report


def _header(old: Catalogue, template: Catalogue, language: Language) -> Message:
    """Give the old header with the fields that the language and the project decide put right."""
    fixed = {
        "Project-Id-Version": template.headers.get("Project-Id-Version", ""),
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
    forms = 1 if source.msgid_plural is None else language.plural.forms
    return replace(source, msgstr=[""] * forms)


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
    if source.msgid_plural != found.msgid_plural:
        return _doubt(message, found, language)
    return message


def _propose(source: Message, guess: Message, language: Language) -> Message:
    """Give a new message the translation of one like it, for somebody to look at."""
    return _doubt(replace(source, comments=guess.comments, msgstr=guess.msgstr), guess, language)


def _doubt(message: Message, before: Message, language: Language) -> Message:
    """Make a message fuzzy, with the source that its translation was made for."""
    forms = 1 if message.msgid_plural is None else language.plural.forms
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
        self.groups: dict[tuple[str | None, bool], list[Message]] = {}
        for message in messages:
            if any(message.msgstr):
                self.groups.setdefault(_group(message), []).append(message)
        self.choices: dict[tuple[str | None, bool], Sequence[str]] = {
            group: [message.msgid for message in messages]
            for group, messages in self.groups.items()
        }

    def nearest(self, source: Message) -> Message | None:
        """Find the lost message most like a new one of the same context and kind."""
        group = _group(source)
        best = process.extractOne(
            source.msgid, self.choices.get(group, ()), scorer=fuzz.ratio, score_cutoff=self.likeness
        )
        return self.groups[group][best[2]] if best else None


def _group(message: Message) -> tuple[str | None, bool]:
    return message.msgctxt, message.msgid_plural is not None
