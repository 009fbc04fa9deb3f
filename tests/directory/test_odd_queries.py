"""Whatever stands in an address, a search answers, with bounded work."""

import pytest
from flask.testing import FlaskClient

from webapp.directory.criteria import COUNTRIES, KEYS, MAX_TYPED, MAX_VALUES, Criteria
from webapp.directory.fold import MAX_TEXT
from webapp.directory.search import Search
from webapp.directory.words import FIELDS

ODD = [
    "x" * 10_000,
    "сопоставување " * 1_000,
    "中" * 10_000,
    '"',
    '""',
    '" OR 1=1 --',
    "*",
    "a*",
    "NEAR(",
    "NEAR(a b, 5)",
    "a AND b",
    "AND",
    "NOT",
    "words : a",
    "{words} : a",
    "-a",
    "^a",
    "%",
    "_",
    "\\",
    "\0",
    "a\0b",
    "\ud800",
    "a\udfffb",
    "\ufeff",
    "\u202e",
    "\ue000\ue080",
    "<script>",
    "'); DROP TABLE entry; --",
    "\N{COMBINING ACUTE ACCENT}" * 200,
    "²½Ⅷ",
    " ",
    "",
]


@pytest.mark.parametrize("value", ODD, ids=lambda value: ascii(value)[:24])
@pytest.mark.parametrize("key", [*KEYS, "page", "unknown"])
def test_an_odd_value_finds_something_or_nothing(key: str, value: str, search: Search) -> None:
    """No error, and never more than there is."""
    results = search(Criteria.from_query([(key, value)]))
    assert 0 <= results.total <= 57
    assert 1 <= results.page <= results.pages


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("1", 1),
        ("2", 2),
        ("3", 3),
        ("4", 3),
        ("0", 1),
        ("-1", 1),
        ("9" * 400, 1),
        ("99999", 3),
        ("x", 1),
        ("٣", 1),
        ("1.5", 1),
    ],
)
def test_a_page_is_one_that_there_is(page: str, expected: int, search: Search) -> None:
    """Too far is the last one; what is no number is the first."""
    assert search(Criteria.from_query([("page", page)])).page == expected


@pytest.mark.parametrize("key", ["name", "town", "place"])
def test_what_is_typed_is_bounded(key: str) -> None:
    """So many values and so many characters of a criterion; the rest is cut, and said to be."""
    typed = [
        ([f"{number} " + "x" * 1_000 for number in range(1_000)], True),
        (["a", "b", "c", "d"], True),
        (["x" * 60, "y" * 60], True),
        (["中" * 40], True),  # a word each
        (["x" * MAX_TEXT], False),
        (["a", "b", "c", "a", "c"], False),
        ([" ", "", "a"], False),
    ]
    for values, cut in typed:
        criteria = Criteria.from_query([(key, value) for value in values])
        taken = getattr(criteria, key)
        assert len(taken) <= MAX_TYPED
        assert sum(map(len, taken)) <= MAX_TEXT
        assert criteria.cut is cut, values[0][:20]


def test_what_is_chosen_is_bounded() -> None:
    """More countries than a criterion takes are cut; what is not on the list is ignored."""
    many = Criteria.from_query([("country", code) for code in sorted(COUNTRIES)])
    assert len(many.country) == MAX_VALUES
    assert many.cut
    assert not Criteria.from_query([("country", "XX")] * 100).cut
    assert not Criteria.from_query([("field", field) for field in FIELDS]).cut


@pytest.mark.parametrize("mistyped", ["caeen", "ohird", "qqqqqqqq", "中文"])
def test_the_work_is_bounded(mistyped: str, search: Search) -> None:
    """The longest query runs so many statements, and what is proposed is searched once."""
    statements: list[str] = []
    search._connection.set_trace_callback(statements.append)
    words = " ".join([mistyped] * 200)
    pairs = [(key, f"{n} {words}") for key in ("name", "town", "place") for n in range(100)]
    try:
        search(Criteria.from_query(pairs))
    finally:
        search._connection.set_trace_callback(None)
    own = [each for each in statements if not each.startswith("--")]  # those are FTS5's own
    searches = [each for each in own if "FROM entry" in each]
    assert len(searches) <= 2 * 3 * MAX_TYPED
    assert len(own) <= 100


def test_what_is_cut_is_said_on_a_small_page(client: FlaskClient) -> None:
    """An address of 12 kB gives a page like any other."""
    query = "&".join(
        f"{key}={'中' * 30}{n}" for key in ("name", "town", "place") for n in range(15)
    )
    page = client.get(
        f"/fr/directory?{query}&{'&'.join(f'country={c}' for c in sorted(COUNTRIES))}"
    )
    assert "La recherche était trop longue" in page.text
    assert len(page.data) < 300_000
    assert "trop longue" not in client.get("/fr/directory?name=caen").text


def test_a_query_comes_back_as_it_was() -> None:
    """Written in one order whatever the order in which it came, without what means nothing."""
    pairs = [
        ("activity", "project"),
        ("place", " Ohrid "),
        ("country", "XX"),
        ("name", "é"),
        ("name", "a"),
        ("x", "y"),
        ("page", "1"),
    ]
    criteria = Criteria.from_query(pairs)
    assert criteria.to_query() == [
        ("name", "a"),
        ("name", "é"),
        ("place", "Ohrid"),
        ("activity", "project"),
    ]
    assert Criteria.from_query(criteria.to_query()) == criteria
    assert criteria.without("name", "a").to_query()[0] == ("name", "é")


RAW = [
    "name=%00", "name=%ED%A0%80", "name=%FF%FE", "name=%", "name=%zz", "name=%22*%22", "page=-1",
    "page=99999999999999999999", "name=" + "x" * 6_000, "&".join(["name=a"] * 1_000),
    "&".join(f"country={n}" for n in range(1_000)), "name[]=a", "=", "&&&", "name", "%00=%00",
    "name=%EE%80%80", "field=water%00", "name=%E2%80%AE",
]  # fmt: skip


@pytest.mark.parametrize("query", RAW, ids=lambda query: query[:24])
@pytest.mark.parametrize("suffix", ["", ".csv", ".json", ".geojson"])
def test_an_odd_address_is_no_error_of_the_server(
    query: str, suffix: str, client: FlaskClient
) -> None:
    """Whatever was typed, a page or a file is the answer."""
    response = client.get(f"/mk/directory{suffix}?{query}")
    assert response.status_code == 200
