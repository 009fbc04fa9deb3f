"""Words and letters that a language does not have."""

import pytest

from tests.checks.rows import Row, mistaken, said
from webapp.languages import LANGUAGES
from webapp.typography import typography

ROWS: dict[str, list[Row]] = {
    "wrong-form": [
        ("x", "Nettstedet er ikke oversatt fra fransk.", "nb", 0),
        ("x", "Skolene åpner ikke før seieren; et dykk, en seier, en kven", "nb", 0),
        ("x", "Se artikkelen «Korleis vi samarbeider» (ikkje oversatt)", "nb", 0),
        ("x", "Vestland fylkeskommune og Noregs Mållag", "nb", 0),
        ("x", "veit, blei, heim, vatn og skule", "nb", 0),
        ("x", "%(frå)s <a title='ikkje'>Det</a>", "nb", 0),
        ("x", "Siden er ikkje oversatt.", "nb", 1),
        ("x", "Ikkje oversatt", "nb", 1),
        ("x", "samarbeid mellom kommunar frå Norge", "nb", 2),
        ("x", "eit samarbeid", "nb", 1),
        ("x", "korleis det er mogleg", "nb", 2),
        ("x", "rettigheter og moglegheiter", "nb", 1),
        ("x", "Nettstaden er ikkje omsett frå fransk.", "nn", 0),
        ("x", "Skolen blir bare open om uka", "nn", 0),
        ("x", "Artikkelen «Hvordan vi samarbeider» (ikke omsett)", "nn", 0),
        ("x", "til no, av, på, om og mellom", "nn", 0),
        ("x", "Statens vegvesen og Ikke-voldssenteret", "nn", 0),
        ("x", "%(fra)s <a title='ikke'>Det</a>", "nn", 0),
        ("x", "Sida er ikke omsett.", "nn", 1),
        ("x", "Hvordan går det?", "nn", 1),
        ("x", "fra kommuner", "nn", 2),
        ("x", "noen muligheter", "nn", 2),
        ("x", "hvilke rettigheter", "nn", 2),
        ("x", "opplysninger", "nn", 1),
        ("x", "samarbeid mellom kommuner av ulik størrelse", "nb", 0),
        ("x", "kunde, kun, meget, også, skole og både", "nb", 0),
        ("x", "«af hensyn til» (dansk: uddannelse)", "nb", 0),
        ("x", "Ikke noe annet enn utdanning", "nb", 0),
        ("x", "Tage Erlander i Venskabsby", "nb", 0),
        ("x", "samarbejde mellem kommunerne", "nb", 3),
        ("x", "uddannelse af unge", "nb", 2),
        ("x", "Mulighed for udveksling", "nb", 2),
        ("x", "nogle oplysninger", "nb", 2),
        ("x", "indholdet er ændret", "nb", 2),
        ("x", "Perché, poiché, né, sé, è, c’è, cioè, tè, caffè, più, già", "it", 0),
        ("x", "città, attività e solidarietà", "it", 0),
        ("x", "le Gia, Societa e Citta di Castello", "it", 0),
        ("x", "qui, qua, sta, va, fa, so, no, dà, dì, là, lì, sì", "it", 0),
        ("x", "citta-slow, %(piu)s, <i title='perche'>ecco</i>", "it", 0),
        ("x", "perchè", "it", 1),
        ("x", "nè l’uno nè l’altro", "it", 1),
        ("x", "il sito é aperto", "it", 1),
        ("x", "c’é una pagina", "it", 1),
        ("x", "É aperto", "it", 1),
        ("x", "piu di una citta", "it", 2),
        ("x", "Stà quì", "it", 2),
        ("x", "È più di un po’, va’, di’, be’, de’ Medici", "it", 0),
        ("x", "l’attività dell’ente c’è", "it", 0),
        ("x", "'citta' e 'e'", "it", 0),
        ("x", "‘la citta’", "it", 0),
        ("x", "dell’e’commerce", "it", 0),
        ("x", "la vita' e il resto", "it", 0),
        ("x", "E' vero", "it", 1),
        ("x", "e’ vero", "it", 1),
        ("x", "perche' e piu'", "it", 2),
        ("x", "l'attivita' della citta'", "it", 2),
        ("x", "sara' lunedi'", "it", 2),
        ("x", "qual è, qual era, un altro, un’altra, un po’, un po'", "it", 0),
        ("x", "un anno, un uomo, un’area, un'attività, un’insegnante", "it", 0),
        ("x", "il fiume Po, un poster, un Po", "it", 0),
        ("x", "un amministratore, un areale, un ideatore", "it", 0),
        ("x", "alcun'altra, nessun'altra, qualcun altro", "it", 0),
        ("x", "Qual’è", "it", 1),
        ("x", "qual'era il termine", "it", 1),
        ("x", "un’altro ente", "it", 1),
        ("x", "un altra cosa", "it", 1),
        ("x", "un pò", "it", 1),
        ("x", "un po di tempo", "it", 1),
        ("x", "un associazione e un'obiettivo", "it", 2),
    ],
    "foreign-character": [
        ("Alphabet", "АБВГДЃЕЖЗЅИЈКЛЉМНЊОПРСТЌУФХЦЧЏШ абвгдѓежзѕијклљмнњопрстќуфхцчџш", "mk", 0),
        ("Encore", "сѐ уште, нѐ, ѝ", "mk", 0),
        ("Русский", "Русский", "mk", 0),
        ("Le nom serbe", "Српскиот збор „ћирилица“ (ћирилица)", "mk", 0),
        ("Site (ALDA)", "Веб-сајт (ALDA) – Édition", "mk", 0),
        ("Bulgarie", "Бугарија (България)", "mk", 0),
        ("Chacun", "Свaкo", "mk", 0),
        ("Maison", "кућа", "mk", 1),
        ("Également", "също", "mk", 2),
        ("Langue", "язык", "mk", 2),
        ("Cela", "Това е моята страница", "mk", 1),
        ("Jour", "Ђорђи", "mk", 2),
        ("Encore", "всё", "mk", 1),
        ("x", "på språket du har valgt, æ ø å", "nb", 0),
        ("x", "Göteborg, Malmö og Österreich", "nb", 0),
        ("x", "Händel og Köln", "nb", 0),
        ("x", "«från början» (svensk: för)", "nb", 0),
        ("x", "naïv, idé og à la", "nb", 0),
        ("x", "för alle", "nb", 1),
        ("x", "på en siden som er läst", "nb", 1),
        ("x", "tilgjengelig på språk som støttes här", "nb", 1),
        ("x", "siden öppnes", "nb", 1),
        ("x", "gjöre og lære förste", "nb", 2),
        ("Un smörgåsbord", "Et smörgåsbord", "nb", 0),
        ("Langues", "语言", "zh", 0),
        ("Œuvre", "著名、乾坤、瞭望、慰藉、宫商角徵羽", "zh", 0),
        ("繁體中文", "繁體中文", "zh", 0),
        ("Noms", "朱镕基、李昇、於先生", "zh", 0),
        ("Japon", "々〇叶里后面谷发干", "zh", 0),
        ("ALDA", "ALDA", "zh", 0),
        ("Langues", "語言", "zh", 1),
        ("Pays", "國家", "zh", 1),
        ("Coopération", "合作關系", "zh", 1),
        ("Département", "省與市鎮", "zh", 2),
        ("Lien", "鏈接", "zh", 1),
    ],
    "mixed-alphabets": [
        ("Langues", "Јазици", "mk", 0),
        ("Système", "ИТ-систем, HTML-страница, e-пошта", "mk", 0),
        ("Délégation (DAECL)", "Делегацијата (DAECL) и CNCD", "mk", 0),
        ("%(site)s", "на %(site)sот", "mk", 0),
        ("Cookie", "колаче (cookie) со име %(name)s", "mk", 0),
        ("XXIe siècle", "XXI век, 20-ти век, PDF/ПДФ, 5kB", "mk", 0),
        ("Écrivez", "пишете на me@example.mk или на www.example.mk", "mk", 0),
        ("Point A", "од точка A до точка B", "mk", 0),
        ("Région", "Pегион", "mk", 1),
        ("Région", "региoн и општинa", "mk", 2),
        ("Python", "Pythоn", "mk", 1),
        ("Encore", "сè уште", "mk", 1),
        ("PDF", "PDFот", "mk", 1),
        ("et", "регион a општина", "mk", 1),
        ("est", "Ова e страница", "mk", 1),
    ],
}


def test_each_row_is_found_as_often_as_it_says() -> None:
    """Names, quotations, brackets and what the source has pass; a wrong word or letter does not."""
    assert mistaken(ROWS) == []


@pytest.mark.parametrize(
    ("rule", "language", "target", "right"),
    [
        ("wrong-form", "nb", "mulighed", "'mulighet'"),
        ("wrong-form", "nn", "mulighed", "'moglegheit'"),
        ("wrong-form", "it", "Perchè no", "'perché'"),
        ("wrong-form", "it", "E’ vero", "'è'"),
        ("wrong-form", "it", "un altra", "'un’altra'"),
        ("foreign-character", "nb", "gjöre", "'gjøre'"),
        ("foreign-character", "zh", "國際國與語", "'国际国与语'"),
        ("foreign-character", "mk", "аћа", "'ќ'"),
        ("foreign-character", "mk", "аЯа", "'Ја'"),
        ("mixed-alphabets", "mk", "Pегион", "'Регион', all Cyrillic"),
        ("mixed-alphabets", "mk", "Pythоn", "'Python', all Latin"),
        ("mixed-alphabets", "mk", "сè", "'сѐ', all Cyrillic"),
    ],
)
def test_what_is_right_is_named(rule: str, language: str, target: str, right: str) -> None:
    """A finding has the word or letter as it should be typed."""
    (sentence,) = said(rule, "x", target, language)
    assert sentence.endswith(f": write {right}")


def test_what_has_no_counterpart_has_no_proposal() -> None:
    """A hard sign, and a word of two languages, are found and nothing is proposed."""
    assert said("foreign-character", "x", "подъезд", "mk") == ["'ъ' is not written in Македонски"]
    assert said("mixed-alphabets", "x", "PDFот", "mk") == [
        "'PDFот' mixes Latin and Cyrillic letters"
    ]


def test_no_form_is_proposed_that_is_itself_wrong() -> None:
    """What a list proposes is not in the same list as wrong."""
    lists = [typography(language.path).corrections for language in LANGUAGES]
    assert [wrong for forms in lists for wrong, right in forms.items() if right in forms] == []
