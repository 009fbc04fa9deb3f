"""A text's way to the page: in the reader's language or a fallback that says so, typeset."""

from collections.abc import Iterator

import flask_babel
import pytest
from flask import Flask, render_template_string
from markupsafe import Markup, escape

from webapp.catalogs.snapshot import Snapshot
from webapp.i18n.texts import Phrase, in_language, use_language
from webapp.languages import BY_PATH, TRANSLATED

MK = {
    "Oui": ("Да",),
    "Quoi ?": ("Што ?",),
    "%(a)s et %(b)s": ("%(a)s и %(b)s",),
    "CITIM": ('Здружение <span lang="fr">CITIM : Caen</span>',),
    "%(num)d jour\0%(num)d jours": ("%(num)d ден", "%(num)d дена"),
}


@pytest.fixture
def page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A request for a Macedonian page, whose catalogue is the one above."""
    texts = {language.path: {} for language in TRANSLATED} | {"mk": MK}
    with app.app_context():
        monkeypatch.setattr(
            app.extensions["site-catalogues"].catalogues, "snapshot", lambda: Snapshot(texts)
        )
    with app.test_request_context("/mk/"):
        use_language(BY_PATH["mk"])
        yield


# What a template of a Macedonian page holds, and what becomes of it.
CASES = [
    ("a translation stands bare", "{{ _('Oui') }}", "Да"),
    ("a fallback says its language", "{{ _('Non') }}", '<span lang="fr">Non</span>'),
    ("French alone is spaced as French", "{{ _('Quoi ?') }}", "Што ?"),
    ("a fallback too", "{{ _('Vrai ?') }}", '<span lang="fr">Vrai\u202f?</span>'),
    (
        "a translation may quote another language",
        "{{ _('CITIM') }}",
        'Здружение <span lang="fr">CITIM\xa0: Caen</span>',
    ),
    ("fields are escaped", "{{ _('%(a)s et %(b)s', a='<b>', b=2) }}", "&lt;b&gt; и 2"),
    (
        "a name says its language",
        "{{ _('%(a)s et %(b)s', a='Caen'|phrase('fr'), b='Иф'|phrase('mk')) }}",
        '<span lang="fr">Caen</span> и Иф',
    ),
    (
        "a name within a fallback says it where it is not the fallback's",
        "{{ _('%(a)s ou %(b)s', a='Caen'|phrase('fr'), b='Иф'|phrase('mk')) }}",
        '<span lang="fr">Caen ou <span lang="mk">Иф</span></span>',
    ),
    (
        "so does what a template makes",
        "{% set link %}<a>{{ _('Oui') }}</a>{% endset %}{{ _('Voir %(x)s', x=link) }}",
        '<span lang="fr">Voir <span lang="mk"><a>Да</a></span></span>',
    ),
    (
        "a fallback within a fallback is in one language",
        "{{ _('%(x)s :', x=_('Non')) }}",
        '<span lang="fr">Non\xa0:</span>',
    ),
    ("numbers count", "{{ ngettext('%(num)d jour', '%(num)d jours', 21) }}", "21 ден"),
    (
        "of a fallback they count in its language",
        "{{ ngettext('%(num)d an', '%(num)d ans', 0) }}",
        '<span lang="fr">0 an</span>',
    ),
    (
        "blocks are messages",
        "{% trans num=2, x='<' %}{{ x }} a{% pluralize num %}{{ x }} b{% endtrans %}",
        '<span lang="fr">&lt; b</span>',
    ),
    (
        "contexts tell messages apart",
        "{{ pgettext('c', 'Oui') }}{{ npgettext('c', 'un', 'deux', 2) }}",
        '<span lang="fr">Oui</span><span lang="fr">deux</span>',
    ),
    (
        "numbers of laws stay whole",
        "{{ _('loi n° 2015-29 ?') }}",
        '<span lang="fr">loi n°\xa0<span class="whole">2015-29</span>\u202f?</span>',
    ),
    ("an attribute holds no tag", "{{ _('loi 2015-29 : \"')|attr }}", "loi 2015-29\xa0: &#34;"),
    (
        "an element without others says its language itself",
        "{% set t = _('Non') %}<title{{ t|own_lang }}>{{ t|plain }}</title>",
        '<title lang="fr">Non</title>',
    ),
    (
        "of two texts it cannot",
        "{% set t = _('Non') ~ ' – ' ~ _('Si') %}<title{{ t|own_lang }}>{{ t|plain }}</title>",
        "<title>Non – Si</title>",
    ),
    (
        "a name of no language stays as it is",
        "{{ 'a <b> – c'|phrase }}",
        '<span translate="no">a &lt;b&gt;\xa0– c</span>',
    ),
    (
        "a template spaces its own French",
        "{% filter spaced('fr') %}« {{ 'a' }} »{% endfilter %}{{ ' – '|spaced }}",
        "«\xa0a\xa0»\xa0– ",
    ),
    (
        "an element says its direction",
        "<a {{ lang('ar') }}></a><a {{ lang('en') }}></a>",
        '<a lang="ar" dir="rtl"></a><a lang="en"></a>',
    ),
    ("sentences are joined", "{{ [_('Oui'), _('Quoi ?')]|sentences }}", "Да Што ?"),
]


@pytest.mark.usefixtures("page")
def test_a_text_becomes_what_its_page_needs() -> None:
    """Every kind of text of a template: messages, names, what stands in attributes and titles."""
    shown = [(name, written, render_template_string(written)) for name, written, _ in CASES]
    assert shown == CASES


@pytest.mark.usefixtures("page")
def test_a_text_of_another_language_is_bare_within_an_element_of_it() -> None:
    """There is one when it is translated there, and none otherwise."""
    assert in_language(BY_PATH["fr"], "Vrai ?") == "Vrai\u202f?"
    assert in_language(BY_PATH["it"], "Oui") is None


@pytest.mark.usefixtures("page")
def test_a_template_that_fills_in_a_wrong_field_is_shown(caplog: pytest.LogCaptureFixture) -> None:
    """The text stands as it is written, and the log names it."""
    template = "{{ _('%(a)s ou %(b)s', c=1) }}{{ _('100 % sûr') }}"
    shown = '<span lang="fr">%(a)s ou %(b)s</span><span lang="fr">100 % sûr</span>'
    assert render_template_string(template) == shown
    assert "cannot be filled in" in caplog.text


def test_markup_and_text_of_the_same_letters_are_told_apart(app: Flask) -> None:
    """What was made for one is never shown for the other."""
    with app.test_request_context():
        shown = [render_template_string("{{ x|spaced }}", x=x) for x in (Markup("<b>"), "<b>")]
        assert shown == ["<b>", "&lt;b&gt;"]
        assert escape(Phrase("<b>", "fr")) == "&lt;b&gt;"


@pytest.mark.usefixtures("page")
def test_flask_babel_has_the_same_texts() -> None:
    """What asks Flask-Babel gets what templates get, and no catalogue that it would find itself."""
    assert flask_babel.gettext("Oui") == "Да"
    assert flask_babel.gettext("Non") == '<span lang="fr">Non</span>'
    assert str(flask_babel.lazy_gettext("Oui")) == "Да"
    assert flask_babel.get_translations().gettext("Langues") == '<span lang="fr">Langues</span>'
