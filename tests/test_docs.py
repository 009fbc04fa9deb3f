"""Every rule, setting and command is in the documentation."""

import json
import re
from dataclasses import fields

import click
from flask import Flask

from webapp.languages import LANGUAGES
from webapp.settings import ROOT, Settings
from webapp.workflow.report import all_rules

GUIDE = (ROOT / "translations" / "README.md").read_text(encoding="utf-8")
CONFORMANCE = (ROOT / "docs" / "conformance.md").read_text(encoding="utf-8")
HTML_RULES = json.loads((ROOT / ".htmlvalidate.json").read_text(encoding="utf-8"))["rules"]
REFERENCE = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_rule_is_in_the_guide() -> None:
    """Each rule is there with severity and examples, and has a sentence of its own."""
    for rule in all_rules():
        (row,) = (line for line in GUIDE.splitlines() if line.startswith(f"| `{rule.id}` |"))
        _, _, severity, wrong, right, _ = re.split(r" ?\| ?", row)
        assert severity == rule.severity, rule.id
        assert wrong, rule.id
        assert right, rule.id
        assert rule.sentence.endswith("."), rule.id


def test_the_guide_knows_every_language() -> None:
    """The guide has the name and the plural rule of every language of the table."""
    for language in LANGUAGES:
        plural = f"nplurals={language.plural.forms}; plural={language.plural.expression};"
        assert f"| `{plural}` |" in GUIDE, language.path
        name = language.endonym.removeprefix("Norsk ")
        assert language.endonym in GUIDE or name in GUIDE, language.path


def test_the_guide_is_in_both_languages() -> None:
    """Each English section has its French one."""
    english, french = GUIDE.split("## Français\n")
    sections = [part.count("\n### ") for part in (english, french.split("\n## Plural")[0])]
    assert sections[0] == sections[1] >= 4


def test_no_rule_of_the_guide_is_gone() -> None:
    """The table of the guide names no rule that there is not."""
    table = GUIDE.split('<a id="rules"></a>')[1]
    named = set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))
    assert named == {rule.id for rule in all_rules()}


def test_every_setting_is_in_the_reference() -> None:
    """The reference has a row for the variable of each setting."""
    names = [f"SITE_{field.name.upper()}" for field in fields(Settings)]
    assert [name for name in names if f"| `{name}` |" not in REFERENCE] == []


def commands(app: Flask) -> list[tuple[str, click.Command]]:
    """List the project's own commands by their whole name."""
    context = click.Context(app.cli)
    return [
        (f"{group.name} {name}", command)
        for group in app.cli.commands.values()
        if isinstance(group, click.Group)
        for name in group.list_commands(context)
        if (command := group.get_command(context, name))
    ]


def test_every_command_is_in_the_reference_and_states_its_exit_codes(shared_app: Flask) -> None:
    """A command has a row in the reference, and its help says how it ends."""
    for name, command in commands(shared_app):
        assert f"| `{name}" in REFERENCE, name
        assert "Exit codes:" in (command.help or ""), name


def test_every_changed_rule_of_html_validate_has_its_reason() -> None:
    """A row says how each changed rule is set, and why."""
    for rule in HTML_RULES:
        (row,) = (line for line in CONFORMANCE.splitlines() if line.startswith(f"| `{rule}` |"))
        assert all(cell.strip() for cell in row.strip("|").split("|")), rule


def test_what_the_security_page_points_to_is_there() -> None:
    """Each defence names the tests that show it."""
    named = re.findall(r"`((?:tests|docs)/[\w/.]+)`", SECURITY)
    assert len(named) > 10
    assert [path for path in named if not (ROOT / path).exists()] == []
