"""Any translation, in any kind of place: no page, file or answer fails or is changed by it."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.entries import put
from tests.fuzz import EXAMPLES
from webapp import create_app
from webapp.catalogs.snapshot import Snapshot
from webapp.languages import BY_PATH, LANGUAGES, TRANSLATED
from webapp.po import files
from webapp.po.model import Message
from webapp.po.read import read
from webapp.settings import Settings
from webapp.site import site

# A page costs a thousand times what a text costs, and making an example smaller hundreds of pages.
few = settings(
    max_examples=max(3, EXAMPLES // 20),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
EN, NN, ZH = (BY_PATH[path] for path in ("en", "nn", "zh"))

# Body, title, description, map, label and value of a form, criteria chosen, data for search
# engines, an error, the line in another language, the choice of a language; and what is no page.
PAGES = [
    "/en/", "/en/partners/hampshire", "/en/directory?name=zz&field=advocacy",
    "/en/directory/departement-calvados", "/en/nothing", "/zh/map", "/nn/translations",
    "/fr/privacy", "/",
]  # fmt: skip
FILES = ["/en/directory.csv", "/zh/directory.json", "/nn/directory.geojson", "/sitemap.xml"]

PIECES = st.sampled_from(
    ["<", ">", "</", "</title>", "<b>", "</p>", "<!--", "-->", "<script>", "]]>", "&", "&lt;", '"',
     "'", '<span lang="fr">', "</span>", "<<span lang=\"en\"></span>/title>",
     "meta http-equiv=refresh>",
     "%", "%%", "%s", "%(x)s", "%(", "%(num)d", "{{", "\\", "\n", "؟"]
)  # fmt: skip
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6)
ENDS = st.lists(PIECES | WORDS, max_size=4).map("".join)
TEXTS = st.tuples(ENDS, ENDS, st.booleans())
"""What stands before and after the fields of a message, and whether it has them."""
SOUND = st.sampled_from(
    ['<span lang="fr">Oui</span>', "100 %%", "«", "a", "中", "·", "\u0301", "=", ">"]
)
SOUND_TEXTS = st.tuples(SOUND, SOUND, st.just(value=True))


Elements = Counter[tuple[str, tuple[str, ...]]]
MARKER = {f"{{http://www.w3.org/2000/svg}}{name}" for name in ("a", "circle", "text")}
NOTICE = Counter({("p", ("class", "role")): 1, ("sup", ()): 20})
"""What a page that is mostly in another language has and others have not; French writes 1er so."""
WHERE_COMPLETE = Counter(
    [
        ("link", ("href", "hreflang", "rel")),
        ("meta", ("content", "property")),
        ("p", ("data-accepts", "hidden")),
        ("a", ("data-language", "href", "hreflang")),
    ]
    * (len(LANGUAGES) + 1)
)
"""What only a language that is translated has: alternates, and the line that names it elsewhere."""


def written(message: Message, texts: list[tuple[str, str, bool]], number: int) -> str:
    """Make a translation of a message from one of several texts."""
    before, after, filled = texts[number % len(texts)]
    fields = dict.fromkeys(re.findall(r"%\(\w+\)[ds]", message.msgid_plural or message.msgid))
    return f"{before}x{''.join(fields) if filled else ''}{after}"


@cache
def messages(folder: Path) -> list[Message]:
    """List the messages of the site."""
    return list(read(files.source(folder, EN)).active())


@contextmanager
def snapshot(app: Flask, texts: dict[str, tuple[str, ...]]) -> Iterator[None]:
    """Have an application find the same texts in every language, whatever a rule would say."""
    catalogues = site().catalogues
    found = Snapshot(texts={language.path: texts for language in TRANSLATED})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "snapshot", lambda: found)
        yield


def elements(html: str) -> Elements:
    """Count the elements of a page with the names of their attributes, as a browser reads it.

    Left out are `lang` and `dir`, the spans that come with a text, and what marks a place on the
    map: its name is written there, as a link, when there is room for it.
    """
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return Counter(
        (str(each.tag), tuple(sorted(name for name in each.attrib if name not in ("lang", "dir"))))
        for each in tree.iter()
        if isinstance(each.tag, str) and not _is_of_the_text(each) and each.tag not in MARKER
    )


def _is_of_the_text(element: Element) -> bool:
    """Return whether a span only says a language, or keeps the number of a law together."""
    said = {name: value for name, value in element.items() if name not in ("lang", "dir")}
    return element.tag == "span" and said in ({}, {"class": "whole"})


def more(found: Elements, expected: Elements) -> dict[object, int]:
    """Return which elements there are more of than expected."""
    return dict(found - expected)


def answers(app: Flask) -> dict[str, Elements]:
    """Ask for every kind of place; none fails; return the elements of each page."""
    client = app.test_client()
    for address in FILES:
        assert client.get(address).status_code == 200, address
    assert client.get("/fr/directory.json").get_json()["actors"]
    assert client.get("/readyz").status_code == 200
    found = {}
    for address in PAGES:
        response = client.get(address)
        assert response.status_code == (404 if "nothing" in address else 200), address
        assert not re.search("[\ue000-\ue0ff]", response.text)
        found[address] = elements(response.text)
    return found


@pytest.fixture(scope="module")
def app(compiled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application whose catalogues each example changes."""
    app = create_app(settings_of(compiled, tmp_path_factory.mktemp("cache")))
    with app.app_context():
        yield app


def settings_of(translations: Path, cache: Path) -> Settings:
    """Have every page rendered when it is asked for."""
    return Settings(translations=translations, cache=cache, store_megabytes=0)


@pytest.fixture(scope="module")
def untouched(app: Flask, compiled: Path) -> dict[str, Elements]:
    """The elements of each page where every translation is the source."""
    sources = {
        each.lookup_key: (each.msgid, each.msgid_plural or each.msgid)
        for each in messages(compiled)
    }
    with snapshot(app, sources):
        return answers(app)


@few
@given(st.lists(TEXTS, min_size=3, max_size=5), st.integers(1, 3))
def test_no_text_fails_or_brings_an_element(app, untouched, compiled, texts, forms) -> None:  # type: ignore[no-untyped-def]
    """Texts that no rule has seen, with any number of forms, add no element to a page."""
    entries = {
        each.lookup_key: (written(each, texts, number),) * forms
        for number, each in enumerate(messages(compiled))
    }
    with snapshot(app, entries):
        for address, found in answers(app).items():
            assert more(found, untouched[address]) == {}, address


@few
@given(st.lists(TEXTS | SOUND_TEXTS, min_size=3, max_size=5))
def test_what_the_rules_pass_leaves_every_element_in_its_place(  # type: ignore[no-untyped-def]
    app, untouched, compiled, tmp_path_factory, texts
) -> None:
    """Texts read from `.po` files change no page's elements; refused ones fall back."""
    folder = tmp_path_factory.mktemp("translations")
    shutil.copy(files.template(compiled), files.template(folder))
    changed = enumerate(messages(compiled)[::2])  # a language without any text is not ready
    entries = {each.key: [written(each, texts, at)] for at, each in changed}
    for language in TRANSLATED:
        files.source(folder, language).parent.mkdir(parents=True)
        shutil.copy(files.source(compiled, language), files.source(folder, language))
        put(folder, language, entries)
    judged = create_app(settings_of(folder, tmp_path_factory.mktemp("cache")))
    for address, found in answers(judged).items():
        assert more(found, untouched[address] + NOTICE) == {}, address
        assert more(untouched[address], found + WHERE_COMPLETE) == {}, address
