"""The keys of the directory's columns and their labels, which are messages."""

from webapp.messages import N_

ACTOR_KINDS: dict[str, str] = {
    # Translators: the kinds of actors in the directory, each said of one actor
    "region": N_("Région"),
    "department": N_("Département"),
    "municipality": N_("Commune"),
    # Translators: a French body that several municipalities form together
    "intermunicipality": N_("Intercommunalité"),
    "association": N_("Association"),
}

ACTIVITIES: dict[str, str] = {
    # Translators: the types of activity in the directory, in lists and in the search form
    "bilateral-agreement": N_("Accord bilatéral"),
    "decentralised-cooperation": N_("Coopération décentralisée"),
    "documentation": N_("Documentation"),
    "friendship-pact": N_("Pacte d’amitié"),
    # Translators: the activity of a network of associations that supports its members
    "network-support": N_("Animation de réseau"),
    "project": N_("Projet"),
    # Translators: a tie between two local authorities that is neither twinning nor an agreement
    "relation": N_("Relation suivie"),
    "relief": N_("Aide d’urgence"),
    "twinning": N_("Jumelage"),
}

FIELDS: dict[str, str] = {
    # Translators: the fields of intervention in the directory, in lists and in the search form
    "advocacy": N_("Plaidoyer"),
    "agriculture": N_("Agriculture"),
    "culture": N_("Culture"),
    "economy": N_("Économie"),
    "education": N_("Éducation"),
    "environment": N_("Environnement"),
    "governance": N_("Gouvernance locale"),
    "heritage": N_("Patrimoine"),
    "human-rights": N_("Droits de l’Homme"),
    # Translators: bringing organisations together, as a field of work
    "networking": N_("Mise en réseau"),
    # Translators: emergency aid as a field of work
    "relief": N_("Aide d’urgence"),
    "tourism": N_("Tourisme"),
    "training": N_("Formation"),
    "water": N_("Eau"),
    # Translators: the situation of women as a field of work
    "women": N_("Femmes"),
    "youth": N_("Jeunesse"),
}

DEPARTMENTS: dict[str, str] = {
    # Translators: the three French departments of Lower Normandy
    "14": N_("Calvados"),
    "50": N_("Manche"),
    "61": N_("Orne"),
}
