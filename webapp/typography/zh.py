"""Chinese in simplified characters.

`traditional.txt` has each traditional character that simplified text never has, before the
simplified one. It was made with opencc-python-reimplemented 0.1.7 and zhconv 1.4.3: every pair
`t s …` of TSCharacters.txt with t in the first level of Big5 and not in GB 2312, s in GB 2312, t
itself not among the results, and zhconv.convert(t, "zh-cn") == s; without 亙昇氾甦硃祕脩蒐逕釐陞,
which mainland China uses in names, or has used again since the table of 2013.
"""

import re
from pathlib import Path

from webapp.typography import Typography

_PAIRS = Path(__file__).with_name("traditional.txt").read_text(encoding="utf-8").replace("\n", "")

TYPOGRAPHY = Typography(
    quotes=("“", "”"),
    spaced=False,
    latin=False,
    full_width=True,
    numero="第…号",
    number="1 234.50",
    first="第1",
    euro="€12",
    percent="100%",
    foreign=re.compile(f"[{_PAIRS[::2]}]+"),
    instead=str.maketrans(_PAIRS[::2], _PAIRS[1::2]),
    # The common characters of GB 2312, which GB 18030 keeps, are in the order of pinyin.
    order_codec="gb18030",
    language_names={"nb": "书面挪威语", "nn": "新挪威语", "zh-Hans": "简体中文"},
)
