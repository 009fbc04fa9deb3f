"""What the editor says by a name: of rules, of states, of what has just happened, of refusals."""

from webapp.tables import read_table

_TABLE = read_table("editor/sentences.toml")

RULES, STATES, GROUPS, NOTICES, REFUSALS = (
    {name: row["sentence"] for name, row in _TABLE[kind].items()}
    for kind in ("rule", "state", "group", "notice", "refusal")
)
