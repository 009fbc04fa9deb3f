"""The list of messages: what is left to do, filtered by state, page, rule, part and words."""

import re
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest

from tests.editor.desk import SKIP, Desk, by_class, key_of, listed, said, tree
from tests.po.samples import MK, catalogue_file, entry, plural, pot_file
from webapp.editor.workbook import question_of
from webapp.pages import PAGES

POT = [
    f"#. Page: /fr/\n#: templates/pages/home.html\n{entry('Oui')}",
    f"#. Page: /fr/\n#: templates/pages/home.html\n{entry('Non')}",
    f"#. Page: /fr/privacy\n#: templates/pages/privacy.html\n{entry('Un mot.')}",
    f"#. Page: /fr/privacy\n#: templates/pages/privacy.html\n{entry('%(name)s vient.')}",
    f"#. Page: /fr/\n#: templates/a.html\n#, python-format\n"
    f"{plural('%(num)s ami', '%(num)s amis', '', '')}",
    f"#: templates/editor/base.html\n{entry('Filtrer les mots')}",
]
PO = [
    f"# Ана, 2026-01-31: Навистина?\n{entry('Oui', 'Да')}",
    entry("Non", "Не", "fuzzy"),
    entry("Un mot.", "Збор"),
    entry("%(name)s vient.", "Доаѓа."),
]
STATES = {"Oui": "done", "Non": "draft", "Un mot.": "warned", "%(name)s vient.": "wrong"}
STATES |= {"%(num)s ami": "missing", "Filtrer les mots": "missing"}
KEYS = {key_of(it): it for it in STATES} | {key_of("%(num)s ami", "%(num)s amis"): "%(num)s ami"}


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    """A translator at a catalogue with a message in each state."""
    folder = tmp_path / "translations"
    pot_file(folder, *POT)
    catalogue_file(folder, *PO, language=MK)
    return Desk(folder, tmp_path / "cache")


FILTERS = [
    ("", list(STATES)),
    ("?state=left", ["Non", "%(name)s vient.", "%(num)s ami", "Filtrer les mots"]),
    ("?state=missing", ["%(num)s ami", "Filtrer les mots"]),
    ("?state=draft", ["Non"]),
    ("?state=warned", ["Un mot."]),
    ("?state=wrong", ["%(name)s vient."]),
    ("?state=done", ["Oui"]),
    ("?state=asked", ["Oui"]),
    ("?rule=end-punctuation", ["Un mot."]),
    ("?rule=missing-field", ["%(name)s vient."]),
    ("?page=/fr/privacy", ["Un mot.", "%(name)s vient."]),
    ("?part=editor", ["Filtrer les mots"]),
    ("?part=site&state=missing", ["%(num)s ami"]),
    ("?words=MOT", ["Un mot.", "Filtrer les mots"]),
    (f"?words={quote('доаѓа')}", ["%(name)s vient."]),
    ("?words=%20oui%20", ["Oui"]),
    ("?words=mot&page=/fr/privacy&state=warned", ["Un mot."]),
    ("?words=nothing", []),
    # What an address cannot mean selects all.
    ("?state=x&rule=x&part=x&number=x", list(STATES)),
    ("?number=0", list(STATES)),
    ("?number=99999", list(STATES)),
    (f"?number={quote('²')}", list(STATES)),
]


def test_a_list_has_what_its_address_asks_for(small: Desk) -> None:
    """Each filter alone and together, in the order of messages.pot; the count is said."""
    wrong = []
    for query, expected in FILTERS:
        response = small.get(f"/edit/mk/messages{query}")
        found = [KEYS[key] for key in listed(response)]
        (count,) = (said(it) for it in tree(response.text).iter("p") if it.get("role") == "status")
        if found != expected or str(len(expected)) not in count:
            wrong.append((query, found, count))
    assert wrong == []


def test_an_entry_says_its_state_and_what_the_message_is(small: Desk) -> None:
    """The translation is said in its language, the French where there is none."""
    entries = tree(small.get("/edit/mk/messages").text).findall(".//main//li")
    shown = {}
    for item in entries:
        for link in item.iter("a"):
            if key := link.get("data-open"):
                (state,) = (name for name in set(STATES.values()) if by_class(item, "span", name))
                (text,) = link.iter("span")
                shown[KEYS[key]] = state, text.get("lang"), said(text)
    assert {msgid: state for msgid, (state, _, _) in shown.items()} == STATES
    assert shown["Oui"][1:] == ("mk", "Да")
    assert shown["%(num)s ami"][1:] == ("fr", "%(num)s ami")


def test_the_form_of_a_list_says_what_was_asked(reading: Desk) -> None:
    """Words and choices stand in the form, so that an address can be sent to a colleague."""
    root = tree(reading.get("/edit/mk/messages?state=done&words=la&part=site&page=/fr/").text)
    form = by_class(root, "form", "filter")[0]
    assert form.get("method") == "get"
    words = {it.get("name"): it.get("value") for it in form.iter("input")}
    chosen = {
        it.get("name"): [o.get("value") for o in it.iter("option") if "selected" in o.attrib]
        for it in form.iter("select")
    }
    assert words == {"words": "la"}
    assert chosen == {"state": ["done"], "page": ["/fr/"], "rule": [], "part": ["site"]}


def test_counts_by_state_lead_to_their_messages(small: Desk) -> None:
    """Each state is there with how many messages have it, also those with none."""
    links = by_class(tree(small.get("/edit/mk/messages?words=zzz").text), "a", "state")
    counts = {it.get("class", "").split()[1]: said(it).rsplit(" ", 1)[-1] for it in links}
    assert counts == dict.fromkeys(("wrong", "draft", "warned", "done", "asked"), "1") | {
        "missing": "2"
    }


def test_a_question_stands_at_its_message(small: Desk) -> None:
    """Lists show who asks, when and what; the form does too, with the day as people write it."""
    for address in ("messages?state=asked", f"messages/{key_of('Oui')}"):
        root = tree(small.get(f"/edit/mk/{address}").text).find(".//main")
        assert root is not None
        (text,) = (it for it in root.iter() if it.tag in ("small", "p") and "Навистина" in said(it))
        assert re.search(r"Ана, 31\sјануари 2026\sг\.\s: Навистина\?", said(text)), said(text)


@pytest.mark.parametrize(
    ("note", "question"),
    [
        ("Ана, 2026-01-31: Што?", ("Ана", date(2026, 1, 31), "Што?")),
        (
            "Ана, Бо, 2026-01-31: а, 2026-02-01: б",
            ("Ана, Бо", date(2026, 1, 31), "а, 2026-02-01: б"),
        ),
        ("Ана, 2026-02-30: Што?", None),
        ("Ана: Што?", None),
    ],
)
def test_a_question_says_its_day(note: str, question: object) -> None:
    """A note that names no day of the calendar is a note like any other."""
    assert question_of(note) == question


def test_the_pages_say_how_much_is_left(small: Desk) -> None:
    """Each leads to the page itself and to the list of its messages, with their number."""
    rows = {}
    for item in by_class(tree(small.get("/edit/mk/pages").text), "ul", "pages")[0]:
        left = [said(it) for it in by_class(item, "span", "state")]
        page, messages = item.iter("a")
        numbers = [text for it in (said(messages), *left) for text in it.split() if text.isdigit()]
        rows[page.get("href")] = unquote(messages.get("href", "")), *numbers
    assert rows == {
        "/edit/mk/": ("messages?page=/fr/", "3", "2"),
        "/edit/mk/privacy": ("messages?page=/fr/privacy", "2", "1"),
        "messages?part=editor": ("messages?part=editor", "1", "1"),
    }


def test_every_page_of_the_site_is_among_the_pages(reading: Desk) -> None:
    """So are an actor, the error page and the choice of a language; each opens."""
    root = by_class(tree(reading.get("/edit/mk/pages").text), "ul", "pages")[0]
    links = {it.get("href", ""): 0 for it in root.iter("a")}
    special = ("choose", "directory/caen", "no-such-page")
    wanted = {page.address(MK).replace("/mk/", "/edit/mk/") for page in PAGES}
    assert wanted | {f"/edit/mk/{it}" for it in special} <= set(links)
    statuses = {it: reading.get(urljoin("/edit/mk/pages", it)).status_code for it in links}
    assert {it for it, status in statuses.items() if status != 200} == {"/edit/mk/no-such-page"}


def test_a_long_list_has_pages(reading: Desk) -> None:
    """Pages together have every message once; each link keeps what was asked for."""
    address, seen = "/edit/mk/messages?part=site", []
    while address:
        response = reading.get(address)
        seen += listed(response)
        following = [it for it in tree(response.text).iter("a") if it.get("rel") == "next"]
        query = following[0].get("href", "") if following else ""
        assert not query or "part=site" in query
        address = f"/edit/mk/messages{query}" if query else ""
    assert sorted(seen) == sorted(set(seen))
    assert len(seen) > 300
    assert key_of(SKIP) in seen


def test_a_message_opened_from_a_list_leads_on_in_it(small: Desk) -> None:
    """Before and after it are those of the same list; the last has none after it."""
    root = tree(small.get("/edit/mk/messages?state=left").text)
    hrefs = [it.get("href", "") for it in root.iter("a") if it.get("data-open")]
    visited, address = [], hrefs[0]
    while address:
        visited.append(KEYS[urlsplit(address).path.rsplit("/", 1)[1]])
        links = tree(small.get(address).text).findall(".//nav/a")
        ahead = [it.get("href", "") for it in links if it.get("rel") == "next"]
        address = f"/edit/mk/messages/{ahead[0]}" if ahead else ""
    assert visited == FILTERS[1][1]


def test_when_nothing_is_left_the_list_says_so(reading: Desk, small: Desk) -> None:
    """An empty list has a sentence instead of nothing."""
    empty = tree(small.get("/edit/mk/messages?words=zzzz").text)
    assert not list(listed(small.get("/edit/mk/messages?words=zzzz")))
    assert empty.find(".//main") is not None
