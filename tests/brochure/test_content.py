"""Reading the brochure's blocks from HTML."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.brochure.content import Block, Run, as_data, blocks

BASE = "https://pages.example.org/mk/"


def read(html: str) -> list[Block]:
    """Read HTML as Macedonian."""
    return blocks(html, "mk", BASE)


CASES = [
    ("<p>а</p>", [Block("paragraph", 0, [Run("а", "mk")])]),
    ("<p>\n  а\n  б </p>", [Block("paragraph", 0, [Run("а б", "mk")])]),
    ("<p>а\u00a0!</p>", [Block("paragraph", 0, [Run("а\u00a0!", "mk")])]),
    ("<h2>а</h2>", [Block("heading", 2, [Run("а", "mk")])]),
    ('<div data-deeper="1"><h2>а</h2></div>', [Block("heading", 3, [Run("а", "mk")])]),
    (
        '<p>а <span lang="fr">b</span> в</p>',
        [Block("paragraph", 0, [Run("а ", "mk"), Run("b", "fr"), Run(" в", "mk")])],
    ),
    ('<p lang="fr">b</p>', [Block("paragraph", 0, [Run("b", "fr")])]),
    (
        '<p>а <a href="/mk/map">б</a>.</p>',
        [
            Block(
                "paragraph",
                0,
                [
                    Run("а ", "mk"),
                    Run("б", "mk", "https://pages.example.org/mk/map"),
                    Run(".", "mk"),
                ],
            )
        ],
    ),
    (
        "<ol><li>а</li><li><p>б</p></li></ol>",
        [Block("item", 1, [Run("а", "mk")]), Block("item", 2, [Run("б", "mk")])],
    ),
    ("<ul><li>а</li></ul>", [Block("item", 0, [Run("а", "mk")])]),
    (
        '<blockquote lang="fr"><p>b</p></blockquote>',
        [Block("quote", 0, [Run("b", "fr")])],
    ),
    (
        '<p>а <span aria-hidden="true">[б]</span><span class="unseen">(в)</span></p>',
        [Block("paragraph", 0, [Run("а (в)", "mk")])],
    ),
    (
        '<p>а\u00a0<span aria-hidden="true">[б]</span><span class="unseen"> (в)</span></p>',
        [Block("paragraph", 0, [Run("а\u00a0(в)", "mk")])],
    ),
    ('<div aria-hidden="true"><p>а</p></div>', []),
    ('<p>а<i><img lang="fr">b</p></b><h2>в',
     [Block("paragraph", 0, [Run("а", "mk"), Run("b", "fr")]),
      Block("heading", 2, [Run("в", "mk")])]),
    ('<div data-block="map"></div>', [Block("map")]),
    ("<p> </p><ul></ul>", []),
    ("<p>&lt;b&gt; &amp; #x</p>", [Block("paragraph", 0, [Run("<b> & #x", "mk")])]),
    (
        "<ul><li>а<br>б</li></ul>",
        [Block("item", 0, [Run("а\nб", "mk")])],
    ),
]  # fmt: skip


def test_blocks_are_read() -> None:
    """Text is read with its language and its links, white space folded as a browser does."""
    wrong = [(html, read(html)) for html, expected in CASES if read(html) != expected]
    assert wrong == []


def test_what_belongs_together_is_one_list() -> None:
    """Items that follow each other are one list, as are terms with what they mean."""
    html = "<ul><li>а</li><li>б</li></ul><ol><li>в</li></ol><dl><dt>г</dt><dd>д</dd></dl><p>ѓ</p>"
    data = as_data(read(html))
    assert [each["kind"] for each in data] == ["list", "enum", "facts", "paragraph"]
    assert [len(each.get("members", [])) for each in data] == [2, 1, 2, 0]  # type: ignore[arg-type]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0")), max_size=5))
def test_no_text_is_lost(texts: list[str]) -> None:
    """Every text is kept but for white space at its ends and doubled."""
    import html

    marked = "".join(f"<p>{html.escape(each)}</p>" for each in texts)
    found = ["".join(run.text for run in block.runs) for block in read(marked)]
    folded = [
        " ".join(part for part in each.replace("\t", " ").replace("\n", " ").split(" ") if part)
        for each in texts
    ]
    assert found == [each for each in folded if each]
