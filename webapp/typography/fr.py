"""French, the language of the sources."""

from webapp.typography import Typography, words

TYPOGRAPHY = Typography(
    quotes=("«", "»"),
    # Lexique des règles typographiques en usage à l’Imprimerie nationale.
    narrow_before=";!?",
    wide_before=":»",
    wide_after="«",
    numero="n°",
    first="1er",
    time="14h30",
    date_letters="jj/mm/aaaa",
    function_words=words(
        "au aux avec ce ces cet cette chez dans de des dont du elle elles en est et être ils l la"
        " le les leur leurs mais nous où par pas pour qu que qui sa sans ses son sont sous sur un"
        " une vers votre vous à été"
    ),
    doubled_words=frozenset({"nous", "vous"}),
    abbreviations="etc|ex|cf|av|env|min|max|art|vol|réf|tél|adr|nos?",
)
