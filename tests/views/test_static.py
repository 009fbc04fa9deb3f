"""The style sheet, the scripts and the icon."""

import re

from flask.testing import FlaskClient

from webapp.settings import ROOT

FOLDER = ROOT / "webapp" / "static"
OF_THE_EXPORT = {"choose.js"}
NAMES = sorted(path.name for path in FOLDER.iterdir())


def used(client: FlaskClient) -> list[str]:
    """List the addresses under /static/ that pages name."""
    pages = "".join(client.get(address).text for address in ("/fr/", "/fr/map"))
    return sorted(set(re.findall(r'"(/static/[^"]+)"', pages)))


def test_pages_name_files_by_their_content(client: FlaskClient) -> None:
    """Every file is used, and cached for a year, since another content has another address."""
    addresses = used(client)
    bare = [re.sub(r"\.[0-9a-f]{10}\.", ".", each).removeprefix("/static/") for each in addresses]
    assert bare == [name for name in NAMES if name not in OF_THE_EXPORT]
    for address, name in zip(addresses, bare, strict=True):
        response = client.get(address)
        assert response.data == (FOLDER / name).read_bytes()
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_an_old_address_leads_to_the_file_of_today(client: FlaskClient) -> None:
    """A page that is still open after an update finds its style sheet; the answer is not cached."""
    for address in ("/static/site.css", "/static/site.0123456789.css"):
        response = client.get(address)
        assert response.status_code == 302, address
        assert response.headers["Location"] in used(client)
        assert response.headers["Cache-Control"] == "no-store"


def test_nothing_else_is_there(client: FlaskClient) -> None:
    """Any other address under /static/ is a 404."""
    for name in ("none.css", "..", "a/b.css", ".css", ""):
        assert client.get(f"/static/{name}").status_code == 404, name


def test_the_style_sheet_knows_no_left_and_right() -> None:
    """Sides are those of the text, which begins at the right in some languages."""
    css = (ROOT / "webapp" / "static" / "site.css").read_text(encoding="utf-8")
    declarations = re.findall(r"^\s*([a-z-]+):\s*([^;{]+);", css, re.MULTILINE)
    wrong = [
        f"{name}: {value}"
        for name, value in declarations
        if re.search(r"(^|-)(left|right)(-|$)", name)
        or (name in ("text-align", "float", "clear") and value in ("left", "right"))
        or (name in ("margin", "padding", "inset") and _sides_differ(value))
    ]
    assert len(declarations) > 200
    assert wrong == []


def _sides_differ(value: str) -> bool:
    """Return whether a shorthand has four values, with another at the left than at the right."""
    values = re.findall(r"[^\s(]+(?:\([^)]*\))?", value)
    return len(values) == 4 and values[1] != values[3]
