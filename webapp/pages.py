"""Every public address, once: the site map, the alternates, the sitemap and the tests read it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from webapp.languages import BY_PATH, LANGUAGES, MOVED, Language
from webapp.messages import N_
from webapp.partners import PARTNERS, Partner

MAX_PATH = 1_000
"""Characters of a path that names a page, at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that exists in every language; its texts are msgids.

    Arguments:
        slug: the rest of its address after the language; empty for the home page.
        description: the sentence that search engines show.
        place: where every page links to it: `head`, `foot` or, empty, nowhere.
        short: a shorter title for those links.
        like: of a record, the slug of the page whose coverage stands for this one's.
        name: of a record, its title from the data, which is French and no message.
    """

    slug: str
    template: str
    title: str
    description: str
    place: str = ""
    short: str = ""
    like: str = ""
    name: str = ""
    partner: Partner | None = None

    def address(self, language: Language) -> str:
        """Return the page's path in a language: `/mk/`, `/mk/privacy`."""
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
            " quelles collectivités étrangères la Région Basse-Normandie coopérait en 2012."
        ),
    ),
    Page(
        "partners",
        "pages/partners.html",
        # Translators: max-length: 70
        N_("Les partenaires de la Région et des communes"),
        # Translators: max-length: 170
        N_(
            "Les partenaires étrangers de la Région Basse-Normandie et de communes"
            " bas-normandes : dates, domaines et sources de chaque coopération."
        ),
        "head",
        # Translators: a link at the head of every page; max-length: 20
        N_("Partenaires"),
    ),
    *(
        Page(
            f"partners/{partner.slug}",
            f"pages/partners/{partner.slug}.html",
            partner.title,
            partner.description,
            partner=partner,
        )
        for partner in PARTNERS
    ),
    Page(
        "map",
        "pages/map.html",
        # Translators: max-length: 70
        N_("Carte des coopérations bilatérales"),
        # Translators: max-length: 170
        N_(
            "Où se trouvent dans le monde les partenaires de la Région Basse-Normandie, avec un"
            " lien vers la page de chaque partenaire."
        ),
        "head",
        # Translators: a link at the head of every page; max-length: 20
        N_("Carte"),
    ),
    Page(
        "directory",
        "pages/directory.html",
        # Translators: the page where one searches; max-length: 70
        N_("Répertoire des acteurs"),
        # Translators: max-length: 170
        N_(
            "Qui, en Basse-Normandie, coopère avec qui dans le monde : une recherche par nom,"
            " lieu, pays, domaine et type d’activités."
        ),
        "head",
        # Translators: a link at the head of every page; max-length: 20
        N_("Répertoire"),
    ),
    Page(
        "legal-frame",
        "pages/legal_frame.html",
        # Translators: max-length: 70
        N_("Le cadre légal de la coopération décentralisée"),
        # Translators: max-length: 170
        N_(
            "Ce que la loi française permettait aux collectivités territoriales d’entreprendre"
            " à l’étranger en 2012, et ce qu’elle leur permet depuis 2021."
        ),
        "head",
        # Translators: a link at the head of every page; max-length: 20
        N_("Cadre légal"),
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
        "foot",
    ),
    Page(
        "about-this-text",
        "pages/about_this_text.html",
        # Translators: max-length: 70
        N_("À propos de ce texte"),
        # Translators: max-length: 170
        N_("D’où vient le texte de 2012, et ce qui y a été corrigé, ajouté ou remplacé."),
        "foot",
    ),
    Page(
        "site-map",
        "pages/site_map.html",
        # Translators: max-length: 70
        N_("Plan du site"),
        # Translators: max-length: 170
        N_(
            "Les pages du site, sauf celles des acteurs du répertoire, et les langues dans "
            "lesquelles elles existent."
        ),
        "foot",
    ),
    Page(
        "legal-notice",
        "pages/legal_notice.html",
        # Translators: max-length: 70
        N_("Mentions légales"),
        # Translators: max-length: 170
        N_("Qui publie et qui héberge ce site, et comment son contenu peut être réutilisé."),
        "foot",
    ),
    Page(
        "privacy",
        "pages/privacy.html",
        # Translators: max-length: 70
        N_("Données personnelles"),
        # Translators: max-length: 170
        N_(
            "Ce site ne suit personne : un seul témoin de connexion (cookie), celui de la langue"
            " choisie."
        ),
        "foot",
    ),
    Page(
        "accessibility",
        "pages/accessibility.html",
        # Translators: max-length: 70
        N_("Déclaration d’accessibilité"),
        # Translators: max-length: 170
        N_("Ce qui est fait pour que chacun puisse lire ce site, et à qui signaler un obstacle."),
        "foot",
    ),
    Page(
        "translations",
        "pages/translations.html",
        # Translators: max-length: 70
        N_("État des traductions"),
        # Translators: max-length: 170
        N_("La part du site traduite dans chaque langue, tenue à jour automatiquement."),
        "foot",
    ),
)

BY_SLUG = {page.slug: page for page in PAGES}
HOME = PAGES[0]


def moved(path: str, records: Collection[str] = ()) -> str | None:
    """Return the address of the page that another spelling of it means, or None.

    Other case, a missing or extra slash and the addresses of `languages.MOVED` are forgiven.

    Arguments:
        records: slugs of the pages that records have, besides `PAGES`.
    """
    if len(path) > MAX_PATH:
        return None
    first, _, slug = re.sub("/+", "/", path).strip("/").lower().partition("/")
    target = MOVED.get(first, first)
    if target not in BY_PATH or (slug not in BY_SLUG and slug not in records):
        return None
    address = f"/{target}/{slug}"
    return None if address == path else address


def language_of(path: str) -> Language | None:
    """Return the language that a path's first segment names, or None."""
    return BY_PATH.get(path[:MAX_PATH].lstrip("/").partition("/")[0].lower())


def addresses() -> list[str]:
    """List the address of every page in every language, page by page."""
    return [page.address(language) for page in PAGES for language in LANGUAGES]
