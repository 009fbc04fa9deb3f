"""Names as readers know them: the usual form first, the original next to it."""

from webapp.directory.naming import written
from webapp.languages import BY_PATH

FORMS = {
    "Chur": {"fr": "Coire", "it": "Coira"},
    "Охрид": {"fr": "Ohrid", "zh": "奥赫里德"},
    "Alexandria (Virginia)": {"fr": "Alexandria (Virginie)", "mk": "Александрија (Вирџинија)"},
    "Totnes": {"fr": "Totnes"},
}  # fmt: skip
MK, DE = ("mk", "Ohrid"), ("de", "")

# name, (its language, its Latin form), reader, the parts as text and language
ROWS = [
    ("Chur", DE, "fr", [("Coire", "fr"), ("Chur", "de")]),
    ("Chur", DE, "it", [("Coira", "it"), ("Chur", "de")]),
    ("Chur", DE, "en", [("Chur", "de")]),
    ("Chur", DE, "mk", [("Chur", "de")]),
    ("Охрид", MK, "fr", [("Ohrid", "fr"), ("Охрид", "mk")]),
    ("Охрид", MK, "mk", [("Охрид", "mk")]),
    ("Охрид", MK, "en", [("Ohrid", "mk-Latn"), ("Охрид", "mk")]),
    ("Охрид", MK, "zh", [("奥赫里德", "zh-Hans"), ("Охрид", "mk")]),
    ("Вевчани", ("mk", "Vevčani"), "zh", [("Vevčani", "mk-Latn"), ("Вевчани", "mk")]),
    ("Тихвин", ("ru", "Tikhvine"), "mk", [("Тихвин", "ru")]),
    ("福建省", ("zh-Hans", "Fujian"), "zh", [("福建省", "zh-Hans")]),
    ("福建省", ("zh-Hans", "Fujian"), "mk", [("Fujian", "zh-Hans-Latn"), ("福建省", "zh-Hans")]),
    ("Totnes", ("en", ""), "fr", [("Totnes", "en")]),
    ("Kornaka", ("", ""), "fr", [("Kornaka", "")]),
    # What tells a name from others stands once.
    ("Alexandria (Virginia)", ("en", ""), "fr", [("Alexandria (Virginie)", "fr")]),
    ("Alexandria (Virginia)", ("en", ""), "en", [("Alexandria (Virginia)", "en")]),
    (
        "Alexandria (Virginia)", ("en", ""), "mk",
        [("Александрија (Вирџинија)", "mk"), ("Alexandria", "en")],
    ),
    ("Caen", ("fr", ""), "fr", [("Caen", "fr")]),
]  # fmt: skip


def test_a_name_is_written_for_its_reader() -> None:
    """By the data alone: the usual form, else the Latin form of another script, else the name."""
    wrong = []
    for name, (lang, latin), path, expected in ROWS:
        parts = written(name, lang, BY_PATH[path], FORMS, latin)
        if list(parts) != expected:
            wrong.append((name, path, parts))
    assert wrong == []
