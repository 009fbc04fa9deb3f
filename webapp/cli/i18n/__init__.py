"""The commands on catalogues: they parse arguments, call other modules and print results."""

from webapp.cli.i18n import catalogues, edit, exchange, reports, tools
from webapp.cli.i18n.group import commands

__all__ = ["catalogues", "commands", "edit", "exchange", "reports", "tools"]
