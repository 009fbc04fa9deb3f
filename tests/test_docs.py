"""Every rule, setting and command is in the documentation."""

from dataclasses import fields

import click
import pytest
from flask import Flask

from webapp.checks.table import ENTRY_RULES, HEADER_RULES, PAIR_RULES
from webapp.settings import ROOT, Settings

GUIDE = (ROOT / "translations" / "README.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "rule", [*PAIR_RULES, *ENTRY_RULES, *HEADER_RULES], ids=lambda rule: rule.id
)
def test_every_rule_is_in_the_guide(rule) -> None:  # type: ignore[no-untyped-def]
    """With its severity, a wrong and a right example; and it has a sentence of its own."""
    assert f"| `{rule.id}` | {rule.severity} | " in GUIDE
    assert rule.sentence


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_every_setting_is_in_the_reference(field) -> None:  # type: ignore[no-untyped-def]
    """By the name of its variable."""
    assert f"| `SITE_{field.name.upper()}` |" in REFERENCE


def commands(app: Flask) -> list[tuple[str, click.Command]]:
    """List the project's own commands by their whole name."""
    return [
        (f"{group.name} {name}", command)
        for group in app.cli.commands.values()
        if isinstance(group, click.Group)
        for name, command in group.commands.items()
    ]


def test_every_command_is_in_the_reference_and_states_its_exit_codes(app: Flask) -> None:
    """Both its row and its help."""
    for name, command in commands(app):
        assert f"| `{name}" in REFERENCE
        assert "Exit codes:" in (command.help or "")
