"""Rules on Italian: accents, and apostrophes that stand for one or are out of place."""

import re
from collections.abc import Iterator

from webapp.checks.model import Pair
from webapp.checks.prose import own


def _table(pairs: str) -> dict[str, str]:
    """Read pairs of words `wrong:right`."""
    return dict(pair.split(":") for pair in pairs.split())


_ACCENTS = _table(
    "perchè:perché poichè:poiché affinchè:affinché benchè:benché finchè:finché "
    "anzichè:anziché nonchè:nonché purchè:purché giacchè:giacché cosicchè:cosicché "
    "sicchè:sicché nè:né sè:sé ventitrè:ventitré trentatrè:trentatré é:è cioé:cioè "
    "caffé:caffè té:tè quì:qui quà:qua stà:sta sà:sa và:va fà:fa sò:so perche:perché "
    "poiche:poiché affinche:affinché cioe:cioè piu:più gia:già puo:può percio:perciò "
    "citta:città qualita:qualità comunita:comunità societa:società solidarieta:solidarietà "
    "universita:università possibilita:possibilità attivita:attività "
    "accessibilita:accessibilità responsabilita:responsabilità"
)
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w'’-])")

_APOSTROPHE = re.compile(
    r"(?<![\w-])(e|(?:per|poi|affin|ben|fin|anzi|non|pur|giac|cosic|sic)che|piu|gia|puo|cosi"
    r"|pero|cio|percio|cioe|citta|eta|meta|liberta|facolta|difficolta|poverta|volonta|realta"
    r"|sara|potra|dovra|verra|avra|fara|andra|vorra|si|giu|lunedi|martedi|mercoledi|giovedi"
    r"|venerdi|[a-z]{2,30}[ei]ta)['’](?!\w)",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"(?<!\w)['‘]")
_GRAVE = str.maketrans("aeiouAEIOU", "àèìòùÀÈÌÒÙ")

_MASCULINE = (
    "altro|accordo|aiuto|ambito|anno|archivio|articolo|atto|avviso|elemento|elenco|ente|errore"
    "|esempio|evento|impegno|incontro|indirizzo|interesse|intervento|istituto|obiettivo|opuscolo"
    "|ordine|organismo|ufficio|uomo"
)
_FEMININE = (
    "altra|area|associazione|attività|autorità|azienda|azione|epoca|esperienza|esposizione|idea"
    "|immagine|impresa|informazione|iniziativa|intesa|istituzione|istruzione|occasione"
    "|opportunità|organizzazione|unione|università"
)
_ELISION = re.compile(
    r"(?<![\w'’-])(?:"
    r"(?P<qual>qual['’](?:è|era))(?!\w)"
    r"|(?P<po>un (?:pò|(?-i:po)(?!['’])))(?![\w-])"
    rf"|(?P<masculine>un['’](?:{_MASCULINE}))(?!\w)"
    rf"|(?P<feminine>un (?:{_FEMININE}))(?!\w))",
    re.IGNORECASE,
)


def italian_accent(pair: Pair) -> Iterator[str]:
    """A wrong or missing accent: perchè for perché, é for è, piu for più."""
    text = own(pair.target)
    if _ACCENTS.keys().isdisjoint(_WORD.findall(text.lower())):
        return
    for word in dict.fromkeys(_WORD.findall(text)):
        right = _ACCENTS.get(word.lower())
        if right is not None and not (word.isascii() and word[0].isupper()):
            yield f"{word!r} is written {_cased(right, word)!r}"


def _cased(right: str, word: str) -> str:
    """Give the right word the capitals of the wrong one."""
    if word.isupper() and len(word) > 1:
        return right.upper()
    return right.capitalize() if word[0].isupper() else right


def apostrophe_for_accent(pair: Pair) -> Iterator[str]:
    """An apostrophe in the place of an accent: E' for È, perche' for perché, citta' for città."""
    if "'" not in pair.target and "’" not in pair.target:
        return
    text = own(pair.target)
    found = dict.fromkeys(match[0] for match in _APOSTROPHE.finditer(text))
    if found and not _QUOTE.search(text):
        for word in found:
            yield f"{word!r} is written {_accented(word[:-1])!r}"


def _accented(word: str) -> str:
    right = word[:-1] + word[-1].translate(_GRAVE)
    return _ACCENTS.get(right, right)


def italian_elision(pair: Pair) -> Iterator[str]:
    """An apostrophe too many or missing: qual’è, un’altro, un altra, un pò."""
    for match in _ELISION.finditer(own(pair.target)):
        yield f"{match[0]!r} is written {_elided(match)!r}"


def _elided(match: re.Match[str]) -> str:
    kind, text = match.lastgroup, match[0]
    if kind == "po":
        return text[:3] + "po’"
    if kind == "feminine":
        return text.replace(" ", "’")
    return text.replace("'", " ").replace("’", " ")
