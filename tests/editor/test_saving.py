"""Saving: what is written, what is refused, and what visitors read then."""

import subprocess
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import need
from tests.editor.desk import (
    ANA,
    LEARNER,
    SKIP,
    Desk,
    by_class,
    fields,
    key_of,
    listed,
    message,
    path_of,
    said,
    tree,
)
from webapp import create_app
from webapp.languages import TRANSLATED
from webapp.po.read import read
from webapp.po.write import differs
from webapp.settings import LOCAL, Settings

KEY = key_of(SKIP)
FOUND = ("%(shown)s acteur trouvé", "%(shown)s acteurs trouvés")
NEW = "Премини на содржината"


def test_publish_writes_the_text_and_leads_back(desk: Desk) -> None:
    """The answer is 303 to the form, which says what happened and has the new text."""
    response = desk.send("mk", KEY, "publish", msgstr_0=NEW)
    assert response.status_code == 303
    assert response.headers["Location"] == f"/edit/mk/messages/{KEY}?notice=publish"
    assert message(desk, "mk", SKIP).msgstr == [NEW]
    page = tree(desk.get(response.headers["Location"]).text)
    assert fields(page)["msgstr-0"] == NEW
    assert next(it.get("role") for it in by_class(page, "p", "notice") if said(it)) == "status"


def test_a_draft_is_fuzzy_and_visitors_do_not_read_it(desk: Desk) -> None:
    """They get the fallback; the editor's page says that the message is a draft."""
    assert NEW not in desk.get("/mk/").text
    response = desk.send("mk", KEY, "draft", msgstr_0=NEW)
    assert (response.status_code, response.headers["Location"][-6:]) == (303, "=draft")
    found = message(desk, "mk", SKIP)
    assert (found.msgstr, found.fuzzy) == ([NEW], True)
    assert NEW not in desk.get("/mk/").text
    (mark,) = {it.get("data-state") for it in tree(desk.get("/edit/mk/").text).iter()
               if it.get("data-message") == KEY}  # fmt: skip
    assert mark == "draft"
    assert desk.send("mk", KEY, "publish").status_code == 303
    assert not message(desk, "mk", SKIP).fuzzy
    assert NEW in desk.get("/mk/").text


def test_a_question_is_a_note_with_name_and_day(desk: Desk) -> None:
    """A published text stays published; the note is for the other translators."""
    before = message(desk, "mk", SKIP)
    response = desk.send("mk", KEY, "ask", question="  Зошто\n вака? ", notes="Прва\r\nВтора")
    assert (response.status_code, response.headers["Location"][-4:]) == (303, "=ask")
    after = message(desk, "mk", SKIP)
    assert (after.msgstr, after.fuzzy) == (before.msgstr, before.fuzzy)
    assert after.comments[:2] == ["Прва", "Втора"]
    assert after.comments[2].startswith(f"{ANA.name}, 20")
    assert after.comments[2].endswith(": Зошто вака?")
    assert desk.form("mk", KEY)["notes"].split("\n") == after.comments


def test_a_question_with_a_text_keeps_a_draft(desk: Desk) -> None:
    """Who is not sure of what they wrote does not publish it."""
    desk.send("mk", KEY, "ask", question="Добро?", msgstr_0=NEW)
    assert message(desk, "mk", SKIP).fuzzy


def test_every_form_of_a_plural_is_saved(desk: Desk) -> None:
    """A field each; one that is empty keeps the message from being published."""
    texts = ["%(shown)s актер најден", "%(shown)s актери најдени"]
    key = key_of(*FOUND)
    assert desk.send("mk", key, "publish", msgstr_0=texts[0], msgstr_1="").status_code == 422
    response = desk.send("mk", key, "publish", msgstr_0=texts[0], msgstr_1=texts[1])
    assert response.status_code == 303
    assert message(desk, "mk", FOUND[0]).msgstr == texts


def test_back_leads_to_where_one_was(desk: Desk) -> None:
    """The page or the list that the form was opened from, with its query."""
    for number, back in enumerate(("/edit/mk/privacy", "/edit/mk/messages?state=left&words=a%20b")):
        form = desk.form("mk", KEY, f"?back={back.replace('&', '%26').replace('%20', '%2520')}")
        assert form["back"] == back
        form |= {"action": "publish", "msgstr-0": f"{NEW} {number}"}
        target = desk.post(f"/edit/mk/messages/{KEY}", form).headers["Location"]
        assert target == f"{back}{'&' if '?' in back else '?'}notice=publish"
        assert desk.get(target).status_code == 200


def test_save_and_go_on_opens_the_next_that_is_left(desk: Desk) -> None:
    """After the last one the first; when nothing is left, the list that says so."""
    desk.send("it", key_of("Page introuvable"), "draft", msgstr_0="Pagina?")
    target = desk.send("it", KEY, "publish-next").headers["Location"]
    assert target.startswith(f"/edit/it/messages/{key_of('Page introuvable')}?")
    sent = desk.send(
        "it", key_of("Page introuvable"), "publish-next", msgstr_0="Pagina non trovata"
    )
    assert sent.headers["Location"] == "/edit/it/messages?state=left&notice=publish"
    assert desk.get(sent.headers["Location"]).status_code == 200


def test_save_and_go_on_stays_in_the_list(desk: Desk) -> None:
    """Somebody who opened a list of drafts goes from draft to draft, then to the list."""
    other = key_of("Page introuvable")
    for key in (KEY, other):
        desk.send("it", key, "draft", msgstr_0="Bozza")
    targets = []
    for key in list(listed(desk.get("/edit/it/messages?state=draft"))):
        form = desk.form("it", key) | {"action": "publish-next", "msgstr-0": "Testo"}
        form["back"] = "/edit/it/privacy"  # it goes on all the same
        targets.append(desk.post(f"/edit/it/messages/{key}?state=draft", form).headers["Location"])
    left = "state=draft&notice=publish"
    (first, last) = targets
    assert first.startswith("/edit/it/messages/")
    assert first.endswith(f"?{left}")
    assert last == f"/edit/it/messages?{left}"


ERRORS = [
    ("markup", SKIP, "<b>Оди</b>"),
    ("an unpaired span", SKIP, '<span lang="fr">Оди'),
    ("an unknown field", SKIP, "Оди %(name)s"),
    ("a lost field", "%(label)s :", "Нешто:"),
    ("a percent sign", SKIP, "100 % се"),
    ("a hidden character", SKIP, "Оди\u200bна"),
    ("nothing to see", SKIP, " "),
    ("far too long", SKIP, "а" * 20_000),
]


def test_an_error_keeps_a_text_from_being_published(desk: Desk) -> None:
    """The answer is 422 with all that was typed and the rule's sentence at the field."""
    before, notes = path_of(desk, "mk").read_bytes(), {"notes": "забелешка", "question": "прашање"}
    for name, msgid, text in ERRORS:
        response = desk.send("mk", key_of(msgid), "publish", msgstr_0=text, **notes)
        assert response.status_code == 422, name
        page = tree(response.text)
        assert fields(page).items() >= ({"msgstr-0": text} | notes).items(), name
        area = page.find(".//textarea[@id='msgstr-0']")
        assert area is not None
        (place,) = (it for it in page.iter("div") if it.get("id") == area.get("aria-describedby"))
        assert by_class(place, "li", "error"), name
    assert path_of(desk, "mk").read_bytes() == before


def test_a_draft_may_have_errors_but_none_that_harms(desk: Desk) -> None:
    """Work that is not finished is kept; hidden characters and texts without end are not."""
    assert desk.send("mk", KEY, "draft", msgstr_0="Оди %(name)s").status_code == 303
    for harmful in ("Оди\u202eна", "C" + "\u0310" * 50, "а" * 20_000):
        assert desk.send("mk", KEY, "draft", msgstr_0=harmful).status_code == 422


def test_a_warning_keeps_nothing_from_being_published(desk: Desk) -> None:
    """It is shown, and the translator decides."""
    response = desk.send("mk", KEY, "publish", msgstr_0=f"{NEW}  {NEW}")
    assert response.status_code == 303
    assert by_class(tree(desk.get(response.headers["Location"]).text), "li", "warning")


def test_a_publish_answers_the_notes_of_a_merge(desk: Desk) -> None:
    """The previous text and the notes of git's merge are gone, those of people stay."""
    desk.send("mk", KEY, "draft", msgstr_0=NEW, notes="merge: theirs: x\nот човек")
    assert message(desk, "mk", SKIP).comments == ["merge: theirs: x", "от човек"]
    desk.send("mk", KEY, "publish")
    assert message(desk, "mk", SKIP).comments == ["от човек"]


def test_a_save_gives_the_bytes_of_i18n_format(desk: Desk) -> None:
    """Each save leaves the canonical form: `i18n format --check` would change nothing."""
    for language in TRANSLATED:
        path = path_of(desk, language.path)
        path.write_text(
            "# My own\n" + path.read_text("utf-8").replace("\n\n#", "\n\n\n#", 3), "utf-8"
        )
        assert differs(read(path))
        text = f"{language.endonym} …\nx" if language.path == "it" else language.endonym
        desk.send(language.path, KEY, "draft", msgstr_0=text)
        assert not differs(read(path)), language.path
        assert message(desk, language.path, SKIP).msgstr == [text]


def test_a_save_changes_one_message(desk: Desk) -> None:
    """Every other line of the file stays as it was."""
    before = path_of(desk, "nb").read_text("utf-8").split("\n")
    desk.send("nb", KEY, "publish", msgstr_0="Til innholdet her")
    after = path_of(desk, "nb").read_text("utf-8").split("\n")
    differing = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    assert [new for _, new in differing] == ['msgstr "Til innholdet her"']


def test_the_same_form_sent_twice_is_one_change(desk: Desk) -> None:
    """A double click is no conflict; the second answer says that nothing changed."""
    form = desk.form("mk", KEY) | {"action": "ask", "question": "Што?"}
    answers = [desk.post(f"/edit/mk/messages/{KEY}", form) for _ in range(2)]
    assert [it.status_code for it in answers] == [303, 303]
    assert answers[1].headers["Location"].endswith("notice=kept")
    assert len(message(desk, "mk", SKIP).comments) == 1


def test_a_conflict_shows_both_and_writes_nothing(desk: Desk) -> None:
    """Who comes second gets 409 with the source, the other's text and their own, and chooses."""
    mine = desk.form("mk", KEY) | {"action": "publish", "msgstr-0": "Моето"}
    desk.send("mk", KEY, "publish", msgstr_0="Туѓото", notes="туѓа")
    before = path_of(desk, "mk").read_bytes()
    response = desk.post(f"/edit/mk/messages/{KEY}", mine | {"notes": "моја", "question": "а?"})
    assert response.status_code == 409
    assert path_of(desk, "mk").read_bytes() == before
    page = tree(response.text)
    alert = next(it for it in page.iter("div") if it.get("role") == "alert")
    assert "Туѓото" in [said(it) for it in alert.iter("p")]
    assert SKIP in [said(it) for it in page.iter("p")]
    sent = fields(page)
    assert (sent["msgstr-0"], sent["question"]) == ("Моето", "а?")
    assert sent["notes"].split("\n") == ["туѓа", "моја"]
    keep = next(it.get("href", "") for it in alert.iter("a"))
    assert fields(tree(desk.get(keep).text))["msgstr-0"] == "Туѓото"
    assert path_of(desk, "mk").read_bytes() == before
    chosen = desk.post(f"/edit/mk/messages/{KEY}", sent | {"action": "publish", "question": ""})
    assert chosen.status_code == 303
    assert message(desk, "mk", SKIP).msgstr == ["Моето"]


@pytest.mark.parametrize("action", ["publish", "draft", "ask"])
def test_no_change_of_another_is_lost(desk: Desk, action: str) -> None:
    """A note or a question of somebody else is a conflict too, also where the text is the same."""
    mine = desk.form("mk", KEY) | {"action": action, "question": "моја" * (action == "ask")}
    desk.send("mk", KEY, "ask", question="туѓа")
    assert desk.post(f"/edit/mk/messages/{KEY}", mine).status_code == 409
    assert message(desk, "mk", SKIP).comments[0].endswith("туѓа")


def test_what_is_missing_from_the_form_is_a_conflict(desk: Desk) -> None:
    """A form without `seen`, or with another's, overwrites nothing."""
    form = desk.form("mk", KEY) | {"action": "publish", "msgstr-0": NEW}
    for seen in ("", "x", desk.form("it", KEY)["seen"]):
        assert desk.post(f"/edit/mk/messages/{KEY}", form | {"seen": seen}).status_code == 409
    without = {name: text for name, text in form.items() if name != "seen"}
    assert desk.post(f"/edit/mk/messages/{KEY}", without).status_code == 409
    assert message(desk, "mk", SKIP).msgstr != [NEW]


def test_a_catalogue_without_the_message_gets_it(desk: Desk) -> None:
    """What messages.pot has and the language does not yet is written with its notes."""
    path = path_of(desk, "mk")
    blocks = path.read_text("utf-8").split("\n\n")
    path.write_text("\n\n".join(it for it in blocks if f'msgid "{SKIP}"' not in it), "utf-8")
    assert desk.send("mk", KEY, "publish", msgstr_0=NEW).status_code == 303
    assert message(desk, "mk", SKIP).references
    assert not differs(read(path))


LEARNERS = [("publish", "Ново"), ("draft", "Ново"), ("ask", "Ново"), ("draft", ""), ("publish", "")]


def test_a_learner_does_not_change_what_visitors_read(translations: Path, tmp_path: Path) -> None:
    """Not by another text, not by taking it back to a draft; they may ask about it."""
    desk = Desk(translations, tmp_path / "cache", LEARNER)
    before = path_of(desk, "mk").read_bytes()
    for action, text in LEARNERS:
        response = desk.send("mk", KEY, action, **({"msgstr_0": text} if text else {}))
        assert response.status_code == 403, (action, text)
    assert path_of(desk, "mk").read_bytes() == before
    assert desk.send("mk", KEY, "ask", question="Што?").status_code == 303


def test_what_a_learner_publishes_is_a_draft(translations: Path, tmp_path: Path) -> None:
    """A reviewer publishes it."""
    learner, reviewer = (
        Desk(translations, tmp_path / "cache", person) for person in (LEARNER, ANA)
    )
    reviewer.send("mk", KEY, "draft", msgstr_0="Нацрт")
    learner.send("mk", KEY, "publish", msgstr_0="Подобро")
    found = message(reviewer, "mk", SKIP)
    assert (found.msgstr, found.fuzzy) == (["Подобро"], True)
    reviewer.send("mk", KEY, "publish")
    assert not message(reviewer, "mk", SKIP).fuzzy


def test_the_running_site_shows_it_within_a_second(
    desk: Desk, translations: Path, tmp_path: Path
) -> None:
    """The site in another process's place, with its page store, reads what was published."""
    settings = Settings(translations=translations, cache=tmp_path / "site", base_url=LOCAL)
    site: FlaskClient = create_app(settings).test_client()
    assert NEW not in site.get("/mk/").text
    desk.send("mk", KEY, "publish", msgstr_0=NEW)
    until = time.monotonic() + 1
    while NEW not in site.get("/mk/").text:
        assert time.monotonic() < until
        time.sleep(0.05)


def checked(desk: Desk, back: str, **texts: str) -> dict[str, str]:
    """Return what the editor says of a text that is being typed."""
    form = desk.form("mk", KEY) | texts | {"action": "check", "back": back}
    response = desk.post(f"/edit/mk/messages/{KEY}", form)
    assert response.status_code == 200
    found: dict[str, str] = response.get_json()
    return found


def test_while_typing_the_page_is_as_the_site_will_show_it(desk: Desk) -> None:
    """Findings and the page come back; nothing is written; a text with an error is not shown."""
    before = path_of(desk, "mk").read_bytes()
    good = checked(desk, "/edit/mk/privacy", **{"msgstr-0": NEW})
    marks = [it for it in tree(good["page"]).iter() if it.get("data-message") == KEY]
    assert [said(it) for it in marks] == [NEW]
    bad = checked(desk, "/edit/mk/privacy", **{"msgstr-0": "<b>x</b>"})
    assert by_class(tree(bad["findings"]), "li", "error")
    assert "<b>" not in bad["page"]
    assert checked(desk, "", **{"msgstr-0": NEW})["page"] == ""
    for back in ("messages?x=[", "nothing", "directory.csv", "brochure.pdf", "Privacy/", "//["):
        assert "page" in checked(desk, f"/edit/mk/{back}", **{"msgstr-0": NEW})
    assert path_of(desk, "mk").read_bytes() == before


def test_msgfmt_passes_after_every_kind_of_save(desk: Desk) -> None:
    """A catalogue that was saved is one for gettext's own tools too."""
    for action, text in (("draft", "%(x)s <b>"), ("ask", 'Оди "\\ \t'), ("publish", NEW)):
        desk.send("mk", KEY, action, msgstr_0=text, question="~ | : . , fuzzy")
        command = [need("msgfmt"), "-c", "-o", "/dev/null", str(path_of(desk, "mk"))]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (action, done.stderr)


def test_another_translation_of_the_same_french_is_said_while_typing(desk: Desk) -> None:
    """As `i18n check` says it, at the later of the two."""
    before, key = message(desk, "mk", "année non trouvée").msgstr[0], key_of("Année non trouvée")
    for text, expected in ((before, 0), (NEW, 1)):
        form = desk.form("mk", key) | {"msgstr-0": text, "action": "check"}
        found = desk.post(f"/edit/mk/messages/{key}", form).get_json()["findings"]
        assert found.count("the French is the same") == expected
