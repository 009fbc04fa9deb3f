"""Extraction: every sentence of the sources, once, with what a translator must know of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from webapp.catalogs.coverage import addresses, of_visitors
from webapp.catalogs.extract import extract_template
from webapp.errors import SiteError
from webapp.po.model import Catalogue, Message
from webapp.po.read import parse
from webapp.po.write import render
from webapp.settings import ROOT


class Project:
    """A small project: `babel.cfg` as ours, and the files that a test gives it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.shown_at: dict[str, str] = {}
        self.file("babel.cfg", (ROOT / "babel.cfg").read_text(encoding="utf-8"))

    def file(self, name: str, text: str) -> None:
        """Write a file of the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def extract(self) -> Catalogue:
        """Extract the messages."""
        return extract_template(self.root, self.root / "translations", self.shown_at)

    def messages(self) -> list[Message]:
        """Extract the messages as a list."""
        return self.extract().messages

    def one(self, text: str, name: str = "templates/a.html") -> Message:
        """Extract the only message of a file with this text."""
        self.file(name, text)
        (message,) = self.messages()
        return message


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project without sources."""
    return Project(tmp_path / "project")


def test_templates_are_read_as_they_run(project: Project) -> None:
    """Blocks are trimmed and their percent signs doubled, calls are taken as they are."""
    for source, msgid in [
        ('{{ _("Oui") }}', "Oui"),
        ('{{ gettext("Oui") }}', "Oui"),
        ('{{ _("Oui %(n)s", n=1) }}', "Oui %(n)s"),
        ('{{ _("100 %% sûr") }}', "100 %% sûr"),
        ("{% trans %}100 % sûr{% endtrans %}", "100 %% sûr"),
        ("{% trans n=x %}Oui {{ n }} à 5 %{% endtrans %}", "Oui %(n)s à 5 %%"),
        ("{% trans %}\n  Oui,\n\n  bien   sûr.\n{% endtrans %}", "Oui, bien   sûr."),
        ("{% trans %}<b>Oui</b>{% endtrans %}", "<b>Oui</b>"),
        ('<a title="{{ _("Oui") }}">', "Oui"),
        ("{% set x %}{{ _('Oui \"non\"') }}{% endset %}", 'Oui "non"'),
    ]:
        assert project.one(source).msgid == msgid


def test_python_is_read_too(project: Project) -> None:
    """Adjacent strings are one message; calls of other functions are none."""
    for source, msgid in [
        ('_("Oui")', "Oui"),
        ('N_("Oui")', "Oui"),
        ('_("Oui, "\n  "bien sûr")', "Oui, bien sûr"),
        ('text("Non")\n_("Oui %(n)s")', "Oui %(n)s"),
    ]:
        message = project.one(source, "webapp/a.py")
        assert (message.msgid, message.references) == (msgid, ["webapp/a.py"])


def test_plural_forms_and_contexts_are_extracted(project: Project) -> None:
    """Plurals and contexts are extracted from blocks, calls and Python alike."""
    project.file(
        "templates/a.html",
        "{% trans num=n %}Un mot{% pluralize %}{{ num }} mots{% endtrans %}"
        '{{ npgettext("c", "Un pas", "%(num)d pas", n) }}'
        '{{ pgettext("nom", "pas") }}{{ _("pas") }}',
    )
    project.file("webapp/a.py", 'ngettext("Un an", "%(num)d ans", 2)')
    found = [(item.msgctxt, item.msgid, item.msgid_plural) for item in project.messages()]
    assert found == [
        (None, "Un mot", "%(num)s mots"),
        ("c", "Un pas", "%(num)d pas"),
        ("nom", "pas", None),
        (None, "pas", None),
        (None, "Un an", "%(num)d ans"),
    ]
    assert all(len(item.msgstr) == 1 + bool(item.msgid_plural) for item in project.messages())


def test_a_sentence_that_is_also_counted_is_one_message(project: Project) -> None:
    """A msgid with and without a plural is one message, as gettext has it."""
    project.file("templates/a.html", '{{ _("Un mot") }}{{ ngettext("Un mot", "Des mots", 2) }}')
    (message,) = project.messages()
    assert (message.msgid_plural, message.msgstr) == ("Des mots", ["", ""])


def test_comments_for_translators_come_along(project: Project) -> None:
    """Comments that begin with Translators: come along, each once, on one line."""
    project.file(
        "templates/a.html",
        "{# Translators: the verb,\n   not the noun #}\n{{ _('Pas') }}\n"
        "{# other #}\n{{ _('Pas') }}",
    )
    project.file("webapp/a.py", '# Translators: the verb, not the noun\n_("Pas")\n')
    project.file("webapp/b.py", '# Translators: short\n_("Pas")\n')
    (message,) = project.messages()
    assert message.extracted == ["the verb, not the noun", "short"]
    assert message.references == ["templates/a.html", "webapp/a.py", "webapp/b.py"]


def test_a_message_with_a_percent_sign_says_that_it_is_formatted(project: Project) -> None:
    """A percent sign sets the flag by which other tools check the fields as we do."""
    project.file(
        "templates/a.html", '{{ _("a") }}{{ _("b %(c)s") }}{{ ngettext("d", "%(e)s", 2) }}'
    )
    assert [item.flags for item in project.messages()] == [[], ["python-format"], ["python-format"]]


def test_messages_are_sorted_by_page(project: Project) -> None:
    """Messages are in the order of the pages, their parts and lines; those of no page are last."""
    project.file("templates/a.html", '\n\n{{ _("2") }}\n{{ _("3") }}')
    project.file("templates/b.html", '{{ _("4") }}')
    project.file("templates/c.html", '{{ _("1") }}')
    project.file("templates/0.html", '{{ _("5") }}')
    project.file("webapp/a.py", '_("6")\n_("title")')
    project.file("webapp/map.py", '_("by name")')
    project.shown_at = {
        "templates/c.html": "/fr/",
        "title": "/fr/",
        "templates/a.html": "/fr/",
        "templates/b.html": "/fr/b",
        "map.py": "/fr/b",
    }
    messages = project.messages()
    assert [item.msgid for item in messages] == ["1", "2", "3", "title", "4", "by name", "5", "6"]
    pages = [["Page: /fr/"]] * 4 + [["Page: /fr/b"]] * 2 + [[], []]
    assert [item.extracted for item in messages] == pages


def test_the_same_sources_give_the_same_bytes(project: Project) -> None:
    """Extracting twice gives the same bytes, without a date, and they are read as the same."""
    project.file("templates/a.html", '{{ _("2") }}{{ _("1") }}')
    project.file("templates/b/c.html", '{{ _("1") }}')
    text = render(project.extract())
    assert render(project.extract()) == text
    assert render(parse(text, Path("x.pot"))) == text


def test_what_is_not_the_projects_own_is_not_read(tmp_path: Path) -> None:
    """Installed packages and what is built are left out, wherever the project itself lies."""
    project = Project(tmp_path / "build" / "project")
    project.file("templates/a.html", '{{ _("a") }}')
    project.file("templates/node_modules/b.html", '{{ _("b") }}')
    project.file("webapp/__pycache__/c.py", '_("c")')
    project.file("templates/d.txt", '{{ _("d") }}')
    project.file("other/e.py", '_("e")')
    assert [item.msgid for item in project.messages()] == ["a"]


def test_what_cannot_be_extracted_is_refused_with_its_line(project: Project) -> None:
    """The error names file and line of what cannot be parsed or filled in."""
    for name, text, line, sentence in [
        ("templates/a.html", '\n\n{{ _("100 % sûr") }}', 3, "bare percent sign: write %%"),
        ("templates/a.html", '\n{{ _("%(nom)") }}', 2, "a field is written %(name)s"),
        ("templates/a.html", '{{ _("%s ans") }}', 1, "bare percent sign"),
        ("templates/a.html", '{{ ngettext("un", "100 % des", 2) }}', 1, "bare percent sign"),
        ("webapp/a.py", '\nx = 1\n_("100 %")', 3, "bare percent sign"),
        ("templates/a.html", "\n{% if x %}\n{{ _('a') }}", 3, "endif"),
        ("templates/a.html", "\n{% trans %}a", 2, "unclosed translation block"),
        ("templates/a.html", '\n\n{{ _("a" }}', 3, "unexpected '}'"),
        ("webapp/a.py", '_("a"\n', 2, "EOF in multi-line statement"),
        ("webapp/a.py", 'if x:\n    _("a")\n  _("b")\n', 3, "unindent does not match"),
    ]:
        project.file(name, text)
        with pytest.raises(SiteError) as refused:
            project.extract()
        assert str(refused.value).startswith(f"{project.root / name}:{line}: error [extract] ")
        assert sentence in str(refused.value)
        project.file(name, "")


def test_a_source_that_is_not_utf_8_is_refused_with_its_line(project: Project) -> None:
    """Bytes of another encoding, which would be other letters, are refused with their line."""
    project.file("templates/a.html", "")
    (project.root / "templates/a.html").write_bytes(b'\n{{ _("caf\xe9") }}')
    with pytest.raises(SiteError, match=r"a\.html:2: .* byte 0xE9 is not UTF-8"):
        project.extract()


def test_two_plurals_of_one_message_are_refused(project: Project) -> None:
    """A second plural of a message, of which gettext would keep one, is refused."""
    project.file("templates/a.html", '{{ ngettext("un", "%(num)d mots", 2) }}')
    project.file("templates/b.html", '\n{{ ngettext("un", "%(num)d pas", 2) }}')
    with pytest.raises(SiteError, match=r"b\.html:2: .* another plural in templates/a\.html"):
        project.extract()


def asked(app: Flask, name: str) -> Iterator[str]:
    """Yield the msgids that a template asks for when it runs, in every branch."""
    tree = app.jinja_env.parse((ROOT / name).read_text(encoding="utf-8"))
    positions = {"_": 0, "N_": 0, "gettext": 0, "ngettext": 0, "pgettext": 1, "npgettext": 1}
    for call in tree.find_all(nodes.Call):
        position = positions.get(getattr(call.node, "name", ""))
        if position is not None and isinstance(call.args[position], nodes.Const):
            yield call.args[position].value


@pytest.fixture(scope="module")
def own() -> Catalogue:
    """The messages of this project."""
    templates = ROOT / "templates"
    return extract_template(ROOT, ROOT / "translations", addresses(templates))


def test_what_a_template_asks_for_is_what_was_extracted(app: Flask, own: Catalogue) -> None:
    """Extraction and run time trim alike, else a translation would never be found."""
    names = [path.relative_to(ROOT) for path in (ROOT / "templates").rglob("*.html")]
    wrong = []
    for name in map(str, names):
        extracted = {item.msgid for item in own.messages if name in item.references}
        if set(asked(app, name)) != extracted:
            wrong.append(name)
    assert wrong == []


def test_every_message_of_this_project_names_its_page(own: Catalogue) -> None:
    """Every message of visitors has the address of a page where a translator can look at it."""
    strays = [
        item.msgid
        for item in of_visitors(own)
        if not any(line.startswith("Page: /") for line in item.extracted)
    ]
    assert strays == []
