"""The order in which a language lists things."""

from webapp.directory.fold import label_key
from webapp.languages import BY_PATH

ORDERED = {
    "mk": "Бенин Велика Гана Ѓорче Италија Јапонија Љубљана Македонија Њу Чад Џибути Шпанија",
    "nb": "Albania Norge Zambia Ærø Østerrike Åland",
    "nn": "Noreg Økonomi Åland",
    "fr": "Allemagne Égypte Espagne Île Italie Œuvre Zambie",
    "it": "Belgio Ciad Città Zambia",
    "zh": "阿尔及利亚 贝宁 德国 法国 加纳 马里 尼日尔 意大利 中国",
}


def test_labels_stand_as_the_language_lists_them() -> None:
    """Labels stand by the alphabet of their language, common Chinese characters by pinyin."""
    wrong = {}
    for path, labels in ORDERED.items():
        expected = labels.split()
        shown = sorted(set(expected), key=lambda each: label_key(each, BY_PATH[path]))
        if shown != expected:
            wrong[path] = shown
    assert wrong == {}
