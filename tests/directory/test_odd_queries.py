"""Whatever stands in an address, a search answers, with bounded work."""

import pytest
from flask.testing import FlaskClient

from webapp.directory.criteria import KEYS, MAX_VALUES, Criteria
from webapp.directory.fold import MAX_TEXT
from webapp.directory.index import connect
from webapp.directory.records import Directory
from webapp.directory.search import Search

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


def test_what_is_looked_at_is_bounded() -> None:
    """So many values of so many characters; the rest is not read."""
    pairs = [("name", f"{number} " + "x" * 1_000) for number in range(1_000)]
    criteria = Criteria.from_query(pairs)
    assert len(criteria.name) == MAX_VALUES
    assert all(len(value) <= MAX_TEXT for value in criteria.name)


@pytest.mark.parametrize("key", ["name", "town", "place"])
def test_the_work_is_bounded(key: str, records: Directory, search: Search, tmp_path) -> None:  # type: ignore[no-untyped-def]
    """The longest query takes at most so many steps of SQLite's machine, whatever it holds."""
    from webapp.directory.index import build
    from webapp.directory.search import Sets

    build(records, tmp_path / "index.sqlite")
    connection = connect(tmp_path / "index.sqlite")
    counted = Search(connection, Sets(connection), records)
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(step, 1_000)
    counted(Criteria.from_query([(key, f"a{n} {'b c d e f g h ' * 50}") for n in range(1_000)]))
    assert steps < 1_000


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
    """A page or a file, and no mark in it."""
    response = client.get(f"/mk/directory{suffix}?{query}")
    assert response.status_code == 200
    assert "\ue000" not in response.text
