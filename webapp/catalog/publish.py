"""Publishing: what of a `.po` file may reach a page, judged by the rules against messages.pot."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from dataclasses import replace as replaced
from pathlib import Path

from webapp.catalog import files, mo
from webapp.catalog.model import Catalogue, Message
from webapp.catalog.read import read
from webapp.catalog.write import replace
from webapp.checks.runner import acceptable
from webapp.languages import Language


@dataclass(frozen=True, slots=True)
class Published:
    """The texts that the site may show of a catalogue.

    Arguments:
        texts: the forms of each message by its look-up key.
        left_out: the translations that are fuzzy, have an error, or are of another source.
    """

    texts: mo.Texts = field(default_factory=dict)
    left_out: list[Message] = field(default_factory=list)


def publish(catalogue: Catalogue, template: Catalogue, language: Language) -> Published:
    """Return what a catalogue has to show of the messages of a template.

    What the site asks for is in the template; what the catalogue says that the source is counts
    for nothing, or a false plural would be filled in without its fields.

    Arguments:
        catalogue: the translations.
        template: messages.pot.
        language: the language of the translations.
    """
    there = {message.key: message for message in catalogue.active()}
    published = Published()
    for source in template.active():
        message = there.get(source.key)
        if message is None or not any(message.msgstr):
            continue
        if presentable(message, source, language):
            published.texts[source.lookup_key] = tuple(message.msgstr)
        else:
            published.left_out.append(message)
    return published


def publish_texts(texts: mo.Texts, template: Catalogue, language: Language) -> mo.Texts:
    """Return those of the texts that were kept of a language which may still be shown.

    Arguments:
        texts: the forms of each message by its look-up key.
        template: messages.pot.
        language: the language of the texts.
    """
    kept = (
        replaced(source, msgstr=list(texts[source.lookup_key]))
        for source in template.active()
        if source.lookup_key in texts
    )
    return publish(Catalogue(template.path, template.header, list(kept)), template, language).texts


def presentable(message: Message, source: Message, language: Language) -> bool:
    """Return whether a translation may reach a page.

    Arguments:
        message: the message of the catalogue.
        source: the same message of messages.pot.
        language: the language of the translation.
    """
    return message.msgid_plural == source.msgid_plural and acceptable(message, language)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a compilation did.

    Arguments:
        path: the `.mo`.
        written: how many messages it has.
        left_out: the translations that it does not have.
        changed: whether the file was not the same before.
    """

    path: Path
    written: int
    left_out: list[Message]
    changed: bool


def compile_catalogue(folder: Path, language: Language, cache: Path) -> Compiled:
    """Judge a language's `.po` and keep what may be shown of it as the language's good version.

    Arguments:
        folder: the folder of the catalogues.
        language: the language.
        cache: the folder of the site's cache.

    Raises:
        CatalogSyntaxError: when the `.po` or messages.pot cannot be read; the good version of
            before is untouched.
        CatalogFileError: when one of them is absent or the `.mo` cannot be written.
    """
    template = read(files.template(folder))
    published = publish(read(files.source(folder, language)), template, language)
    path = files.compiled(cache, language)
    changed = keep(published.texts, path, language)
    return Compiled(path, len(published.texts), published.left_out, changed)


def keep(texts: mo.Texts, path: Path, language: Language) -> bool:
    """Keep texts as a `.mo`, for when the `.po` can no longer be read; return whether it changed.

    Raises:
        CatalogFileError: when it cannot be written.
    """
    header = f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {language.plural}\n"
    return replace(path, mo.pack(_with_header(texts.items(), header)))


def _with_header(
    texts: Iterable[tuple[str, tuple[str, ...]]], header: str
) -> Iterable[tuple[str, str]]:
    yield "", header
    yield from ((key, "\0".join(forms)) for key, forms in texts)
