"""Norwegian nynorsk, by what differs from bokmål."""

from dataclasses import replace

from webapp.typography import nb, pairs

_BOKMAAL = pairs(
    "ikke:ikkje, fra:frå, jeg:eg, hvordan:korleis, hva:kva, hvilke:kva, noe:noko, noen:nokon,"
    "selv:sjølv, være:vere, mulighet:moglegheit, muligheter:moglegheiter, rettigheter:rettar,"
    "kommuner:kommunar, kommunene:kommunane, opplysninger:opplysningar, innhold:innhald,"
    "innholdet:innhaldet"
)

TYPOGRAPHY = replace(
    nb.TYPOGRAPHY,
    function_words=nb.TYPOGRAPHY.function_words - {"fra", "ikke", "et"}
    | {"dei", "eit", "frå", "ikkje"},
    doubled_words=nb.TYPOGRAPHY.doubled_words - {"de"} | {"dei"},
    corrections=_BOKMAAL
    | {danish: _BOKMAAL.get(right, right) for danish, right in nb.SHARED_CORRECTIONS.items()},
    dictionary="dictionary-nn",
    country_names={},
)
