"""Norwegian bokmål; what nynorsk has in common with it is here."""

import re

from webapp.typography import Typography, pairs, words

SHARED_CORRECTIONS = pairs(
    "af:av, mellem:mellom, gennem:gjennom, hvad:hva, uddannelse:utdanning, udvikling:utvikling,"
    "udveksling:utveksling, sprog:språk, samarbejde:samarbeid, ændret:endret, indhold:innhold,"
    "indholdet:innholdet, kommunerne:kommunene, oplysninger:opplysninger, mulighed:mulighet,"
    "nogle:noen"
)
"""Danish forms that Norwegian never has."""

TYPOGRAPHY = Typography(
    quotes=("«", "»"),
    numero="nr.",
    time="kl. 14.30",
    date_letters="dd.mm.åååå",
    function_words=words(
        "at av den denne det dette eller er et for fra har i ikke kan med og om på seg som til"
        " var ved vi"
    ),
    french_words=words("au de du en et la les mais par sa sur vers"),
    doubled_words=words("det den de som er på om for til har med vi bla"),
    abbreviations=r"osv|mv|mfl|ca|\w*nr|kl",
    corrections=SHARED_CORRECTIONS
    | pairs(
        "ikkje:ikke, frå:fra, eit:et, eg:jeg, korleis:hvordan, kva:hva, noko:noe, mykje:mye,"
        "utan:uten, sjølv:selv, mogleg:mulig, moglegheiter:muligheter, kommunar:kommuner"
    ),
    dictionary="dictionary-nb",
    # Swedish and German letters in a word that is no name.
    foreign=re.compile(r"(?<![\w-])[a-zæøåéèóòêô]*[äö][a-zæøåäöéèóòêô]*(?![\w-])"),
    instead=str.maketrans("äö", "æø"),
    after_z="æøå",
    language_names={"nb": "bokmål", "nn": "nynorsk"},
    country_names={"LU": "Luxembourg"},
)
