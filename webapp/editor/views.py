"""The addresses of the editor: the page, the list, the form of a message, handing in, help."""

from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    send_from_directory,
)
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from webapp.checks.runner import judge
from webapp.editor import door, handing_in, page, panel
from webapp.editor.door import editor, languages, person
from webapp.editor.form import change_of
from webapp.editor.lists import ON_A_PAGE, Selection, progress
from webapp.editor.saving import (
    Action,
    ChangedMeanwhileError,
    RefusedError,
    problems,
    save,
    written,
)
from webapp.editor.sentences import NOTICES, REFUSALS, RULES, STATES
from webapp.editor.workbook import Book, Row, State, counts
from webapp.errors import SiteError
from webapp.git import GitError
from webapp.i18n import current_language
from webapp.languages import SOURCE
from webapp.po import files
from webapp.site import today
from webapp.typography import typography
from webapp.views.errors import SENTENCES as OF_ERRORS

blueprint = Blueprint("editor", __name__, url_prefix="/edit")
blueprint.after_request(door.leave)


@blueprint.before_request
def enter() -> BaseResponse | None:
    """Let in who may translate; the editor's own style and script are for everybody."""
    return None if request.endpoint == "editor.static" else door.enter()


@blueprint.errorhandler(HTTPException)
def refuse(error: HTTPException) -> BaseResponse:
    """Say why a request is refused, in the language of its address."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    known = REFUSALS.get(error.description or "") or OF_ERRORS.get(status, OF_ERRORS[400])[1]
    return _answer("refused.html", status, sentence=known)


@blueprint.errorhandler(SiteError)
def unreadable(error: SiteError) -> BaseResponse:
    """Say which file cannot be read or written, and why."""
    return _answer("refused.html", 503, sentence=OF_ERRORS[503][1], detail=str(error))


@blueprint.get("/static/<name>")
def static(name: str) -> Response:
    """Send the editor's style sheet or script."""
    return send_from_directory(Path(__file__).parent / "static", name)


@blueprint.get("/")
def start() -> BaseResponse:
    """Let a translator choose a language, where there is a choice."""
    ours = languages()
    if len(ours) == 1:
        return redirect(f"/edit/{ours[0].path}/messages?state=left", 303)
    return _answer("start.html", languages=ours)


@blueprint.get("/<path>/", defaults={"slug": ""})
@blueprint.get("/<path>/<path:slug>")
def site_page(path: str, slug: str) -> BaseResponse:
    """Show a page of the site, whose messages open when they are clicked."""
    book, query = _book(), request.query_string.decode("ascii", "replace")
    shown = page.show(_app(), book, slug, query, page.snapshot())
    public = f"/{path}/{slug}" + (f"?{query}" if query else "")
    if shown.response.mimetype != "text/html":
        return redirect(public)
    if location := shown.response.location:
        return redirect(f"/edit{location}" if location.startswith(f"/{path}/") else location)
    html = page.within(shown.response.get_data(as_text=True), _paths())
    head = render_template("editor/_head.html")
    panel_html = _render(
        "_around.html", shown=shown, here=request.full_path.rstrip("?"), public=public, book=book
    )
    html = html.replace("</head>", f"{head}</head>", 1)
    before, end, after = html.rpartition("</body>")
    answer = Response(before + panel_html + end + after, shown.response.status_code)
    answer.headers["Content-Language"] = current_language().tag
    return answer


@blueprint.get("/<path>/messages")
def messages(path: str) -> BaseResponse:
    """List messages: what is left to do, or what is asked for."""
    book, chosen = _book(), Selection.of(request.args)
    rows = chosen.rows(book)
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    number = min(max(chosen.number, 1), pages)
    return _answer(
        "messages.html",
        book=book,
        chosen=chosen,
        rows=rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
        total=len(rows),
        number=number,
        pages=pages,
        all=counts(book.rows.values()),
        progress=progress(book),
        rules=sorted({it.rule for row in book.rows.values() for it in row.findings}),
    )


@blueprint.get("/<path>/messages/<key>")
def message(path: str, key: str) -> BaseResponse:
    """Show the form of a message."""
    book = _book()
    return _form(book, _row(book, key))


@blueprint.post("/<path>/messages/<key>")
def write(path: str, key: str) -> BaseResponse:
    """Save what a translator wrote, or say what keeps it from being saved."""
    book = _book()
    row = _row(book, key)
    change = change_of(request.form, row, person().name, today())
    if request.form.get("action") == "check":
        return _checked(book, row)
    published = row.state in (State.WARNED, State.DONE)
    if list(change.texts) != row.message.msgstr and not door.may_change(published):
        abort(403, "reviewer-only")
    if change.action is Action.PUBLISH and not person().reviewer:
        change = change_of({**request.form, "action": "draft"}, row, person().name, today())
    try:
        changed = save(editor().workbook, book.language, key, change)
    except ChangedMeanwhileError:
        theirs = _row(_book(), key)
        return _form(_book(), theirs, 409, texts=change.texts, conflict=True)
    except RefusedError as error:
        return _form(book, row, 422, texts=change.texts, findings=error.findings)
    said = {Action.PUBLISH: "saved", Action.DRAFT: "draft", Action.ASK: "asked"}[change.action]
    notice = (_committed() or said) if changed else "kept"
    return redirect(_after(row, notice), 303)


@blueprint.get("/<path>/messages/<key>/history")
def history(path: str, key: str) -> BaseResponse:
    """Show what a message was before, by git."""
    row = _row(_book(), key)
    try:
        versions = list(handing_in.history(_source(), row.message))
    except GitError:
        versions = []
    return _answer("history.html", row=row, versions=versions)


@blueprint.get("/<path>/hand-in")
def hand_in(path: str) -> BaseResponse:
    """Show what differs from the last commit that others have."""
    try:
        rows = handing_in.differences(_source())
    except GitError as error:
        return _answer("hand_in.html", rows=None, detail=str(error))
    return _answer("hand_in.html", rows=rows, commits=editor().commits)


@blueprint.post("/<path>/hand-in")
def commit(path: str) -> BaseResponse:
    """Commit what is saved, in the translator's name."""
    notice = _committed() if editor().commits else None
    return redirect(f"/edit/{path}/hand-in?notice={notice or 'handed-in'}", 303)


@blueprint.get("/<path>/messages.po")
def download(path: str) -> Response:
    """Send the catalogue as a file."""
    name = f"{current_language().catalogue}.po"
    answer = Response(_source().read_bytes(), mimetype="text/x-gettext-translation")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@blueprint.get("/<path>/help")
def help_page(path: str) -> BaseResponse:
    """Say how the editor is used."""
    return _answer("help.html")


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]


def _book() -> Book:
    return editor().workbook.book(current_language())


def _source() -> Path:
    return files.source(editor().workbook.folder, current_language())


def _row(book: Book, key: str) -> Row:
    return book.rows.get(key) or abort(404)


def _paths() -> list[str]:
    return [language.path for language in languages()]


def _committed() -> str | None:
    """Commit what was saved, where that is done; return the notice that says it could not be."""
    if not editor().commits:
        return None
    try:
        handing_in.commit(_source(), current_language(), person())
    except handing_in.UnfinishedError:
        return "merge"
    except GitError:
        current_app.logger.exception("a translation is saved and not committed")
        return "git"
    return None


def _after(row: Row, notice: str) -> str:
    """Return where a translator goes on after a message is saved: where they were, or the next."""
    path = current_language().path
    if request.form.get("action", "").endswith("-next"):
        following = panel.next_left(row, _book())
        target = f"/edit/{path}/messages/{following.key}" if following else door.home()
    else:
        target = _back() or f"/edit/{path}/messages/{row.key}"
    parts = urlsplit(target)
    query = "&".join(filter(None, (parts.query, urlencode({"notice": notice}))))
    return f"{parts.path}?{query}"


def _back() -> str:
    """Return the address in the editor that a form came from; empty where it names another."""
    target = request.values.get("back", "")
    parts = urlsplit(target)
    inside = parts.path.startswith(f"/edit/{current_language().path}/")
    return target if inside and not parts.netloc and "\\" not in target else ""


def _checked(book: Book, row: Row) -> Response:
    """Answer what the rules say of a text that is being typed, and how its page will look."""
    change = change_of({**request.form, "action": "publish"}, row, "", today())
    text = written(row, change)
    findings = list(judge(text, book.language, editor().workbook.rules()))
    html = ""
    if back := _back():
        parts = urlsplit(back)
        slug = parts.path.removeprefix(f"/edit/{book.language.path}/")
        fit = not problems(text, book.language, Action.PUBLISH)
        texts = page.with_message(page.snapshot(), book, text, fit=fit)
        shown = page.show(_app(), book, slug, parts.query, texts)
        html = page.within(shown.response.get_data(as_text=True), _paths())
    said = _render("_findings.html", findings=findings)
    return jsonify(findings=said, page=html)


def _form(
    book: Book,
    row: Row,
    status: int = 200,
    *,
    texts: tuple[str, ...] = (),
    findings: object = None,
    conflict: bool = False,
) -> BaseResponse:
    """Answer with the form of a message, with what was sent where it could not be saved."""
    chosen = Selection.of(request.args)
    before, following = panel.neighbours(row, chosen.rows(book))
    previous = row.message.previous
    return _answer(
        "message.html",
        status,
        book=book,
        row=row,
        texts=texts or row.message.msgstr,
        findings=row.findings if findings is None else findings,
        conflict=conflict,
        changed=panel.difference(previous[1], row.source.msgid) if previous else None,
        terms=editor().workbook.terms(book.language, row.source.msgid),
        similar=panel.similar(row, book),
        elsewhere=panel.elsewhere(row, page.snapshot(), book.language),
        examples=panel.examples(book.language),
        characters=typography(book.language.path).characters,
        before=before,
        following=following,
        chosen=chosen,
        back=_back(),
        shown_at=page.address(row, book),
        may_change=door.may_change(row.state in (State.WARNED, State.DONE)),
    )


def _answer(template: str, status: int = 200, **context: object) -> BaseResponse:
    answer = Response(_render(template, **context), status)
    answer.headers["Content-Language"] = current_language().tag
    return answer


def _render(template: str, **context: object) -> str:
    return render_template(
        f"editor/{template}",
        language=current_language(),
        source=SOURCE,
        states=STATES,
        sentences=RULES,
        notice=NOTICES.get(request.args.get("notice", "")),
        token=door.token,
        person=door.person,
        page_title=page.title,
        **context,
    )
