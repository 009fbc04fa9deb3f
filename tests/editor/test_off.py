"""Without its setting there is no editor: nothing of it is imported, reachable or in a page."""

import subprocess
import sys
from pathlib import Path

from flask import Flask

from tests.editor.desk import Desk
from tests.views.html import ADDRESSES
from webapp import create_app
from webapp.settings import LOCAL, ROOT, Settings

PAGES = [it for it in ADDRESSES if it.startswith(("/fr/", "/zh/"))]
ASKED = """
import sys
from webapp import create_app
from webapp.settings import Settings
settings = Settings(base_url="https://pages.example.org", store_megabytes=0)
client = create_app(settings).test_client()
print(*(client.get(it).status_code for it in ("/mk/", "/edit/", "/edit/mk/", "/mk/directory")))
print(*(it for it in sys.modules if it.startswith(("webapp.editor", "rapidfuzz", "webapp.git"))))
"""


def test_nothing_of_it_is_imported() -> None:
    """A site that answers pages and refuses the editor's addresses has no module of it."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["200 404 404 200", ""]


def test_its_addresses_are_of_no_page(shared_app: Flask) -> None:
    """Pages, files and forms of the editor are not found or refused, as any other address is."""
    client = shared_app.test_client()
    for address in ("/edit/", "/edit/mk/", "/edit/static/editor.js", "/edit/mk/messages", "/edit"):
        assert client.get(address).status_code == 404, address
    headers = {"Origin": LOCAL}
    sent = client.post("/edit/mk/messages/x", data={"a": "b"}, headers=headers)
    assert sent.status_code == 413


def test_a_page_of_visitors_is_the_same_with_an_editor(translations: Path, tmp_path: Path) -> None:
    """The same bytes and headers, so that nobody can tell whether there is an editor."""
    settings = Settings(translations=translations, cache=tmp_path / "site", base_url=LOCAL)
    team = Settings(
        translations=translations,
        cache=tmp_path / "team",
        base_url=LOCAL,
        editor="proxy",
        proxies=("192.0.2.7",),
    )
    without, desk = create_app(settings).test_client(), Desk(translations, tmp_path / "own")
    desk.get("/edit/mk/")
    others = create_app(team).test_client()
    wrong = []
    for address in (
        *PAGES,
        "/",
        "/nothing",
        "/mk/directory.csv",
        "/sitemap.xml",
        "/robots.txt",
    ):
        plain = without.get(address)
        for answer in (others.get(address), desk.app.test_client().get(address)):
            same = answer.data == plain.data and answer.status == plain.status
            policy = "Content-Security-Policy"
            if not same or answer.headers[policy] != plain.headers[policy]:
                wrong.append(address)
    assert wrong == []
