"""The page of 2012 is on the home page, and what differs is said where a reader looks for it."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient

from tests.views.html import parse
from webapp.partners import PARTNERS

PAGE_OF_2012 = Path(__file__).with_name("page_of_2012.txt").read_text(encoding="utf-8")
RIGHTS = "© Conseil Régional de Basse-Normandie - Tous droits réservés"
# What the site adds or draws; "unseen" is what a mark such as [fr] means, read out.
NOT_OF_2012 = {"added", "aside", "date", "unseen"}


def plain(text: str) -> str:
    """Fold white space, no-break spaces too."""
    return " ".join(re.sub(r"[\u00a0\u202f]", " ", text).split())


def words(element: Element, left_out: set[str]) -> str:
    """Read an element without drawings and without what has one of some classes."""
    if element.tag.endswith("svg") or left_out & set(element.get("class", "").split()):
        return ""
    text = element.text or ""
    for child in element:
        inline = child.tag in {"a", "span", "strong", "sup"} and "added" not in child.get(
            "class", ""
        )
        read = words(child, left_out)
        text += read if inline or not read else f" {read} "
        text += child.tail or ""
    return text


def part(client: FlaskClient, address: str, path: str) -> Element:
    """Find a part of a page."""
    found = parse(client.get(address).text).find(path)
    assert found is not None
    return found


def corrected(client: FlaskClient, text: str) -> str:
    """Correct the text of 2012 as the page about it says; each correction must have its place."""
    rows = part(client, "/fr/about-this-text", ".//main").findall(".//tbody/tr")
    for row in rows:
        before, after, why = (plain(words(cell, set())) for cell in row)
        assert before in text, before
        assert why
        text = text.replace(before, after)
    return text


def test_its_text_is_the_home_pages(client: FlaskClient) -> None:
    """The home page has it word for word, but for listed corrections and marked additions."""
    date, body = corrected(client, plain(PAGE_OF_2012)).split(" La coopération", 1)
    assert date == "vendredi 22 juin 2012"
    body = "La coopération" + body.split(" Note sur")[0].replace(" - ", " ")
    shown = plain(words(part(client, "/fr/", ".//main"), NOT_OF_2012)).replace(" - ", " ")
    assert shown == body


def test_its_foot_is_the_home_pages(client: FlaskClient) -> None:
    """The footer has the note, the site map, the mention of rights and the four names."""
    foot = plain(words(part(client, "/fr/", ".//footer"), set()))
    line, names = map(plain, PAGE_OF_2012.strip().splitlines()[-2:])
    assert [each for each in line.split(" | ") if each not in foot] == []
    assert line.split(" | ")[-1] == RIGHTS
    assert names in foot


def test_each_addition_says_so_in_words(client: FlaskClient) -> None:
    """An addition is not told by its look alone."""
    added = [
        plain(words(each, set()))
        for each in part(client, "/fr/", ".//main").iter()
        if "added" in each.get("class", "").split()
    ]
    assert len(added) == 7
    signs = ("Ajouté depuis 2012 :", "Note ajoutée depuis 2012 :", "(PDF")
    signs += ("Cette page reproduit un texte de 2012 du Conseil régional de Basse-Normandie ;",)
    assert [each for each in added if not each.startswith(signs)] == []


def test_the_home_page_calls_marked_only_what_it_marks(client: FlaskClient) -> None:
    """The page about the text lists the rest, such as corrections, which have no mark."""
    main = part(client, "/fr/", ".//main")
    (box,) = (plain(words(each, set())) for each in main.iterfind("section[@class='aside']"))
    marks = [
        plain(words(each, set()))
        for each in main.iter()
        if "added" in each.get("class", "").split()
    ]
    assert "Ces ajouts et ces remplacements sont signalés" in box
    for changed in ("la carte et la plaquette", "liste des partenaires", "répertoire"):
        assert changed in box.lower(), changed
        assert changed in " ".join(marks).lower(), changed
    assert "trois liens" in box
    assert len([each for each in marks if "ce lien mène" in each]) == 3


@pytest.mark.parametrize(
    "named",
    [
        "Tous droits réservés",
        "DAECL",
        "CITIM",
        "Région Normandie",
        "« [fr] »",
        "plaquette",
        "carte",
    ],
)
def test_what_differs_is_listed(client: FlaskClient, named: str) -> None:
    """The page about the text or the legal notice names every difference."""
    pages = ("/fr/about-this-text", "/fr/legal-notice")
    assert any(named in plain(words(part(client, page, ".//main"), set())) for page in pages)


def test_the_mention_of_rights_is_quoted_in_every_language(client: FlaskClient) -> None:
    """The legal notice quotes it in French, as it stood."""
    for path in ("fr", "mk", "zh"):
        notice = plain(words(part(client, f"/{path}/legal-notice", ".//main"), set()))
        assert RIGHTS in notice, path


def test_only_partners_that_it_names_have_it_as_their_source(client: FlaskClient) -> None:
    """Their pages link to the home page, other partners' pages do not."""
    for partner in PARTNERS:
        main = part(client, f"/fr/partners/{partner.slug}", ".//main")
        linked = any("2012" in plain(words(a, set())) for a in main.iterfind(".//a[@href='/fr/']"))
        name = "Macédoine" if partner.slug == "macedonia" else partner.name
        assert linked == (name in PAGE_OF_2012), partner.slug


def test_an_empty_setting_leaves_no_hole_in_a_sentence(client: FlaskClient) -> None:
    """Whole sentences say what is not published yet."""
    for slug in ("legal-notice", "privacy", "accessibility"):
        main = plain(words(part(client, f"/fr/{slug}", ".//main"), set()))
        assert "pas encore publiée" in main, slug
        assert not re.search(r": (?:Cette|L’adresse)|compléter", main), slug


def test_no_partner_cooperates_in_the_present(client: FlaskClient) -> None:
    """The Region ended with 2015: what it did is told in the past."""
    present = re.compile(r"\b(?:lie|coopère|coopèrent|s’appuie|porte|comptent)\b")
    for slug in ("", "partners", *(f"partners/{partner.slug}" for partner in PARTNERS)):
        html = client.get(f"/fr/{slug}").text
        description = re.search(r'<meta name="description" content="([^"]*)"', html)
        told = f"{description[1] if description else ''} " + (
            plain(words(parse(html), {"head"})) if slug else ""
        )
        assert present.findall(told) == [], slug
