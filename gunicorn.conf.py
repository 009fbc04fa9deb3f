"""gunicorn reads this at its start: a wrong setting ends it with one line, not at each worker."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import os

from webapp.errors import SiteError
from webapp.settings import Settings

try:
    Settings.from_env(os.environ)
except SiteError as error:
    print(error, file=sys.stderr)
    raise SystemExit(2) from error
