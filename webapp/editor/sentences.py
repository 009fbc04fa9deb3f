"""What the editor says by a name: of rules, of states, of what has just happened, of refusals."""

from webapp.tables import read_table

_TABLE = read_table("editor/sentences.toml")


def _sentences(kind: str) -> dict[str, str]:
    return {name: row["sentence"] for name, row in _TABLE[kind].items()}


RULES = _sentences("rule")
"""What each rule is about, by its id."""

STATES = _sentences("state")

NOTICES = _sentences("notice")
"""What an address can say has just happened."""

REFUSALS = _sentences("refusal")
"""Why a request is refused, by what `abort` is given."""
