"""The packages of the extra `exchange`, found when they are needed and not before."""

from importlib import import_module
from typing import Any

from webapp.errors import ExchangeExtraError

_PACKAGES = {"openpyxl": "openpyxl", "translate": "translate-toolkit", "lxml": "lxml"}


def module(name: str) -> Any:
    """Import a module of an optional package.

    The result is untyped on purpose: neither package need be there for the site to run or for
    its types to be checked.

    Raises:
        ExchangeExtraError: when the package is not installed; names the extra to install.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise ExchangeExtraError(_PACKAGES[name.partition(".")[0]]) from error
