"""Hostile requests and texts: each is refused or shown as what it is, and none is a 500."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.editor.desk import ANA, LANGUAGES, SKIP, Desk, fields, key_of, message, path_of, tree
from webapp.guard import MAX_FORM
from webapp.po.read import read
from webapp.po.write import differs
from webapp.settings import LOCAL
from webapp.translators import Person

KEY = key_of(SKIP)
FORM = f"/edit/mk/messages/{KEY}"
SCRIPT = "</textarea></title></p><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
SCRIPTS = [
    SCRIPT,
    "javascript:alert(1)",
    "' onfocus=alert(1) autofocus x='",
    '" onfocus=alert(1) autofocus x="',
    "<!--",
    "]]><svg/onload=alert(1)>",
    "{{ 7 * 7 }}{% for x in y %}",
    "%(x)s %% %s %(",
    "&lt;script&gt;",
]
LINKS = {"href", "src", "action", "formaction"}


def foreign(root: Element) -> Iterator[str]:
    """Yield elements and attributes that no page of the editor has."""
    for element in root.iter():
        names, tag = set(element.keys()), str(element.tag)
        if tag in ("img", "iframe", "object", "embed", "base"):
            yield f"<{tag}>"
        if tag == "script" and not names & {"src", "type"}:
            yield "an inline script"
        yield from (f"@{name}" for name in names if name.startswith("on"))
        yield from names & {"autofocus", "style", "srcdoc"}
        yield from (
            it for name in names & LINKS if (it := element.get(name, "")).startswith("java")
        )


def strange(desk: Desk, *addresses: str) -> list[object]:
    """Return what is wrong with some pages."""
    wrong: list[object] = []
    for address in addresses:
        response = desk.get(address)
        found = list(foreign(tree(response.text)))
        if response.status_code >= 500 or found:
            wrong.append((address[:80], response.status, found))
    return wrong


PATHS = [
    "/edit/mk/..", "/edit/mk/../", "/edit/mk/../../fr/", "/edit/mk/%2e%2e/%2e%2e/etc/passwd",
    "/edit/mk/..%2f..%2fetc%2fpasswd", "/edit/mk//", "/edit/mk///evil.example",
    "/edit/mk//evil.example/%2e%2e", "/edit//mk/", "/edit//evil.example/", "/edit/../edit/mk/",
    "/edit/%2e%2e/fr/", "/edit/..%2ffr/", "/edit/mk%2f..%2fit/", "/edit/mk/%5c%5cevil.example",
    "/edit/mk/\\..\\x", "/edit/mk/%00", "/edit/mk/%0d%0aX:y", "/edit/%ff%fe/", "/edit/mk/%ff",
    "/edit/mk/%ed%a0%80", "/edit/mk/" + "a" * 5_000, "/edit/" + "a" * 5_000 + "/",
    "/edit/mk/" + "../" * 500, "/edit/mk/" + "%2e%2e%2f" * 300, "/edit/mk/messages/..",
    "/edit/mk/messages/../../it/messages", "/edit/mk/messages/%2e%2e",
    "/edit/mk/messages/" + "a" * 5_000, "/edit/mk/messages/%00", "/edit/mk/messages/é",
    "/edit/mk/messages/%ed%a0%80", f"/edit/mk/messages/{KEY.upper()}", "/edit/mk/messages.po/x",
    "/edit/mk/messages/0000/history", "/edit/mk/.git/config", "/edit/mk/edit/mk/",
    "/edit/static/../door.py", "/edit/static/..%2fdoor.py", "/edit/static/%2e%2e%2fviews.py",
    "/edit/static/.", "/edit/static/", "/edit/static/x", "/edit/static/editor.js/x", "/edit/mk",
    "/edit/mk/healthz", "/edit/mk/choose/", "/edit/mk/choose?x=%ff", "/edit/mk/directory?page=-1",
    "/edit/mk/?%ff=%00", "/edit/mk/static/site.css", "/edit/mk/brochure.pdf",
]  # fmt: skip


def leads_away(location: str) -> bool:
    """Return whether a browser would leave the site: by a host, or by what it takes for one."""
    parts = urlsplit(location)
    return (
        bool(parts.netloc or parts.scheme) or not location.startswith("/") or "\\" in location[:3]
    )


def test_no_path_leads_out_or_fails(reading: Desk) -> None:
    """Dots, encoded slashes, bytes of no text and great lengths find a page or nothing."""
    wrong = []
    for address in PATHS:
        response = reading.get(address)
        if response.status_code >= 500 or b"import " in response.data:
            wrong.append((address[:60], response.status))
        if "Location" in response.headers and leads_away(response.headers["Location"]):
            wrong.append((address[:60], response.headers["Location"]))
    assert wrong == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_raw_paths_as_a_server_passes_them_on(reading: Desk, method: str) -> None:
    """A path that no client library would send is answered by the site's own words too."""
    raw = ["/edit/mk/../../x", "/edit/mk/\x00", "/edit/mk/\xff", "/edit/mk/a b",
           "/edit", "/edit/", "//edit/mk/", "/edit/mk/" + "/" * 2_000]  # fmt: skip
    for path in raw:
        environ = EnvironBuilder("/edit/", LOCAL, method=method).get_environ()
        session = {"HTTP_COOKIE": f"editor8000={reading.key.session}"}
        environ |= {"PATH_INFO": path, "QUERY_STRING": "\xff=\xe9&back=\xff"} | session
        _, status, _ = run_wsgi_app(reading.app, environ, buffered=True)
        assert int(status[:3]) < 500, path


def test_keys_of_messages_that_do_not_exist(desk: Desk) -> None:
    """Reading, saving and the history of no message are 404; nothing is written."""
    before = path_of(desk, "mk").read_bytes()
    form = desk.form("mk", KEY) | {"action": "publish", "msgstr-0": "x"}
    for key in ("0" * 16, "x", KEY[:-1], key_of(""), key_of("no message"), "history", "a" * 900):
        assert desk.get(f"/edit/mk/messages/{key}").status_code == 404, key
        assert desk.get(f"/edit/mk/messages/{key}/history").status_code == 404, key
        assert desk.post(f"/edit/mk/messages/{key}", form).status_code == 404, key
    assert path_of(desk, "mk").read_bytes() == before


def test_the_header_of_a_catalogue_is_no_message(reading: Desk) -> None:
    """Nobody changes the plural rule by the form of the empty msgid."""
    assert reading.get(f"/edit/mk/messages/{key_of('')}").status_code == 404


def sent(desk: Desk, **environ: Any) -> int:
    """Return the status of a form that is sent with a server's variables of its own."""
    headers = {"Origin": LOCAL, "Content-Type": "application/x-www-form-urlencoded"}
    return desk.client.post(FORM, headers=headers, environ_overrides=environ).status_code


def test_a_form_of_any_length_is_no_burden(desk: Desk) -> None:
    """Beyond the limit it is refused before it is read; so is one without a length."""
    assert sent(desk, CONTENT_LENGTH=str(MAX_FORM + 1)) == 413
    assert sent(desk, CONTENT_LENGTH=str(10 * 1024 * 1024)) == 413
    assert sent(desk, CONTENT_LENGTH="9" * 400) == 413
    assert sent(desk, HTTP_TRANSFER_ENCODING="chunked") == 413
    assert sent(desk, CONTENT_LENGTH="-1") == 400
    assert desk.post(FORM, {"notes": "x" * 10 * 1024 * 1024}).status_code == 413
    form = desk.form("mk", KEY) | {"action": "draft"}
    room = MAX_FORM - 2_000
    assert desk.post(FORM, form | {"notes": "x" * room}).status_code == 303
    many = {f"x{number}": "" for number in range(20_000)}
    assert desk.post(FORM, form | many).status_code in (303, 409)


BODIES = [
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=token\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--"),
    ("multipart/form-data; boundary=" + "x" * 500, b"--x"),
    ("application/json", b'{"action": "publish"}'),
    ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfe"),
    ("application/x-www-form-urlencoded", b"token=%ff&msgstr-0=%ed%a0%80&=&&a"),
    ("", b"\0" * 1000),
    ("é", b"x"),
]


@pytest.mark.parametrize(("kind", "body"), BODIES)
def test_a_body_that_is_no_form_has_no_token(reading: Desk, kind: str, body: bytes) -> None:
    """Whatever is sent in its place is refused like any form from elsewhere."""
    environ = {"CONTENT_TYPE": kind}
    response = reading.client.post(
        FORM, data=body, headers={"Origin": LOCAL}, environ_overrides=environ
    )
    assert response.status_code == 403


def test_no_body_is_sent_to_the_public_pages(reading: Desk) -> None:
    """The larger limit is for the forms of the editor alone."""
    for address in ("/mk/", "/edit", "/editor/mk/"):
        assert reading.post(address, {"x": "y"}).status_code == 413, address
    environ = {"CONTENT_LENGTH": "5"}
    assert reading.client.get("/edit/mk/", environ_overrides=environ).status_code == 413


@pytest.mark.parametrize("text", SCRIPTS)
def test_what_is_typed_is_text_wherever_it_is_shown(desk: Desk, text: str) -> None:
    """Translation, note and question keep their characters, and no element of theirs is made."""
    pages = [FORM, f"{FORM}/history", "/edit/mk/", "/edit/mk/messages?words=", "/edit/mk/hand-in",
             f"/edit/mk/messages?words={quote(text)}&rule={quote(text)}&page={quote(text)}",
             f"{FORM}?back={quote('/edit/mk/?x=' + text)}",
             f"/edit/mk/directory?name={quote(text)}", f"/edit/mk/{quote(text)}",
             f"/edit/mk/messages?notice={quote(text)}"]  # fmt: skip
    response = desk.send("mk", KEY, "ask", msgstr_0=text, notes=text, question=text)
    assert response.status_code == 303
    assert message(desk, "mk", SKIP).msgstr == [text]
    assert strange(desk, *pages, "/mk/") == []
    form = desk.form("mk", KEY)
    assert form["msgstr-0"] == text
    assert form["notes"].startswith(text)
    refused = desk.send("mk", KEY, "publish", msgstr_0=text + "<b>", notes=text, question=text)
    assert refused.status_code == 422
    assert list(foreign(tree(refused.text))) == []
    stale = form | {"seen": "x", "action": "draft", "msgstr-0": text + "!"}
    conflict = desk.post(FORM, stale)
    assert conflict.status_code == 409
    assert list(foreign(tree(conflict.text))) == []
    assert fields(tree(conflict.text))["msgstr-0"] == text + "!"


def test_what_is_typed_makes_no_element_in_the_preview(desk: Desk) -> None:
    """While typing, a text with an error is not in the page; findings quote it as text."""
    for text in SCRIPTS:
        form = desk.form("mk", KEY) | {"msgstr-0": text, "action": "check", "back": "/edit/mk/"}
        answer = desk.post(FORM, form)
        assert answer.mimetype == "application/json"
        for part in answer.get_json().values():
            assert list(foreign(tree(part))) == [], text


def test_a_persons_name_is_text(translations: Path, tmp_path: Path) -> None:
    """In a question, where who changed what is told, and in the history."""
    desk = Desk(translations, tmp_path / "cache", Person(SCRIPT, ANA.email))
    desk.send("mk", KEY, "ask", question="?", msgstr_0="Нешто")
    assert strange(desk, FORM, "/edit/mk/hand-in", f"{FORM}/history", "/edit/") == []
    assert SCRIPT in desk.form("mk", KEY)["notes"]


def test_a_script_in_messages_pot_or_the_glossary_is_text(desk: Desk) -> None:
    """What others wrote into the files is shown as it is: source, notes, terms."""
    pot = desk.folder / "messages.pot"
    text = pot.read_text("utf-8")
    note = "#. <script>alert(1)</script> Page: /fr/<script>\n#. Page: javascript:alert(1)\n"
    pot.write_text(
        text + f'\n{note}#: x.html\nmsgid "Une commune <script>alert(1)</script>"\nmsgstr ""\n',
        "utf-8",
    )
    with (desk.folder / "glossary.csv").open("a", encoding="utf-8") as file:
        file.write("Une commune,mk,<script>alert(1)</script>,\n")
    key = key_of("Une commune <script>alert(1)</script>")
    pages = (f"/edit/mk/messages/{key}", "/edit/mk/messages?state=left", "/edit/mk/messages")
    assert desk.get(pages[0]).status_code == 200
    assert strange(desk, *pages) == []


BACKS = [
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil",
    "/edit/mk/../../x", "/edit/mk/..", "/edit/mk/%2e%2e/x", "/edit/mk/.%2e/",
    "/edit/mk/a/../../..//x", "/edit/it/", "/edit/mk", "/edit/", "/mk/", "/", "", "x",
    "/edit/mk/\\..\\..\\x", "/edit/mk/ x",
    "/edit/mk/\r\nSet-Cookie: a=b", "/edit/mk/?x=\r\nSet-Cookie: a=b", "/edit/mk/\t/..", "//[",
    "/edit/mk/\u2028", "/edit/mk/é", "javascript:alert(1)", " /edit/mk/", "/edit/mk/#x",
    "/edit/mk/\0", "/edit/mk/" + "a/" * 9_000 + "..", "/edit/mk/?é", "http:/edit/mk/",
    "/edit/mk/x;y",
]  # fmt: skip


def test_back_leads_nowhere_else(desk: Desk) -> None:
    """What is no address of the editor in this language is as if it was not there."""
    wrong = []
    own = f"/edit/mk/messages/{KEY}?notice="
    form = desk.form("mk", KEY) | {"action": "ask"}
    for back in BACKS:
        response = desk.post(FORM, form | {"back": back})
        location = response.headers.get("Location", "")
        if response.status_code != 303 or not location.startswith(own):
            wrong.append((back[:40], response.status, location[:60]))
        query = f"?back={quote(back)}"
        if len(query) < 15_000 and desk.form("mk", KEY, query)["back"]:
            wrong.append((back[:40], "in the form"))
    assert wrong == []


def test_a_notice_is_one_of_ours(reading: Desk) -> None:
    """An address cannot put words of its own onto a page of the editor."""
    for address in ("/edit/mk/messages", "/edit/mk/", "/edit/mk/hand-in", FORM):
        text = reading.get(f"{address}?notice=Call+0123+now").text
        assert "Call 0123" not in text, address


TYPED = {
    "control characters": ("а\x00б\x01\x08\x0b\x0c\x1f\x7fв", "абв"),
    "line ends": ("а\r\nб\rв\x85г\u2028д\u2029е", "а\nб\nв\nг\nд\nе"),
    "a tab": ("а\tб", "а\tб"),
    "quotes": ('а"б\\n\\"', 'а"б\\n\\"'),
    "what PO means": ('#, fuzzy\nmsgid "x"\n#~ msgstr', '#, fuzzy\nmsgid "x"\n#~ msgstr'),
    "beyond the plane": ("а 😀 𝒳", "а 😀 𝒳"),
}


@pytest.mark.parametrize("name", TYPED)
def test_what_nobody_can_type_is_taken_out(desk: Desk, name: str) -> None:
    """The catalogue stays one that can be read, in its canonical form."""
    typed, kept = TYPED[name]
    response = desk.send("mk", KEY, "draft", msgstr_0=typed, notes=typed, question=typed)
    assert response.status_code == 303
    found = message(desk, "mk", SKIP)
    assert found.msgstr == [kept]
    assert found.comments == [it.strip() for it in kept.split("\n") if it.strip()]
    assert not differs(read(path_of(desk, "mk")))


def test_lone_surrogates_and_broken_bytes_become_text(desk: Desk) -> None:
    """Bytes that are no UTF-8, percent-encoded or not, are a replacement character."""
    for data in ("%ed%a0%80", "%ff", "%c0%80", "%f5%80%80%80", "%u0041", "%"):
        form = desk.form("mk", KEY) | {"action": "draft"}
        form.pop("msgstr-0")
        rest = "&".join(f"{name}={quote(text)}" for name, text in form.items())
        response = desk.client.post(
            FORM,
            data=f"{rest}&msgstr-0=x{data}&question={data}",
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": LOCAL},
        )
        assert response.status_code in (303, 422), data
        assert path_of(desk, "mk").read_text(encoding="utf-8")


NOTES = ["~ msgid", ", fuzzy", '| msgid "x"', ": a.html", ". Page: /fr/", "= x", '"x"', 'msgid ""']


def test_a_note_is_a_note_whatever_it_looks_like(desk: Desk) -> None:
    """No line of it becomes a flag, a reference, a previous text or a message."""
    before = message(desk, "mk", SKIP)
    desk.send("mk", KEY, "ask", notes="\n".join(NOTES))
    after = message(desk, "mk", SKIP)
    assert after.comments == NOTES
    assert (after.msgstr, after.flags, after.references, after.extracted, after.previous) == (
        before.msgstr,
        before.flags,
        before.references,
        before.extracted,
        before.previous,
    )


def test_a_note_silences_no_error(desk: Desk) -> None:
    """A translator's note may answer a warning, never let markup through."""
    note = "check-ignore: other-markup because I say so"
    response = desk.send("mk", KEY, "publish", msgstr_0="<b>Оди</b>", notes=note)
    assert response.status_code == 422


BROKEN = {
    "no UTF-8": b'msgid "\xff"\nmsgstr ""\n',
    "no catalogue": b"<<<<<<< HEAD\n",
    "empty": b"",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_catalogue_that_cannot_be_read_is_named(desk: Desk, name: str) -> None:
    """While somebody mends it, pages and saves say so with 503; other languages go on."""
    form = desk.form("mk", KEY) | {"action": "publish", "msgstr-0": "Оди таму"}
    path = path_of(desk, "mk")
    good = path.read_bytes()
    path.write_bytes(BROKEN[name])
    for address in ("/edit/mk/", "/edit/mk/messages", FORM, f"{FORM}/history"):
        response = desk.get(address)
        assert response.status_code in ((200, 404, 503) if name == "empty" else (503,)), address
        assert name == "empty" or "messages.po" in response.text
    assert desk.post(FORM, form).status_code in (409, 503)
    assert path.read_bytes() == BROKEN[name]
    assert desk.get("/edit/it/messages").status_code == 200
    assert desk.get("/edit/mk/hand-in").status_code in (200, 503)
    path.write_bytes(good)
    assert desk.post(FORM, form).status_code == 303


@pytest.mark.parametrize("missing", ["mk/LC_MESSAGES/messages.po", "messages.pot"])
def test_a_file_that_is_gone_is_named(desk: Desk, missing: str) -> None:
    """Every address answers 503 or goes on without it."""
    form = desk.form("mk", KEY) | {"action": "publish", "msgstr-0": "Оди таму"}
    (desk.folder / missing).unlink()
    for address in ("/edit/mk/", "/edit/mk/messages", FORM, "/edit/mk/messages.po", "/edit/mk/help",
                    "/edit/mk/hand-in", f"{FORM}/history"):  # fmt: skip
        assert desk.get(address).status_code in (200, 503), address
    assert desk.get(FORM).status_code == 503
    assert desk.post(FORM, form).status_code == 503


def test_a_glossary_that_cannot_be_read_is_named(desk: Desk) -> None:
    """The line that is wrong is said, as `i18n check` does."""
    (desk.folder / "glossary.csv").write_text("x\n", encoding="utf-8")
    response = desk.get(FORM)
    assert response.status_code == 503
    assert "glossary.csv" in response.text


def test_a_file_that_may_not_be_written_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer is 503 with the system's reason; reading goes on."""
    form = desk.form("mk", KEY) | {"action": "publish", "msgstr-0": "Оди таму"}
    before, opened = path_of(desk, "mk").read_bytes(), Path.open

    def refuse(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if mode != "rb" and path.is_relative_to(desk.folder):
            raise PermissionError(13, "Permission denied")
        return opened(path, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    response = desk.post(FORM, form)
    assert response.status_code == 503
    assert "Permission denied" in response.text
    assert desk.get(FORM).status_code == 200
    assert path_of(desk, "mk").read_bytes() == before


def test_a_full_disk_leaves_the_catalogue_whole(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be written entirely is not there at all, and the text can be sent again."""
    form = desk.form("mk", KEY) | {"action": "publish", "msgstr-0": "Оди таму"}
    before = path_of(desk, "mk").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("webapp.disk.os.fsync", full)
        response = desk.post(FORM, form)
    assert response.status_code == 503
    assert "No space left" in response.text
    assert path_of(desk, "mk").read_bytes() == before
    assert [it.name for it in path_of(desk, "mk").parent.iterdir()] == ["messages.po"]
    assert desk.post(FORM, form).status_code == 303


def test_every_language_refuses_alike(reading: Desk) -> None:
    """What is refused is said in the language of its address."""
    for language in LANGUAGES:
        response = reading.post(f"/edit/{language}/messages/{KEY}", {})
        assert response.status_code == 403
        tag = {"zh": "zh-Hans"}.get(language, language)
        assert tree(response.text).get("lang") == tag
