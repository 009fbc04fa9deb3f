"""One site for all tests of what it shows; a test that changes something of it makes its own."""

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def client(shared_app: Flask) -> FlaskClient:
    """A client of the site as it is, with no cookie yet."""
    return shared_app.test_client()
