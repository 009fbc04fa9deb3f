"""A pseudo-language: every message longer and accented, to see what a layout can take."""

import re
from dataclasses import replace

from webapp.languages import Language
from webapp.po.model import Catalogue

GROWTH = 0.4
"""By how much a text grows: what German or Finnish does to a short French label."""

_PLACEHOLDERS = re.compile(r"(%\(\w+\)s|%%|<[^>]*>|&\w+;)")
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "åçéîñøšüýÅÇÉÎÑØŠÜÝ")
_FILLING = " ẽxťrå ļöñg"


def lengthen(text: str) -> str:
    """Return a text accented and longer by `GROWTH`; fields, tags and entities stay as they are."""
    if not text:
        return text
    parts = _PLACEHOLDERS.split(text)
    letters = "".join(parts[::2])
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    length = max(1, round(len(letters) * GROWTH))
    filling = _FILLING * (length // len(_FILLING) + 1)
    return "".join(parts) + filling[:length].rstrip()


def pseudo(template: Catalogue, language: Language) -> Catalogue:
    """Return a template translated into the pseudo-language, in the plural forms of a language."""
    messages = []
    for source in template.active():
        texts = [lengthen(source.msgid)]
        if source.msgid_plural is not None:
            texts += [lengthen(source.msgid_plural)] * language.plural.forms
            del texts[language.plural.forms :]
        messages.append(replace(source, msgstr=texts))
    catalogue = Catalogue(template.path, replace(template.header), messages)
    catalogue.headers = template.headers | {
        "Language": language.catalogue,
        "Plural-Forms": str(language.plural),
    }
    return catalogue
