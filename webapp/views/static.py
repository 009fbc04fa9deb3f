"""The style sheet, the scripts and the icon."""

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from webapp.site import site

blueprint = Blueprint("static_files", __name__)


@blueprint.get("/static/<name>")
def static_file(name: str) -> BaseResponse:
    """Send a file to be cached permanently; redirect addresses of other versions to it."""
    files = site().static
    if file := files.by_address.get(request.path):
        response = Response(file.content, mimetype=file.mimetype)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"  # a year
        response.headers["Vary"] = "Accept-Encoding"
        return response
    current = files.meant_by(request.path) or abort(404)
    moved = redirect(current.address)
    moved.headers["Cache-Control"] = "no-store"
    return moved
