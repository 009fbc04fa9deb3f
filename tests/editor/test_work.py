"""A save costs the work of one message: the rest is not read, checked or rendered."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.po.samples import catalogue_file, entry, pot_file
from webapp.catalogs.snapshot import Catalogues
from webapp.editor.saving import Action, Change, save
from webapp.editor.workbook import Row, Workbook, with_message
from webapp.languages import BY_PATH
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import read
from webapp.po.write import render, write

MK = BY_PATH["mk"]

COUNTED = (
    "webapp.editor.workbook.judge",
    "webapp.editor.workbook.read",
    "webapp.checks.runner.acceptable",
    "webapp.catalogs.snapshot.parsed",
    "webapp.editor.workbook.render",
)
"""What takes long with a large catalogue, where it is called."""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each of them was called."""
    numbers: Counter[str] = Counter()

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            numbers[name.rpartition(".")[2]] += 1
            return function(*arguments)

        return call

    for name in COUNTED:
        module, _, function = name.rpartition(".")
        original = getattr(__import__(module, fromlist=[function]), function)
        monkeypatch.setattr(name, counted(name, original))
    return numbers


def published(row: Row, text: str) -> Change:
    """Return the change of somebody who publishes a text for every form of a message."""
    return Change(Action.PUBLISH, (text,) * len(row.message.msgstr), (), row.seen)


def plain_rows(workbook: Workbook) -> list[Row]:
    """Return published rows that any text may follow: without fields, markup or a limit."""
    rows = [row for row in workbook.book(MK).rows.values() if row.is_published]
    long = [row for row in rows if len(row.source.msgid) > 60]
    return [row for row in long if not set("%<{&") & set(row.source.msgid)]


def test_a_save_works_on_its_message_alone(translations: Path, calls: Counter[str]) -> None:
    """The second save, the site's texts and the list after it check one message, and read none."""
    site = Catalogues(translations, None)
    workbook = Workbook(translations, site)
    first, second = plain_rows(workbook)[:2]
    assert save(workbook, MK, first.key, published(first, f"{first.message.msgstr[0]} Да."))
    site.snapshot()
    drafts = sum(row.message.fuzzy for row in workbook.book(MK).rows.values())
    calls.clear()
    text = f"{second.message.msgstr[0]} Да."
    assert save(workbook, MK, second.key, published(second, text))
    assert site.snapshot().texts[MK.path][second.source.lookup_key] == (text,)
    assert workbook.book(MK).rows[second.key].message.msgstr == [text]
    assert calls == {"judge": 1, "acceptable": 1 + drafts}


def test_a_list_after_another_program_checks_what_it_changed(
    translations: Path, calls: Counter[str]
) -> None:
    """Messages that only moved to other lines are not checked again."""
    workbook = Workbook(translations, Catalogues(translations, None))
    row = plain_rows(workbook)[0]
    path = files.source(translations, MK)
    catalogue = read(path)
    for message in catalogue.active():
        if message.key == row.source.key:
            message.comments = ["one", "two"]
    calls.clear()
    write(catalogue)
    assert workbook.book(MK).rows[row.key].message.comments == ["one", "two"]
    assert calls["judge"] <= 1 + sum("inconsistent" in str(it) for it in plain_rows(workbook))


def test_saves_leave_the_bytes_of_format(translations: Path) -> None:
    """However many came before, and the site's texts are those of a fresh look at the files."""
    site = Catalogues(translations, None)
    workbook = Workbook(translations, site)
    path = files.source(translations, MK)
    for number, row in enumerate(plain_rows(workbook)[:6]):
        change = published(row, f"{row.message.msgstr[0]} Да.")
        notes = ("a note",) * (number % 3)
        action = Action.DRAFT if number % 2 else Action.PUBLISH
        assert save(workbook, MK, row.key, change._replace(notes=notes, action=action))
        assert path.read_text(encoding="utf-8") == render(read(path))
        shown = site.snapshot().texts
    again = Catalogues(translations, None)
    assert shown == again.snapshot().texts
    assert workbook.book(MK).rows == Workbook(translations, again).book(MK).rows


def test_a_save_is_judged_with_what_has_the_same_french(tmp_path: Path) -> None:
    """The warning that one French text is translated in two ways goes when they agree."""
    sources = entry("Oui"), entry("oui."), entry("Non")
    pot_file(tmp_path, *sources)
    catalogue_file(
        tmp_path, entry("Oui", "Да"), entry("oui.", "аха."), entry("Non", "Не"), language=MK
    )
    site = Catalogues(tmp_path, None)
    workbook = Workbook(tmp_path, site)
    book = workbook.book(MK)
    yes, again, _ = book.rows.values()
    assert "inconsistent" in {it.rule for it in again.findings}
    ignore = ["check-ignore: inconsistent because it is another sense"]
    for row, text, notes, expected in (  # while it is typed
        (again, "Аха.", [], ["inconsistent"]),
        (again, "Аха.", ignore, []),
        (again, "Да.", [], []),
        (yes, "Аха", [], []),
        (yes, "Не", [], []),
    ):
        typed = replace(row.message, msgstr=[text], comments=notes)
        assert [it.rule for it in workbook.judged(book, row, typed)] == expected
    save(workbook, MK, yes.key, published(yes, "Аха"))
    rows = workbook.book(MK).rows
    assert "inconsistent" not in {it.rule for it in rows[again.key].findings}
    assert rows == Workbook(tmp_path, site).book(MK).rows


def test_a_file_replaced_right_after_a_save_is_read(
    translations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another program wrote in that moment is what the editor and the site show."""
    site = Catalogues(translations, None)
    workbook = Workbook(translations, site)
    one, other = plain_rows(workbook)[:2]
    path = files.source(translations, MK)
    checkout = path.read_text(encoding="utf-8")
    assert other.message.msgstr[0] in checkout
    checkout = checkout.replace(other.message.msgstr[0], "Од друга програма, еден нов текст.")

    def replaced(path: Path, data: bytes) -> bool:
        path.write_text(checkout, encoding="utf-8")
        return True

    monkeypatch.setattr("webapp.disk.replace", replaced)
    save(workbook, MK, one.key, published(one, f"{one.message.msgstr[0]} Да."))
    rows, texts = workbook.book(MK).rows, site.snapshot().texts[MK.path]
    assert rows[one.key].message.msgstr == one.message.msgstr
    assert texts[one.source.lookup_key] == tuple(one.message.msgstr)
    assert rows[other.key].message.msgstr == ["Од друга програма, еден нов текст."]


MESSAGES = [
    Message("un", ["едно"]),
    Message("un", ["едно"], msgctxt="menu"),
    Message("deux", ["две", "двете"], "%(num)s deux", flags=["python-format"], comments=["", "x"]),
    Message("trois", ["три\nтри\n"], extracted=["Page: /fr/", ""], references=["a.html", "b.html"]),
    Message("quatre", ["четири"], flags=["fuzzy"], previous=(None, "quattre", None)),
    Message("cinq", ["пет"], sticky=["range: 1..5"]),
    Message("six", [""]),
    Message("un", ["едно"], obsolete=True),
]
"""Messages of every shape; the last is one that the source no longer has."""


@pytest.mark.parametrize("ending", [[], ["the end"]])
def test_a_changed_message_is_rendered_as_in_the_whole(ending: list[str]) -> None:
    """At every place, with notes and flags put in or taken out, and one that is new."""
    header = Message("", ["Language: mk\nContent-Type: text/plain; charset=UTF-8\n"])
    before = Catalogue(Path("messages.po"), header, MESSAGES, ending)
    for message in [*MESSAGES[:-1], Message("sept"), Message("un", msgctxt="title")]:
        changes: list[dict[str, Any]] = [
            {"msgstr": ['"текст"\tи \\n\n'] * len(message.msgstr)},
            {"comments": ["a note", "", "another"], "previous": None},
            {"flags": ["fuzzy"]},
            {"flags": [], "comments": [], "sticky": []},
        ]
        for change in changes:
            changed = replace(message, **change)
            after, text = with_message(before, render(before), changed)
            assert text == render(after)
            assert changed in after.messages
            assert len(after.messages) - len(MESSAGES) == (message not in MESSAGES)
