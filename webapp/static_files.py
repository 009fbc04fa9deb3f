"""The site's style sheet, scripts and icon, each at an address with a digest of its content."""

import hashlib
from pathlib import Path
from typing import NamedTuple

PREFIX = "/static/"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


class StaticFile(NamedTuple):
    """A file as it is sent; its address, `/static/site.1f0c2a9b3e.css`, has a digest of it."""

    address: str
    content: bytes
    mimetype: str


class StaticFiles:
    """The files of a folder without subfolders, read once."""

    def __init__(self, folder: Path) -> None:
        self.by_name = {}
        for path in sorted(folder.iterdir()):
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:10]
            address = f"{PREFIX}{path.stem}.{digest}{path.suffix}"
            self.by_name[path.name] = StaticFile(address, content, _TYPES[path.suffix])
        self.by_address = {file.address: file for file in self.by_name.values()}

    def meant_by(self, address: str) -> StaticFile | None:
        """Return the current file for a bare name or for the address of another version.

        A page that is still open, or cached, asks for the versions it was made with.
        """
        parts = address.removeprefix(PREFIX).split(".")
        bare = f"{parts[0]}.{parts[-1]}"
        return self.by_name.get(bare) if len(parts) in (2, 3) else None
