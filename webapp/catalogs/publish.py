"""Publishing: the texts of a `.po` that may reach a page, by the rules and messages.pot."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from webapp import disk
from webapp.languages import Language
from webapp.po import files, mo
from webapp.po.model import Catalogue, Message
from webapp.po.read import read
from webapp.settings import ROOT


@dataclass(frozen=True, slots=True)
class Published:
    """The texts of a catalogue that the site may show.

    Arguments:
        texts: the forms of each message by its look-up key.
        left_out: the translations that are fuzzy, have an error, or have another msgid_plural.
    """

    texts: mo.Texts = field(default_factory=dict)
    left_out: list[Message] = field(default_factory=list)


def publish(
    catalogue: Catalogue,
    template: Catalogue,
    language: Language,
    before: Mapping[str, tuple[str, ...]] | bytes = b"",
) -> Published:
    """Return the texts that a catalogue may show for the messages of messages.pot.

    Only the template decides what the site looks up. The msgid_plural of the catalogue is not
    trusted: with a wrong one, a text could have fields that the site does not fill in.

    Arguments:
        before: texts of the language that passed the current rules and are not checked again; or
            the bytes of its last good `.mo`, whose texts passed if the `.mo` names these rules.
    """
    messages = {message.key: message for message in catalogue.active()}
    pairs = [
        (source, message)
        for source in template.active()
        if (message := messages.get(source.key)) and any(message.msgstr)
    ]
    if isinstance(before, bytes):
        same = pairs if before else []
        texts = {it.lookup_key: tuple(message.msgstr) for it, message in same if not message.fuzzy}
        # Equal bytes mean that all these texts passed; otherwise all are checked.
        before = texts if before and before == _packed(texts, language) else {}
    published = Published()
    for source, message in pairs:
        key, forms = source.lookup_key, tuple(message.msgstr)
        passed = before.get(key) == forms and not message.fuzzy
        if (passed and message.msgid_plural == source.msgid_plural) or presentable(
            message, source, language
        ):
            published.texts[key] = forms
        else:
            published.left_out.append(message)
    return published


def publish_texts(texts: mo.Texts, template: Catalogue, language: Language) -> mo.Texts:
    """Return those of a language's last good texts that may still be shown."""
    messages = [
        replace(source, msgstr=list(texts[source.lookup_key]))
        for source in template.active()
        if source.lookup_key in texts
    ]
    return publish(Catalogue(template.path, template.header, messages), template, language).texts


def presentable(message: Message, source: Message, language: Language) -> bool:
    """Return whether a translation of a message of messages.pot may reach a page."""
    from webapp.checks.runner import acceptable  # most starts check no message

    return message.msgid_plural == source.msgid_plural and acceptable(message, language)


def compile_catalogue(folder: Path, language: Language, cache: Path) -> tuple[Published, bool]:
    """Check a language's `.po` and keep the texts that may be shown as its last good version.

    Returns:
        What was kept, and whether it differs from before.

    Raises:
        FileError, CatalogSyntaxError: when the `.po` or messages.pot cannot be read, or the `.mo`
            cannot be written; the last good version is then untouched.
    """
    template = read(files.template(folder))
    published = publish(read(files.source(folder, language)), template, language)
    return published, keep(published.texts, files.compiled(cache, language), language)


def keep(texts: mo.Texts, path: Path, language: Language) -> bool:
    """Keep texts as a `.mo`, for when the `.po` can no longer be read; return whether it changed.

    Raises:
        FileError: when it cannot be written.
    """
    return disk.replace(path, _packed(texts, language))


@cache
def rules() -> str:
    """Return the digest of the site's code and tables: some of them decide what the rules find."""
    files = (path for path in (ROOT / "webapp").rglob("*.*") if path.suffix in (".py", ".toml"))
    code = b"".join(path.read_bytes() for path in sorted(files))
    return blake2b(code, digest_size=16).hexdigest()


def _packed(texts: mo.Texts, language: Language) -> bytes:
    """Return texts as a `.mo` whose header names the rules that they passed."""
    header = "Content-Type: text/plain; charset=UTF-8\n"
    header += f"Plural-Forms: {language.plural}\nX-Rules: {rules()}\n"
    rows = {"": header} | {key: "\0".join(forms) for key, forms in texts.items()}
    return mo.pack(rows.items())
