"""What must hold of the templates as they are written."""

import re

from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from tests.views.test_every_page import hard_coded
from webapp.catalog import files
from webapp.catalog.read import read
from webapp.settings import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_hard_coded_text_would_be_found(app: Flask) -> None:
    """A sentence typed into a template is named, so the sweep over every page means something."""
    home = (ROOT / "templates" / "pages" / "home.html").read_text(encoding="utf-8")
    broken = home.replace("<h1>", '<p>Bonjour</p><img src="/x" alt="Image"><h1>')
    app.jinja_loader = ChoiceLoader([DictLoader({"pages/home.html": broken}), app.jinja_loader])
    assert hard_coded(app, "/mk/") == ["Bonjour", "Image"]


def test_messages_in_attributes_are_quoted() -> None:
    """Every message inside an attribute passes `attr`, which makes any text fit there."""
    wrong = [
        (path.name, value)
        for path in TEMPLATES
        for value in re.findall(r'[a-z-]+="(\{\{[^}]*_\(.*?\}\})"', path.read_text("utf-8"))
        if not value.endswith("|attr }}")
    ]
    assert wrong == []


def test_no_message_has_markup() -> None:
    """Links and tags stay outside or come as fields: a page shows those of a message as written."""
    messages = read(files.template(ROOT / "translations")).active()
    forms = [form for each in messages for form in (each.msgid, each.msgid_plural or "")]
    assert [form for form in forms if re.search("[<>&]", form)] == []


def test_messages_keep_plain_spaces() -> None:
    """French spacing is put in at output; a no-break space in a template would double the work."""
    spaced = re.compile("[\u00a0\u202f]")
    assert [path.name for path in TEMPLATES if spaced.search(path.read_text("utf-8"))] == []
