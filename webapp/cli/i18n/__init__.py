"""The commands on catalogues: each parses, calls one function and prints."""

from webapp.cli.i18n import catalogues, edit, exchange, reports, tools
from webapp.cli.i18n.group import commands

__all__ = ["catalogues", "commands", "edit", "exchange", "reports", "tools"]
