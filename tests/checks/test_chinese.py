"""Chinese: punctuation and traditional characters."""

import pytest

from tests.checks.judged import ZH, Entry
from webapp.checks import chinese
from webapp.checks.model import Pair

PUNCTUATION: list[tuple[str, int]] = [
    ("下诺曼底大区，2012年（法国）：协议；人权。", 0),
    ("第L.1115-1条，2.5%，1,000个，10:30", 0),
    ("法国城市联盟（Cités Unies France, CUF）", 0),
    ("使用Node.js和bn-mk.org，见https://example.org/a,b.", 0),
    ("%(translated)s/%(total)s，%(name)s（%(count)s）", 0),
    ("<b>语言</b>：<code>中文,中文</code>", 0),
    ("文件名为报告.pdf", 0),
    ("等等...", 0),
    ("Hello, world (2012).", 0),
    ("语言,地区", 1),
    ("语言.", 1),
    ("语言(中文)", 1),
    ("名称: %(name)s", 1),
    ("PDF,文件", 1),
    ("你好!", 1),
    ("“合作”, 协议; 人权?", 1),
]

TRADITIONAL: list[tuple[str, str, int]] = [
    ("Langues", "语言", 0),
    ("Œuvre", "著名、乾坤、瞭望、慰藉、宫商角徵羽", 0),
    ("繁體中文", "繁體中文", 0),
    ("Noms", "朱镕基、李昇、於先生", 0),
    ("Japon", "々〇叶里后面谷发干", 0),
    ("ALDA", "ALDA", 0),
    ("Langues", "語言", 1),
    ("Pays", "國家", 1),
    ("Coopération", "合作關系", 1),
    ("Département", "省與市鎮", 1),
    ("Lien", "鏈接", 1),
]

ITALICS: list[tuple[str, int]] = [
    ("语言", 0),
    ("<em>fylke</em>即郡", 0),
    ("<b>语言</b>", 0),
    ("<strong>中文</strong>", 0),
    ("<img alt='中文'>", 0),
    ("<i></i>中文", 0),
    ("<em>语言</em>", 1),
    ("<i>语言</i>", 1),
    ("<i class='x'>A 语言</i>", 1),
    ("<EM>中</EM>", 1),
    ("<em>一</em>和<em>二</em>", 1),
]


def said(rule: str, source: str, target: str) -> list[str]:
    """List what a rule says of a translation."""
    return list(getattr(chinese, rule)(Pair(source, target, ZH, Entry(source, [target]))))


@pytest.mark.parametrize(("target", "number"), PUNCTUATION)
def test_punctuation_beside_han_is_full_width(target: str, number: int) -> None:
    """Numbers, names, addresses and Latin text keep theirs; Chinese text has its own."""
    assert len(said("half_width_punctuation", "x", target)) == number


def test_the_full_width_marks_are_given() -> None:
    """One sentence names every mark of the text and what to write for it."""
    assert said("half_width_punctuation", "x", "语言(中文),地区.") == [
        "(),. beside a Chinese character: write （），。"
    ]


@pytest.mark.parametrize(("source", "target", "number"), TRADITIONAL)
def test_characters_are_simplified(source: str, target: str, number: int) -> None:
    """Characters that simplified text has too pass, and those that the source has."""
    assert len(said("traditional_character", source, target)) == number


def test_the_simplified_characters_are_given() -> None:
    """One sentence has all of them, each once."""
    assert said("traditional_character", "x", "國際國與語") == [
        "國際與語 in traditional characters: write 国际与语"
    ]
