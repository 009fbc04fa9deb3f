"""The editor's sentences by name: on rules, states, groups of states, notices and refusals."""

from webapp.tables import read_table

_TABLE = read_table("editor/sentences.toml")

RULES, STATES, GROUPS, NOTICES, REFUSALS = (
    {name: row["sentence"] for name, row in _TABLE[kind].items()}
    for kind in ("rule", "state", "group", "notice", "refusal")
)
