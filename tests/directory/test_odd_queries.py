"""Whatever stands in an address, a search answers, with bounded work."""

from flask.testing import FlaskClient

from webapp.directory.criteria import KEYS, TYPED
from webapp.directory.fold import MAX_TEXT
from webapp.directory.query import MAX_TYPED, MAX_VALUES, Query
from webapp.directory.records import COUNTRIES, FIELDS
from webapp.directory.search import PAGE, Index

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


def test_an_odd_value_finds_something_or_nothing(index: Index) -> None:
    """Whatever the value of a key is, a search ends without an error on a page that there is."""
    wrong = []
    for key in (*KEYS, "page", "unknown"):
        for value in ODD:
            results = index.search(Query.read([(key, value)]))
            if results.total > len(index.directory.actors) or not (
                1 <= results.page <= results.pages
            ):
                wrong.append((key, value[:24], results))
    assert wrong == []


def test_a_page_is_one_that_there_is(index: Index) -> None:
    """A page after the last is the last one; what is no number is the first."""
    last = -(-len(index.directory.actors) // PAGE)
    pages = {"1": 1, "2": 2, str(last + 1): last, "99999": last}
    pages |= dict.fromkeys(("0", "-1", "9" * 400, "x", "٣", "1.5"), 1)
    shown = {page: index.search(Query.read([("page", page)])).page for page in pages}
    assert shown == pages


def test_what_is_typed_is_bounded() -> None:
    """So many values and characters of a typed key are searched for; the query says what is cut."""
    typed = [
        ([f"{number} " + "x" * 1_000 for number in range(1_000)], True),
        (["a", "b", "c", "d"], True),
        (["x" * 60, "y" * 60], True),
        (["中" * 40], True),  # a word each
        (["x" * MAX_TEXT], False),
        (["a", "b", "c", "a", "c"], False),
        ([" ", "", "a"], False),
    ]
    wrong = []
    for key in TYPED:
        for values, cut in typed:
            query = Query.read([(key.name, value) for value in values])
            taken = query[key.name]
            if len(taken) > MAX_TYPED or sum(map(len, taken)) > MAX_TEXT or query.cut is not cut:
                wrong.append((key.name, values[0][:20], query))
    assert wrong == []


def test_what_is_chosen_is_bounded() -> None:
    """More countries than a criterion takes are cut; what is not on the list is ignored."""
    many = Query.read([("country", code) for code in sorted(COUNTRIES)])
    assert len(many["country"]) == MAX_VALUES
    assert many.cut
    assert not Query.read([("country", "XX")] * 100).cut
    assert not Query.read([("field", field) for field in FIELDS]).cut


def test_the_work_is_bounded(index: Index) -> None:
    """The longest query runs so many statements, and what is proposed is searched once."""
    statements: list[str] = []
    index.connection.set_trace_callback(statements.append)
    counts = {}
    try:
        for mistyped in ("caeen", "ohird", "qqqqqqqq", "中文"):
            statements.clear()
            words = " ".join([mistyped] * 200)
            index.search(
                Query.read([(key.name, f"{n} {words}") for key in TYPED for n in range(100)])
            )
            own = [each for each in statements if not each.startswith("--")]  # those are FTS5's own
            counts[mistyped] = len(own), sum("FROM entry" in each for each in own)
    finally:
        index.connection.set_trace_callback(None)
    selections = 2 + sum(not key.typed for key in KEYS.values())
    assert all(0 < every <= 100 and own <= selections for every, own in counts.values()), counts


def test_what_is_cut_is_said_on_a_small_page(client: FlaskClient) -> None:
    """An address of 12 kB leads to a page like any other, which says that the query was cut."""
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
    """A query is written in one order whatever the order in which it came, without odd values."""
    pairs = [
        ("activity", "project"),
        ("place", " Ohrid "),
        ("country", "XX"),
        ("name", "é"),
        ("name", "a"),
        ("x", "y"),
        ("page", "1"),
    ]
    query = Query.read(pairs)
    assert query.pairs() == [
        ("name", "a"),
        ("name", "é"),
        ("place", "Ohrid"),
        ("activity", "project"),
    ]
    assert Query.read(query.pairs()) == query
    assert query.without("name", "a").pairs()[0] == ("name", "é")


RAW = [
    "name=%00", "name=%ED%A0%80", "name=%FF%FE", "name=%", "name=%zz", "name=%22*%22", "page=-1",
    "page=99999999999999999999", "name=" + "x" * 6_000, "&".join(["name=a"] * 1_000),
    "&".join(f"country={n}" for n in range(1_000)), "name[]=a", "=", "&&&", "name", "%00=%00",
    "name=%EE%80%80", "field=water%00", "name=%E2%80%AE",
]  # fmt: skip


def test_an_odd_address_is_no_error_of_the_server(client: FlaskClient) -> None:
    """Whatever an address asks, the answer is a page or a file."""
    wrong = []
    for query in RAW:
        for suffix in ("", ".csv", ".json", ".geojson"):
            response = client.get(f"/mk/directory{suffix}?{query}")
            if response.status_code != 200:
                wrong.append((query[:24], suffix, response.status_code))
    assert wrong == []
