"""Update: bringing a language's catalogue up to the template without losing what was translated.

A message keeps its translation, even an obsolete one; else it gets, as fuzzy, that of the most
similar lost message; else it is new. A lost message becomes obsolete if it has a translation.
"""

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from webapp.languages import SOURCE, Language
from webapp.po import files
from webapp.po.model import ENCODING, Catalogue, Message
from webapp.po.read import read

LIKENESS = 80
"""The least similarity, in percent, at which a new msgid gets a lost one's translation."""

_FORMAT_FLAGS = ("-format", "range:")


Summary = Counter[str]
"""How many messages of an update are `kept`, `new`, `guessed`, `revived` and `lost`."""


def existing(folder: Path, language: Language) -> Catalogue:
    """Return a language's catalogue; an empty one if it has no file.

    Raises:
        FileError, CatalogSyntaxError: when the catalogue cannot be read.
    """
    path = files.source(folder, language)
    return read(path) if path.exists() else Catalogue(path, Message(""))


def update(template: Catalogue, old: Catalogue, language: Language) -> tuple[Catalogue, Summary]:
    """Return a catalogue updated from the template, and a summary; write nothing."""
    from rapidfuzz import fuzz, process  # other commands start without it

    known = {message.key: message for message in old.obsolete()}
    for message in old.active():
        if any(message.msgstr) or message.key not in known:
            known[message.key] = message
    wanted = {message.key for message in template.active()}
    unwanted = [message for key, message in known.items() if key not in wanted]
    lost = [message for message in unwanted if not message.obsolete]
    obsolete = [message for message in unwanted if message.obsolete]
    memory: defaultdict[tuple[str | None, bool], dict[str, Message]] = defaultdict(dict)
    for message in (*lost, *obsolete):
        if any(message.msgstr):
            memory[_kind(message)][message.msgid] = message
    summary = Summary(lost=len(lost))
    merged = Catalogue(old.path, replace(old.header), ending=old.ending)
    # The fields that the language and the project decide.
    merged.headers = old.headers | {
        "Project-Id-Version": template.headers.get("Project-Id-Version", ""),
        "Language": language.catalogue,
        **ENCODING,
        "Plural-Forms": str(language.plural),
        "X-Source-Language": SOURCE.tag,
    }
    for source in template.active():
        if before := known.get(source.key):
            message = _translated(source, before, language)
            summary["revived" if before.obsolete else "kept"] += 1
        elif best := process.extractOne(
            source.msgid, memory[_kind(source)].keys(), scorer=fuzz.ratio, score_cutoff=LIKENESS
        ):
            message = _translated(source, memory[_kind(source)][best[0]], language)
            summary["guessed"] += 1
        else:
            message = replace(source, msgstr=[""] * _forms(source, language))
            summary["new"] += 1
        merged.messages.append(message)
    marked = (replace(message, obsolete=True, extracted=[], references=[]) for message in lost)
    merged.messages += [*obsolete, *(message for message in marked if any(message.msgstr))]
    return merged, summary


def stale(folder: Path, language: Language, template: Catalogue) -> list[tuple[int, str]]:
    """Return where a language's catalogue differs from the template.

    Line wrapping, the order of messages and the header do not count: what Poedit or msgcat saves
    is up to date.

    Returns:
        For each difference, its line in the catalogue (1 for a missing message) and a sentence.
    """
    messages = {message.key: message for message in existing(folder, language).active()}
    differences = []
    for source in template.active():
        message = messages.pop(source.key, None)
        forms = source.msgid_plural, _forms(source, language)
        if message is None:
            problem = "is new in messages.pot"
        elif (message.msgid_plural, len(message.msgstr)) != forms:
            problem = "has another plural or number of forms"
        elif _notes(message, message) != _notes(source, message):
            problem = "has other notes, places or flags in messages.pot"
        else:
            continue
        differences.append((message.line if message else 1, f"{source.msgid!r} {problem}"))
    for message in messages.values():
        differences.append((message.line, f"{message.msgid!r} is no longer in messages.pot"))
    return sorted(differences, key=lambda difference: difference[0])


def _notes(source: Message, message: Message) -> tuple[list[str], ...]:
    """Return the notes, places and flags that an update copies, in a form to compare."""
    words = " ".join(source.extracted).split()
    return words, sorted(source.references), sorted(_flags(source, message))


def _forms(message: Message, language: Language) -> int:
    return 1 if message.msgid_plural is None else language.plural.forms


def _translated(source: Message, before: Message, language: Language) -> Message:
    """Return the template's message with a translation, fuzzy if its source or forms changed."""
    message = replace(source, msgstr=before.msgstr, comments=before.comments)
    if before.key == source.key:
        message.flags = _flags(source, before)
        message.sticky = before.sticky or source.sticky
        message.previous = before.previous if before.fuzzy else None
    forms = _forms(source, language)
    here = source.key, source.msgid_plural, forms
    if (before.key, before.msgid_plural, len(before.msgstr)) != here:
        message.msgstr = (before.msgstr + before.msgstr[-1:] * forms)[:forms]
        if any(message.msgstr):
            message.previous = before.previous or (*before.key, before.msgid_plural)
            message.flags = list(dict.fromkeys(["fuzzy", *message.flags]))
    return message


def _flags(source: Message, message: Message) -> list[str]:
    """Return a message's flags, with the template's in place of those on its format."""
    flags = [flag for flag in message.flags if not any(part in flag for part in _FORMAT_FLAGS)]
    return list(dict.fromkeys([*flags, *source.flags]))


def _kind(message: Message) -> tuple[str | None, bool]:
    """Return what similar messages must share: their context, and whether they have a plural."""
    return message.msgctxt, message.msgid_plural is None
