"""Marking a message for extraction in code that runs outside a request."""


def N_(msgid: str) -> str:  # noqa: N802 - gettext's own name for it
    """Return a msgid unchanged; extraction finds the call, a template translates the value."""
    return msgid
