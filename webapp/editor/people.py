"""The person at this machine: the key that lets them in."""

import secrets
from hmac import compare_digest


class Key:
    """The key of an editor on this machine: it opens once, and the browser keeps a session."""

    def __init__(self) -> None:
        self.text = secrets.token_urlsafe(24)
        self.session = ""

    def opens(self, text: str) -> bool:
        """Return whether this is the key and nobody has used it; a session begins then."""
        if self.session or not compare_digest(text.encode(), self.text.encode()):
            return False
        self.session = secrets.token_urlsafe(32)
        return True

    def knows(self, session: str) -> bool:
        """Return whether a browser has come in by the key."""
        return bool(session) and compare_digest(session.encode(), self.session.encode())
