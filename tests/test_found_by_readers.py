"""What readers found, asked as they asked it: over HTTP and by commands.

Nothing here knows the site from inside, so that the tests run on any version of it; catalogues are
compiled after a change for those that read `.mo` files.
"""

import errno
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from string import ascii_uppercase
from typing import IO, Any

import openpyxl
import polib
import pytest
from flask.testing import FlaskClient, FlaskCliRunner
from openpyxl.workbook.defined_name import DefinedName

from tests.conftest import free_port, need
from webapp import create_app
from webapp.settings import ROOT, Settings

FLASK = [sys.executable, "-m", "flask", "--app", "webapp"]
TITLE = "La coopération décentralisée en Basse-Normandie"
EVIL = "https://evil.example/"
META = f'meta http-equiv="refresh" content="0;url={EVIL}">'
SPAN = '<span lang="en"></span>'


def catalogue(translations: Path, language: str) -> Path:
    """Return the path of a language's catalogue."""
    return translations / language / "LC_MESSAGES" / "messages.po"


def edited(path: Path, texts: dict[str, list[str]]) -> polib.POFile:
    """Return a catalogue with other texts; before several forms stands a plural source."""
    found = polib.pofile(str(path))
    for msgid, (*plural, text) in texts.items():
        entry = found.find(msgid)
        entry.msgstr = text
        if plural:
            forms = 1 if "zh" in path.parts[-3] else 2
            entry.msgid_plural, entry.msgstr_plural = plural[0], dict.fromkeys(range(forms), text)
    return found


TRANSLATIONS = {
    "a plural that is not the site's": (
        "en", {"Aller au contenu": ["%(x)s", "%(x)s"]}, ["/en/", "/en/partners"], r"%\(",
    ),
    "the same in a message that pages in all languages ask for": (
        "en", {"Cette page existe aussi en français.": ["%(x)s"] * 2}, ["/fr/", "/mk/"], r"%\(",
    ),
    "markup that its own plural source has": (
        "zh_Hans", {"Pays": [f'<a href="{EVIL}">x</a>'] * 2}, ["/zh/partners/hampshire"], EVIL,
    ),
    "tags that appear in a title when spans are taken out": (
        "en", {TITLE: [f"X <{SPAN}/title><{SPAN}{META}"]}, ["/en/partners"], "<meta http-equiv",
    ),
    "a lone < before a field that is filled with the rest of a tag": (
        "en", {"Pays": ["A<"], "%(label)s :": ["%(label)s" + META]}, ["/en/partners/hampshire"],
        "<meta http-equiv",
    ),
    "a span and a percent sign where no element can stand": (
        "en", {"Plaidoyer": ['<span lang="fr">Plaidoyer</span> 100%%']},
        [f"/en/directory{rest}" for rest in ("", ".json", ".csv", ".geojson", "?field=advocacy")],
        r'%%|&lt;span|<span lang=(\\"|"")',
    ),
    "a span on the map": ("en", {"Toscane": [f"Tosc{SPAN}"]}, ["/en/"], "&lt;span"),
    "nothing that can be seen": (
        "en", {"Aller au contenu": [SPAN]}, ["/en/"], rf'href="#\w+"[^>]*>({SPAN})?\s*</a>',
    ),
    "combining marks": ("en", {"Aller au contenu": ["C" + "\u0310" * 200]}, ["/en/"], "\u0310{9}"),
    "a character that no font has": ("en", {"Pays": ["A 😀"]}, ["/en/brochure.pdf"], "^[^%]"),
}  # fmt: skip


def test_no_translation_breaks_a_page_or_reaches_it_raw(
    client: FlaskClient, runner: FlaskCliRunner, translations: Path
) -> None:
    """Whatever a catalogue says, pages are answered and hold nothing that no translation may."""
    wrong = {}
    for case, (language, texts, addresses, never) in TRANSLATIONS.items():
        path = catalogue(translations, language)
        before = path.read_bytes()
        edited(path, texts).save()
        runner.invoke(args=["i18n", "compile", {"zh_Hans": "zh"}.get(language, language)])
        for address in addresses:
            answer = client.get(address)
            raw = re.search(never, answer.get_data().decode("utf-8", "replace"))
            if answer.status_code != 200 or raw:
                wrong[case, address] = answer.status, raw and raw[0]
        path.write_bytes(before)
    assert wrong == {}


def test_what_another_program_compiled_is_on_no_page(
    client: FlaskClient, runner: FlaskCliRunner, translations: Path
) -> None:
    """Poedit and msgfmt write a `.mo` next to the `.po`, with translations that have errors too."""
    path = catalogue(translations, "mk")
    runner.invoke(args=["i18n", "compile", "mk"])
    wrong = []
    for text in ("%(jazik)s", "<img src=x onerror=alert(1)>"):
        edited(path, {"Aller au contenu": [text]}).save_as_mofile(str(path.with_suffix(".mo")))
        answer = client.get("/mk/")
        if answer.status_code != 200 or text in answer.text:
            wrong.append((text, answer.status))
    assert wrong == []


def comes_within(seconds: float, condition: Callable[[], bool]) -> bool:
    """Return whether something holds after some time."""
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.2)
    return condition()


@pytest.mark.slow
def test_what_the_system_refused_is_read_again(
    client: FlaskClient, runner: FlaskCliRunner, translations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catalogues and data are read a while after files can be opened again, though none changed."""
    pages = {"/en/privacy": "To the content", "/en/directory?name=caen": "/directory/caen"}
    edited(catalogue(translations, "en"), {"Aller au contenu": ["To the content"]}).save()
    runner.invoke(args=["i18n", "compile", "en"])
    opened = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> IO[Any]:
        if path.suffix in (".csv", ".mo", ".po"):
            raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))
        return opened(path, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        assert not any(text in client.get(address).text for address, text in pages.items())
    comes_within(9, lambda: all(text in client.get(it).text for it, text in pages.items()))
    assert [it for it, text in pages.items() if text not in client.get(it).text] == []


def test_a_long_search_has_a_page_of_ordinary_size(client: FlaskClient) -> None:
    """An address of 9 kB does not make a page of a megabyte."""
    codes = [first + second for first in ascii_uppercase for second in ascii_uppercase]
    typed = [f"{key}={'中' * 30}{n}" for key in ("name", "town", "place") for n in range(15)]
    query = "&".join([*typed, *(f"country={code}" for code in codes)])
    assert len(client.get(f"/en/directory?{query}").data) < 300_000


def test_a_browser_may_ask_for_chinese_as_mandarin(client: FlaskClient) -> None:
    """The language `cmn` is Chinese, by itself and with a script or a region."""
    for tag in ("cmn", "cmn-Hans", "cmn-Hans-CN"):
        answer = client.get("/", headers={"Accept-Language": f"{tag},en;q=0.5"})
        assert answer.location in ("/zh/", "http://localhost/zh/"), tag


def test_a_site_without_settings_answers_near_hosts(compiled: Path, tmp_path: Path) -> None:
    """Another port, a tunnel or a phone in the same network reach it as it is started."""
    app = create_app(Settings(translations=compiled, cache=tmp_path))
    hosts = ["localhost:8201", "192.168.1.20:8201", "[::1]:8201", "127.0.0.1:5000"]
    client = app.test_client()
    asked = {host: client.get("/fr/", headers={"Host": host}).status_code for host in hosts}
    assert asked == dict.fromkeys(hosts, 200)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_answers_where_it_is_started(
    compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    """The link is printed, and the log has nothing that nobody can act on."""
    monkeypatch.setenv("SITE_TRANSLATIONS", str(compiled))
    monkeypatch.setenv("SITE_CACHE", str(tmp_path / "cache"))
    port, log = free_port(), tmp_path / "log"
    command = [*FLASK, "site", "serve", "--host", host, "--port", str(port)]
    with log.open("w") as said, subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=said) as it:
        comes_within(20, lambda: it.poll() is not None or "Started worker-1" in log.read_text())
        with closing(HTTPConnection(host, port, timeout=10)) as connection:
            try:
                connection.request("GET", "/fr/")
                status = connection.getresponse().status
            finally:
                it.terminate()
    first, *rest = log.read_text().splitlines()
    odd = [line for line in rest if not line.startswith("[INFO]") or "ebsocket" in line]
    assert (status, f"http://{host}:{port}" in first, odd) == (200, True, [])


def test_what_another_tool_saved_is_up_to_date(runner: FlaskCliRunner, translations: Path) -> None:
    """`update --check` lets pass a catalogue that says the same in other lines."""
    path = catalogue(translations, "mk")
    msgcat = [need("msgcat"), "--width=79", path]
    joined = re.sub(r"(\n#: .+)\n#: (.+)", r"\1 \2", path.read_text())
    saved = {
        "Poedit": joined.replace('"Language:', '"X-Generator: Poedit 3.2.2\\n"\n"Language:'),
        "msgcat": subprocess.run(msgcat, check=True, capture_output=True, text=True).stdout,
    }
    stale = []
    for tool, text in saved.items():
        path.write_text(text)
        if runner.invoke(args=["i18n", "update", "--check", "mk"]).exit_code:
            stale.append(tool)
    assert stale == []


def test_commands_replace_no_link(runner: FlaskCliRunner, translations: Path) -> None:
    """What a link leads to is written."""
    target, link = catalogue(translations, "en"), translations / "en.po"
    before = target.read_bytes()
    target.write_bytes(before.replace(b"\n", b"\r\n"))
    link.symlink_to(target)
    runner.invoke(args=["i18n", "format", str(link)])
    assert (link.is_symlink(), target.read_bytes() == before) == (True, True)


def test_reports_say_what_is_wrong(runner: FlaskCliRunner, translations: Path) -> None:
    """A finding is one line, whatever a field is called; a file that cannot be read is one too."""
    path = catalogue(translations, "it")
    edited(path, {"Langues": ["%(a\n::add-mask::x)s"]}).save()
    said = runner.invoke(args=["i18n", "check", "it"]).output
    path.write_text("junk\n")
    check = ["i18n", "check", "it", "--format"]
    found = json.loads(runner.invoke(args=[*check, "json"]).stdout)["findings"]
    annotated = re.findall(r"title=(\w+)", runner.invoke(args=[*check, "github"]).stdout)
    rules = [row["rule"] for row in found]
    assert ("\n::" in said, rules, annotated) == (False, ["syntax"], ["Italiano"])


def test_the_directory_is_read_as_a_french_spreadsheet_writes_it(
    runner: FlaskCliRunner, tmp_path: Path
) -> None:
    """A file may have semicolons for commas, and an actor that does nothing is named."""
    shutil.copytree(ROOT / "webapp" / "directory" / "data", tmp_path / "data")
    actors = tmp_path / "data" / "actors.csv"
    text = actors.read_text() + "falaise,Falaise,,municipality,Falaise,14\n"
    results = []
    for separator in ",;":
        actors.write_text(text.replace(",", separator))
        result = runner.invoke(args=["directory", "check", str(actors.parent)])
        results.append((result.exit_code, "falaise has no action" in result.output))
    assert results == [(0, True)] * 2


@pytest.mark.slow
def test_of_two_imports_at_once_nothing_is_lost(
    runner: FlaskCliRunner, translations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one is about to write, another does not read what is about to be replaced."""
    monkeypatch.setenv("SITE_TRANSLATIONS", str(translations))
    sheets = {"G2": tmp_path / "a.xlsx", "G3": tmp_path / "b.xlsx"}
    for cell, path in sheets.items():
        runner.invoke(args=["i18n", "export", "it", str(path)])
        book = openpyxl.load_workbook(path)
        book.worksheets[0][cell].value = f"a note in {cell}"
        book.save(path)
    command, replace = [*FLASK, "i18n", "import", sheets["G3"]], os.replace
    others: list[subprocess.Popen[bytes]] = []

    def replace_later(source: Path, target: Path) -> None:
        if not others:
            others.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL))
            comes_within(3, lambda: others[0].poll() is not None)
        replace(source, target)

    monkeypatch.setattr("os.replace", replace_later)
    assert runner.invoke(args=["i18n", "import", str(sheets["G2"])]).exit_code == 0
    assert others[0].wait(30) == 0
    text = catalogue(translations, "it").read_text()
    assert [cell for cell in sheets if f"# a note in {cell}\n" not in text] == []


def test_no_file_holds_a_command_up(runner: FlaskCliRunner, tmp_path: Path) -> None:
    """A pipe, a text of digits in groups and a long print area are checked or refused in time."""
    pipe, digits, area = (tmp_path / name for name in ("pipe.po", "digits.po", "area.xlsx"))
    os.mkfifo(pipe)
    header = 'msgid ""\nmsgstr "Language: it\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    digits.write_text(f'{header}msgid "1"\nmsgstr "1{" 000" * 80_000},5,5"\n')
    runner.invoke(args=["i18n", "export", "it", str(area)])
    book = openpyxl.load_workbook(area)
    book.defined_names.add(DefinedName("_xlnm.Print_Area", localSheetId=0, attr_text="'" * 100_000))
    book.save(area)
    late = []
    for command, path in (("check", pipe), ("check", digits), ("import", area)):
        try:
            subprocess.run([*FLASK, "i18n", command, path], cwd=ROOT, timeout=20, check=False)
        except subprocess.TimeoutExpired:
            late.append(path.name)
    assert late == []
