"""What is exported: every page, checked, compressed, the same bytes as served."""

import gzip
import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import brotli
import pytest
from click.testing import Result
from flask import Flask, Response

from tests.export.conftest import ACTORS, BASE, Exported, at, set_nothing, small_site
from tests.views.html import parse
from webapp.days import ZONE
from webapp.errors import BrochureError, SiteError
from webapp.export.site import export
from webapp.guard import POLICY
from webapp.languages import LANGUAGES
from webapp.pages import PAGES
from webapp.site import site

MIDNIGHT = datetime(2026, 11, 24, tzinfo=ZONE)
SECOND = timedelta(seconds=1)


def files(folder: Path) -> dict[str, bytes]:
    """Read a whole export."""
    found = (path for path in folder.resolve().rglob("*") if path.is_file())
    return {str(path.relative_to(folder.resolve())): path.read_bytes() for path in found}


def times(folder: Path) -> dict[Path, int]:
    """List when each file and folder was changed."""
    return {path: path.lstat().st_mtime_ns for path in [folder, *folder.parent.rglob("*")]}


def test_every_page_is_a_file_in_every_language(exported: Exported) -> None:
    """Pages, actors, brochures, data and what machines ask for are exported, and nothing else."""
    pages = [page.slug or "index" for page in PAGES] + [f"directory/{actor}" for actor in ACTORS]
    own = [f"{slug}.html" for slug in [*pages, "404"]]
    own += ["brochure.pdf", "card.png", "directory.csv", "directory.json", "directory.geojson"]
    expected = {f"{language.path}/{name}" for language in LANGUAGES for name in own}
    expected |= {"index.html", "404.html", "openapi.json", "sitemap.xml", "robots.txt"}
    expected |= {address.removeprefix("/") for address in exported.static()}
    expected |= {"_headers", "_redirects", "nginx-site.conf"}
    assert {
        name for name in files(exported.folder) if not re.search(r"\.(br|gz)$", name)
    } == expected


def test_what_pages_load_is_exported(exported: Exported) -> None:
    """Every file that a page loads is there under that address, and no other."""
    pages = "".join(path.read_text(encoding="utf-8") for path in exported.folder.rglob("*.html"))
    assert set(exported.static()) == set(re.findall(r'"(/static/[^"?]*)', pages))
    assert len(exported.static()) == 5


def test_compressed_forms_are_smaller_and_hold_the_same(exported: Exported) -> None:
    """Text has compressed forms, a PDF has none; the one by gzip says no time."""
    found = files(exported.folder)
    forms = {name: body for name, body in found.items() if re.search(r"\.(br|gz)$", name)}
    assert {f"mk/privacy.html{ending}" for ending in (".br", ".gz")} <= forms.keys()
    assert not [name for name in forms if ".pdf." in name or name.startswith(("_", "nginx"))]
    for name, body in forms.items():
        plain = found[name[:-3]]
        assert len(body) < len(plain)
        assert (brotli if name.endswith(".br") else gzip).decompress(body) == plain
        assert name.endswith(".br") or body[4:8] == bytes(4)


def test_the_directory_is_whole_on_one_page(exported: Exported) -> None:
    """All actors stand on one page that, without a host to search, has no form."""
    tree = parse((exported.folder / "mk" / "directory.html").read_text(encoding="utf-8"))
    assert len(tree.findall(".//ul[@class='actors']/li")) == len(ACTORS)
    assert tree.find(".//nav[@class='turn']") is None
    assert tree.find(".//form") is None


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, compiled: Path, quick: None
) -> tuple[Result, Path]:
    """What the command says, and writes, of a site without an address and another host's search."""
    folder = tmp_path_factory.mktemp("elsewhere")
    runner = small_site(folder, compiled, base_url="").test_cli_runner()
    options = ["--search", "https://search.example.org"]
    result = runner.invoke(args=["site", "export", str(folder / "public"), *options])
    return result, folder / "public"


@pytest.mark.slow
def test_another_host_may_search(elsewhere: tuple[Result, Path]) -> None:
    """The form leads to that host, in the page's language, and the policy allows it."""
    _, public = elsewhere
    page = (public / "mk" / "directory.html").read_text(encoding="utf-8")
    form = parse(page).find(".//form")
    assert form is not None
    assert form.get("action") == "https://search.example.org/mk/directory"
    sent = POLICY.replace("form-action 'self'", "form-action 'self' https://search.example.org")
    assert f"Content-Security-Policy: {sent}" in (public / "_headers").read_text()
    settings = (public / "nginx-site.conf").read_text()
    assert f'add_header Content-Security-Policy "{sent}" always;' in settings


def test_a_second_export_writes_nothing(small: Flask, again: Path) -> None:
    """No file and no folder is touched, even as the day ends."""
    before = times(again)
    second = export(at(MIDNIGHT - SECOND, small), again)
    assert (second.files, second.written, second.removed) == (len(files(again)), 0, 0)
    assert times(again) == before
    assert "0 written" in str(second)


@pytest.mark.slow
def test_the_next_day_changes_the_home_pages_alone(
    again: Path, compiled: Path, tmp_path: Path
) -> None:
    """They show the day; every other file keeps its time, and its place on the disk."""
    before, nodes = files(again), (again / "mk" / "privacy.html").stat()
    report = export(at(MIDNIGHT, small_site(tmp_path, compiled)), again)
    after = files(again)
    changed = {
        name.removesuffix(".br").removesuffix(".gz")
        for name in after
        if after[name] != before[name]
    }
    assert changed == {f"{language.path}/index.html" for language in LANGUAGES}
    assert report.written == len(changed) * 3
    now = (again / "mk" / "privacy.html").stat()
    assert (now.st_ino, now.st_mtime_ns) == (nodes.st_ino, nodes.st_mtime_ns)


@pytest.mark.slow
def test_what_is_no_longer_made_is_removed(
    again: Path, compiled: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The pages of an actor that has left go, and a brochure that cannot be made, with its links.

    A line names what was left out; everything else is exported.
    """

    def fail(text: str) -> bytes:
        if json.loads(text)["lang"] == "mk":
            raise BrochureError("no font")
        return set_nothing(text)

    app = small_site(tmp_path, compiled)
    with app.app_context():
        site().brochures.typesetter = fail
    gone = [f"{language.path}/directory/citim.html" for language in LANGUAGES]
    forms = [f"{name}{ending}" for name in gone for ending in ("", ".br", ".gz")]
    before = files(again).keys()
    for name in ("actors.csv", "actions.csv"):
        data = tmp_path / "directory" / name
        lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("citim,")]
        data.write_text("".join(kept), encoding="utf-8")
    report = export(app, again)
    assert before - files(again).keys() == {*forms, "mk/brochure.pdf", "mk/card.png"}
    assert report.removed == len(forms) + 2
    home = {path: (again / path / "index.html").read_text() for path in ("mk", "nb")}
    assert ["brochure.pdf" in home[path] for path in ("mk", "nb")] == [False, True]
    assert ["/card.png" in home[path] for path in ("mk", "nb")] == [False, True]
    said = [record.getMessage() for record in caplog.records if "brochure" in record.getMessage()]
    assert said == [
        "/mk/brochure.pdf: the brochure cannot be made: no font",
        "/mk/brochure.pdf is left out of the export",
        "/mk/card.png: the brochure cannot be made: no font",
    ]


def test_a_damaged_file_is_made_again(small: Flask, again: Path) -> None:
    """A file that is damaged or missing is written again, and no other."""
    whole = files(again)
    (again / "mk" / "privacy.html.gz").write_bytes(b"\x1f\x8bjunk")
    packed = again / "mk" / "partners.html.gz"
    packed.write_bytes(packed.read_bytes()[:20] + b"\xff" * 20 + packed.read_bytes()[40:])
    (again / "mk" / "map.html").write_bytes(b"junk")
    (again / "mk" / "map.html.gz").unlink()
    assert export(small, again).written == 4
    assert files(again) == whole


def test_the_command_says_what_it_did(small: Flask, again: Path, tmp_path: Path) -> None:
    """It ends with 0 and figures, or with 2 for a wrong address of the search or a full folder."""
    runner = small.test_cli_runner()
    (again / "mk" / "privacy.html.gz").unlink()
    assert re.fullmatch(
        r"\d+ files, 1 written, 0 removed\n",
        runner.invoke(args=["site", "export", str(again)]).stdout,
    )
    wrong = runner.invoke(args=["site", "export", str(again), "--search", "search.example.org"])
    assert wrong.exit_code == 2
    for rest in ("/path", "?x", "#x", "?", "#"):
        arguments = ["site", "export", str(again), "--search", f"https://example.org{rest}"]
        assert runner.invoke(args=arguments).exit_code == 2
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    refused = runner.invoke(args=["site", "export", str(tmp_path / "full")])
    assert refused.exit_code == 2
    assert "holds something that is not an export" in refused.stderr


def test_what_the_site_cannot_answer_is_an_error(small: Flask, tmp_path: Path) -> None:
    """The export names the address and puts nothing in place."""

    def fail(path: str, response: Response) -> None:
        response.status_code = 503 if path == "/mk/map" else response.status_code

    small.extensions["changes"].append(fail)
    with pytest.raises(SiteError, match=r"/mk/map: the site answers 503"):
        export(small, tmp_path / "public")
    assert not (tmp_path / "public").exists()


def test_a_broken_link_stops_the_export(small: Flask, again: Path) -> None:
    """The command names every file and link, and what was there stays."""
    before = times(again)

    def break_it(path: str, response: Response) -> None:
        if path == "/it/privacy":
            more = b'<a href="/mk/directory?page=2">x</a><a href="/mk/map#x">y</a><h1>'
            response.data = response.data.replace(b"<h1>", more)

    small.extensions["changes"].append(break_it)
    done = small.test_cli_runner().invoke(args=["site", "export", str(again)])
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "it/privacy.html: /mk/directory?page=2: a file answers no query",
        "it/privacy.html: /mk/map#x: no such place in it: #x",
    ]
    assert times(again) == before


def test_hosts_are_told_each_header_once(exported: Exported) -> None:
    """The rules of `_headers` that fit a file say together what the application sent."""
    rules: dict[str, dict[str, str]] = {}
    for line in (exported.folder / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rule = rules[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            rule[name] = value
    client = exported.app.test_client(use_cookies=False)
    files_too = ("/zh/directory.csv", "/sitemap.xml", *exported.static())
    for address in ("/mk/", "/mk/privacy", *files_too):
        said: dict[str, str] = {}
        for place, headers in rules.items():
            if place == address or (place[-1] == "*" and address.startswith(place[:-1])):
                assert not said.keys() & headers.keys()
                said |= headers
        sent = client.get(address, base_url=BASE, buffered=True).headers
        assert said == {name: sent[name] for name in said}
        for name in ("Cache-Control", "Content-Language", "Content-Disposition"):
            assert said.get(name) == sent.get(name)


def test_hosts_are_told_the_redirects(exported: Exported) -> None:
    """`_redirects` has what moved, and each language's error page."""
    lines = (exported.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    assert "/no/* /nb/:splat 301" in lines
    assert "/zh/* /zh/404.html 404" in lines


def test_each_address_is_exported_as_it_is_served(exported: Exported) -> None:
    """The language of one request does not leak into the next: `/` is in French."""
    html = (exported.folder / "index.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in html


@pytest.mark.slow
def test_the_export_prints_its_warnings(elsewhere: tuple[Result, Path]) -> None:
    """Warnings are on standard error before the export begins."""
    result, public = elsewhere
    assert result.exit_code == 0, result.output
    assert len([line for line in result.stderr.splitlines() if line.startswith("warning: ")]) == 2
    page = (public / "fr" / "privacy.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="http://127.0.0.1:8000/fr/privacy">' in page
    assert "private" not in (public / "_headers").read_text(encoding="utf-8")
