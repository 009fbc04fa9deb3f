"""The external resources that pages link to, with the language each is written in."""

from dataclasses import dataclass

from webapp.messages import N_


@dataclass(frozen=True, slots=True)
class Resource:
    """A page of another site; its label is a msgid, its language a BCP 47 tag."""

    url: str
    label: str
    language: str = "fr"


RESOURCES: dict[str, Resource] = {
    "delegation": Resource(
        "https://www.diplomatie.gouv.fr/",
        # Translators: follows "the website of" in the sentence « En savoir plus… »
        N_(
            "Délégation à l’action extérieure des collectivités locales (DAECL) du Ministère des"
            " Affaires étrangères et européennes français"
        ),
    ),
    "atlas_kornaka": Resource(
        "https://pastel.diplomatie.gouv.fr/cncdext/dyn/public/atlas/",
        # Translators: the atlas of a French national commission; its projects have these numbers
        N_(
            "Atlas de la Commission nationale de la coopération décentralisée (CNCD), projets"
            " 9309, 14050, 14586 et 16341"
        ),
    ),
    "citim": Resource(
        "https://www.citim.fr/",
        # Translators: the name of a directory; the quotation marks are around it
        N_(
            "« Répertoire des acteurs de la solidarité internationale et de la coopération"
            " décentralisée en Basse-Normandie »"
        ),
    ),
    "region": Resource("https://www.normandie.fr/", N_("Conseil régional de Basse-Normandie")),
    # Translators: the name of a network; keep it as it is, transliterated where the script asks
    "horizons": Resource("https://www.horizons-solidaires.org/", N_("Horizons Solidaires")),
    # Translators: the name of an association; keep it, with its meaning where readers need it
    "cuf": Resource("https://cites-unies-france.org/", N_("Cités Unies France")),
    "alda": Resource(
        "https://www.alda-europe.eu/",
        # Translators: the European Association for Local Democracy; the acronym keeps its letters
        N_("Association européenne pour la démocratie locale (ALDA)"),
        "en",
    ),
    "ministry": Resource(
        "https://www.diplomatie.gouv.fr/",
        # Translators: the French ministry, by its name of today
        N_("Ministère de l’Europe et des Affaires étrangères"),
    ),
    "archive": Resource(
        "https://bn-mk.org/old/crbn-mk.courriers.info/la-cooperation-decentralisee-en.html",
        N_("Archive du programme de coopération Basse-Normandie – Macédoine"),
    ),
    "hordaland": Resource(
        "https://www.hordaland.no/nn-NO/nyheitsarkiv/2017/fornyar-samarbeid-med-normandie/",
        N_("Le comté de Hordaland, sur le renouvellement de la coopération, 2017"),
        "nn",
    ),
    "law": Resource(
        "https://legal.tricoteuses.fr/articles/JORFARTI000001688780",
        N_("La loi du 2 février 2007, dite loi Thiollière"),
    ),
    "article": Resource(
        "https://www.doctrine.fr/l/texts/codes/LEGITEXT000006070633/articles/LEGIARTI000006389099",
        N_("L’article L. 1115-1 dans sa version de 2012"),
    ),
    "programme": Resource(
        "https://new.bn-mk.org/Coop%C3%A9ration/Pr%C3%A9sentation",
        N_("Présentation du programme de coopération Basse-Normandie – Macédoine"),
    ),
    "cnil": Resource(
        "https://www.cnil.fr/",
        # Translators: the French data protection authority; follows "à la", with its acronym
        N_("Commission nationale de l’informatique et des libertés (CNIL)"),
    ),
    # Translators: the French ombudsman; the French title stays recognisable
    "defenseur": Resource("https://www.defenseurdesdroits.fr/", N_("Défenseur des droits")),
    # Translators: an atlas of the two shores of the Channel; keep its name
    "transmanche": Resource(
        "https://atlas-transmanche-pp.certic.unicaen.fr/fr/page-42.html",
        N_("Atlas transmanche, université de Caen"),
    ),
    # Translators: the French weekly of local government; keep its name
    "gazette_england": Resource(
        "https://www.lagazettedescommunes.com/21919/",
        N_("La Gazette des communes, sur la coopération avec le Hampshire"),
    ),
    "gazette_fujian": Resource(
        "https://www.lagazettedescommunes.com/14344/",
        N_("La Gazette des communes, sur la coopération avec le Fujian"),
    ),
    "alda_project": Resource(
        "http://www.alda-europe.eu/newSite/project_dett.php?ID=4",
        N_(
            "Association européenne pour la démocratie locale (ALDA), sur le programme de"
            " coopération"
        ),
        "en",
    ),
    # Translators: an association in Skopje; keep its name, in the reader's script
    "lokomotiva": Resource(
        "http://lokomotiva.org.mk/decentralised-cooperation-bn-mk/",
        N_("Lokomotiva, sur le programme de coopération"),
        "en",
    ),
    "thiolliere": Resource(
        "http://www.bfc-international.org/Loi-Thiolliere",
        N_("Présentation de la loi Thiollière"),
    ),
}
