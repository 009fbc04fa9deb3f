"""The page that everything serves: a template with so many messages, in two trees of catalogues.

Ours is looked up by `webapp`, the stock one by Flask-Babel as its documentation has it: the same
template, the same translations, and, which the benchmark asserts, the same bytes.
"""

import random
from pathlib import Path

from webapp.languages import TRANSLATED, Language
from webapp.po import files
from webapp.po.mo import pack
from webapp.po.model import Catalogue, Message
from webapp.po.write import write as write_catalogue

LANGUAGE = "mk"
LINKS = 20

HEAD = """<!doctype html>
<html lang="{{ tag }}">
<head>
  <meta charset="utf-8">
  <title>{{ _("Titre de la page") }}</title>
</head>
<body>
"""


def sentence(number: int) -> str:
    """Write a French sentence of usual length."""
    return f"La phrase {number} dit ce qu’une région et ses partenaires entreprennent ensemble."


def translation(number: int) -> str:
    """Write its translation."""
    return f"Реченицата {number} кажува што преземаат заедно еден регион и неговите партнери."


def filler(length: int) -> str:
    """Write words that compress about as well as prose does, the same each time."""
    chance = random.Random(2012)
    letters = "eeeeaaaiiionnstrrludcpm"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 9))) for _ in range(length // 6)]
    return " ".join(words)[:length]


def template(messages: int) -> str:
    """Write the template: a message a paragraph, one in ten with a field, and links."""
    lines = [HEAD]
    for link in range(LINKS):
        lines.append(f'<a href="{{{{ address({link}) }}}}">{{{{ name }}}} {link}</a>\n')
    for number in range(messages):
        text = sentence(number)
        if number % 10 == 0:
            lines.append(f'<p>{{{{ _("{text} %(name)s", name=name) }}}}</p>\n')
        else:
            lines.append(f'<p>{{{{ _("{text}") }}}}</p>\n')
    # Text that no catalogue has, so that sixty messages make a page of twenty kilobytes.
    lines.append(f"<pre>{filler(max(0, 10_000 - 100 * messages))}</pre>\n")
    return "".join([*lines, "</body>\n</html>\n"])


def texts(messages: int) -> dict[str, str]:
    """Return the messages and their translations."""
    found = {"Titre de la page": "Наслов на страницата"}
    for number in range(messages):
        field = " %(name)s" if number % 10 == 0 else ""
        found[sentence(number) + field] = translation(number) + field
    return found


def header(language: Language) -> str:
    """Return the header that gettext reads the charset and the plural forms from."""
    return f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {language.plural}\n"


def write(folder: Path, messages: int) -> None:
    """Write the template and the catalogues of every language: ours, and compiled for the peer."""
    (folder / "templates").mkdir(parents=True, exist_ok=True)
    (folder / "templates" / "page.html").write_text(template(messages), encoding="utf-8")
    for language in TRANSLATED:
        path = files.source(folder / "translations", language)
        catalogue = Catalogue(path, Message("", [header(language)]))
        catalogue.messages = [Message(msgid, [text]) for msgid, text in texts(messages).items()]
        write_catalogue(catalogue)
        compiled = files.source(folder / "stock", language).with_suffix(".mo")
        compiled.parent.mkdir(parents=True, exist_ok=True)
        forms = ((msgid, text) for msgid, text in texts(messages).items())
        compiled.write_bytes(pack([("", header(language)), *forms]))
    catalogue.path = files.template(folder / "translations")
    catalogue.messages = [Message(msgid) for msgid in texts(messages)]
    write_catalogue(catalogue)
