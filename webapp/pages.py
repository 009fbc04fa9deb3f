"""Every public address, once: the site map, the alternates, the sitemap and the tests read it."""

import re
from dataclasses import dataclass

from webapp.languages import BY_PATH, LANGUAGES, MOVED, Language
from webapp.messages import N_

MAX_PATH = 1_000
"""Characters of a path that are looked at; a longer one names no page."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that exists in every language.

    Arguments:
        slug: the last segment of its address, the same in every language; empty for the home page.
        template: the file in `templates/` that renders it.
        title: msgid of its title, as links, `<title>` and the site map show it.
        description: msgid of the sentence that search engines show.
    """

    slug: str
    template: str
    title: str
    description: str

    def address(self, language: Language) -> str:
        """Give the page's path in a language: `/mk/`, `/mk/privacy`."""
        return f"/{language.path}/{self.slug}"


PAGES: tuple[Page, ...] = (
    Page(
        "",
        "pages/home.html",
        # Translators: max-length: 70
        N_("La coopération décentralisée en Basse-Normandie"),
        # Translators: max-length: 170
        N_(
            "Ce qu’est la coopération décentralisée, ce qu’elle apporte aux Bas-Normands et avec"
            " quelles collectivités du monde la Région Basse-Normandie coopère."
        ),
    ),
    Page(
        "name-of-macedonia",
        "pages/name_of_macedonia.html",
        # Translators: max-length: 70
        N_("Note sur l’emploi du nom de « Macédoine »"),
        # Translators: max-length: 170
        N_(
            "Sous quels noms ce site désigne le pays partenaire qui s’appelle la Macédoine du Nord"
            " depuis 2019, et pourquoi."
        ),
    ),
    Page(
        "about-this-text",
        "pages/about_this_text.html",
        # Translators: max-length: 70
        N_("À propos de ce texte"),
        # Translators: max-length: 170
        N_("D’où vient le texte de 2012 et ce qui y a été corrigé."),
    ),
    Page(
        "site-map",
        "pages/site_map.html",
        # Translators: max-length: 70
        N_("Plan du site"),
        # Translators: max-length: 170
        N_("Toutes les pages du site et les langues dans lesquelles elles se lisent."),
    ),
    Page(
        "legal-notice",
        "pages/legal_notice.html",
        # Translators: max-length: 70
        N_("Mentions légales"),
        # Translators: max-length: 170
        N_("Qui publie et qui héberge ce site, et comment son contenu peut être réutilisé."),
    ),
    Page(
        "privacy",
        "pages/privacy.html",
        # Translators: max-length: 70
        N_("Données personnelles"),
        # Translators: max-length: 170
        N_("Ce site ne suit personne : un seul témoin, celui de la langue choisie."),
    ),
    Page(
        "accessibility",
        "pages/accessibility.html",
        # Translators: max-length: 70
        N_("Déclaration d’accessibilité"),
        # Translators: max-length: 170
        N_("Ce qui est fait pour que chacun puisse lire ce site, et à qui signaler un obstacle."),
    ),
    Page(
        "translations",
        "pages/translations.html",
        # Translators: max-length: 70
        N_("État des traductions"),
        # Translators: max-length: 170
        N_("Quelle part du site est traduite dans chaque langue, comptée à chaque affichage."),
    ),
)

BY_SLUG = {page.slug: page for page in PAGES}
HOME = PAGES[0]

_SLASHES = re.compile("/+")


def moved(path: str) -> str | None:
    """Find where a path that names no page leads all the same.

    Other case, a missing or extra slash and the addresses of `languages.MOVED` are forgiven.

    Arguments:
        path: the decoded path of the request.

    Returns:
        The page's address, or None when no page is meant.
    """
    if len(path) > MAX_PATH:
        return None
    segments = _SLASHES.sub("/", path).strip("/").lower().split("/")
    first, slug = segments[0], "/".join(segments[1:])
    target = MOVED.get(first, first)
    if target not in BY_PATH or slug not in BY_SLUG:
        return None
    address = BY_SLUG[slug].address(BY_PATH[target])
    return None if address == path else address


def language_of(path: str) -> Language | None:
    """Give the language that a path's first segment names, of any page or none."""
    return BY_PATH.get(path[:MAX_PATH].lstrip("/").partition("/")[0].lower())


def addresses() -> list[str]:
    """List the address of every page in every language, page by page."""
    return [page.address(language) for page in PAGES for language in LANGUAGES]
