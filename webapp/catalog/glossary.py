"""The glossary file, and the rule that holds translations to it."""

from collections.abc import Sequence
from pathlib import Path

from webapp.checks.model import PairCheck, Rule, Severity
from webapp.checks.terms import parse_glossary, term_rule
from webapp.errors import GlossaryError

NAME = "glossary.csv"


def rules(folder: Path) -> Sequence[Rule[PairCheck]]:
    """Give the rule on terms, none where the folder of the catalogues has no glossary.

    Raises:
        GlossaryError: when the file cannot be read, with its line.
    """
    path = folder / NAME
    try:
        text = path.read_text(encoding="utf-8-sig")
        glossary = parse_glossary(text, str(path))
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise GlossaryError(path, str(error)) from error
    return (Rule("other-term", Severity.WARNING, term_rule(glossary)),)
