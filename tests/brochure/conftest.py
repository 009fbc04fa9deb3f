"""What the tests of the brochure share."""

import json
from pathlib import Path

import pytest

from webapp import create_app
from webapp.i18n.texts import use_language
from webapp.languages import BY_PATH
from webapp.settings import Settings
from webapp.views.brochure import content


@pytest.fixture(scope="session")
def french(compiled: Path) -> dict[str, object]:
    """The content of the French brochure."""
    app = create_app(Settings(translations=compiled))
    with app.test_request_context():
        use_language(BY_PATH["fr"])
        data: dict[str, object] = json.loads(content().text)
    return data
