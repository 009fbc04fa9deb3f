"""Who comes in, and which forms are taken: the editor of a machine is for one person at it."""

from collections.abc import Mapping
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from tests.editor.desk import ANA, LANGUAGES, SKIP, Desk, by_class, key_of, path_of, said, tree
from webapp.settings import LOCAL
from webapp.translators import Person

FORM = f"/edit/mk/messages/{key_of(SKIP)}"
ADDRESSES = [
    "/edit/", "/edit/mk/", "/edit/mk/messages", FORM, f"{FORM}/history", "/edit/mk/hand-in",
    "/edit/mk/messages.po", "/edit/mk/help", "/edit/mk/privacy", "/edit/xx/",
]  # fmt: skip
TEXTS = {"msgstr-0": "Оди на содржината!", "action": "publish"}


def stranger(desk: Desk) -> Desk:
    """Return the same editor in another browser."""
    other = object.__new__(Desk)
    other.app, other.key, other.client = desk.app, desk.key, desk.app.test_client()
    return other


def test_without_the_key_nothing_is_shown(reading: Desk) -> None:
    """Every address answers 403 with one sentence, and sends no cookie."""
    other = stranger(reading)
    for address in ADDRESSES:
        response = other.get(address)
        assert response.status_code == 403, address
        assert "Set-Cookie" not in response.headers, address
        assert said(tree(response.text).findall(".//main/p")[0]), address
    assert other.post(FORM, TEXTS).status_code == 403
    wrong = ["", "x", reading.key.text[:-1], reading.key.text + "x", "é", "%ff", "%00", "x" * 9_000]
    for key in wrong:
        assert other.get(f"/edit/mk/?key={key}").status_code == 403, key


def test_the_key_opens_once_and_leaves_the_address(desk: Desk) -> None:
    """It becomes a cookie for the editor alone that no script reads; a replay opens nothing."""
    fresh = Desk(desk.folder, desk.cache, enters=False)
    response = fresh.get(f"/edit/mk/?key={fresh.key.text}")
    assert (response.status_code, response.headers["Location"]) == (
        303,
        "/edit/mk/messages?state=left",
    )
    cookie = SimpleCookie(response.headers["Set-Cookie"])["editor8000"]
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/edit", "Strict", True)
    assert len(cookie.value) >= 32
    assert cookie.value != fresh.key.text
    assert stranger(fresh).get(f"/edit/mk/?key={fresh.key.text}").status_code == 403
    assert fresh.get("/edit/mk/").status_code == 200
    assert fresh.get(f"/edit/mk/?key={fresh.key.text}").status_code == 303


def test_a_cookie_that_the_editor_did_not_give_opens_nothing(reading: Desk) -> None:
    """Neither the key itself nor anything else in the place of a session."""
    other = stranger(reading)
    for value in (reading.key.text, "x", "", '"é"', "a" * 5_000):
        response = other.get("/edit/mk/", Cookie=f"editor8000={value}")
        assert response.status_code == 403, value


ORIGINS = [None, "null", "https://evil.example", "http://127.0.0.1:8001", "http://127.0.0.1",
           "http://127.0.0.1:8000.evil.example", "http://[", "127.0.0.1:8000", "x://", "\u00e9",
           "http://evil.example/http://127.0.0.1:8000", "http://a@127.0.0.1:8000"]  # fmt: skip


def refused(desk: Desk, form: Mapping[str, str], **headers: str) -> int:
    """Send a form in a browser that has come in; return the status of the answer."""
    return desk.client.post(FORM, data=form, headers=headers).status_code


def test_a_form_comes_from_a_page_of_the_editor(desk: Desk) -> None:
    """No other origin is believed, named or not, whatever else is right; nothing is written."""
    path = path_of(desk, "mk")
    before, form = path.read_bytes(), desk.form("mk", key_of(SKIP)) | TEXTS
    answers = [
        refused(desk, form, **({} if origin is None else {"Origin": origin})) for origin in ORIGINS
    ]
    assert answers == [403] * len(ORIGINS)
    assert path.read_bytes() == before


def test_a_form_has_a_token_of_the_same_browser(desk: Desk) -> None:
    """No token, an invented one, a cut one and that of another editor are refused."""
    form = desk.form("mk", key_of(SKIP)) | TEXTS
    other = Desk(desk.folder, desk.cache).form("mk", key_of(SKIP))["token"]
    token = form["token"]
    wrong = ["", ".", "x.y", token[:-1], token.partition(".")[0], other, "é.ü", "\0"]
    answers = [refused(desk, form | {"token": it}, Origin=LOCAL) for it in wrong]
    without = {name: text for name, text in form.items() if name != "token"}
    answers.append(refused(desk, without, Origin=LOCAL))
    assert answers == [403] * (len(wrong) + 1)
    assert refused(desk, form, Origin=LOCAL) == 303


def test_every_form_is_guarded(reading: Desk) -> None:
    """Handing in, checking and saving take no form without its token."""
    for address in ("/edit/mk/hand-in", FORM, "/edit/it/hand-in"):
        for action in ("check", "publish", "draft", "ask"):
            assert reading.post(address, {"action": action}).status_code == 403


def test_every_page_says_who_signs(reading: Desk) -> None:
    """The name stands among the links of the editor, on pages of the site too."""
    for address in [it for it in ADDRESSES[:-1] if not it.endswith(".po")]:
        (sections,) = by_class(tree(reading.get(address).text), "nav", "sections")[-1:]
        assert ANA.name in said(sections), address


def test_a_foreign_host_is_not_answered(reading: Desk) -> None:
    """A name that somebody points at this machine is refused, with the key and the cookie too."""
    for host in ("evil.example", "evil.example:8000", "127.0.0.1:8001", "127.0.0.1.evil.example"):
        for address in ("/edit/mk/", f"/edit/mk/?key={reading.key.text}", "/edit/static/editor.js"):
            assert reading.get(address, Host=host).status_code == 421, host
        origin = {"Host": host, "Origin": f"http://{host}"}
        assert reading.post(FORM, TEXTS, **origin).status_code == 421, host


def test_french_and_what_is_no_language_are_not_edited(reading: Desk) -> None:
    """The source is edited in the source: 403 in words; what is no language is not found."""
    assert reading.get("/edit/fr/").status_code == 403
    for path in ("xx", "MK", "no", "en_GB", "mk.po", "zh_Hans", "static"):
        assert reading.get(f"/edit/{path}/").status_code == 404, path


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X"])
def test_no_other_method_does_anything(reading: Desk, method: str) -> None:
    """What is neither read nor sent is refused; it is no error of the server."""
    for address in (FORM, "/edit/mk/hand-in", "/edit/mk/"):
        response = reading.client.open(address, method=method, headers={"Origin": LOCAL})
        assert response.status_code in ((200, 405) if method == "OPTIONS" else (405,)), address


def test_one_chooses_among_the_languages(reading: Desk) -> None:
    """The first page of the editor has a link for each language."""
    links = tree(reading.get("/edit/").text).findall(".//main//a")
    assert [it.get("href") for it in links] == [
        f"/edit/{path}/messages?state=left" for path in LANGUAGES
    ]


def test_nobody_changes_the_languages_of_others(translations: Path, tmp_path: Path) -> None:
    """Pages, lists, forms and files of another language are 403; nothing is written."""
    person = Person("Ана", "ana@example.org", languages={"mk"})
    desk = Desk(translations, tmp_path / "cache", person)
    before = path_of(desk, "it").read_bytes()
    token = desk.form("mk", key_of(SKIP))["token"]
    for address in ADDRESSES[1:-1]:
        assert desk.get(address.replace("/mk/", "/it/")).status_code == 403, address
    for address in (FORM, "/edit/mk/hand-in"):
        form = TEXTS | {"token": token}
        assert desk.post(address.replace("/mk/", "/it/"), form).status_code == 403, address
    assert path_of(desk, "it").read_bytes() == before
    links = tree(desk.get("/edit/").text).findall(".//main//a")
    assert [it.get("hreflang") for it in links] == ["mk"]
    pages = [it.get("href", "") for it in tree(desk.get("/edit/mk/").text).iter("a")]
    assert not [it for it in pages if it.startswith("/edit/") and not it.startswith("/edit/mk/")]
