"""The pseudo-language."""

from webapp.checks.runner import acceptable
from webapp.languages import BY_PATH
from webapp.po.read import read
from webapp.settings import ROOT
from webapp.workflow.pseudo import lengthen, pseudo


def test_a_text_grows_by_forty_percent_and_keeps_its_fields() -> None:
    """Letters change and grow in number, fields, tags and percent signs do not."""
    for text in ["Langues", "Écrivez à : %(contact)s.", "100 %% de <b>tout</b>", "Un mot"]:
        longer = lengthen(text)
        assert len(longer) >= len(text) * 1.2
        for placeholder in ("%(contact)s", "%%", "<b>", "</b>"):
            assert (placeholder in longer) == (placeholder in text)


def test_the_whole_site_in_it_passes_the_checks() -> None:
    """Every message of the site could be shown in the pseudo-language."""
    language = BY_PATH["en"]
    catalogue = pseudo(read(ROOT / "translations" / "messages.pot"), language)
    assert all(acceptable(message, language) for message in catalogue.messages)
