"""Rules on Norwegian: forms and letters of its other written standard, of Danish and Swedish.

Only forms that the other standard never has are listed; names, quotations and what stands in
brackets are left alone, so a word counts in lower case only, or as the first of the text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from webapp.checks.model import Pair
from webapp.checks.prose import own

_WORD = re.compile(r"(?<![\w-])[a-zæøåäöéèòóêô]+(?![\w-])")
_QUOTED = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"|\\([^()]*\\)')


def _table(pairs: str) -> dict[str, str]:
    """Read pairs of words `wrong:right`."""
    return dict(pair.split(":") for pair in pairs.split())


_NYNORSK = _table(
    "allereie:allerede avtalane:avtalene avtalar:avtaler brukarane:brukerne "
    "brukarar:brukere dessutan:dessuten difor:derfor dykkar:deres eg:jeg eit:et "
    "endringar:endringer finst:finnes fleire:flere frå:fra gje:gi "
    "gjeldande:gjeldende gjere:gjøre hennar:hennes ikkje:ikke innbyggjarane:innbyggerne "
    "innbyggjarar:innbyggere innhald:innhold innhaldet:innholdet kome:komme kommunane:kommunene "
    "kommunar:kommuner korleis:hvordan kva:hva kvarandre:hverandre kvifor:hvorfor medan:mens "
    "meir:mer menneskerettar:menneskerettigheter mogleg:mulig moglege:mulige "
    "moglegheit:mulighet moglegheiter:muligheter mykje:mye nedanfor:nedenfor noko:noe "
    "nokon:noen nokre:noen offentleg:offentlig offentlege:offentlige omsetjing:oversettelse "
    "omsetjingar:oversettelser opplysningar:opplysninger ovanfor:ovenfor saman:sammen "
    "samanheng:sammenheng seinare:senere sidan:siden sjølv:selv skular:skoler "
    "særleg:særlig teneste:tjeneste tenester:tjenester tenestene:tjenestene tidlegare:tidligere "
    "tilgjengeleg:tilgjengelig tilgjengelege:tilgjengelige utan:uten vanleg:vanlig "
    "vanlege:vanlige vere:være verksemd:virksomhet verksemder:virksomheter vidare:videre "
    "vore:vært ønskjer:ønsker"
)
_BOKMAAL = _table(
    "allerede:allereie annet:anna brukere:brukarar brukerne:brukarane deltakere:deltakarar "
    "deltakerne:deltakarane deres:deira endringer:endringar flere:fleire fra:frå "
    "fremdeles:framleis fylkeskommuner:fylkeskommunar gjøre:gjere hjem:heim hjemmeside:heimeside "
    "hva:kva hvem:kven hver:kvar hverandre:kvarandre hvilke:kva hvilken:kva hvilket:kva "
    "hvis:dersom hvor:kvar hvordan:korleis hvorfor:kvifor ikke:ikkje innbyggere:innbyggjarar "
    "innbyggerne:innbyggjarane innhold:innhald innholdet:innhaldet jeg:eg kommunene:kommunane "
    "kommuner:kommunar ledelse:leiing ledelsen:leiinga menneskerettigheter:menneskerettar "
    "mulighet:moglegheit muligheter:moglegheiter myndighet:styresmakt myndigheter:styresmakter "
    "myndighetene:styresmaktene nedenfor:nedanfor nettsted:nettstad nettstedet:nettstaden "
    "nettsteder:nettstader noe:noko noen:nokon opplysninger:opplysningar ovenfor:ovanfor "
    "oversatt:omsett oversettelse:omsetjing oversettelser:omsetjingar "
    "oversettelsen:omsetjinga rettigheter:rettar sammen:saman sammenheng:samanheng selv:sjølv "
    "senere:seinare særlig:særleg tidligere:tidlegare tjeneste:teneste tjenester:tenester "
    "tjenesten:tenesta utviklingen:utviklinga velge:velje velger:vel videre:vidare "
    "virksomhet:verksemd virksomheter:verksemder være:vere vært:vore øke:auke øker:aukar "
    "åpne:opne åpner:opnar"
)
_DANISH = _table(
    "af:av aftale:avtale aftalen:avtalen aftaler:avtaler arbejde:arbeid arbejder:arbeider "
    "arbejdet:arbeidet besøg:besøk børn:barn børnene:barna efter:etter europæisk:europeisk "
    "europæiske:europeiske forskellig:forskjellig forskellige:forskjellige frihed:frihet "
    "gennem:gjennom gør:gjør gøre:gjøre havde:hadde hjælp:hjelp hvad:hva indhold:innhold "
    "indholdet:innholdet kommunerne:kommunene kommunernes:kommunenes læs:les læsning:lesing "
    "mellem:mellom menneskerettigheder:menneskerettigheter mulighed:mulighet "
    "muligheder:muligheter myndigheder:myndigheter myndighederne:myndighetene nogle:noen "
    "næste:neste oplysninger:opplysninger projekter:prosjekter projekterne:prosjektene "
    "rettigheder:rettigheter samarbejde:samarbeid samarbejdet:samarbeidet sprog:språk "
    "sproget:språket sprogene:språkene tilgængelig:tilgjengelig "
    "tilgængelige:tilgjengelige tilgængelighed:tilgjengelighet uafhængig:uavhengig uden:uten "
    "uddannelse:utdanning uddannelser:utdanninger udveksling:utveksling udvikling:utvikling "
    "udviklingen:utviklingen venskabsby:vennskapsby venskabsbyer:vennskapsbyer "
    "virksomhed:virksomhet virksomheder:virksomheter vælg:velg vælge:velge websted:nettsted "
    "webstedet:nettstedet ændret:endret ændring:endring ændringer:endringer øget:økt"
)
_TO_NORWEGIAN = str.maketrans("äö", "æø")


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, ...]:
    """Give the words of a text that are its author's: each once, in lower case."""
    text = _QUOTED.sub(" ", own(text))
    return tuple(dict.fromkeys(_WORD.findall(text[:1].lower() + text[1:])))


def _found(text: str, table: dict[str, str]) -> list[str]:
    words = _words(text)
    return [] if table.keys().isdisjoint(words) else [word for word in words if word in table]


def nynorsk_form(pair: Pair) -> Iterator[str]:
    """A nynorsk form in bokmål: ikkje, frå, kommunar."""
    for word in _found(pair.target, _NYNORSK):
        yield f"{word!r} is nynorsk: bokmål has {_NYNORSK[word]!r}"


def bokmaal_form(pair: Pair) -> Iterator[str]:
    """A bokmål form in nynorsk: ikke, fra, kommuner."""
    for word in _found(pair.target, _BOKMAAL):
        yield f"{word!r} is bokmål: nynorsk has {_BOKMAAL[word]!r}"


def danish_form(pair: Pair) -> Iterator[str]:
    """A Danish form in Norwegian: af, mellem, uddannelse."""
    for word in _found(pair.target, _DANISH):
        right = _DANISH[word]
        if pair.language.path == "nn":
            right = _BOKMAAL.get(right, right)
        yield f"{word!r} is Danish: Norwegian has {right!r}"


def swedish_letter(pair: Pair) -> Iterator[str]:
    """A Swedish ä or ö in a word that is no name: Norwegian has æ and ø."""
    if "ä" not in pair.target and "ö" not in pair.target:
        return
    for word in _words(pair.target):
        if ("ä" in word or "ö" in word) and word in pair.target and word not in pair.source:
            yield f"{word!r} has Swedish letters: write {word.translate(_TO_NORWEGIAN)!r}"
