"""The pages that records have: those of the directory's actors."""

import logging

from webapp.directory.records import Actor, Directory
from webapp.errors import DirectoryError, DirectoryIndexError
from webapp.i18n import current_directory
from webapp.pages import BY_SLUG, Page

log = logging.getLogger(__name__)

DIRECTORY = BY_SLUG["directory"]


def actor_page(actor: Actor) -> Page:
    """Return the page of an actor; its title is a name from the data and no message."""
    return Page(
        f"{DIRECTORY.slug}/{actor.id}",
        "pages/actor.html",
        "",
        DIRECTORY.description,
        like=DIRECTORY.slug,
        name=actor.name,
    )


def pages() -> list[Page]:
    """List the pages of all records."""
    return [actor_page(actor) for actor in records().actors]


def records() -> Directory:
    """Give the directory's records; none while the data was never good, which the log says."""
    try:
        return current_directory().directory
    except (DirectoryError, DirectoryIndexError) as error:
        log.warning("a page is shown without the directory: %s", type(error).__name__)
        return Directory(())


def slugs() -> frozenset[str]:
    """List the slugs of the pages of all records."""
    return frozenset(page.slug for page in pages())
