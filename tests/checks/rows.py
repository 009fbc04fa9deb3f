"""One row of a table of texts and translations, judged by one rule."""

from dataclasses import replace

from tests.checks.judged import Entry
from webapp.checks.model import Pair, PairCheck
from webapp.languages import BY_PATH

LANGUAGES = {**BY_PATH, "nn": BY_PATH.get("nn") or replace(BY_PATH["nb"], path="nn")}


def said(rule: PairCheck, source: str, target: str, language: str) -> list[str]:
    """List what a rule says of a translation."""
    return list(rule(Pair(source, target, LANGUAGES[language], Entry(source, [target]))))
