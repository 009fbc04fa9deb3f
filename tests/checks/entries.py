"""What a rule says of a text and its translation."""

from webapp.checks.model import Severity
from webapp.checks.runner import judge
from webapp.languages import BY_PATH, Language
from webapp.po.model import Message

EN, IT, MK, NB, NN, ZH = (BY_PATH[path] for path in ("en", "it", "mk", "nb", "nn", "zh"))


def errors(entry: Message, language: Language = IT) -> list[str]:
    """List the rules that find an error in a message."""
    return [it.rule for it in judge(entry, language) if it.severity is Severity.ERROR]


def rules(source: str, target: str, language: Language = IT) -> set[str]:
    """Name the rules that find something in a translation, be it an error or a warning."""
    return {finding.rule for finding in judge(Message(source, [target]), language)}


def sentences(source: str, target: str) -> list[str]:
    """List what is said of a translation."""
    return [finding.sentence for finding in judge(Message(source, [target]), IT)]
