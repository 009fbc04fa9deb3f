"""Links of exported files: every kind of file is read, every broken link is found."""

from tests.export.conftest import BASE
from webapp.export.answers import Answer
from webapp.export.links import broken

HTML = "text/html; charset=utf-8"


def answer(address: str, body: str, content_type: str = HTML) -> Answer:
    """Make an answer."""
    return Answer(address, content_type, {}, body.encode())


THERE = [
    answer("/mk/", '<h1 id="top">x</h1>'),
    answer("/mk/privacy", '<h1 id="main">x</h1>'),
    answer("/static/marks.svg", '<svg><symbol id="dot"/></svg>', "image/svg+xml; charset=utf-8"),
    answer("/static/site.css", "a {}", "text/css"),
    answer("/mk/404", '<h1 id="main">x</h1><a href="#main">x</a>'),
]


def problems(body: str, address: str = "/mk/map", content_type: str = HTML) -> list[str]:
    """Return what is wrong with the links of a file among those that are there."""
    return broken([*THERE, answer(address, body, content_type)], BASE)


BROKEN = [
    ("/mk/nothing", "no such file"),
    (f"{BASE}/mk/nothing", "no such file"),
    ("//pages.example.org/mk/nothing", "no such file"),
    ("nothing", "no such file"),
    ("../mk", "no such file"),
    ("/mk/404", "no such file"),
    ("/mk/privacy#nowhere", "no such place in it: #nowhere"),
    ("#nowhere", "no such place in it: #nowhere"),
    ("?page=2", "a file answers no query"),
    ("/mk/privacy?page=2#main", "a file answers no query"),
]


def test_a_broken_link_is_found() -> None:
    """The finding names the file, the link as it is written, and why it is broken."""
    for link, why in BROKEN:
        assert problems(f'<a href="{link}">x</a>') == [f"mk/map.html: {link}: {why}"]


GOOD = [
    *("/mk/", "privacy#main", "/mk/privacy", "#here", "./#top", f"{BASE}/mk/privacy#main"),
    *("https://other.example/x", f"{BASE}.example/x", f"{BASE}:8/x", "mailto:a@example.org"),
    *("http://pages.example.org/x", "tel:+33"),
]


def test_a_good_link_is_no_problem() -> None:
    """Links to files, to other hosts and to no page at all are accepted."""
    assert [link for link in GOOD if problems(f'<a href="{link}" id="here">x</a>')] == []


KINDS = [
    ("map", HTML, '<script src="/mk/nothing"></script>'),
    ("map", HTML, '<form action="/mk/nothing"></form>'),
    ("map", HTML, '<svg><use href="/mk/nothing"/></svg>'),
    ("map", HTML, f'<script type="application/ld+json">{{"url":"{BASE}/mk/nothing"}}</script>'),
    ("a.csv", "text/csv; charset=utf-8", f"caen,{BASE}/mk/nothing,x"),
    ("a.json", "application/json", f'{{"url": "{BASE}/mk/nothing"}}'),
    ("a.geojson", "application/geo+json", f'{{"url": "{BASE}/mk/nothing"}}'),
    ("a.xml", "application/xml; charset=utf-8", f"<loc>{BASE}/mk/nothing</loc>"),
    ("a.txt", "text/plain", f"See {BASE}/mk/nothing."),
    ("a.css", "text/css", "a { background: url('/mk/nothing') }"),
    ("a.css", "text/css", '@import "/mk/nothing";'),
    ("a.svg", "image/svg+xml", '<svg><a href="/mk/nothing"/></svg>'),
    ("a.pdf", "application/pdf", f"/A << /S /URI /URI({BASE}/mk/nothing) >>"),
]


def test_every_kind_of_file_is_read() -> None:
    """Links are found in pages, data, style sheets, drawings and brochures."""
    for name, content_type, body in KINDS:
        (problem,) = problems(body, f"/mk/{name}", content_type)
        assert problem.endswith("/mk/nothing: no such file"), body
