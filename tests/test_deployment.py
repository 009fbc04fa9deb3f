"""What a deployment lacks."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from webapp import deployment
from webapp.brochure.store import Content
from webapp.deployment import Deployment, check
from webapp.errors import BrochureError
from webapp.languages import BY_PATH
from webapp.po import files
from webapp.settings import Settings

IT = BY_PATH["it"]
CONTENT = Content("it", "{}")


def sets(text: str) -> bytes:
    """Set any brochure."""
    return b"%PDF-1.7\n%%EOF\n"


def fails(text: str) -> bytes:
    """Set none."""
    raise BrochureError("no font")


@pytest.fixture
def sound(tmp_path: Path, translations: Path) -> Deployment:
    """A deployment that lacks nothing."""
    cache = tmp_path / "cache"
    cache.mkdir()
    settings = Settings(
        base_url="https://pages.example.org",
        publisher="Région",
        director="A. B.",
        hosting="C, 1 rue D",
        contact="a@example.org",
        announced_from=0,
        translations=translations,
        cache=cache,
    )
    (cache / CONTENT.file_name).write_bytes(sets(""))
    return Deployment(settings, [CONTENT], {"it": 100.0}, typesetter=sets)


def found(looked_at: Deployment, **changes: object) -> list[str]:
    """Check a deployment with other settings."""
    settings = replace(looked_at.settings, **changes)  # type: ignore[arg-type]
    return [str(finding) for finding in check(replace(looked_at, settings=settings))]


def test_a_sound_deployment_lacks_nothing(sound: Deployment) -> None:
    """The check of a complete deployment finds nothing."""
    assert check(sound) == []


SETTINGS: list[tuple[str, object, str]] = [
    ("publisher", "", "error [publisher] SITE_PUBLISHER is empty; set it to the body"),
    ("director", "", "error [director] SITE_DIRECTOR is empty"),
    ("hosting", "", "error [hosting] SITE_HOSTING is empty"),
    ("contact", "", "error [contact] SITE_CONTACT is empty"),
    (
        "base_url",
        "http://127.0.0.1:8000",
        "error [address] http://127.0.0.1:8000 leads each visitor",
    ),
    ("base_url", "", "error [address] the site has no address"),
    ("base_url", "https://localhost", "error [address] https://localhost leads each"),
    ("base_url", "https://[::1]:8", "error [address] https://[::1]:8 leads each"),
    ("base_url", "http://pages.example.org", "error [address] http://pages.example.org is not"),
    ("cache", Path("/dev/null/cache"), "error [cache] /dev/null/cache does not exist and"),
]


def test_a_setting_is_judged(sound: Deployment, tmp_path: Path) -> None:
    """Each finding says what to do; catalogues, which take long to read, are not there."""
    wrong = []
    for name, value, start in SETTINGS:
        first = found(sound, translations=tmp_path / "none", **{name: value})[0]
        if not first.startswith(start) or "; " not in first:
            wrong.append((name, value, first))
    assert wrong == []


def test_a_catalogue_that_is_absent_is_an_error(sound: Deployment) -> None:
    """A missing catalogue is an error, and its language counts as untranslated."""
    files.source(sound.settings.translations, IT).unlink()
    first, second = found(sound)
    assert first.startswith("error [catalogue]")
    assert first.endswith("messages.po: No such file or directory; correct it")
    assert second == "warning [language] it: 0 % of 100 % is translated; translate it"


def test_what_a_catalogue_leaves_out_is_counted(sound: Deployment) -> None:
    """Messages left out are counted; an unreadable catalogue or template is an error."""
    folder = sound.settings.translations
    path = files.source(folder, IT)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgid "Carte"', '#, fuzzy\nmsgid "Carte"'), encoding="utf-8")
    assert "it: 1 left out; run `flask --app webapp i18n check it`" in found(sound)[0]
    path.write_text("junk", encoding="utf-8")
    assert ":1: error [syntax]" in found(sound)[0]
    files.template(folder).write_text("junk", encoding="utf-8")
    assert "messages.pot:1: error [syntax]" in found(sound)[0]


def test_broken_data_of_the_directory_is_an_error(sound: Deployment, tmp_path: Path) -> None:
    """Each finding has its place, and what was probably not meant is a warning."""
    folder = tmp_path / "directory"
    shutil.copytree(sound.settings.directory, folder)
    with (folder / "names.csv").open("a", encoding="utf-8") as file:
        file.write("Nowhere,,,,,,,,\n")
    (warning,) = found(sound, directory=folder)
    assert warning.startswith("warning [directory] ")
    assert ": [name] no actor, town or place has the name 'Nowhere'" in warning
    with (folder / "actors.csv").open("a", encoding="utf-8") as file:
        file.write("caen\n")
    findings = found(sound, directory=folder)
    assert all(each.startswith("error [directory] ") for each in findings)
    assert "actors.csv:" in findings[0]


def test_what_is_not_made_ahead_is_a_warning(sound: Deployment, tmp_path: Path) -> None:
    """Missing brochures and a missing cache folder that can be made are warnings."""
    assert [each.split("]")[0] for each in found(sound, cache=tmp_path / "new")] == [
        "warning [cache",
        "warning [brochure",
    ]
    assert not (tmp_path / "new").exists()


def test_a_brochure_that_cannot_be_set_is_an_error(sound: Deployment) -> None:
    """The error has the typesetter's own words."""
    (sound.settings.cache / CONTENT.file_name).unlink()
    first, second = found(replace(sound, typesetter=fails))
    assert first == ("error [brochure] the brochure cannot be made: no font; run `make setup`")
    assert second.startswith("warning [brochure] not made: it;")


def test_a_folder_that_cannot_be_written_is_an_error(
    sound: Deployment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error has the system's reason."""

    def refuse(dir: Path) -> None:  # noqa: A002
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(deployment.tempfile, "TemporaryFile", refuse)
    assert "Permission denied; let the site's account write there" in found(sound)[0]


def test_the_command_prints_them(runner: FlaskCliRunner) -> None:
    """`site check` prints errors first and ends with 1 when there is one."""
    result = runner.invoke(args=["site", "check"])
    levels = [line.split(" ", 1)[0] for line in result.output.splitlines()]
    assert result.exit_code == 1
    assert levels == sorted(levels)
    assert "error [publisher] SITE_PUBLISHER is empty" in result.output
