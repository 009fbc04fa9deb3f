"""No page, file or brochure of any language shows what no reader should see, complete or not."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.entries import put
from tests.views.html import ADDRESSES
from tests.views.sights import in_csv, in_data, on_page
from webapp import create_app
from webapp.directory.load import load
from webapp.i18n.texts import use_language
from webapp.languages import LANGUAGES, TRANSLATED
from webapp.po import files
from webapp.po.model import Message
from webapp.po.read import read
from webapp.settings import Settings
from webapp.views.brochure import content

ACTORS = [actor.id for actor in load(Settings().directory).actors]
SEARCHES = [
    "/directory?name=caen",
    "/directory?name=zzzzzzzzzz",
    "/directory?name=caem",
    "/directory?department=14&field=advocacy&activity=twinning&country=MK",
    "/directory?field=human-rights&town=caen&page=99",
    "/directory?country=ZZ&field=nothing&page=x",
    "/nothing",
]


def addresses(*, every_actor: bool) -> list[str]:
    """List what a reader may ask for."""
    found = ["/", "/nothing", *ADDRESSES]
    for language in LANGUAGES:
        found += [f"/{language.path}{search}" for search in SEARCHES]
        if every_actor:
            found += [f"/{language.path}/directory/{actor}" for actor in ACTORS]
    return list(dict.fromkeys(found))


def wrong(app: Flask, *, every_actor: bool) -> Iterator[str]:
    """Yield what is wrong, with its address."""
    client = app.test_client()
    for address in addresses(every_actor=every_actor):
        response = client.get(address)
        if response.status_code not in (200, 404):
            yield f"{address}: {response.status}"
        for found in on_page(response.text):
            yield f"{address}: {found}"
    for language in LANGUAGES:
        yield from wrong_files(client, f"/{language.path}/directory")
        with app.test_request_context(f"/{language.path}/"):
            use_language(language)
            for found in in_data(json.loads(content().text)):
                yield f"brochure {language.path}: {found}"


def wrong_files(client: FlaskClient, address: str) -> Iterator[str]:
    """Yield what is wrong with the files of the directory."""
    for found in in_csv(client.get(f"{address}.csv").text):
        yield f"{address}.csv: {found}"
    for kind in ("json", "geojson"):
        for found in in_data(client.get(f"{address}.{kind}").json):
            yield f"{address}.{kind}: {found}"


def emptied(first: int) -> Callable[[Message, int], list[str]]:
    """Return what takes every second translation away."""
    return lambda message, number: [""] if number % 2 == first else message.msgstr


def spanned(message: Message, number: int) -> list[str]:
    """Add to a translation what it may hold: a name in French, and a percent sign."""
    return [f'{form} – <span lang="fr">Oui</span> {number} %%' for form in message.msgstr]


CHANGES = {
    "complete": lambda message, number: message.msgstr,
    "even gone": emptied(0),
    "odd gone": emptied(1),
    "with spans": spanned,
}
SLOW = [pytest.param(change, marks=pytest.mark.slow) for change in CHANGES if change != "even gone"]


@pytest.mark.parametrize("change", ["even gone", *SLOW])
def test_nothing_is_shown_that_no_reader_should_see(
    change: str, tmp_path: Path, compiled: Path
) -> None:
    """Nothing wrong is shown with whole catalogues, with half of each emptied, or with spans.

    Markup as text, placeholders, something named twice, an empty list, heading, link or title,
    marks, addresses of the machine that made it.
    """
    folder = tmp_path / "translations"
    shutil.copytree(compiled, folder)
    for language in TRANSLATED:
        messages = read(files.source(folder, language)).active()
        changed = {each.key: CHANGES[change](each, at) for at, each in enumerate(messages)}
        put(folder, language, changed)
    settings = Settings(
        translations=folder, cache=tmp_path / "cache", base_url="https://cooperation.example"
    )
    found = list(wrong(create_app(settings), every_actor=change == "complete"))
    if found:
        pytest.fail("\n".join(found))


SHOWN = [
    ("<p>&lt;span lang='fr'&gt;a&lt;/span&gt;</p>", "markup as text"),
    ("<p>a &amp;lt; b</p>", "markup as text"),
    ("<p title='&lt;b&gt;'>a</p>", "markup as text"),
    ("<p>100 %%</p>", "a placeholder"),
    ("<p>%(name)s</p>", "a placeholder"),
    ('<script type="application/ld+json">{"a": ["{{ b }}"]}</script>', "a placeholder"),
    ("<p>\ue000</p>", "a private-use"),
    ("<a href='/\ue000'>a</a>", "a private-use"),
    ("<p>http://127.0.0.1:8000/</p>", "an address"),
    ("<ul> </ul>", "an empty <ul>"),
    ("<dl><div></div></dl>", "an empty <dl>"),
    ("<h2> <span></span></h2>", "an empty <h2>"),
    ("<a href='/'></a>", "an empty <a>"),
    ("<h1><span>Cités Unies</span> <span>Cités Unies</span></h1>", "twice"),
    ("<ul><li>Caen (Caen)</li></ul>", "twice"),
]


def test_what_should_not_be_seen_would_be_found() -> None:
    """Each kind of problem would be found, and a sound page has none."""
    missed = [(page, kind) for page, kind in SHOWN if kind not in "\n".join(on_page(page))]
    assert missed == []
    clean = "<h1>R &amp; D : 3 &lt; 4, 100 %</h1><ul><li>Caen (Caen la mer)</li></ul><p>a a</p>"
    assert list(on_page(clean)) == []
