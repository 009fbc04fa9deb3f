"""Access to the editor, checked on every request: who sends it, from where, in which session."""

import secrets
from hashlib import blake2b
from hmac import compare_digest
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from flask import abort, current_app, g, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.editor.workbook import Row, Workbook
from webapp.guard import PERSON
from webapp.i18n.texts import use_language
from webapp.languages import BY_PATH, SOURCE, TRANSLATED, Language
from webapp.site import site
from webapp.translators import FILE, Person, read_people
from webapp.views.public import wanted_language

EXTENSION = "editor"


class Key:
    """The key of an editor on this machine: it works once and begins the browser's session."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(24)
        self.session = ""

    def opens(self, text: str) -> bool:
        """Return whether a text is the key and nobody has used it yet; if so, begin a session."""
        if self.session or not compare_digest(text.encode(), self.text.encode()):
            return False
        self.session = secrets.token_urlsafe(32)
        return True

    def knows(self, session: str) -> bool:
        """Return whether a session is the one that the key began."""
        return bool(session) and compare_digest(session.encode(), self.session.encode())


class Editor(NamedTuple):
    """What the editor keeps between requests.

    Arguments:
        key: the key of an editor on this machine; None where a proxy signs people in.
        person: the translator at this machine; None where a proxy signs people in.
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
    """Return the translator that `enter` has let in; None while somebody is refused."""
    return cast(Person, g.get("person"))


def languages() -> list[Language]:
    """Return the languages that the translator may change."""
    return [language for language in TRANSLATED if language.path in person().languages]


def may_change(row: Row) -> bool:
    """Return whether the translator may change a text: only reviewers change published ones."""
    return person().reviewer or not row.is_published


def enter() -> BaseResponse | None:
    """Let a translator in, or refuse the request; a form must come from a page of the editor."""
    if request.endpoint == "editor.static":
        return None
    path = (request.view_args or {}).get("path")
    asked = BY_PATH.get(path or "")
    use_language(asked or wanted_language() or SOURCE)
    key = editor().key
    g.sessions = _sessions(key)
    if not g.sessions:
        abort(403, "no-key")
    g.person = editor().person
    if not key and (email := request.environ.get(PERSON, "").strip().lower()):
        g.person = read_people(site().settings.translations / FILE).get(email)
    if g.person is None:
        abort(403, "nobody")
    if path is not None and asked not in languages():
        abort(404 if asked is None else 403, "other-language")
    if request.method == "POST" and not _is_from_here():
        abort(403, "not-from-here")
    if key and "key" in request.args:  # out of the address bar and the history
        return redirect(f"/edit/{path}/messages?state=left" if asked else "/edit/", 303)
    return None


def _sessions(key: Key | None) -> list[str]:
    """Return the browser's sessions; the key begins one, and on a team's site one always exists."""
    if key is None:
        return _sent_sessions() or [secrets.token_urlsafe(32)]
    if key.opens(request.args.get("key", "")):
        return [key.session]
    return [session for session in _sent_sessions() if key.knows(session)]


def _is_from_here() -> bool:
    """Return whether a form comes from a page of this editor in one of the browser's sessions."""
    origin = request.headers.get("Origin", "").partition("://")[2]
    sent = request.form.get("token", "")
    tokens = (token(sent.partition(".")[0], session) for session in g.sessions)
    right = any(compare_digest(sent.encode(), it.encode()) for it in tokens)
    return right and origin.lower() == request.host.lower()


def leave(response: BaseResponse) -> BaseResponse:
    """Keep an answer out of caches and search engines, and set the cookie of a new session."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    if g.get("person") and (session := g.sessions[0]) not in _sent_sessions():
        secure = site().settings.base_url.startswith("https:")
        response.set_cookie(
            _cookie(session), session, path="/edit", httponly=True, samesite="Strict", secure=secure
        )
    return response


def _cookie(session: str = "") -> str:
    """Return a session's cookie name, with the port: browsers share cookies among a host's ports.

    Tabs of a team's site that open at once begin a session each; the browser keeps them by name.
    """
    name = f"{EXTENSION}{urlsplit(request.host_url).port or ''}"
    return name if editor().key else f"{name}-{session[:8]}"


def _sent_sessions() -> list[str]:
    return [it for name, it in request.cookies.items() if it and name.startswith(_cookie())]


def token(nonce: str = "", session: str = "") -> str:
    """Return the token by which a form proves that it comes from a page of the editor."""
    nonce = nonce or secrets.token_hex(8)
    key = blake2b((session or g.sessions[0]).encode()).digest()
    return f"{nonce}.{blake2b(nonce.encode(), key=key, digest_size=16).hexdigest()}"
