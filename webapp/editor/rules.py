"""What each rule is about, as translators read it in their language."""

from webapp.messages import N_

SENTENCES = {
    "out-of-proportion": N_("La traduction est beaucoup trop longue pour ce texte."),
    "other-markup": N_("La traduction contient un signe « < » ou « & » ou une balise de trop."),
    "unpaired-span": N_("Une balise de langue n’est pas fermée, ou pas ouverte."),
    "unknown-field": N_("La traduction contient un champ que le français n’a pas."),
    "missing-field": N_("Il manque un champ du texte français."),
    "repeated-field": N_("Un champ figure plus souvent qu’en français."),
    "malformed-field": N_("Un champ est mal écrit, ou un signe de pourcentage n’est pas doublé."),
    "hidden-character": N_("La traduction contient un caractère invisible."),
    "stacked-marks": N_("Trop d’accents se superposent sur une même lettre."),
    "blank": N_("La traduction n’a aucune lettre visible."),
    "newline-ends": N_(
        "Le texte ne commence ou ne finit pas par un retour à la ligne comme le français."
    ),
    "end-punctuation": N_("La ponctuation finale diffère de celle du français."),
    "punctuation-width": N_("Un signe de ponctuation n’a pas la largeur d’usage dans la langue."),
    "brackets": N_("Une parenthèse ou un crochet n’a pas de pendant."),
    "quotation-marks": N_("Les guillemets ne sont pas ceux de la langue."),
    "french-writing": N_("Un nombre, une date ou une heure est écrit à la française."),
    "different-number": N_("Un nombre diffère de celui du français."),
    "double-space": N_("Deux espaces se suivent."),
    "edge-space": N_("Une espace est de trop, ou manque, au début ou à la fin."),
    "doubled-word": N_("Un mot est répété."),
    "space-before-sign": N_("Une espace précède un signe de ponctuation."),
    "missing-space": N_("Il manque une espace après un signe de ponctuation."),
    "untranslated-copy": N_("La traduction est identique au français."),
    "french-left": N_("Il reste du français dans la traduction."),
    "too-long": N_("Le texte est plus long que la place prévue."),
    "no-glyph": N_("Les polices de la plaquette n’ont pas un des caractères."),
    "mixed-alphabets": N_("Un mot mélange des lettres latines et cyrilliques."),
    "foreign-character": N_("Une lettre n’appartient pas à l’alphabet de la langue."),
    "wrong-form": N_("Une forme fautive est employée."),
    "plural-forms": N_("Le nombre de formes du pluriel n’est pas celui de la langue."),
    "empty-plural-form": N_("Une forme du pluriel est vide."),
    "unused-ignore": N_("Une note fait taire une règle qui ne trouve rien."),
    "wrong-ignore": N_("Une note qui fait taire une règle n’a pas la forme voulue."),
    "inconsistent": N_("Le même texte français est traduit autrement ailleurs."),
    "other-term": N_("Un terme n’est pas celui du glossaire."),
}
"""By the id of each rule that can find something in a message."""
