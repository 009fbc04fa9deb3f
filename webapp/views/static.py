"""The style sheet, the scripts and the icon."""

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.site import site

blueprint = Blueprint("static_files", __name__)

YEAR = 60 * 60 * 24 * 365


@blueprint.get("/static/<name>")
def static_file(name: str) -> BaseResponse:
    """Give a file for good under the address of its content; lead to it from any other."""
    files = site().static
    found = files.by_address.get(request.path)
    if found:
        response = Response(found.content, mimetype=found.mimetype)
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        response.headers["Vary"] = "Accept-Encoding"
        return response
    meant = files.meant_by(request.path) or abort(404)
    moved = redirect(meant.address)
    moved.headers["Cache-Control"] = "no-store"
    return moved
