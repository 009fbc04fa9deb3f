"""A pseudo-language, `qps`: every message longer and accented, to see what a layout can take.

It is never public: `i18n pseudo DIR` writes it into a folder of its own, in the place of one
language, and `SITE_TRANSLATIONS` has the site read that folder.
"""

import re
from dataclasses import replace

from webapp.catalog.model import Catalogue, Message
from webapp.languages import Language

GENERATOR = "i18n pseudo"
"""What the header says it was made by, so that no other catalogue is taken for one of these."""

GROWTH = 0.4
"""By how much a text grows: what German or Finnish does to a short French label."""

_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^>]*>|&\w+;)")
_ACCENTS = str.maketrans("aceinosuyACEINOSUY", "åçéîñøšüýÅÇÉÎÑØŠÜÝ")
_FILLING = " ẽxťrå ļöñg"


def lengthen(text: str) -> str:
    """Accent a text and make it longer by `GROWTH`; fields, tags and entities stay as they are."""
    if not text:
        return text
    parts = _KEPT.split(text)
    accented = "".join(
        part if _KEPT.fullmatch(part) else part.translate(_ACCENTS) for part in parts
    )
    letters = sum(len(part) for part in parts if not _KEPT.fullmatch(part))
    wanted = max(1, round(letters * GROWTH))
    return accented + (_FILLING * (wanted // len(_FILLING) + 1))[:wanted].rstrip()


def pseudo(template: Catalogue, language: Language) -> Catalogue:
    """Translate a template into the pseudo-language.

    Arguments:
        template: the messages.
        language: the language whose place it takes; its plural forms are filled.
    """
    header = replace(template.header)
    catalogue = Catalogue(
        template.path, header, [_lengthened(m, language) for m in template.active()]
    )
    catalogue.headers = template.headers | {
        "Language": language.catalogue,
        "X-Generator": GENERATOR,
        "Plural-Forms": str(language.plural),
    }
    return catalogue


def _lengthened(message: Message, language: Language) -> Message:
    if message.msgid_plural is None:
        return replace(message, msgstr=[lengthen(message.msgid)])
    many = [lengthen(message.msgid_plural)] * language.plural.forms
    return replace(message, msgstr=[lengthen(message.msgid), *many][: language.plural.forms])
