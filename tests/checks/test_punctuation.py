"""The end of a text, the width of its signs, and its brackets."""

from tests.checks.rows import Row, mistaken, said

TEXT = "Cette page est en français"
ROWS: dict[str, list[Row]] = {
    "end-punctuation": [
        # A text ends as its source does, in its own language's signs.
        (f"{TEXT}.", "This page is in French.", "en", 0),
        (f"{TEXT}.", "本页面为法文。", "zh", 0),
        ("Quoi ?", "What?", "en", 0),
        ("Quoi\u202f?", "什么？", "zh", 0),
        ("Quoi\u202f?", "ماذا؟", "mk", 0),
        ("Nom :", "Name:", "en", 0),
        ("Nom :", "姓名：", "zh", 0),
        ("Nom : ", "姓名：", "zh", 0),
        ("Bonjour !", "您好！", "zh", 0),
        ("Chargement…", "Loading...", "en", 0),
        ("Chargement...", "加载中……", "zh", 0),
        ("Bienvenue !", "Welcome.", "en", 0),
        # what stands in brackets or quotation marks at the end
        ("Il dit : « Bonjour. »", "He says: “Hello.”", "en", 0),
        ("Il dit « oui ».", "He says “yes.”", "en", 0),
        ("Voir « Qui êtes-vous ? ».", "See “Who are you?”", "en", 0),
        ("Le texte (en français).", "The text (in French.)", "en", 0),
        ("Suivant »", "Next »", "en", 0),
        # fields and links that end it
        ("Écrivez à %(contact)s.", "Write to %(contact)s", "en", 0),
        ("Écrivez à %(contact)s", "请致信%(contact)s。", "zh", 0),
        ("Voir https://example.org.", "See https://example.org", "en", 0),
        # abbreviations, and lists left open
        ("les écoles, les entreprises...", "schools, businesses and so on.", "en", 0),
        ("les écoles, les entreprises...", "schools, businesses, etc.", "en", 0),
        ("les écoles, les entreprises…", "scuole, imprese ecc.", "it", 0),
        ("les écoles, les entreprises...", "skoler, bedrifter og andre", "nb", 0),
        ("les écoles, les entreprises...", "училиштата, претпријатијата итн.", "mk", 0),
        ("les écoles, les entreprises...", "学校、企业等各界。", "zh", 0),
        ("les écoles, etc.", "schools and so on", "en", 0),
        ("Indice de révision", "Revisjonsnr.", "nb", 0),
        ("le premier élément ;", "the first item", "en", 0),
        ("le premier élément ;", "the first item.", "en", 0),
        ("Plan du site", "Site map", "en", 0),
        ("", "", "en", 0),
        ("...", "...", "en", 0),
        # wrong
        (f"{TEXT}.", "This page is in French", "en", 1),
        (TEXT, "This page is in French.", "en", 1),
        (f"{TEXT}.", "本页面为法文", "zh", 1),
        (TEXT, "本页面为法文。", "zh", 1),
        ("Quoi ?", "What", "en", 1),
        ("Quoi ?", "Што.", "mk", 1),
        ("Quoi ?", "什么。", "zh", 1),
        ("Nom :", "Name", "en", 1),
        ("Nom", "Nome:", "it", 1),
        ("Il y a deux cas :", "There are two cases.", "en", 1),
        ("Bonjour !", "Hello", "en", 1),
        ("Merci de votre visite.", "Thank you for your visit!", "en", 1),
        ("Chargement…", "Loading", "en", 1),
        ("Le texte (en français).", "The text (in French)", "en", 1),
    ],
    "punctuation-width": [
        # Chinese ends in full-width signs, the others in narrow ones.
        ("Fin.", "结束。", "zh", 0),
        ("Chargement…", "加载中…", "zh", 0),
        ("Voir Python.", "Python.", "zh", 0),
        ("Adresse URL :", "URL:", "zh", 0),
        ("les pages, etc.", "页面 etc.", "zh", 0),
        ("Fin.", "结束.", "zh", 1),
        ("Nom :", "Name:", "en", 0),
        ("Voir %(x)s.", "请访问 %(x)s.", "zh", 0),
        # wrong
        ("Chargement…", "加载中...", "zh", 1),
        ("Utilisez Python.", "请使用 Python.", "zh", 1),
        ("Voir « ici » ?", "看“这里”?", "zh", 1),
        ("Nom :", "Name：", "en", 1),
        ("Fin.", "Slutt。", "nb", 1),
        ("Quoi ?", "Што？", "mk", 1),
        # Beside Chinese characters.
        ("x", "下诺曼底大区，2012年（法国）：协议；人权。", "zh", 0),
        ("x", "第L.1115-1条，2.5%，1,000个，10:30", "zh", 0),
        ("x", "法国城市联盟（Cités Unies France, CUF）", "zh", 0),
        ("x", "使用Node.js和bn-mk.org，见https://example.org/a,b.", "zh", 0),
        ("x", "%(translated)s/%(total)s，%(name)s（%(count)s）", "zh", 0),
        ("x", "文件名为报告.pdf", "zh", 0),
        ("x", "等等...", "zh", 1),
        ("x", "Hello, world (2012).", "zh", 0),
        ("x", "语言,地区", "zh", 1),
        ("x", "语言.", "zh", 1),
        ("x", "语言(中文)", "zh", 1),
        ("x", "名称: %(name)s", "zh", 1),
        ("x", "PDF,文件", "zh", 1),
        ("x", "你好!", "zh", 1),
        ("x", "“合作”, 协议; 人权?", "zh", 1),
    ],
    "brackets": [
        # Each bracket is closed; a translation may add a gloss in brackets, or leave some out.
        ("le comté (fylke) de Hordaland", "the county (fylke) of Hordaland", "en", 0),
        ("le comté (fylke) de Hordaland", "霍达兰郡（fylke）", "zh", 0),
        ("le comté (fylke) de Hordaland", "霍达兰郡（fylke)", "zh", 0),
        ("Cités Unies France", "Cités Unies France (United Cities France)", "en", 0),
        ("élément(s)", "items", "en", 0),
        ("a) le premier", "a) the first", "en", 0),
        ("1) le premier", "1) the first; 2) the second", "en", 0),
        ("a) le premier", "a) the first (see page 8); b) the second (x)", "en", 0),
        ("Fin (1", "End (1", "en", 0),
        ("%(name)s (%(n)d)", "%(name)s (%(n)d)", "en", 0),
        # wrong
        ("le comté (fylke)", "the county (fylke", "en", 1),
        ("le comté (fylke)", "the county fylke)", "en", 1),
        ("le comté (fylke)", "霍达兰郡（fylke", "zh", 1),
        ("le comté (fylke)", "the county )fylke(", "en", 1),
        ("[Ctrl+8]", "[CTRL+[8]", "nb", 1),
        ("(en %(language)s)", "(in %(language)s))", "en", 1),
    ],
}


def test_each_row_is_found_as_often_as_it_says() -> None:
    """A text ends as its source does, in signs of its language; each bracket is closed."""
    assert mistaken(ROWS) == []


def test_the_right_end_is_named_in_the_language() -> None:
    """A Chinese end is asked for as 。, any other as a full stop."""
    source = "Cette page est en français."
    assert "。" in said("end-punctuation", source, "本页面为法文", "zh")[0]
    assert said("end-punctuation", source, "Denne siden", "nb")[0].endswith("with .")


def test_the_full_width_signs_are_named() -> None:
    """One sentence names every sign of the text and what to write for it."""
    assert said("punctuation-width", "x", "语言(中文),地区.", "zh") == [
        "(),. is the wrong width for 简体中文: write （），。"
    ]
