"""English, as British public bodies write it."""

from webapp.typography import Typography, words

TYPOGRAPHY = Typography(
    quotes=("“", "”"),
    number="1,234.50",
    first="1st",
    euro="€12",
    percent="100%",
    date="14 July 2026",
    # No comma after the day of the week (GOV.UK style guide, "Dates").
    full_date="EEEE d MMMM y",
    function_words=words(
        "an and are at be by for from has have in is it not of or that the this to was with you"
        " your"
    ),
    french_words=words("en par pour sa sans son sur vers"),
    doubled_words=words("had that bye knock no so very in on is bla"),
    abbreviations="etc|ex|cf|max|min|vol|art|nos?|inc|ltd|co|vs|approx",
    dictionary="dictionary-en-gb",
)
