"""Small catalogues for tests, and any catalogue at all for hypothesis."""

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from webapp.languages import BY_PATH, TRANSLATED, Language
from webapp.po import files
from webapp.po.model import Catalogue, Message
from webapp.po.read import read
from webapp.po.write import write

EN, IT, MK, NB, ZH = (BY_PATH[path] for path in ("en", "it", "mk", "nb", "zh"))

slow_machine = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
quick = settings(deadline=None, max_examples=60, suppress_health_check=slow_machine)
"""For properties: enough cases to find a hole, few enough for every run."""


def header(language: Language = IT, **more: str) -> str:
    """Give the header entry of a language's catalogue."""
    fields = {
        "Project-Id-Version": "test",
        "Language": language.catalogue,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": str(language.plural),
        "X-Source-Language": "fr",
    }
    lines = [f'"{name}: {value}\\n"\n' for name, value in (fields | more).items()]
    return f'msgid ""\nmsgstr ""\n{"".join(lines)}'


def po_text(*entries: str, language: Language = IT) -> str:
    """Give the canonical text of a catalogue with these entries."""
    return "\n".join([header(language), *(f"{entry.strip()}\n" for entry in entries)])


def po_file(path: Path, *entries: str, language: Language = IT) -> Path:
    """Write a catalogue with these entries to a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(po_text(*entries, language=language), encoding="utf-8", newline="")
    return path


def catalogue_file(folder: Path, *entries: str, language: Language = IT) -> Path:
    """Write a catalogue with these entries where a folder of catalogues has it."""
    return po_file(files.source(folder, language), *entries, language=language)


def pot_file(folder: Path, *entries: str) -> Path:
    """Write a template catalogue with these entries."""
    return po_file(files.template(folder), *entries)


def entry(msgid: str, msgstr: str = "", flags: str = "") -> str:
    """Give the lines of one entry; the texts are written as PO writes them."""
    return f'{f"#, {flags}{chr(10)}" if flags else ""}msgid "{msgid}"\nmsgstr "{msgstr}"'


def plural(msgid: str, msgid_plural: str, *msgstr: str) -> str:
    """Give the lines of one entry that counts."""
    forms = "".join(f'\nmsgstr[{number}] "{form}"' for number, form in enumerate(msgstr))
    return f'msgid "{msgid}"\nmsgid_plural "{msgid_plural}"{forms}'


def template(*messages: Message) -> Catalogue:
    """Make a template catalogue in memory."""
    made = Catalogue(Path("messages.pot"), Message(""), list(messages))
    made.headers = {"Project-Id-Version": "test", "Language": ""}
    return made


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
) | st.sampled_from(["", "\n", "a\nb", "a\nb\n", '"', "\\", "\\n", "é", "中", "%(n)s", "\t\r"])
PLAIN = st.text(st.characters(categories=["L", "N", "P"]), max_size=9) | st.sampled_from(
    ["", "a b", "a\nb", "a\nb\n", "\\", '"', "\\n", "\t"]
)
"""Texts that every reader of PO takes alike."""

PLACES = st.from_regex(r"[a-zé/]{1,9}\.(html|py)(:[0-9]{1,3})?", fullmatch=True)
LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=8
) | st.sampled_from([", fuzzy", "~ x", "| x", ". x", ": x", "= x", 'msgid "x"', "a  b"])
FLAGS = st.sampled_from(["fuzzy", "python-format", "no-wrap", "something-new", "range: 1..3"])


@st.composite
def messages(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Message:
    """Make any message that a file can hold; an obsolete one has nothing from the source."""
    forms = draw(st.none() | st.integers(1, 4))
    optional = st.none() | texts
    previous = st.tuples(optional, texts, optional)
    obsolete = draw(st.booleans())
    notes = st.just([]) if obsolete else st.lists(LINES, max_size=2)
    places = st.just([]) if obsolete else st.lists(PLACES, max_size=2)
    return Message(
        draw(texts),
        draw(st.lists(texts, min_size=forms or 1, max_size=forms or 1)),
        None if forms is None else draw(texts.filter(bool)),
        draw(optional),
        comments=draw(st.lists(LINES, max_size=2)),
        extracted=draw(notes),
        references=draw(places),
        flags=sorted(draw(st.sets(FLAGS, max_size=3)), key=lambda flag: flag != "fuzzy"),
        sticky=draw(st.lists(LINES, max_size=1)),
        previous=draw(st.none() | previous),
        obsolete=obsolete,
    )


@st.composite
def catalogues(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> Catalogue:
    """Make any catalogue: no message twice, obsolete ones last."""
    made = draw(
        st.lists(messages(texts), max_size=5, unique_by=lambda message: message.key).map(
            lambda found: sorted(found, key=lambda message: message.obsolete)
        )
    )
    made = [message for message in made if message.key != (None, "")]
    return Catalogue(Path("x.po"), Message("", [draw(texts)]), made, draw(st.lists(LINES)))


def pot_of(folder: Path) -> Path:
    """Write the template that asks for every message of a folder's catalogues."""
    template = Catalogue(files.template(folder), Message("", [header_text()]))
    sources = (files.source(folder, language) for language in TRANSLATED)
    known = {
        message.key: replace(message, msgstr=[""], comments=[], flags=[])
        for path in sources
        if path.exists()
        for message in read(path).active()
    }
    template.messages = list(known.values())
    write(template)
    return template.path


def header_text() -> str:
    """Give what the header of a template says."""
    return "Content-Type: text/plain; charset=UTF-8\n"
