"""The end of a text, and its brackets."""

import pytest

from tests.checks.rows import said
from webapp.checks import punctuation

TEXT = "Cette page est en français"


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        (f"{TEXT}.", "This page is in French.", "en", 0),
        (f"{TEXT}.", "本页面为法文。", "zh", 0),
        ("Quoi ?", "What?", "en", 0),
        ("Quoi\u202f?", "什么？", "zh", 0),
        ("Nom :", "Name:", "en", 0),
        ("Nom :", "姓名：", "zh", 0),
        ("Nom : ", "姓名：", "zh", 0),
        ("Bonjour !", "您好！", "zh", 0),
        ("Chargement…", "Loading...", "en", 0),
        ("Chargement...", "加载中……", "zh", 0),
        ("Bienvenue !", "Welcome.", "en", 0),
        # what stands in brackets or quotation marks at the end
        ("Il dit : « Bonjour. »", "He says: “Hello.”", "en", 0),
        ("Il dit « oui ».", "He says “yes.”", "en", 0),
        ("Voir « Qui êtes-vous ? ».", "See “Who are you?”", "en", 0),
        ("Le texte (en français).", "The text (in French.)", "en", 0),
        ("Suivant »", "Next »", "en", 0),
        ("<p>Un mot.</p>", "<p>A word.</p>", "en", 0),
        # fields and links that end it
        ("Écrivez à %(contact)s.", "Write to %(contact)s", "en", 0),
        ("Écrivez à %(contact)s", "请致信%(contact)s。", "zh", 0),
        ("Voir https://example.org.", "See https://example.org", "en", 0),
        # abbreviations, and lists left open
        ("les écoles, les entreprises...", "schools, businesses and so on.", "en", 0),
        ("les écoles, les entreprises...", "schools, businesses, etc.", "en", 0),
        ("les écoles, les entreprises…", "scuole, imprese ecc.", "it", 0),
        ("les écoles, les entreprises...", "skoler, bedrifter og andre", "nb", 0),
        ("les écoles, les entreprises...", "училиштата, претпријатијата итн.", "mk", 0),
        ("les écoles, les entreprises...", "学校、企业等各界。", "zh", 0),
        ("les écoles, etc.", "schools and so on", "en", 0),
        ("avr.", "April", "en", 0),
        ("Indice de révision", "Revisjonsnr.", "nb", 0),
        ("{}er", "{}.", "nb", 0),
        ("le premier élément ;", "the first item", "en", 0),
        ("le premier élément ;", "the first item.", "en", 0),
        ("Plan du site", "Site map", "en", 0),
        ("", "", "en", 0),
        ("...", "...", "en", 0),
        # wrong
        (f"{TEXT}.", "This page is in French", "en", 1),
        (TEXT, "This page is in French.", "en", 1),
        (f"{TEXT}.", "本页面为法文", "zh", 1),
        (TEXT, "本页面为法文。", "zh", 1),
        ("Quoi ?", "What", "en", 1),
        ("Quoi ?", "Што.", "mk", 1),
        ("Quoi ?", "什么。", "zh", 1),
        ("Nom :", "Name", "en", 1),
        ("Nom", "Nome:", "it", 1),
        ("Il y a deux cas :", "There are two cases.", "en", 1),
        ("Bonjour !", "Hello", "en", 1),
        ("Merci de votre visite.", "Thank you for your visit!", "en", 1),
        ("Chargement…", "Loading", "en", 1),
        ("Le texte (en français).", "The text (in French)", "en", 1),
        ("<p>Un mot de plus.</p>", "<p>One more word</p>", "en", 1),
    ],
)
def test_the_end_is_that_of_the_source(source: str, target: str, language: str, times: int) -> None:
    """A text ends as its source does, in its own language's signs."""
    assert len(said(punctuation.end_punctuation, source, target, language)) == times


def test_the_right_end_is_named_in_the_language() -> None:
    """A Chinese end is asked for as 。, any other as a full stop."""
    assert "。" in said(punctuation.end_punctuation, f"{TEXT}.", "本页面为法文", "zh")[0]
    assert said(punctuation.end_punctuation, f"{TEXT}.", "Denne siden", "nb")[0].endswith("with .")


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("Fin.", "结束。", "zh", 0),
        ("Chargement…", "加载中…", "zh", 0),
        ("Voir Python.", "Python.", "zh", 0),
        ("Adresse URL :", "URL:", "zh", 0),
        ("les pages, etc.", "页面 etc.", "zh", 0),
        ("Fin.", "结束.", "zh", 0),  # half_width_punctuation says so
        ("Nom :", "Name:", "en", 0),
        ("Voir %(x)s.", "请访问 %(x)s.", "zh", 0),
        # wrong
        ("Chargement…", "加载中...", "zh", 1),
        ("Utilisez Python.", "请使用 Python.", "zh", 1),
        ("Voir <b>ici</b> ?", "看<b>这里</b>?", "zh", 1),
        ("Nom :", "Name：", "en", 1),
        ("Fin.", "Slutt。", "nb", 1),
        ("Quoi ?", "Што？", "mk", 1),
    ],
)
def test_the_end_has_the_width_of_the_language(
    source: str, target: str, language: str, times: int
) -> None:
    """Chinese ends in full-width signs, the others in narrow ones."""
    assert len(said(punctuation.end_width, source, target, language)) == times


@pytest.mark.parametrize(
    ("source", "target", "language", "times"),
    [
        ("le comté (fylke) de Hordaland", "the county (fylke) of Hordaland", "en", 0),
        ("le comté (fylke) de Hordaland", "霍达兰郡（fylke）", "zh", 0),
        ("le comté (fylke) de Hordaland", "霍达兰郡（fylke)", "zh", 0),
        ("Cités Unies France", "Cités Unies France (United Cities France)", "en", 0),
        ("élément(s)", "items", "en", 0),
        ("a) le premier", "a) the first", "en", 0),
        ("1) le premier", "1) the first; 2) the second", "en", 0),
        ("a) le premier", "a) the first (see page 8); b) the second (x)", "en", 0),
        ("Bienvenue !", "Welcome :-)", "en", 0),
        ("Fin (1", "End (1", "en", 0),
        ("%(name)s (%(n)d)", "%(name)s (%(n)d)", "en", 0),
        ("<a title='('>mot</a>", "<a title='('>word</a>", "en", 0),
        # wrong
        ("le comté (fylke)", "the county (fylke", "en", 1),
        ("le comté (fylke)", "the county fylke)", "en", 1),
        ("le comté (fylke)", "霍达兰郡（fylke", "zh", 1),
        ("le comté (fylke)", "the county )fylke(", "en", 1),
        ("[Ctrl+8]", "[CTRL+[8]", "nb", 1),
        ("(en %(language)s)", "(in %(language)s))", "en", 1),
    ],
)
def test_brackets_have_counterparts(source: str, target: str, language: str, times: int) -> None:
    """Each bracket is closed; a translation may add a gloss in brackets, or leave some out."""
    assert len(said(punctuation.brackets, source, target, language)) == times
