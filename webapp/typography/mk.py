"""Macedonian."""

import re

from webapp.typography import Typography, words

_ALPHABET = "абвгдѓежзѕијклљмнњопрстќуфхцчџш"
_ELSEWHERE = {
    "ћ": "ќ", "ђ": "ѓ", "й": "ј", "і": "и", "ї": "ји", "ё": "јо", "ю": "ју", "я": "ја", "є": "е",
    "э": "е", "ы": "и", "щ": "шт", "ґ": "г", "ў": "у",
}  # fmt: skip
"""Serbian, Bulgarian, Russian and Ukrainian letters, and what Macedonian has in their place."""

TYPOGRAPHY = Typography(
    quotes=("„", "“"),
    latin=False,
    # A year, or the field that it comes in, and its word; a dash ends a line, never begins one.
    no_break=r" (?=–)|(?:(?<=\d{4})|(?<=\)s)) (?=годин)",
    numero="бр.",
    number="1.234,50",
    date_letters="дд/мм/гггг",
    doubled_words=words("сѐ многу вака така полека мн од ќе си се"),
    abbreviations="итн|др|сл|год|бр|стр",
    dictionary="dictionary-mk",
    foreign=re.compile(f"(?![{_ALPHABET}{_ALPHABET.upper()}ѐѝЀЍ])[Ѐ-ԯ]"),
    instead=str.maketrans(_ELSEWHERE)
    | str.maketrans({letter.upper(): right.title() for letter, right in _ELSEWHERE.items()}),
    look_alikes=("ABCEHJKMOPSTXYacejkmopsxyè", "АВСЕНЈКМОРЅТХУасејкморѕхуѐ"),
    alphabet=_ALPHABET,
)
