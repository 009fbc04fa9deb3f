"""The table of rules on messages, in the order of their findings.

Checks of a file as a whole are in `webapp.workflow.report`.
"""

from functools import lru_cache

from webapp.checks import characters, copies, extent, fields, glyphs, header, numbers, punctuation
from webapp.checks.model import HeaderCheck, MessageCheck, PairCheck, Rule, Severity
from webapp.languages import Language

ERROR, WARNING = Severity.ERROR, Severity.WARNING

PAIR_RULES: tuple[Rule[PairCheck], ...] = (
    Rule("out-of-proportion", ERROR, extent.out_of_proportion, stops=True),
    Rule("other-markup", ERROR, fields.other_markup),
    Rule("unpaired-span", ERROR, fields.unpaired_span, stops=True),
    Rule("unknown-field", ERROR, fields.unknown_field),
    Rule("missing-field", ERROR, fields.missing_field),
    Rule("repeated-field", ERROR, fields.repeated_field),
    Rule("malformed-field", ERROR, fields.malformed_field),
    Rule("hidden-character", ERROR, characters.hidden_character),
    Rule("stacked-marks", ERROR, characters.stacked_marks),
    Rule("blank", ERROR, extent.blank),
    Rule("newline-ends", ERROR, extent.newline_ends),
    Rule("end-punctuation", WARNING, punctuation.end_punctuation),
    Rule("punctuation-width", WARNING, punctuation.punctuation_width),
    Rule("brackets", WARNING, punctuation.brackets),
    Rule("quotation-marks", WARNING, punctuation.quotation_marks),
    Rule("french-writing", WARNING, copies.french_writing),
    Rule("different-number", WARNING, numbers.different_number),
    Rule("double-space", WARNING, punctuation.double_space),
    Rule("edge-space", WARNING, punctuation.edge_space),
    Rule("doubled-word", WARNING, punctuation.doubled_word, lambda it: it.spaced),
    Rule("space-before-sign", WARNING, punctuation.space_before_sign),
    Rule("missing-space", WARNING, punctuation.missing_space, lambda it: it.spaced),
    Rule("untranslated-copy", WARNING, copies.untranslated_copy),
    Rule("french-left", WARNING, copies.french_left, lambda it: it.function_words or not it.latin),
    Rule("too-long", WARNING, extent.too_long),
    Rule("no-glyph", WARNING, glyphs.no_glyph),
    Rule("mixed-alphabets", WARNING, characters.mixed_alphabets, lambda it: it.look_alikes[0]),
    Rule("foreign-character", WARNING, characters.foreign_character, lambda it: it.foreign),
    Rule("wrong-form", WARNING, characters.wrong_form, lambda it: it.corrections),
)
"""Rules on a text and its translation, applied to each plural form."""

ENTRY_RULES: tuple[Rule[MessageCheck], ...] = (
    Rule("plural-forms", ERROR, header.plural_forms),
    Rule("empty-plural-form", ERROR, header.empty_plural_form),
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
    """Return the rules on texts that are about a language, in the order of the table.

    Arguments:
        errors_only: whether to leave out the warnings, which keep no message from a page.
    """
    return tuple(
        rule
        for rule in PAIR_RULES
        if rule.concerns(language) and not (errors_only and rule.severity is WARNING)
    )
