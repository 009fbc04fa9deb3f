"""Whatever a browser says of its languages, one of the site's is chosen."""

from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import fuzzed
from webapp.languages import BY_PATH, LANGUAGES, SOURCE, choose_language

TAGS = st.sampled_from(
    [
        "fr", "en", "mk", "nb", "nn", "no", "it", "zh", "zh-Hans", "zh-Hant", "zh-TW", "zh-cn",
        "en-GB-oxendict", "nn-x-a", "de", "*", "*-CH", "x", "i-klingon",
    ]
)  # fmt: skip
QUALITY = st.sampled_from(["", ";q=0", ";q=1", ";q=0.5", "; Q = 0.001", ";q=2", ";q=", ";q=0.0000"])
RANGES = st.builds("{}{}".format, TAGS | st.text(max_size=12), QUALITY | st.text(max_size=6))
HEADERS = st.text() | st.lists(RANGES, max_size=60).map(",".join)


@fuzzed
@given(st.none() | st.text() | st.sampled_from([*BY_PATH]), st.none() | HEADERS)
def test_anything_leads_to_a_language(cookie: str | None, header: str | None) -> None:
    """A valid cookie wins; only without cookie and header is there a page to choose from."""
    chosen = choose_language(cookie, header)
    if cookie in BY_PATH:
        assert chosen is BY_PATH[cookie]
    elif header is None:
        assert chosen is None
    else:
        assert chosen in LANGUAGES


@fuzzed
@given(st.sampled_from(LANGUAGES), st.lists(RANGES, max_size=10).map(",".join))
def test_a_refused_language_is_not_chosen(language, header: str) -> None:  # type: ignore[no-untyped-def]
    """A language refused by its tag is not chosen by another range, but for French at the end."""
    chosen = choose_language(None, f"{language.tag};q=0,{header}")
    assert chosen is not language or chosen is SOURCE


@fuzzed
@given(st.sampled_from(LANGUAGES), st.text(st.characters(exclude_characters=",")))
def test_what_is_malformed_changes_nothing(language, junk: str) -> None:  # type: ignore[no-untyped-def]
    """A range that cannot be parsed is skipped."""
    assert choose_language(None, f"{language.tag}, {junk}?;q=9") is language
