"""The package of the extra `exchange`, imported when it is needed and not before."""

from importlib import import_module
from typing import Any

from webapp.errors import ExchangeExtraError


def module(name: str) -> Any:
    """Import a module of openpyxl.

    The result is untyped on purpose: the package need not be there for the site to run or for
    its types to be checked.

    Raises:
        ExchangeExtraError: when the package is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise ExchangeExtraError("openpyxl") from error
