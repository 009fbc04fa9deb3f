"""The pages that records have: those of the directory's actors."""

from webapp.directory.records import Actor, Directory
from webapp.errors import DirectoryError
from webapp.pages import BY_SLUG, Page
from webapp.site import current_directory

DIRECTORY = BY_SLUG["directory"]


def actor_page(actor: Actor) -> Page:
    """Return the page of an actor; its template has its title and description, which are data."""
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
    """Return the directory's records; none while they cannot be read, which the store logs once."""
    try:
        return current_directory().directory
    except DirectoryError:
        return Directory(())


def slugs() -> frozenset[str]:
    """List the slugs of the pages of all records."""
    return frozenset(page.slug for page in pages())
