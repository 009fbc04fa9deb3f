"""How answers that the store does not keep leave."""

import brotli
from flask.testing import FlaskClient


def test_text_is_compressed_for_clients_that_accept_it(client: FlaskClient) -> None:
    """Searches and files are compressed by brotli."""
    for address in ("/mk/directory?name=caen", "/mk/directory.json"):
        answer = client.get(address, headers={"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert brotli.decompress(answer.data) == client.get(address).data
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_would_not_get_smaller_is_sent_as_it_is(client: FlaskClient) -> None:
    """Errors, short answers and PDFs are not compressed."""
    for address in ("/fr/no-such-page", "/healthz", "/fr/brochure.pdf"):
        answer = client.get(address, headers={"Accept-Encoding": "br"})
        assert "Content-Encoding" not in answer.headers, address
