"""Statistics of the catalogues as they stand in the `.po` files."""

from dataclasses import asdict, dataclass
from pathlib import Path

from webapp.catalog import files
from webapp.catalog.coverage import Share
from webapp.catalog.model import Catalogue
from webapp.catalog.read import read
from webapp.checks.runner import acceptable
from webapp.languages import Language


@dataclass(frozen=True, slots=True)
class Statistics:
    """How far a language is.

    Arguments:
        language: its tag.
        total: messages of the `.pot`.
        translated: those that a page shows in the language.
        fuzzy: those that somebody must look at.
        faulty: those that are left out because of an error.
        missing: those without any translation.
    """

    language: str
    total: int
    translated: int
    fuzzy: int
    faulty: int
    missing: int

    @property
    def percent(self) -> float:
        """The translated part in percent."""
        return Share(self.translated, self.total).percent

    def as_dict(self) -> dict[str, str | int | float]:
        """Give all figures by name, for JSON."""
        return asdict(self) | {"percent": self.percent}


def statistics(folder: Path, language: Language, template: Catalogue) -> Statistics:
    """Count a language's catalogue against the template.

    Arguments:
        folder: the folder of the catalogues.
        language: the language.
        template: the catalogue whose messages are all that there should be.

    Raises:
        CatalogFileError, CatalogSyntaxError: when the catalogue cannot be read.
    """
    return count(read(files.source(folder, language)), language, template)


def count(catalogue: Catalogue, language: Language, template: Catalogue) -> Statistics:
    """Count a catalogue against a template; see `statistics`."""
    there = {message.key: message for message in catalogue.active()}
    wanted = [there.get(message.key) for message in template.active()]
    found = [message for message in wanted if message and any(message.msgstr)]
    fuzzy = sum(message.fuzzy for message in found)
    good = sum(acceptable(message, language) for message in found)
    return Statistics(
        language.tag,
        total=len(wanted),
        translated=good,
        fuzzy=fuzzy,
        faulty=len(found) - good - fuzzy,
        missing=len(wanted) - len(found),
    )
