"""Who comes in, from where, and with what: asked before every answer of the editor."""

import secrets
from dataclasses import dataclass
from hashlib import blake2b
from hmac import compare_digest
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.editor.people import FILE, Key, Person, read_people
from webapp.editor.workbook import Workbook
from webapp.guard import PERSON
from webapp.i18n import current_language, use_language
from webapp.languages import BY_PATH, SOURCE, TRANSLATED, Language
from webapp.site import site
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


def enter() -> BaseResponse | None:
    """Let a translator in, or refuse the request; a form must come from a page of the editor."""
    path = (request.view_args or {}).get("path")
    asked = BY_PATH.get(path or "")
    use_language(asked or wanted_language() or SOURCE)
    key = editor().key
    opened = key is not None and key.opens(request.args.get("key", ""))
    g.session = key.session if key and opened else request.cookies.get(COOKIE, "")
    if key and not key.knows(g.session):
        abort(403, "no-key")
    g.person = editor().person if key else _signed_in()
    if g.person is None:
        abort(403, "nobody")
    if path is not None and asked not in languages():
        abort(404 if asked is None else 403, "other-language")
    if request.method == "POST" and not _from_here():
        abort(403, "not-from-here")
    if key and "key" in request.args:  # out of the address bar and the history
        return redirect(home() if asked else "/edit/", 303)
    g.session = g.session or secrets.token_urlsafe(32)
    return None


def leave(response: BaseResponse) -> BaseResponse:
    """Keep an answer out of every cache and search engine, and the session in the browser."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    session = g.get("session", "")
    if g.get("person") and session != request.cookies.get(COOKIE):
        secure = urlsplit(site().settings.base_url).scheme == "https"
        response.set_cookie(
            COOKIE, session, path="/edit", httponly=True, samesite="Strict", secure=secure
        )
    return response


def token() -> str:
    """Return what a form must send so that it is known to come from a page of the editor."""
    nonce = secrets.token_hex(8)
    return f"{nonce}.{_signature(nonce)}"


def _signature(nonce: str) -> str:
    key = blake2b(cast(str, g.session).encode()).digest()
    return blake2b(nonce.encode(), key=key, digest_size=16).hexdigest()


def _from_here() -> bool:
    """Return whether a form was sent from a page of this editor, in this browser."""
    origin = urlsplit(request.headers.get("Origin", ""))
    nonce, _, signed = request.form.get("token", "").partition(".")
    right = compare_digest(signed.encode(), _signature(nonce).encode())
    return bool(g.session) and right and origin.netloc.lower() == request.host.lower()


def _signed_in() -> Person | None:
    """Return the translator whom the proxy names, if it names one."""
    email = request.environ.get(PERSON, "").strip().lower()
    path: Path = site().settings.translations / FILE
    return read_people(path).get(email) if email else None


def may_change(row_is_published: bool) -> bool:
    """Return whether the person may change a text: one that visitors read takes a reviewer."""
    return person().reviewer or not row_is_published


def home() -> str:
    """Return the address at which a translator of the page's language arrives."""
    return f"/edit/{current_language().path}/messages?state=left"
