"""The table of rules: every rule stands here, in the order in which findings are made."""

from functools import lru_cache

from webapp.checks import (
    characters,
    chinese,
    copies,
    ends,
    fields,
    glyphs,
    header,
    italian,
    length,
    macedonian,
    markup,
    norwegian,
    numbers,
    plurals,
    punctuation,
    quotes,
    residue,
    spaces,
)
from webapp.checks.model import EntryCheck, HeaderCheck, PairCheck, Rule, Severity
from webapp.languages import Language

ERROR, WARNING = Severity.ERROR, Severity.WARNING
EN, MK, NB, NN, IT, ZH = (frozenset({path}) for path in ("en", "mk", "nb", "nn", "it", "zh"))
SPACED = EN | MK | NB | NN | IT
"""The languages that part words by spaces."""

PAIR_RULES: tuple[Rule[PairCheck], ...] = (
    Rule("out-of-proportion", ERROR, length.out_of_proportion, stops=True),
    Rule("other-markup", ERROR, markup.other_markup),
    Rule("unpaired-span", ERROR, markup.unpaired_span, stops=True),
    Rule("unknown-field", ERROR, fields.unknown_field),
    Rule("missing-field", ERROR, fields.missing_field),
    Rule("repeated-field", ERROR, fields.repeated_field),
    Rule("malformed-field", ERROR, fields.malformed_field),
    Rule("hidden-character", ERROR, characters.hidden_character),
    Rule("stacked-marks", ERROR, characters.stacked_marks),
    Rule("blank", ERROR, ends.blank),
    Rule("newline-ends", ERROR, ends.newline_ends),
    Rule("end-punctuation", WARNING, punctuation.end_punctuation),
    Rule("end-width", WARNING, punctuation.end_width),
    Rule("brackets", WARNING, punctuation.brackets),
    Rule("french-space", WARNING, residue.french_space),
    Rule("french-quotes", WARNING, residue.french_quotes),
    Rule("french-abbreviation", WARNING, residue.french_abbreviation),
    Rule("french-number", WARNING, residue.french_number, EN | ZH),
    Rule("french-sign", WARNING, residue.french_sign, EN | ZH),
    Rule("french-time", WARNING, residue.french_time),
    Rule("straight-quotes", WARNING, quotes.straight_quotes),
    Rule("foreign-quotes", WARNING, quotes.foreign_quotes),
    Rule("unbalanced-quotes", WARNING, quotes.unbalanced_quotes),
    Rule("different-number", WARNING, numbers.different_number),
    Rule("double-space", WARNING, spaces.double_space),
    Rule("edge-space", WARNING, spaces.edge_space),
    Rule("doubled-word", WARNING, spaces.doubled_word, SPACED),
    Rule("space-before-stop", WARNING, spaces.space_before_stop),
    Rule("missing-space", WARNING, spaces.missing_space, SPACED),
    Rule("untranslated-copy", WARNING, copies.untranslated_copy),
    Rule("french-left", WARNING, copies.french_left),
    Rule("too-long", WARNING, length.too_long),
    Rule("no-glyph", WARNING, glyphs.no_glyph),
    Rule("mixed-alphabets", WARNING, macedonian.mixed_alphabets, MK),
    Rule("foreign-cyrillic", WARNING, macedonian.foreign_cyrillic, MK),
    Rule("half-width-punctuation", WARNING, chinese.half_width_punctuation, ZH),
    Rule("traditional-character", WARNING, chinese.traditional_character, ZH),
    Rule("nynorsk-form", WARNING, norwegian.nynorsk_form, NB),
    Rule("bokmaal-form", WARNING, norwegian.bokmaal_form, NN),
    Rule("danish-form", WARNING, norwegian.danish_form, NB | NN),
    Rule("swedish-letter", WARNING, norwegian.swedish_letter, NB | NN),
    Rule("italian-accent", WARNING, italian.italian_accent, IT),
    Rule("apostrophe-for-accent", WARNING, italian.apostrophe_for_accent, IT),
    Rule("italian-elision", WARNING, italian.italian_elision, IT),
)
"""Rules on a text and its translation, asked for each plural form."""

ENTRY_RULES: tuple[Rule[EntryCheck], ...] = (
    Rule("plural-forms", ERROR, plurals.plural_forms),
    Rule("empty-plural-form", ERROR, plurals.empty_plural_form),
)
"""Rules on a message as a whole."""

HEADER_RULES: tuple[Rule[HeaderCheck], ...] = (
    Rule("header-language", ERROR, header.header_language),
    Rule("header-plural-rule", ERROR, header.header_plural_rule),
    Rule("header-charset", ERROR, header.header_charset),
)
"""Rules on the header of a catalogue."""


@lru_cache
def rules_for(language: Language, *, errors_only: bool = False) -> tuple[Rule[PairCheck], ...]:
    """Give the rules on texts that are about a language, in the order of the table.

    Arguments:
        language: the language of the translation.
        errors_only: whether to leave out the warnings, which keep no message from a page.
    """
    return tuple(
        rule
        for rule in PAIR_RULES
        if rule.concerns(language) and not (errors_only and rule.severity is WARNING)
    )
