"""Who comes in, from where, and with what: asked before every answer of the editor."""

import secrets
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from typing import cast
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.editor.people import Key
from webapp.editor.workbook import Row, Workbook
from webapp.guard import PERSON
from webapp.i18n import use_language
from webapp.languages import BY_PATH, SOURCE, TRANSLATED, Language
from webapp.site import site
from webapp.translators import FILE, Person, read_people
from webapp.views.public import wanted_language

EXTENSION = "editor"
COOKIE = "editor"


@dataclass(frozen=True, slots=True)
class Editor:
    """What the editor keeps between requests.

    Arguments:
        key: what opens the editor of this machine; None where a proxy signs people in.
        person: who sits at this machine.
        commits: whether what is saved is committed in the translator's name.
    """

    workbook: Workbook
    key: Key | None = None
    person: Person | None = None
    commits: bool = True


def editor() -> Editor:
    """Return the editor of the application."""
    return cast(Editor, current_app.extensions[EXTENSION])


def person() -> Person:
    """Return who has come in."""
    return cast(Person, g.person)


def languages() -> list[Language]:
    """Return the languages that they may change."""
    return [language for language in TRANSLATED if language.path in person().languages]


def may_change(row: Row) -> bool:
    """Return whether they may change a text: one that visitors read takes a reviewer."""
    return person().reviewer or not row.is_published


def enter() -> BaseResponse | None:
    """Let a translator in, or refuse the request; a form must come from a page of the editor."""
    if request.endpoint == "editor.static":
        return None
    path = (request.view_args or {}).get("path")
    asked = BY_PATH.get(path or "")
    use_language(asked or wanted_language() or SOURCE)
    key = editor().key
    opened = key is not None and key.opens(request.args.get("key", ""))
    g.session = key.session if key and opened else request.cookies.get(_cookie(), "")
    if key and not key.knows(g.session):
        abort(403, "no-key")
    g.session = g.session or secrets.token_urlsafe(32)
    g.person = editor().person
    if not key:
        email = request.environ.get(PERSON, "").strip().lower()
        people = read_people(site().settings.translations / FILE) if email else {}
        g.person = people.get(email)
    if g.person is None:
        abort(403, "nobody")
    if path is not None and asked not in languages():
        abort(404 if asked is None else 403, "other-language")
    if request.method == "POST":
        origin = request.headers.get("Origin", "").partition("://")[2]
        sent = request.form.get("token", "")
        right = compare_digest(sent.encode(), token(sent.partition(".")[0]).encode())
        if not right or origin.lower() != request.host.lower():
            abort(403, "not-from-here")
    if key and "key" in request.args:  # out of the address bar and the history
        return redirect(f"/edit/{path}/messages?state=left" if asked else "/edit/", 303)
    return None


def leave(response: BaseResponse) -> BaseResponse:
    """Keep an answer out of every cache and search engine, and the session in the browser."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if g.get("person") and g.session != request.cookies.get(_cookie()):
        secure = site().settings.base_url.startswith("https:")
        response.set_cookie(
            _cookie(), g.session, path="/edit", httponly=True, samesite="Strict", secure=secure
        )
    return response


def _cookie() -> str:
    """Return the name of the session's cookie: browsers share cookies among the ports of a host."""
    return f"{COOKIE}{urlsplit(request.host_url).port or ''}"


def token(nonce: str = "") -> str:
    """Return what a form must send so that it is known to come from a page of the editor."""
    nonce = nonce or secrets.token_hex(8)
    key = blake2b(g.session.encode()).digest()
    return f"{nonce}.{blake2b(nonce.encode(), key=key, digest_size=16).hexdigest()}"
