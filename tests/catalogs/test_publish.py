"""Publishing: what may reach a page, and nothing else."""

import gettext
import io
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import need
from tests.po.samples import IT, MK, NB, ZH, catalogue_file, entry, plural, pot_file, pot_of, quick
from webapp.catalogs.publish import Published, compile_catalogue
from webapp.errors import CatalogSyntaxError, FileError
from webapp.languages import Language
from webapp.po import files
from webapp.po.mo import pack, unpack

PATH = Path("x.mo")

HOSTILE = [
    ("Bonjour %(user)s", "%(usre)s"),
    ("Sûr", "100 % sure"),
    ("Oui", "<script>alert(1)</script>"),
    ("Non", '<a href=\\"javascript:alert(1)\\">x</a>'),
    ("Photo", '\\"><img onerror=alert(1) src=x>'),
]


def compiled(folder: Path, language: Language = IT) -> tuple[Published, bool]:
    """Compile a catalogue against a template that asks for all of its messages."""
    pot_of(folder)
    return compile_catalogue(folder, language, folder / "cache")


def left_out(folder: Path, language: Language = IT) -> list[str]:
    """Compile a catalogue and return the msgids of what is left out."""
    return [message.msgid for message in compiled(folder, language)[0].left_out]


def texts(folder: Path, language: Language = IT) -> dict[str, tuple[str, ...]]:
    """Return what was compiled."""
    path = files.compiled(folder / "cache", language)
    return unpack(path.read_bytes(), path)


def test_translations_are_compiled(tmp_path: Path) -> None:
    """Contexts and plural forms are kept; what is empty or obsolete is left out."""
    catalogue_file(
        tmp_path,
        entry("a", "A"),
        'msgctxt "c"\n' + entry("a", "AC"),
        plural("un", "des", "uno", "molti"),
        entry("empty"),
        plural("half", "halves", "", ""),
        '#~ msgid "gone"\n#~ msgstr "x"',
    )
    published, changed = compiled(tmp_path)
    assert texts(tmp_path) == {"a": ("A",), "c\x04a": ("AC",), "un\0des": ("uno", "molti")}
    assert (published.texts, published.left_out, changed) == (texts(tmp_path), [], True)


def test_gettext_reads_what_was_compiled(tmp_path: Path) -> None:
    """Python's own reader finds in a compiled catalogue the same texts by the language's rule."""
    catalogue_file(
        tmp_path,
        entry("é", "ѐ"),
        'msgctxt "c"\n' + entry("é", "ц"),
        plural("un", "des", "еден", "многу"),
        language=MK,
    )
    compiled(tmp_path, MK)
    path = files.compiled(tmp_path / "cache", MK)
    translations = gettext.GNUTranslations(io.BytesIO(path.read_bytes()))
    assert (translations.gettext("é"), translations.pgettext("c", "é")) == ("ѐ", "ц")
    assert [translations.ngettext("un", "des", number) for number in (1, 2, 11, 21)] == [
        "еден", "многу", "многу", "еден",
    ]  # fmt: skip


def test_gettexts_own_compiler_makes_the_same(tmp_path: Path) -> None:
    """Ours and `msgfmt` agree on a catalogue without errors, and we read both byte orders."""
    rows = [entry("b", "B"), entry("a", "A\\tB"), 'msgctxt "c"\n' + entry("a", "C")]
    source = catalogue_file(tmp_path, *rows, plural("un", "des", "en", "to"), language=NB)
    compiled(tmp_path, NB)
    ours = texts(tmp_path, NB)
    for order in ("little", "big"):
        path = tmp_path / f"{order}.mo"
        command = [need("msgfmt"), f"--endianness={order}", f"--output-file={path}", str(source)]
        subprocess.run(command, check=True)
        assert unpack(path.read_bytes(), path) == ours


def test_a_translation_with_an_error_is_left_out(tmp_path: Path) -> None:
    """An error costs its own message alone, and the result names it, whatever flags it has."""
    flags = ["", "no-python-format", "no-c-format, ignore-all", "no-wrap"]
    wrong = []
    for msgid, msgstr in HOSTILE:
        for flag in flags:
            catalogue_file(tmp_path, entry(msgid, msgstr, flag), entry("Bien", "Bene"))
            if left_out(tmp_path) != [msgid] or texts(tmp_path) != {"Bien": ("Bene",)}:
                wrong.append((msgstr, flag))
    assert wrong == []


def test_a_fuzzy_translation_is_left_out(tmp_path: Path) -> None:
    """A fuzzy translation is not shown until somebody has looked at it."""
    catalogue_file(tmp_path, entry("a", "A", "python-format, fuzzy"))
    assert left_out(tmp_path) == ["a"]
    assert texts(tmp_path) == {}


def test_plural_forms_of_another_number_are_left_out(tmp_path: Path) -> None:
    """With too few plural forms, or too many, some counts would have no text or a wrong one."""
    for language, forms in [(IT, ["uno"]), (IT, ["uno", ""]), (ZH, ["一", "二"])]:
        catalogue_file(tmp_path, plural("un", "des", *forms), language=language)
        assert left_out(tmp_path, language) == ["un"], forms
        assert texts(tmp_path, language) == {}, forms


def test_the_same_catalogue_is_not_written_again(tmp_path: Path) -> None:
    """Compiling again what did not change leaves the file untouched."""
    catalogue_file(tmp_path, entry("a", "A"))
    compiled(tmp_path)
    path = files.compiled(tmp_path / "cache", IT)
    before = path.stat()
    assert not compiled(tmp_path)[1]
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_broken_catalogue_leaves_the_old_one(tmp_path: Path) -> None:
    """A catalogue that cannot be read leaves what was compiled before."""
    source = catalogue_file(tmp_path, entry("a", "A"))
    compiled(tmp_path)
    source.write_text('msgid "a"\nmsgstr "B', encoding="utf-8")
    with pytest.raises(CatalogSyntaxError):
        compiled(tmp_path)
    assert texts(tmp_path) == {"a": ("A",)}


def test_an_interrupted_compilation_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk leaves the old file whole, and nothing else in its folder."""

    def interrupt(*_: object) -> None:
        raise OSError(28, "No space left on device")

    catalogue_file(tmp_path, entry("a", "A"))
    compiled(tmp_path)
    catalogue_file(tmp_path, entry("a", "B"))
    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(FileError, match="No space left"):
        compiled(tmp_path)
    assert texts(tmp_path) == {"a": ("A",)}
    folder = files.compiled(tmp_path / "cache", IT).parent
    assert [path.name for path in folder.iterdir()] == ["it.mo"]


@pytest.mark.parametrize("absent", ["po", "pot"])
def test_a_catalogue_that_is_absent_is_refused(tmp_path: Path, absent: str) -> None:
    """The error names the absent file, and nothing is made."""
    path = pot_file(tmp_path) if absent == "po" else catalogue_file(tmp_path)
    with pytest.raises(FileError, match=rf"messages\.{absent}: No such file"):
        compile_catalogue(tmp_path, IT, tmp_path / "cache")
    assert [item for item in tmp_path.rglob("*") if item.is_file()] == [path]


FALSE_SOURCES = {
    "a plural that the template has not": (
        entry("Cette page"),
        plural("Cette page", "%(x)s", "%(x)s", "%(x)s"),
    ),
    "a plural that switches the rules on fields off": (
        entry("Cette page"),
        plural("Cette page", "100 % x", "a", "100 % b"),
    ),
    "another plural": (plural("un", "des", "", ""), plural("un", "%(x)s", "uno", "%(x)s")),
    "no plural": (plural("un", "des", "", ""), entry("un", "uno")),
    "a message that the site does not ask for": (entry("Cette page"), entry("Autre", "Altra")),
}


def test_what_the_catalogue_says_of_the_source_counts_for_nothing(tmp_path: Path) -> None:
    """A translation of another source than the template's reaches no page."""
    for name, (template, catalogue) in FALSE_SOURCES.items():
        pot_file(tmp_path, template)
        catalogue_file(tmp_path, catalogue)
        published, _ = compile_catalogue(tmp_path, IT, tmp_path / "cache")
        assert published.texts == {}, name


def test_in_chinese_the_source_is_that_of_the_template_too(tmp_path: Path) -> None:
    """The one Chinese form is compared with the plural of the template, not of the catalogue."""
    link = '<a href=\\"https://evil.example/\\">x</a>'
    pot_file(tmp_path, entry("Pays"))
    catalogue_file(tmp_path, plural("Pays", link, link), language=ZH)
    assert compile_catalogue(tmp_path, ZH, tmp_path / "cache")[0].texts == {}


HEADER = ("", "Content-Type: text/plain; charset=UTF-8\n")
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\4"), max_size=9)
FORMS = st.lists(TEXTS, min_size=1, max_size=3)


@quick
@given(st.dictionaries(TEXTS.filter(bool), FORMS, max_size=6))
def test_what_is_packed_unpacks_the_same(rows: dict[str, list[str]]) -> None:
    """Any texts at all are read back from a `.mo` as they were written."""
    keyed = {key if len(forms) == 1 else f"{key}\0s": forms for key, forms in rows.items()}
    data = pack([HEADER, *((key, "\0".join(forms)) for key, forms in keyed.items())])
    assert unpack(data, PATH) == {key: tuple(forms) for key, forms in keyed.items()}


WHOLE = pack([HEADER, ("a", "A"), ("é\0és", "uno\0molti"), ("c\x04z", "中")])


def test_a_file_cut_short_is_refused_at_every_byte() -> None:
    """A `.mo` cut at any byte is refused, so that no half of a text is ever shown."""
    assert len(unpack(WHOLE, PATH)) == 3
    for length in range(len(WHOLE)):
        with pytest.raises(FileError, match=r"x\.mo: .*; run `make compile`"):
            unpack(WHOLE[:length], PATH)


@quick
@given(
    st.binary(max_size=60)
    | st.binary(max_size=60).map(lambda data: WHOLE[:4] + data)
    | st.tuples(st.integers(4, len(WHOLE) - 1), st.integers(0, 255)).map(
        lambda change: WHOLE[: change[0]] + bytes([change[1]]) + WHOLE[change[0] + 1 :]
    )
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Any bytes are texts, or are refused with the project's own error and no other."""
    try:
        texts = unpack(data, PATH)
    except FileError:
        return
    assert all(isinstance(form, str) for forms in texts.values() for form in forms)


def test_a_file_that_claims_to_be_huge_is_refused_at_once() -> None:
    """A `.mo` that says four thousand million messages and has none is refused at once."""
    data = struct.pack("<7I", 0x950412DE, 0, 0xFFFFFFFF, 28, 28, 0, 28) + b"\0" * 100
    with pytest.raises(FileError):
        unpack(data, PATH)
