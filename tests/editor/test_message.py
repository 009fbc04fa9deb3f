"""The form of a message: all that a translator is told of it."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.editor.desk import LEARNER, SKIP, Desk, by_class, fields, key_of, path_of, said, tree
from tests.entries import put
from tests.po.samples import EN, IT, MK, ZH, catalogue_file, entry, plural, pot_file
from webapp.languages import LANGUAGES

FOUND = ("%(shown)s acteur trouvé", "%(shown)s acteurs trouvés")
DIRECTORY = (
    f'#. how many; of a search\n#. Page: /fr/directory\n#: a.html\nmsgctxt "list"\n'
    f"{entry('Les communes partenaires')}"
)


def page(desk: Desk, language: str, key: str, query: str = "") -> Element:
    """Return the form of a message as a browser reads it."""
    return tree(desk.get(f"/edit/{language}/messages/{key}{query}").text)


def texts_in(root: Element, lang: str) -> list[str]:
    """Return the texts that say themselves to be in a language."""
    return [said(it) for it in root.findall(".//main//*[@lang]") if it.get("lang") == lang]


def test_a_message_has_a_field_and_what_was_seen(reading: Desk) -> None:
    """The form has the text of the catalogue as it is, in its language, and a hidden `seen`."""
    root = page(reading, "mk", key_of(SKIP))
    sent = fields(root)
    catalogue = path_of(reading, "mk").read_text(encoding="utf-8")
    assert f'msgid "{SKIP}"\nmsgstr "{sent["msgstr-0"]}"' in catalogue
    assert set(sent) == {"msgstr-0", "notes", "question", "seen", "token", "back"}
    assert sent["seen"]
    area = root.find(".//textarea[@id='msgstr-0']")
    assert area is not None
    assert (area.get("lang"), area.get("dir")) == ("mk", None)
    labels = {it.get("for") for it in root.iter("label")}
    assert {"msgstr-0", "notes", "question"} <= labels
    assert SKIP in texts_in(root, "fr")


FORMS = {
    "mk": ["1, 21, 31, 41, 51, …", "0, 2, 3, 4, 5, …"],
    "en": ["1", "0, 2, 3, 4, 5, …"],
    "it": ["1", "0, 2, 3, 4, 5, …"],
    "zh": None,
}


@pytest.mark.parametrize(("language", "numbers"), FORMS.items())
def test_each_plural_form_says_its_numbers(
    reading: Desk, language: str, numbers: list[str] | None
) -> None:
    """A language with several has a field for each, which numbers take it is said by examples."""
    root = page(reading, language, key_of(*FOUND))
    names = [it.get("name") for it in root.iter("textarea")]
    assert [it for it in names if it not in ("notes", "question")] == [
        f"msgstr-{number}" for number in range(len(numbers or [0]))
    ]
    labels = {it.get("for"): said(it) for it in root.iter("label")}
    for number, examples in enumerate(numbers or []):
        assert labels[f"msgstr-{number}"].endswith(f" {examples}")
    french = texts_in(root, "fr")
    assert [it for it in FOUND if it not in french] == []


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    """A translator at catalogues in which one message has everything that can be told."""
    folder = tmp_path / "translations"
    near = entry("Les communes partenaires de la Région")
    far = entry("Un texte tout autre")
    draft = entry("Les villes partenaires")
    pot_file(folder, DIRECTORY, near, far, draft, plural("un", "%(num)s", "", ""))
    same = 'msgctxt "list"\n' + entry("Les communes partenaires", "Comuni partner")
    catalogue_file(folder, same, language=IT)
    catalogue_file(folder, same.replace("Comuni partner", "伙伴市镇"), language=ZH)
    catalogue_file(
        folder,
        '# Pitanje\nmsgctxt "list"\n' + entry("Les communes partenaires"),
        entry("Les communes partenaires de la Région", "Општини партнери на Регионот"),
        '#, fuzzy\n#| msgid "Les bourgs partenaires"\n'
        + entry("Les villes partenaires", "Градови партнери"),
        language=MK,
    )
    (folder / "glossary.csv").write_text(
        "source,language,accepted,forbidden\ncommune,mk,општин*,комун*\ncommune,it,comun*,\n",
        encoding="utf-8",
    )
    return Desk(folder, tmp_path / "cache")


def rich(desk: Desk) -> Element:
    """Return the form of that message."""
    return page(desk, "mk", key_of("Les communes partenaires", context="list"))


def test_developers_say_what_a_message_is_for(small: Desk) -> None:
    """Their notes and the context are there in English; the page is a link and no note."""
    root = rich(small)
    english = texts_in(root, "en")
    assert "how many; of a search" in english
    assert "list" in english
    assert not any("Page: /" in it for it in english)
    links = [it.get("href") for it in root.findall(".//main//a")]
    assert any((it or "").startswith("/edit/mk/directory#") for it in links)


SHOWN_ON = [
    (SKIP, None, {"", "partners", "directory"}),
    ("Page introuvable", None, {"no-such-page", "accessibility"}),
    (FOUND[0], FOUND[1], {"directory"}),
]


@pytest.mark.parametrize(("msgid", "plural_of", "slugs"), SHOWN_ON)
def test_a_message_names_every_page_that_shows_it(
    reading: Desk, msgid: str, plural_of: str | None, slugs: set[str]
) -> None:
    """Each is a link that opens the message there."""
    key = key_of(msgid, plural_of)
    links = [it.get("href", "") for it in page(reading, "mk", key).findall(".//details/ul/li/a")]
    shown = {it.removeprefix("/edit/mk/").partition("#")[0] for it in links}
    assert slugs <= shown
    assert msgid == SKIP or slugs == shown
    assert all(it.endswith(f"#{key}") for it in links)


def test_the_glossarys_terms_of_a_sentence_are_told(small: Desk) -> None:
    """Each French term of the sentence with the form that was agreed for this language."""
    (terms,) = by_class(rich(small), "dl", "terms")
    assert [(it.tag, it.get("lang"), said(it)) for it in terms] == [
        ("dt", "fr", "commune"),
        ("dd", "mk", "општин…"),
    ]


def test_the_other_languages_show_what_they_have(small: Desk) -> None:
    """Each language that has the message, and no other; each text says its language."""
    root = rich(small)
    assert texts_in(root, "it") == ["Comuni partner"]
    assert texts_in(root, "zh-Hans") == ["伙伴市镇"]
    assert texts_in(root, "nb") == []


def test_similar_sentences_say_what_differs(small: Desk) -> None:
    """Those that are translated and alike, with the words that are more or fewer."""
    root = rich(small)
    added = [said(it) for it in root.iter("ins")]
    assert added == ["de la Région"]
    assert "Општини партнери на Регионот" in texts_in(root, "mk")
    assert "Un texte tout autre" not in said(root)


def test_a_draft_shows_what_changed_in_the_french(small: Desk) -> None:
    """Word by word: what was taken out and what was put in."""
    root = page(small, "mk", key_of("Les villes partenaires"))
    (changed,) = (it for it in root.iter("p") if it.find("del") is not None)
    assert (changed.get("lang"), said(changed)) == ("fr", "Les bourgsvilles partenaires")
    assert [said(it) for it in (*changed.iter("del"), *changed.iter("ins"))] == ["bourgs", "villes"]


def test_notes_of_translators_can_be_changed(small: Desk) -> None:
    """They are a field, a line each."""
    assert fields(rich(small))["notes"] == "Pitanje"


def test_findings_stand_at_the_field_in_the_translators_language(desk: Desk) -> None:
    """A rule's sentence is in the language of the page, and what it is about; English is folded."""
    key = key_of(SKIP)
    root = tree(desk.send("mk", key, "publish", msgstr_0="Кон <b>содржината").text)
    area = root.find(".//textarea[@id='msgstr-0']")
    assert area is not None
    described = area.get("aria-describedby", "")
    (findings,) = (it for it in root.iter("div") if it.get("id") == described)
    (code,) = findings.iter("code")
    assert (said(code), code.get("translate")) == ("<b>", "no")
    (detail,) = findings.iter("details")
    assert [it.get("lang") for it in detail] == [None, "en"]
    assert said(detail[1]).startswith("'<b>': write the sign in words")


def test_the_title_of_a_form_is_in_the_translators_language(desk: Desk, translations: Path) -> None:
    """It is the translation, or says what the form is for; never the French text."""
    titles = [said(next(page(desk, "mk", key_of(SKIP)).iter("title")))]
    put(translations, MK, {(None, SKIP): [""]})
    titles.append(said(next(page(desk, "mk", key_of(SKIP)).iter("title"))))
    assert [it.partition(" – ")[0] for it in titles] == ["Кон содржината", "Преведување порака"]


def test_a_learner_has_no_button_to_publish(translations: Path, tmp_path: Path) -> None:
    """Who is no reviewer keeps drafts and asks; a published text they only ask about."""
    desk = Desk(translations, tmp_path / "cache", LEARNER)
    path = path_of(desk, "mk")
    published = {it.get("value") for it in page(desk, "mk", key_of(SKIP)).iter("button")}
    assert published - {None} == {"ask"}
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf'(msgid "{SKIP}"\nmsgstr) "[^"]*"', r'\1 ""', text), encoding="utf-8")
    missing = {it.get("value") for it in page(desk, "mk", key_of(SKIP)).iter("button")}
    assert missing - {None} == {"draft", "ask"}


@pytest.mark.parametrize("language", [it.path for it in LANGUAGES if not it.is_source])
def test_every_message_opens(reading: Desk, language: str) -> None:
    """Form and history of a message in each state answer in every language."""
    for address in ("help", "messages", "hand-in", f"messages/{key_of(SKIP)}/history"):
        response = reading.get(f"/edit/{language}/{address}")
        assert response.status_code == 200, address
        root = tree(response.text)
        assert root.get("lang") == {"zh": "zh-Hans"}.get(language, language)


def test_english_is_a_language_like_the_others(reading: Desk) -> None:
    """Its form has its text, and the French source next to it."""
    assert EN.path in {it.path for it in LANGUAGES}
    root = page(reading, "en", key_of(SKIP))
    assert fields(root)["msgstr-0"]
