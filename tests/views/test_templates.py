"""What must hold of the templates as they are written."""

import re
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_messages_in_attributes_are_quoted(path: Path) -> None:
    """Every message inside an attribute passes `attr`, which makes any text fit there."""
    values = re.findall(r'[a-z-]+="(\{\{[^}]*_\(.*?\}\})"', path.read_text(encoding="utf-8"))
    assert [value for value in values if not value.endswith("|attr }}")] == []


def test_no_message_has_markup() -> None:
    """Links and tags stay outside or come as fields: a page shows those of a message as written."""
    messages = read(files.template(ROOT / "translations")).active()
    forms = [form for each in messages for form in (each.msgid, each.msgid_plural or "")]
    assert [form for form in forms if re.search("[<>&]", form)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_messages_keep_plain_spaces(path: Path) -> None:
    """French spacing is put in at output; a no-break space in a template would double the work."""
    assert not re.search("[\u00a0\u202f]", path.read_text(encoding="utf-8"))
