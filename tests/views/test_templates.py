"""What must hold of the templates as they are written."""

import re

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from tests.views.test_every_page import hard_coded
from webapp.po import files
from webapp.po.read import read
from webapp.settings import ROOT

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def test_hard_coded_text_would_be_found(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence typed into a template is named, so the sweep over every page means something."""
    home = (ROOT / "templates" / "pages" / "home.html").read_text(encoding="utf-8")
    broken = home.replace("<h1>", '<p>Bonjour</p><img src="/x" alt="Image"><h1>')
    app.jinja_loader = ChoiceLoader([DictLoader({"pages/home.html": broken}), app.jinja_loader])
    assert hard_coded(app, "/mk/", monkeypatch) == ["Bonjour", "Image"]


# What a template writes with a call, as messages and names are, and may hold a span.
_CALL = r"\{\{(?:(?!\}\}).)*\(.*?\}\}"
_IN_ATTRIBUTE = re.compile(
    rf'\b(?:alt|aria-[a-z]+|content|label|placeholder|title)="[^"]*?({_CALL})'
)
_IN_ELEMENT = re.compile(r"<(title|desc|option|textarea)\b[^>]*>(.*?)</\1>", re.DOTALL)
_WRITTEN = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def unfiltered(template: str) -> list[str]:
    """Return what a template writes where no element can stand, and does not take tags out of."""
    found = [text for text in _IN_ATTRIBUTE.findall(template) if not text.endswith("|attr }}")]
    inside = [each[1] for each in _IN_ELEMENT.findall(template)]
    written = [text for each in inside for text in _WRITTEN.findall(each)]
    blocks = [each for each in inside if "{%" in each]
    return [*found, *blocks, *(text for text in written if not text.endswith("|plain }}"))]


def test_no_template_writes_a_span_where_no_element_can_stand() -> None:
    """Messages pass `attr` in an attribute, `plain` in a title, a description or an option."""
    found = {str(path): unfiltered(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_a_span_where_no_element_can_stand_would_be_found() -> None:
    """In attributes and in elements alike, so that the sweep over the templates means something."""
    broken = [
        """<p title="{{ _("a") }}">""",
        """<p aria-label="x {{ country_name(code) }}">""",
        "<title>{{ name }}</title>",
        """<svg><desc id="x">{{ _("a") }}</desc>""",
        "<option>{{ label }} {{ count|plain }}</option>",
        "<title>{% block title %}{% endblock %}</title>",
    ]
    assert [template for template in broken if not unfiltered(template)] == []


def test_every_element_in_a_language_says_its_direction() -> None:
    """A tag that is not written out is given by `lang()`, which says where a text turns."""
    by_hand = re.compile(r'(?<!href)lang="\{\{ (?!language\.tag|fylke\.lang)')
    assert [str(path) for path in TEMPLATES if by_hand.search(path.read_text("utf-8"))] == []


def test_no_message_has_markup() -> None:
    """Links and tags stay outside or come as fields: a page shows those of a message as written."""
    messages = read(files.template(ROOT / "translations")).active()
    forms = [form for each in messages for form in (each.msgid, each.msgid_plural or "")]
    assert [form for form in forms if re.search("[<>&]", form)] == []


def test_messages_keep_plain_spaces() -> None:
    """French spacing is put in at output; a no-break space in a template would double the work."""
    spaced = re.compile("[\u00a0\u202f]")
    assert [path.name for path in TEMPLATES if spaced.search(path.read_text("utf-8"))] == []
