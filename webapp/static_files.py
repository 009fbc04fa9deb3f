"""The site's style sheet, scripts and icon, each under an address that names its content."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

PREFIX = "/static/"
_DIGITS = 10
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent.

    Arguments:
        address: `/static/site.1f0c2a9b3e.css`; another content has another address.
        content: its bytes.
        mimetype: what it is, by its name.
    """

    address: str
    content: bytes
    mimetype: str


class StaticFiles:
    """The files of a folder, read once.

    Arguments:
        folder: holds them, without folders inside.
    """

    def __init__(self, folder: Path) -> None:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
        self.by_name = {path.name: _read(path) for path in paths}
        self.by_address = {each.address: each for each in self.by_name.values()}

    def address(self, name: str) -> str:
        """Give the address of a file.

        Raises:
            KeyError: when there is none of that name.
        """
        return self.by_name[name].address

    def meant_by(self, address: str) -> StaticFile | None:
        """Find what an address of another version of a file, or its bare name, means today.

        A page that somebody still has open, or keeps in a cache, asks for what it was made with.
        """
        parts = address.removeprefix(PREFIX).split(".")
        bare = f"{parts[0]}.{parts[-1]}"
        return self.by_name.get(bare) if len(parts) in (2, 3) else None


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    address = f"{PREFIX}{path.stem}.{digest}{path.suffix}"
    return StaticFile(address, content, _TYPES[path.suffix])
