"""How answers that the store does not keep leave."""

import brotli
import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("address", "encoding"),
    [
        ("/mk/directory?name=caen", "br"),
        ("/mk/directory.json", "br"),
        ("/fr/no-such-page", None),
        ("/healthz", None),
        ("/fr/brochure.pdf", None),
    ],
)
def test_text_is_compressed_for_whoever_takes_it(
    client: FlaskClient, address: str, encoding: str | None
) -> None:
    """A search as much as a page; what is small, compressed already or an error is left."""
    answer = client.get(address, headers={"Accept-Encoding": "br"})
    assert answer.headers.get("Content-Encoding") == encoding
    if encoding:
        assert brotli.decompress(answer.data) == client.get(address).data
        assert "Accept-Encoding" in answer.headers["Vary"]
