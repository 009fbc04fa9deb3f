"""The table of rules: every rule stands here, in the order in which findings are made."""

from webapp.checks import characters, fields, header, markup, plurals
from webapp.checks.model import EntryCheck, HeaderCheck, PairCheck, Rule, Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING

PAIR_RULES: tuple[Rule[PairCheck], ...] = (
    Rule("unknown-field", ERROR, fields.unknown_field),
    Rule("missing-field", ERROR, fields.missing_field),
    Rule("repeated-field", ERROR, fields.repeated_field),
    Rule("malformed-field", ERROR, fields.malformed_field),
    Rule("different-tags", ERROR, markup.different_tags),
    Rule("unclosed-tag", ERROR, markup.unclosed_tag),
    Rule("active-content", ERROR, markup.active_content),
    Rule("different-entities", ERROR, markup.different_entities),
    Rule("hidden-character", ERROR, characters.hidden_character),
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
