"""Writing and reading XLIFF 1.2 (OASIS, 1 February 2008) by way of translate-toolkit.

Fields and markup stand in `<ph>`, which the toolkit's placeables do not know (3.20,
storage/placeables/lisa.py): `inline` puts them into the toolkit's tree and reads them back. Plural
forms stand in a `<group>`. What the file was exported from is its skeleton, the part that a tool
hands back untouched (XLIFF 1.2, 2.2.1).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from webapp.catalog.exchange import extra, guard, inline
from webapp.catalog.exchange.base import lines
from webapp.catalog.exchange.returned import Cell, Returned, settled, start
from webapp.catalog.exchange.rows import Row, State, key_of, row_id, rows, split_id
from webapp.catalog.model import Message
from webapp.errors import ExchangeFileError, UnknownLanguageError
from webapp.languages import SOURCE, Language, named

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_FILE = "messages.po"
_SKELETON = f"""<?xml version="1.0" encoding="utf-8"?>
<xliff version="1.2" xmlns="{NAMESPACE}"><file original="{_FILE}" datatype="plaintext"
 source-language="{SOURCE.tag}"><header><skl><internal-file form="text/plain"/></skl></header>
<body/></file></xliff>"""

_STATES = {
    State.TRANSLATED: "translated",
    State.FUZZY: "needs-review-translation",
    State.MISSING: "new",
}
_STATE_OF = {
    "new": State.MISSING,
    "translated": State.TRANSLATED,
    "signed-off": State.TRANSLATED,
    "final": State.TRANSLATED,
}
"""Any other state (`needs-…`) asks for somebody to look at the text."""

_OURS = ("page", "developer")
"""Whom the notes are from that are not a translator's."""


# What the toolkit raises for XML that is no XLIFF; lxml's own error is a SyntaxError.
_DAMAGE = (AssertionError, LookupError, StopIteration, SyntaxError, TypeError, ValueError)


def xliff(messages: Sequence[Message], language: Language) -> bytes:
    """Make an XLIFF file of messages.

    Arguments:
        messages: what to translate.
        language: the language to translate into.

    Raises:
        ExchangeExtraError: when translate-toolkit is not installed.
        ExchangeTextError: when a message has a character that XML cannot hold.
    """
    store = _toolkit().parsestring(_SKELETON.encode())
    store.switchfile(_FILE)
    store.targetlanguage = language.tag
    for message in messages:
        place = store.body if message.msgid_plural is None else _group(store, message)
        for row in rows([message], language):
            place.append(_unit(store, row))
    skeleton = store.document.find(f".//{{{NAMESPACE}}}internal-file")
    skeleton.text = "\n".join(lines(messages, language.tag))
    # The toolkit makes elements in the namespace of XLIFF 1.1 first and leaves its name behind.
    extra.module("lxml.etree").cleanup_namespaces(store.document)
    return bytes(store)


def _toolkit() -> Any:
    return extra.module("translate.storage.xliff").xlifffile


def _group(store: Any, message: Message) -> Any:
    group = store.creategroup(_FILE, restype="x-gettext-plurals")
    group.set("id", key_of(message.key))
    return group


def _unit(store: Any, row: Row) -> Any:
    """Make the `<trans-unit>` of a row."""
    unit = store.UnitClass("")
    store.addunit(unit, new=False)
    unit.setid(row_id(row))
    unit.markapproved(row.state is State.TRANSLATED)
    known = inline.numbered(row.source)
    inline.fill(unit.source_dom, row.source, known)
    unit.set_target_dom(unit.createlanguageNode(None, "", "target"))
    target = unit.target_dom
    target.set("state", _STATES[row.state])
    inline.fill(target, row.translation, known)
    unit.addnote(row.address, origin="page")
    unit.addnote(row.context, origin="developer")
    unit.addnote(row.comment, origin="translator")
    return unit.xmlelement


def read_xliff(data: bytes, path: Path) -> Returned:
    """Read an XLIFF file that `xliff` made and somebody worked in.

    Arguments:
        data: the file's bytes.
        path: the file, for errors.

    Raises:
        ExchangeExtraError: when translate-toolkit is not installed.
        ExchangeFileError: when it is no such file.
    """
    guard.check_xml(data, path)
    toolkit = _toolkit()
    try:
        root = toolkit.parsestring(data).document.getroot()
    except _DAMAGE as error:
        raise ExchangeFileError(path, "not XLIFF 1.2; save it in that format") from error
    skeleton = root.find(".//{*}internal-file")
    text = "" if skeleton is None else skeleton.text or ""
    result = start(path, text.splitlines(), "its skeleton")
    _check_language(root, result)
    _take(root, result)
    return result


def _check_language(root: Any, result: Returned) -> None:
    for file in root.iter("{*}file"):
        tag = file.get("target-language", result.language.tag)
        try:
            same = named(tag) is result.language
        except UnknownLanguageError:
            same = False
        if not same:
            problem = f"is in {tag}, but was exported for {result.language.tag}"
            raise ExchangeFileError(result.path, problem)


def _take(root: Any, result: Returned) -> None:
    exported = result.exported()
    for unit in root.iter("{*}trans-unit"):
        key = split_id(unit.get("id", ""))
        if key is None:
            result.strays.append(inline.flat(unit, {}).strip())
        else:
            result.cells.append(_cell(key, unit, exported.get(key)))


def _cell(key: tuple[str, int], unit: Any, row: Row | None) -> Cell:
    known = inline.numbered(row.source) if row else {}
    texts: dict[str, str | None] = {}
    for name, exported in (("source", row and row.source), ("target", row and row.translation)):
        element = unit.find(f"{{*}}{name}")
        text = None if element is None else inline.flat(element, known)
        texts[name] = text if text is None else settled(text, exported or "")
    return Cell(*key, texts["source"], texts["target"], _state(unit), _comment(unit))


def _state(unit: Any) -> State | None:
    target = unit.find("{*}target")
    word = None if target is None else target.get("state")
    if word is None:
        return State.TRANSLATED if unit.get("approved") == "yes" else None
    return _STATE_OF.get(word, State.FUZZY)


def _comment(unit: Any) -> str:
    """Join the notes of translators, whatever their tool calls them."""
    notes = (note for note in unit.findall("{*}note") if note.get("from") not in _OURS)
    return "\n".join("".join(note.itertext()) for note in notes)
