"""The style sheet, the scripts and the icon."""

import re

import pytest
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
    """Every file is used, and kept for good, since another content has another address."""
    addresses = used(client)
    bare = [re.sub(r"\.[0-9a-f]{10}\.", ".", each).removeprefix("/static/") for each in addresses]
    assert bare == [name for name in NAMES if name not in OF_THE_EXPORT]
    for address, name in zip(addresses, bare, strict=True):
        response = client.get(address)
        assert response.data == (FOLDER / name).read_bytes()
        assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("address", ["/static/site.css", "/static/site.0123456789.css"])
def test_an_old_address_leads_to_the_file_of_today(client: FlaskClient, address: str) -> None:
    """A page that is still open after an update finds its style sheet; nothing is kept of that."""
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"] in used(client)
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/static/none.css", "/static/..", "/static/a/b.css", "/static/.css", "/static/"]
)
def test_nothing_else_is_there(client: FlaskClient, address: str) -> None:
    """404, as for any address."""
    assert client.get(address).status_code == 404
