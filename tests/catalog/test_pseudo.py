"""The pseudo-language."""

import pytest

from webapp.catalog.pseudo import lengthen, pseudo
from webapp.catalog.read import read
from webapp.checks.runner import acceptable
from webapp.languages import BY_PATH
from webapp.settings import ROOT


@pytest.mark.parametrize(
    "text", ["Langues", "Écrivez à : %(contact)s.", "100 %% de <b>tout</b>", "Un mot"]
)
def test_a_text_grows_by_forty_percent_and_keeps_its_fields(text: str) -> None:
    """Letters change, fields, tags and percent signs do not."""
    longer = lengthen(text)
    assert len(longer) >= len(text) * 1.2
    for kept in ("%(contact)s", "%%", "<b>", "</b>"):
        assert (kept in longer) == (kept in text)


def test_the_whole_site_in_it_passes_the_checks() -> None:
    """Every message could be compiled."""
    language = BY_PATH["en"]
    catalogue = pseudo(read(ROOT / "translations" / "messages.pot"), language)
    assert all(acceptable(message, language) for message in catalogue.messages)
