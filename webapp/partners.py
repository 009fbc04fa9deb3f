"""The partners of the Region and of towns: who, since when, where, and by which sources."""

from dataclasses import dataclass
from typing import Literal

from webapp.messages import N_


@dataclass(frozen=True, slots=True)
class Place:
    """Where a marker stands on the map, and its name next to it.

    Arguments:
        latitude, longitude: degrees north and east.
        anchor: the end of the name that `offset` leads to, as SVG's `text-anchor` has it.
        offset: from the marker to the name, right and down, in units of the drawing.
    """

    latitude: float
    longitude: float
    anchor: Literal["start", "end"]
    offset: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of the Region or of towns in it; its texts are msgids.

    Arguments:
        slug: the last segment of its page's address, the same in every language.
        own_name: its name in its own language, which is no msgid.
        own_language: a BCP 47 tag; empty where no source says which it is.
        country: ISO 3166-1 alpha-2; CLDR gives the name.
        territory: the country, or a region by ISO 3166-2, whose places in the directory are the
            partner's own; empty below regions.
        since: None where no source gives the year.
        place: None where no source gives coordinates.
        sources: keys of `links.RESOURCES` that the page is written from.
        named: sources whose whole address is not known.
        in_2012: a link to the page of 2012, empty where that does not name the partner.
    """

    slug: str
    name: str
    title: str
    description: str
    own_name: str
    own_language: str
    country: str
    territory: str
    since: str | None
    place: Place | None
    sources: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    in_2012: str = ""


CAEN = Place(49.18, -0.37, "end", (-9, 5))
"""The seat of the Region, where every line of the map begins."""

# Translators: a source: the page that the home page reproduces
_PAGE_OF_2012 = N_("La page de 2012, reproduite en page d’accueil")

PARTNERS: tuple[Partner, ...] = (
    Partner(
        "hampshire",
        # Translators: an English county; the name that the language has for it
        N_("Hampshire"),
        # Translators: max-length: 70
        N_("Le comté du Hampshire"),
        # Translators: max-length: 170
        N_(
            "L’accord de coopération de la Région Basse-Normandie avec le comté du Hampshire, "
            "au Royaume-Uni, et les jumelages de villes."
        ),
        "Hampshire County Council",
        "en",
        "GB",
        "GB-HAM",
        None,
        Place(51.06, -1.31, "start", (17, 5)),
        ("transmanche", "gazette_england"),
        in_2012=_PAGE_OF_2012,
    ),
    Partner(
        "hordaland",
        # Translators: a Norwegian county until 2019
        N_("Hordaland"),
        # Translators: max-length: 70
        N_("Le comté de Hordaland"),
        # Translators: max-length: 170
        N_(
            "La coopération engagée en 1993 par la Région Basse-Normandie avec le comté"
            " norvégien de Hordaland : école, culture, mer et recherche."
        ),
        "Hordaland fylkeskommune",
        "nn",
        "NO",
        "NO-46",
        # Translators: since when a partner cooperates, in a list of facts
        N_("1993"),
        Place(60.39, 5.32, "start", (9, 5)),
        ("hordaland",),
        in_2012=_PAGE_OF_2012,
    ),
    Partner(
        "toscana",
        # Translators: the Italian region
        N_("Toscane"),
        # Translators: max-length: 70
        N_("La région Toscane"),
        # Translators: max-length: 170
        N_(
            "Ce que l’on sait de l’accord de coopération de la Région Basse-Normandie avec la "
            "région Toscane, en Italie."
        ),
        "Regione Toscana",
        "it",
        "IT",
        "IT-52",
        None,
        Place(43.77, 11.26, "end", (-9, 5)),
        in_2012=_PAGE_OF_2012,
    ),
    Partner(
        "fujian",
        # Translators: the Chinese province
        N_("Fujian"),
        # Translators: max-length: 70
        N_("La province du Fujian"),
        # Translators: max-length: 170
        N_(
            "La coopération de la Région Basse-Normandie avec la province chinoise du Fujian, à"
            " partir du protocole de 1990 : économie et culture."
        ),
        "福建省",
        "zh-Hans",
        "CN",
        "CN-FJ",
        N_("1990 (protocole)"),
        Place(26.07, 119.30, "end", (-9, 17)),
        ("gazette_fujian",),
        in_2012=_PAGE_OF_2012,
    ),
    Partner(
        "macedonia",
        # Translators: the country's name of 2012, as the programme used it, on the map
        N_("République de Macédoine"),
        # Translators: max-length: 70
        N_("La République de Macédoine, aujourd’hui Macédoine du Nord"),
        # Translators: max-length: 170
        N_(
            "Dix ans de coopération entre la Basse-Normandie et la République de Macédoine :"
            " les programmes, leurs axes et les villes partenaires."
        ),
        "Република Македонија, Министерство за локална самоуправа",
        "mk",
        "MK",
        "MK",
        N_("2006 ; protocole du 20 février 2007"),
        Place(42.00, 21.43, "end", (-9, 17)),
        ("programme", "alda_project", "lokomotiva"),
        # Translators: a source: the page that the home page reproduces
        in_2012=N_("La page de 2012, dont le pied de page nomme la République de Macédoine"),
    ),
    Partner(
        "atsinanana",
        # Translators: a region of Madagascar
        N_("Atsinanana"),
        # Translators: max-length: 70
        N_("La région Atsinanana"),
        # Translators: max-length: 170
        N_(
            "La coopération décentralisée de la Région Basse-Normandie avec la région"
            " Atsinanana, à Madagascar, à partir de 2006."
        ),
        "Atsinanana",
        "",
        "MG",
        "",
        N_("2006 (déclaration d’intention) ; convention de 2008"),
        # Its seat, Toamasina, by GeoNames 1053384.
        Place(-18.15, 49.40, "start", (9, 5)),
        named=(
            # Translators: a source; what stands after the comma is its address
            N_("Jeu de données ouvertes n° 837, rec.ckan-normandie.data4citizen.com/dataset/837"),
        ),
    ),
    Partner(
        "kornaka",
        # Translators: a canton in Niger
        N_("Kornaka"),
        # Translators: max-length: 70
        N_("Le canton de Kornaka"),
        # Translators: max-length: 170
        N_(
            "La coopération de communes de Basse-Normandie avec le canton de Kornaka, au "
            "Niger, à partir de 2009."
        ),
        "Kornaka",
        "",
        "NE",
        "",
        N_("2009 (quatre communes ; six depuis 2016)"),
        None,
        ("atlas_kornaka",),
        # Translators: a source; what stands after the comma is its address
        (N_("Coopération Normandie – Kornaka, cooperationnormandiekornaka.fr"),),
    ),
)
