"""The views of the editor: the page, the list, the form of a message, handing in, help."""

import re
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
)
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from webapp.disk import read_bytes
from webapp.editor import door, handing_in, page, panel, saving, sentences
from webapp.editor.door import editor, languages, person
from webapp.editor.lists import ON_A_PAGE, Selection
from webapp.editor.saving import Action, Change, change_of
from webapp.editor.workbook import Book, Row, question_of
from webapp.errors import SiteError
from webapp.git import GitError
from webapp.i18n.texts import current_language
from webapp.languages import SOURCE
from webapp.po import files
from webapp.site import site, today
from webapp.typography import typography
from webapp.views.errors import SENTENCES as OF_ERRORS

# The rest of an editor address after its language, without dots: `..` would lead out of it.
_REST = r"[A-Za-z0-9_/-]*(?:\?[!-~]*)?"

blueprint = Blueprint("editor", __name__, url_prefix="/edit", static_folder="static")
blueprint.before_request(door.enter)
blueprint.after_request(door.leave)


@blueprint.errorhandler(HTTPException)
def refuse(error: HTTPException) -> BaseResponse:
    """Say why a request is refused, in the language of its address."""
    status = error.code or 500
    if status < 400:
        return error.get_response()
    of_status = OF_ERRORS.get(status, OF_ERRORS[400])[1]
    sentence = sentences.REFUSALS.get(error.description or "", of_status)
    return _answer("refused.html", status, sentence=sentence)


@blueprint.errorhandler(SiteError)
def unreadable(error: SiteError) -> BaseResponse:
    """Say which file cannot be read or written, and why."""
    return _answer("refused.html", 503, sentence=OF_ERRORS[503][1], detail=str(error))


@blueprint.get("/", defaults={"name": "start"})
@blueprint.get("/<path>/<any(pages, help):name>")
def plain(name: str, path: str = "") -> BaseResponse:
    """Show the translator's languages, the site's pages with what is left on each, or the help."""
    return _answer(f"{name}.html")


@blueprint.get("/<path>/", defaults={"slug": ""})
@blueprint.get("/<path>/<path:slug>")
def site_page(path: str, slug: str) -> BaseResponse:
    """Show a page of the site on which a click on a message opens it."""
    asked = [it for it in request.args.items(multi=True) if it[0] != "notice"]
    book, query = _book(), urlencode(asked)
    shown = page.show(book, slug, query, site().catalogues.snapshot())
    public = f"/{path}/{slug}" + (f"?{query}" if query else "")
    if location := shown.response.location:
        return redirect(f"/edit{location}" if location.startswith(f"/{path}/") else location)
    if shown.response.mimetype != "text/html":
        return redirect(public)
    head, aside = _render("_head.html"), _render("_around.html", shown=shown)
    html = shown.html(languages()).replace("</head>", f"{head}</head>", 1)
    before, end, after = html.rpartition("</body>")
    return Response(before + aside + end + after, shown.response.status_code)


@blueprint.get("/<path>/messages")
def messages(path: str) -> BaseResponse:
    """List the messages that the query selects."""
    book, chosen = _book(), Selection.of(request.args)
    rows = chosen.rows(book)
    pages = max(1, -(-len(rows) // ON_A_PAGE))
    number = min(max(chosen.number, 1), pages)
    return _answer(
        "messages.html",
        chosen=chosen,
        rows=rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE],
        total=len(rows),
        number=number,
        pages=pages,
        counts=book.counts(),
    )


@blueprint.get("/<path>/messages/<key>")
def message(path: str, key: str) -> BaseResponse:
    """Show the form of a message."""
    return _form(_row(key))


@blueprint.post("/<path>/messages/<key>")
def write(path: str, key: str) -> BaseResponse:
    """Save what a translator wrote, or say what keeps it from being saved.

    After saving, lead back to where the translator was, or to the next message left to do.
    """
    row = _row(key)
    change = change_of(request.form, row, person(), today())
    if request.form.get("action") == "check":
        return _checked(row)
    leaves_text = change.action is Action.ASK and list(change.texts) == row.message.msgstr
    if not leaves_text and not door.may_change(row):
        abort(403, "reviewer-only")
    try:
        with handing_in.alone(_source(), editor().commits):
            changed = saving.save(editor().workbook, current_language(), key, change)
            notice = (_committed() or change.action) if changed else "kept"
    except saving.ChangedMeanwhileError:
        return _form(_row(key), 409, change)
    except saving.RefusedError as error:
        return _form(row, 422, change, error.args[0])
    target, chosen = f"/edit/{path}/messages/{key}", Selection.of(request.args)
    query, back = chosen.query(), _back() or None
    if request.form.get("action", "").endswith("-next"):
        following = panel.next_left(row, _book(), chosen.rows(_book()))
        target, back = f"/edit/{path}/messages" + (f"/{following.key}" if following else ""), None
        query = query or ("" if following else "state=left")
    target = back or target + (f"?{query}" if query else "")
    return redirect(f"{target}{'&' if '?' in target else '?'}{urlencode({'notice': notice})}", 303)


@blueprint.get("/<path>/messages/<key>/history")
def history(path: str, key: str) -> BaseResponse:
    """Show the versions of a message that git has."""
    row = _row(key)
    try:
        versions = list(handing_in.history(_source(), row.message))
    except GitError:
        versions = []
    return _answer("history.html", row=row, versions=versions)


@blueprint.get("/<path>/hand-in")
def hand_in(path: str) -> BaseResponse:
    """Show the messages that differ from the last commit that others have."""
    try:
        rows = list(handing_in.differences(_source()))
    except GitError as error:
        return _answer("hand_in.html", rows=None, detail=str(error))
    return _answer("hand_in.html", rows=rows, commits=editor().commits)


@blueprint.post("/<path>/hand-in")
def commit(path: str) -> BaseResponse:
    """Commit what is saved, in the translator's name."""
    if not editor().commits:
        abort(404)
    with handing_in.alone(_source(), editor().commits):
        notice = _committed() or "handed-in"
    return redirect(f"/edit/{path}/hand-in?notice={notice}", 303)


@blueprint.get("/<path>/messages.po")
def download(path: str) -> Response:
    """Send the catalogue as a file."""
    named = {"Content-Disposition": f"attachment; filename={current_language().catalogue}.po"}
    return Response(read_bytes(_source()), mimetype="text/x-gettext-translation", headers=named)


def _book() -> Book:
    return editor().workbook.book(current_language())


def _source() -> Path:
    return files.source(editor().workbook.folder, current_language())


def _row(key: str) -> Row:
    return _book().rows.get(key) or abort(404)


def _committed() -> str | None:
    """Commit what was saved, if the editor commits; return the notice of a failure, else None."""
    try:
        if editor().commits:
            handing_in.commit(_source(), current_language(), person())
    except handing_in.UnfinishedError:
        return "merge"
    except GitError:
        current_app.logger.exception("a translation is saved and not committed")
        return "git"
    return None


def _back() -> str:
    """Return the editor address that a form names as its origin; empty for any other address."""
    target = request.values.get("back", "")
    return target if re.fullmatch(f"/edit/{current_language().path}/{_REST}", target) else ""


def _checked(row: Row) -> Response:
    """Answer with the findings on a text that is being typed, and a preview of its page."""
    sent = {**request.form, "action": Action.PUBLISH}
    book, text = _book(), saving.written(row, change_of(sent, row, person(), today()))
    findings = list(editor().workbook.judged(book, row, text))
    html = ""
    if back := _back():
        parts = urlsplit(back)
        slug = parts.path.removeprefix(f"/edit/{book.language.path}/")
        fit = not saving.problems(text, book.language, Action.PUBLISH)
        texts = page.with_message(site().catalogues.snapshot(), book, text, fit=fit)
        html = page.show(book, slug, parts.query, texts).html(languages())
    return jsonify(findings=_render("_findings.html", findings=findings), page=html)


def _form(
    row: Row, status: int = 200, sent: Change | None = None, findings: object = None
) -> BaseResponse:
    """Answer with the form of a message, filled with what was sent if that could not be saved."""
    texts, notes = (sent.texts, sent.notes) if sent else (row.message.msgstr, row.message.comments)
    book, language, chosen = _book(), current_language(), Selection.of(request.args)
    previous = row.message.previous
    return _answer(
        "message.html",
        status,
        row=row,
        texts=texts,
        comments=dict.fromkeys([*row.message.comments, *notes]) if status == 409 else notes,
        findings=row.findings if findings is None else findings,
        conflict=status == 409,
        changed=panel.difference(previous[1], row.source.msgid) if previous else None,
        terms=editor().workbook.terms(language, row.source.msgid),
        similar=panel.similar(row, book),
        elsewhere=panel.elsewhere(row, site().catalogues.snapshot(), language),
        examples=panel.examples(language),
        characters=typography(language.path).characters,
        neighbours=panel.neighbours(row, chosen.rows(book)),
        chosen=chosen,
        back=_back(),
        shown_on=page.shown_on(row),
        may_change=door.may_change(row),
    )


def _answer(template: str, status: int = 200, **context: object) -> BaseResponse:
    return Response(_render(template, **context), status)


def _render(template: str, **context: object) -> str:
    return render_template(
        f"editor/{template}",
        language=current_language(),
        source=SOURCE,
        sentences=sentences,
        notice=sentences.NOTICES.get(request.args.get("notice", "")),
        token=door.token,
        person=person,
        page_title=page.title,
        page_address=page.address,
        question_of=question_of,
        languages=languages,
        book=_book,
        **context,
    )
