"""Italian."""

from webapp.typography import Typography, pairs, words

TYPOGRAPHY = Typography(
    quotes=("«", "»"),
    numero="n.",
    number="1.234,50",
    first="1º",
    date_letters="gg/mm/aaaa",
    function_words=words(
        "al alla alle che con da dal dalla degli dei del della delle di e gli i il in nel nella o"
        " per questa questo sono su sul tra una è"
    ),
    french_words=words("ce chez l la le qui sa un"),
    doubled_words=words(
        "piano mano via poco così quasi sì passo ora tutto sotto bene subito proprio appena giorno"
        " fianco bla quanto"
    ),
    abbreviations="ecc|pag|sig|dott|art|cfr|es|nn?",
    corrections=pairs(
        "perchè:perché, poichè:poiché, affinchè:affinché, nè:né, sè:sé, é:è, cioé:cioè, quì:qui,"
        "quà:qua, stà:sta, piu:più, gia:già, puo:può, citta:città, attivita:attività,"
        "e':è, perche':perché, piu':più, puo':può, citta':città, attivita':attività,"
        "lunedi':lunedì, sara':sarà,"
        "qual'è:qual è, qual'era:qual era, un pò:un po’, un po di:un po’ di, un'altro:un altro,"
        "un altra:un’altra, un associazione:un’associazione, un'obiettivo:un obiettivo"
    ),
    dictionary="dictionary-it",
)
