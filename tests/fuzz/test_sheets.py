"""Whatever bytes the directory's CSV files have: records, or findings that say where."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz import fuzzed
from webapp.directory.load import ACTIONS, ACTORS, PLACES, load
from webapp.directory.records import Directory
from webapp.errors import DirectoryError
from webapp.settings import Settings

NAMES = (ACTORS, ACTIONS, PLACES)
DATA = {name: (Settings().directory / name).read_bytes() for name in NAMES}
JUNK = st.binary(max_size=12) | st.sampled_from(
    [b'"', b'""', b",", b";", b"\t", b"\n", b"\r", b"\r\n", b"\0", b"\xff\xfe", b"\xef\xbb\xbf",
     "\u2028".encode(), "\x85".encode(), "\u00b2".encode(), b"nan", b"inf", b"1e999", b"-0", b"http://[",
     b"a" * 3_000, b"9" * 5_000, b"MK", b"project", b"water;water", b"|"]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file that is replaced, or one of the project's with junk in some places."""
    name = draw(st.sampled_from(NAMES))
    if draw(st.booleans()):
        return name, draw(st.binary(max_size=300))
    lines = DATA[name].splitlines(keepends=True)
    data = b"".join([lines[0], *lines[1 : draw(st.integers(2, 12))]])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(JUNK) + data[at + draw(st.integers(0, 6)) :]
    return name, data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's files, for one of them to be damaged at a time."""
    return Path(shutil.copytree(Settings().directory, tmp_path_factory.mktemp("fuzz") / "data"))


@fuzzed
@given(damaged())
def test_any_file_is_imported_or_refused_with_its_line(
    folder: Path, changed: tuple[str, bytes]
) -> None:
    """A damaged file is refused as a whole, and each finding names file, line and column."""
    for name, data in (DATA | dict([changed])).items():
        (folder / name).write_bytes(data)
    try:
        assert isinstance(load(folder), Directory)
    except DirectoryError as error:
        findings = error.findings
    else:
        return
    assert findings
    for finding in findings:
        named = re.match(r"(.+\.csv):(\d+): error \[[^\]]+\] .", finding, re.DOTALL)
        assert named, finding
        lines = Path(named[1]).read_bytes().replace(b"\r", b"\n").count(b"\n") + 1
        assert 1 <= int(named[2]) <= lines
        assert finding.isprintable(), finding
