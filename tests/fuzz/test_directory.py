"""Whatever an address asks of the directory: an answer, never an error of the server."""

from urllib.parse import parse_qsl, quote, urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import fuzzed
from tests.views.html import parse
from webapp import create_app
from webapp.directory.criteria import KEYS
from webapp.directory.query import Query
from webapp.languages import LANGUAGES
from webapp.settings import Settings

VALUES = st.text(max_size=40) | st.sampled_from(
    ["caen", "14", "MK", "water", "project", '"', "*", "a OR b", "NEAR(a b)", "-a", "ß", "İ", "ǰ"]
)
PAIRS = st.lists(st.tuples(st.sampled_from([*KEYS, "page"]) | st.text(max_size=6), VALUES))


@pytest.fixture(scope="module")
def client(compiled, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:  # type: ignore[no-untyped-def]
    """A site with a cache of its own."""
    cache = tmp_path_factory.mktemp("cache")
    app: Flask = create_app(Settings(translations=compiled, cache=cache))
    return app.test_client()


@fuzzed
@given(PAIRS)
def test_what_is_understood_of_a_query_is_written_and_understood_again(
    pairs: list[tuple[str, str]],
) -> None:
    """The address of a query means the same as the address that it was read from."""
    query = Query.read(pairs)
    again = urlencode(query.pairs(), errors="surrogatepass")
    assert Query.read(parse_qsl(again, errors="surrogatepass")) == query


def encoded(pairs: list[tuple[str, str]]) -> str:
    """Return a query as an honest client writes it."""
    return urlencode(pairs, errors="replace")


# What no honest client writes, without what ends a request's first line.
RAW = st.text(st.characters(codec="latin-1", exclude_characters="\r\n "), max_size=80).map(
    lambda text: quote(text, safe="%&=+;[]'\"<>\\{}|^`~!$*(),/?:@", encoding="latin-1")
)
QUERIES = RAW | PAIRS.map(encoded)
KINDS = st.sampled_from(["", ".csv", ".json", ".geojson"])


@fuzzed
@given(st.sampled_from(LANGUAGES), KINDS, QUERIES)
def test_any_query_is_answered(client: FlaskClient, language, kind: str, query: str) -> None:  # type: ignore[no-untyped-def]
    """The answer is a well-formed page or a file, with nothing of the query as HTML."""
    response = client.get(f"/{language.path}/directory{kind}", query_string=query)
    assert response.status_code == 200
    if not kind:
        parse(response.text)
