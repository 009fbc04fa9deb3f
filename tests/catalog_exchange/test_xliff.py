"""The XLIFF file as tools for translators find it, and as they hand it back."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.catalog_exchange.conftest import MK
from tests.catalog_exchange.translator import UNITS, name, work_on
from webapp.catalog.exchange.intake import take_in
from webapp.catalog.exchange.outgoing import hand_out
from webapp.catalog.model import Message
from webapp.catalog.read import read
from webapp.languages import named

LINK = "Voir %(link)s"


def unit(tree: Any, msgid: str, form: int = 0) -> Any:
    """Find the `<trans-unit>` of a message."""
    found = (one for one in tree.iter(f"{UNITS}trans-unit") if one.get("id") == name(msgid, form))
    return next(found)


def message(po: Path, msgid: str) -> Message:
    """Read one message of the catalogue."""
    return next(one for one in read(po).active() if (one.msgctxt, one.msgid) == (None, msgid))


def test_the_file_names_its_version_and_languages(folder: Path, tmp_path: Path) -> None:
    """It is XLIFF 1.2 from French into a BCP 47 tag."""
    po = folder / "zh_Hans" / "LC_MESSAGES" / "messages.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Language: zh_Hans\\n"\n', encoding="utf-8")
    path = tmp_path / "zh.xliff"
    hand_out(folder, named("zh"), path)
    root = etree.parse(path).getroot()
    assert (root.tag, root.get("version")) == (f"{UNITS}xliff", "1.2")

    assert (root[0].get("source-language"), root[0].get("target-language")) == ("fr", "zh-Hans")


@pytest.mark.parametrize(
    ("msgid", "state", "approved"),
    [
        ("Région", "translated", "yes"),
        (LINK, "needs-review-translation", None),
        ("Accueil", "new", None),
    ],
)
def test_a_target_says_its_state(xlf: Path, msgid: str, state: str, approved: str | None) -> None:
    """What a tool shows as done, to review and to do."""
    found = unit(etree.parse(xlf), msgid)
    assert found.find(f"{UNITS}target").get("state") == state
    assert found.get("approved") == approved


def test_notes_say_page_context_and_comment(xlf: Path) -> None:
    """Each note names whom it is from."""
    notes = unit(etree.parse(xlf), "Région").findall(f"{UNITS}note")
    assert [(note.get("from"), note.text) for note in notes] == [
        ("page", "/fr/privacy"),
        ("developer", "the name of a place"),
        ("translator", "checked with the authors"),
    ]


def test_a_field_is_protected_and_keeps_its_number(xlf: Path) -> None:
    """The element in the target has the id of the one in the source."""
    found = unit(etree.parse(xlf), LINK)
    fields = [(ph.get("id"), ph.text) for ph in found.iter(f"{UNITS}ph")]
    assert fields == [("1", "%(link)s"), ("1", "%(link)s")]


def test_plural_forms_are_a_group(xlf: Path) -> None:
    """Tools that know gettext's plurals in XLIFF show them as one message."""
    assert b"document:1.1" not in xlf.read_bytes()
    (group,) = etree.parse(xlf).iter(f"{UNITS}group")
    assert group.get("restype") == "x-gettext-plurals"
    sources = ["".join(one.itertext()) for one in group.iter(f"{UNITS}source")]
    assert sources == ["%(count)s partenaire", "%(count)s partenaires"]


@pytest.mark.parametrize("element", ['<x id="1"/>', '<ph id="1"/>', '<ph id="1">%(link)s</ph>'])
def test_a_field_that_came_back_as_a_sign_is_filled_in(
    element: str, xlf: Path, folder: Path, po: Path
) -> None:
    """Some tools write the sign alone and leave what it stands for to the source."""
    tree = etree.parse(xlf)
    target = unit(tree, LINK).find(f"{UNITS}target")
    text = (
        f'<target xmlns="{UNITS[1:-1]}" state="translated">Оди <mrk mtype="x">на</mrk> {element}!'
    )
    target.getparent().replace(target, etree.fromstring(f"{text}</target>"))
    tree.write(xlf, encoding="utf-16", xml_declaration=True)
    assert take_in(xlf, folder).clean
    assert message(po, LINK).msgstr == ["Оди на %(link)s!"]


@pytest.mark.parametrize(
    ("state", "fuzzy"),
    [("final", False), ("signed-off", False), ("needs-translation", True), ("needs-l10n", True)],
)
def test_every_state_of_the_standard_is_understood(
    state: str, fuzzy: bool, xlf: Path, folder: Path, po: Path
) -> None:
    """Done is done; all that needs something is fuzzy."""
    tree = etree.parse(xlf)
    for msgid in ("Région", LINK):
        unit(tree, msgid).find(f"{UNITS}target").set("state", state)
    tree.write(xlf)
    take_in(xlf, folder)
    assert [message(po, msgid).fuzzy for msgid in ("Région", LINK)] == [fuzzy, fuzzy]


def test_a_tool_that_knows_no_states_changes_none(xlf: Path, folder: Path, po: Path) -> None:
    """Without a word on the state it stays, and so does a text whose element was dropped."""
    before = po.read_bytes()
    tree = etree.parse(xlf)
    for found in tree.iter(f"{UNITS}trans-unit"):
        found.attrib.pop("approved", None)
        target = found.find(f"{UNITS}target")
        target.attrib.pop("state")
        if not target.text:
            found.remove(target)
    tree.write(xlf)
    assert take_in(xlf, folder).clean
    assert po.read_bytes() == before


def test_an_approval_stands_for_a_state(xlf: Path, folder: Path, po: Path) -> None:
    """A tool may approve a unit and say nothing of its target."""
    tree = etree.parse(xlf)
    unit(tree, LINK).set("approved", "yes")
    unit(tree, LINK).find(f"{UNITS}target").attrib.pop("state")
    tree.write(xlf)
    take_in(xlf, folder)
    assert not message(po, LINK).fuzzy


def test_a_suggestion_of_the_tool_is_not_a_translation(xlf: Path, folder: Path, po: Path) -> None:
    """`alt-trans` holds what a translation memory proposes."""
    before = po.read_bytes()
    tree = etree.parse(xlf)
    proposal = etree.SubElement(unit(tree, "Région"), f"{UNITS}alt-trans")
    etree.SubElement(proposal, f"{UNITS}target").text = "Предлог"
    tree.write(xlf)
    take_in(xlf, folder)
    assert po.read_bytes() == before


def test_another_language_is_refused(xlf: Path, folder: Path) -> None:
    """A tool that was set to another target language has translated into that one."""
    text = xlf.read_text(encoding="utf-8")
    xlf.write_text(text.replace('target-language="mk"', 'target-language="nb"'), encoding="utf-8")
    with pytest.raises(Exception, match="is in nb, but was exported for mk"):
        take_in(xlf, folder)


def test_work_through_the_toolkit_itself_is_taken(xlf: Path, folder: Path, po: Path) -> None:
    """Weblate, Virtaal and Pootle save with the toolkit's own methods."""
    from translate.storage.xliff import xlifffile

    store = xlifffile.parsestring(xlf.read_bytes())
    found = {one.xmlelement.get("id"): one for one in store.units}
    found[name("Accueil")].target = "Почеток"
    found[name("Région")].markfuzzy()
    xlf.write_bytes(bytes(store))
    assert len(take_in(xlf, folder).taken) == 2
    assert message(po, "Accueil").msgstr == ["Почеток"]
    assert message(po, "Région").fuzzy


def test_a_file_in_the_wrong_place_is_still_for_its_language(xlf: Path, folder: Path) -> None:
    """Asked for one language and given another, nothing is read further."""
    work_on(xlf, "Région", translation="Област")
    with pytest.raises(Exception, match="is in mk, not in it"):
        take_in(xlf, folder, named("it"))
    assert MK.path == "mk"
