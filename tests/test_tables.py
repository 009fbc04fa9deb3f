"""The tables of pages, partners and links: what is read of them and what is extracted."""

import io

from webapp.catalogs.extract import occurrences
from webapp.editor.sentences import GROUPS, NOTICES, REFUSALS, RULES, STATES
from webapp.links import RESOURCES
from webapp.pages import PAGES
from webapp.partners import PARTNERS
from webapp.settings import ROOT
from webapp.tables import messages

TABLE = """\
[[row]]
slug = "a"
# Translators: a short word
title = "Une « citation »"
# why it is so
named = ["un", "deux"]
description="trois"
"""


def test_the_texts_of_named_keys_are_messages() -> None:
    """Each has its line, and the comment for translators that is right above it."""
    rows = messages(io.BytesIO(TABLE.encode()), (), (), {"keys": "title named description"})
    assert list(rows) == [
        (4, None, "Une « citation »", ["Translators: a short word"]),
        (6, None, "un", []),
        (6, None, "deux", []),
        (7, None, "trois", []),
    ]


def test_every_text_of_the_tables_is_extracted() -> None:
    """No text that a template translates is missing from what extraction finds."""
    texts = {resource.label for resource in RESOURCES.values()}
    for page in PAGES:
        texts |= {page.title, page.description, page.short}
    for partner in PARTNERS:
        texts |= {partner.name, partner.in_2012, partner.since or "", *partner.named}
    for sentences in (RULES, STATES, GROUPS, NOTICES, REFUSALS):
        texts |= set(sentences.values())
    tables = {one.msgid for one in occurrences(ROOT) if one.file.endswith(".toml")}
    assert tables == texts - {""}
