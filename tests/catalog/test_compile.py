"""Compiling: what may reach a page, and nothing else."""

import gettext
import io
import shutil
import struct
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.po import IT, MK, NB, ZH, catalogue_file, entry, plural, quick
from tests.conftest import need
from webapp.catalog import files
from webapp.catalog.compile import compile_catalogue, pack, unpack
from webapp.errors import CatalogFileError, CatalogSyntaxError, CompiledCatalogError
from webapp.languages import Language

PATH = Path("x.mo")

HOSTILE = [
    ("Bonjour %(user)s", "%(usre)s"),
    ("Sûr", "100 % sure"),
    ("Oui", "<script>alert(1)</script>"),
    ("Non", '<a href=\\"javascript:alert(1)\\">x</a>'),
    ("Photo", '\\"><img onerror=alert(1) src=x>'),
]


def texts(folder: Path, language: Language = IT) -> dict[str, tuple[str, ...]]:
    """Read what was compiled, without the header."""
    found = unpack(files.compiled(folder, language).read_bytes(), PATH)
    del found[""]
    return found


def test_translations_are_compiled(tmp_path: Path) -> None:
    """With their contexts and plural forms; what is empty or obsolete is not there."""
    catalogue_file(
        tmp_path,
        entry("a", "A"),
        'msgctxt "c"\n' + entry("a", "AC"),
        plural("un", "des", "uno", "molti"),
        entry("empty"),
        plural("half", "halves", "", ""),
        '#~ msgid "gone"\n#~ msgstr "x"',
    )
    result = compile_catalogue(tmp_path, IT)
    assert texts(tmp_path) == {"a": ("A",), "c\x04a": ("AC",), "un": ("uno", "molti")}
    assert (result.written, result.left_out, result.changed) == (3, [], True)


def test_gettext_reads_what_was_compiled(tmp_path: Path) -> None:
    """Python's own reader finds the same texts by the language's rule."""
    catalogue_file(
        tmp_path,
        entry("é", "ѐ"),
        'msgctxt "c"\n' + entry("é", "ц"),
        plural("un", "des", "еден", "многу"),
        language=MK,
    )
    path = compile_catalogue(tmp_path, MK).path
    found = gettext.GNUTranslations(io.BytesIO(path.read_bytes()))
    assert (found.gettext("é"), found.pgettext("c", "é")) == ("ѐ", "ц")
    assert [found.ngettext("un", "des", number) for number in (1, 2, 11, 21)] == [
        "еден", "многу", "многу", "еден",
    ]  # fmt: skip
    assert found.info()["language"] == "mk"


def test_gettexts_own_compiler_makes_the_same(tmp_path: Path) -> None:
    """Ours and `msgfmt` agree on a catalogue without errors, and we read both byte orders."""
    rows = [entry("b", "B"), entry("a", "A\\tB"), 'msgctxt "c"\n' + entry("a", "C")]
    source = catalogue_file(tmp_path, *rows, plural("un", "des", "en", "to"), language=NB)
    compile_catalogue(tmp_path, NB)
    ours = unpack(files.compiled(tmp_path, NB).read_bytes(), PATH)
    for order in ("little", "big"):
        path = tmp_path / f"{order}.mo"
        command = [need("msgfmt"), f"--endianness={order}", f"--output-file={path}", str(source)]
        subprocess.run(command, check=True)
        assert unpack(path.read_bytes(), path) == ours


@pytest.mark.parametrize(("msgid", "msgstr"), HOSTILE)
def test_a_translation_with_an_error_is_left_out(tmp_path: Path, msgid: str, msgstr: str) -> None:
    """The reader gets the fallback, the others are as before, and the result says which."""
    catalogue_file(tmp_path, entry(msgid, msgstr), entry("Bien", "Bene"))
    result = compile_catalogue(tmp_path, IT)
    assert texts(tmp_path) == {"Bien": ("Bene",)}
    assert [message.msgid for message in result.left_out] == [msgid]


@pytest.mark.parametrize("flags", ["no-python-format", "no-c-format, ignore-all", "no-wrap"])
@pytest.mark.parametrize(("msgid", "msgstr"), HOSTILE)
def test_no_flag_lets_an_error_through(tmp_path: Path, msgid: str, msgstr: str, flags: str) -> None:
    """A translator can write any flag; the page formats every message all the same."""
    catalogue_file(tmp_path, entry(msgid, msgstr, flags))
    compile_catalogue(tmp_path, IT)
    assert texts(tmp_path) == {}


def test_a_fuzzy_translation_is_left_out(tmp_path: Path) -> None:
    """Until somebody has looked at it."""
    catalogue_file(tmp_path, entry("a", "A", "python-format, fuzzy"))
    result = compile_catalogue(tmp_path, IT)
    assert texts(tmp_path) == {}
    assert [message.msgid for message in result.left_out] == ["a"]


@pytest.mark.parametrize(
    ("language", "forms"), [(IT, ["uno"]), (IT, ["uno", ""]), (ZH, ["一", "二"])]
)
def test_plural_forms_of_another_number_are_left_out(
    tmp_path: Path, language: Language, forms: list[str]
) -> None:
    """Some counts would have no text."""
    catalogue_file(tmp_path, plural("un", "des", *forms), language=language)
    assert len(compile_catalogue(tmp_path, language).left_out) == 1
    assert texts(tmp_path, language) == {}


def test_the_same_catalogue_is_not_written_again(tmp_path: Path) -> None:
    """The site has nothing to reread."""
    catalogue_file(tmp_path, entry("a", "A"))
    path = compile_catalogue(tmp_path, IT).path
    before = path.stat()
    assert not compile_catalogue(tmp_path, IT).changed
    assert path.stat() == before


def test_a_broken_catalogue_leaves_the_old_one(tmp_path: Path) -> None:
    """The site goes on with what it had."""
    source = catalogue_file(tmp_path, entry("a", "A"))
    compile_catalogue(tmp_path, IT)
    source.write_text('msgid "a"\nmsgstr "B', encoding="utf-8")
    with pytest.raises(CatalogSyntaxError):
        compile_catalogue(tmp_path, IT)
    assert texts(tmp_path) == {"a": ("A",)}


def test_an_interrupted_compilation_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, and without litter beside it."""

    def interrupt(*_: object) -> None:
        raise OSError(28, "No space left on device")

    catalogue_file(tmp_path, entry("a", "A"))
    path = compile_catalogue(tmp_path, IT).path
    catalogue_file(tmp_path, entry("a", "B"))
    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(CatalogFileError, match="No space left"):
        compile_catalogue(tmp_path, IT)
    assert texts(tmp_path) == {"a": ("A",)}
    assert sorted(item.name for item in path.parent.iterdir()) == ["messages.mo", "messages.po"]


def test_a_catalogue_that_is_absent_is_refused(tmp_path: Path) -> None:
    """The error names it; nothing is made."""
    with pytest.raises(CatalogFileError, match=r"messages\.po: No such file"):
        compile_catalogue(tmp_path, IT)
    assert list(tmp_path.iterdir()) == []


KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
FORMS = st.lists(KEYS, min_size=1, max_size=3)


@quick
@given(st.dictionaries(KEYS, FORMS, max_size=6))
def test_what_is_packed_unpacks_the_same(found: dict[str, list[str]]) -> None:
    """For any texts at all."""
    data = pack({key: "\0".join(forms) for key, forms in found.items()})
    assert unpack(data, PATH) == {key: tuple(forms) for key, forms in found.items()}


WHOLE = pack({"": "Language: it\n", "a": "A", "é\0és": "uno\0molti", "c\x04z": "中"})


@pytest.mark.parametrize("length", range(len(WHOLE)))
def test_a_file_cut_short_is_refused_at_every_byte(length: int) -> None:
    """So that no half of a text is ever shown."""
    with pytest.raises(CompiledCatalogError, match=r"x\.mo: .*; run `make compile`"):
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
    """With the project's own error and no other."""
    try:
        found = unpack(data, PATH)
    except CompiledCatalogError:
        return
    assert all(isinstance(form, str) for forms in found.values() for form in forms)


def test_a_file_that_claims_to_be_huge_is_refused_at_once() -> None:
    """It says four thousand million messages and has none."""
    data = struct.pack("<7I", 0x950412DE, 0, 0xFFFFFFFF, 28, 28, 0, 28) + b"\0" * 100
    with pytest.raises(CompiledCatalogError):
        unpack(data, PATH)


def test_the_compiled_file_lies_beside_its_source(tmp_path: Path) -> None:
    """Where gettext looks for it."""
    source = catalogue_file(tmp_path, language=ZH)
    assert compile_catalogue(tmp_path, ZH).path == source.with_suffix(".mo")
    shutil.rmtree(source.parent)
