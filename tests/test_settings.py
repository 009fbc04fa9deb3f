"""The settings of a deployment."""

from pathlib import Path

import pytest

from webapp.errors import SiteError
from webapp.settings import LOCAL, Settings


def test_without_variables_every_setting_has_a_value() -> None:
    """A clean clone runs as it is."""
    assert Settings.from_env({"PATH": "/bin"}) == Settings()


def test_values_are_read_in_the_type_of_their_setting() -> None:
    """Texts, numbers, switches, lists and paths are read as such."""
    settings = Settings.from_env(
        {
            "SITE_BASE_URL": "https://pages.example.org/",
            "SITE_ANNOUNCED_FROM": "80",
            "SITE_LOG_REQUESTS": "Yes",
            "SITE_TRANSLATIONS": "/usr",
            "SITE_HOSTS": "www.example.org, [::1]:8000,",
            "SITE_PROXIES": "",
        }
    )
    assert settings.base_url == "https://pages.example.org"
    assert settings.announced_from == 80
    assert settings.log_requests is True
    assert settings.hosts == ("www.example.org", "[::1]:8000")
    assert settings.proxies == ()
    assert settings.translations == Path("/usr")


def test_a_site_without_a_base_url_has_an_address_for_what_is_kept() -> None:
    """Its address is that of `make run`; the setting itself stays empty."""
    assert (Settings().base_url, Settings().address) == ("", LOCAL)
    assert Settings(base_url="https://a.example").address == "https://a.example"


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        ("SITE_BASEURL", "x", "SITE_BASEURL: not a setting; there are SITE_ANNOUNCED_FROM, .*"),
        ("SITE_BASE_URL", "pages.example.org", "is not like https://"),
        ("SITE_BASE_URL", "ftp://example.org", "is not like https://"),
        ("SITE_BASE_URL", "https://example.org/pages", "is not like https://"),
        ("SITE_BASE_URL", "https://example.org:99999", "is not like https://"),
        ("SITE_HOSTS", "https://example.org", "'https://example.org' is not like www.example.org"),
        ("SITE_HOSTS", "a.example, *.example.org", "is not like www.example.org"),
        ("SITE_HOSTS", "a.example:0", "is not like www.example.org"),
        ("SITE_HOSTS", "[:::1]", "is not like www.example.org"),
        ("SITE_PROXIES", "proxy.example.org", "does not appear to be an IPv4 or IPv6 network"),
        ("SITE_PROXIES", "10.0.0.1/8", "has host bits set; write 192.0.2.7 or 10.0.0.0/8"),
        ("SITE_ANNOUNCED_FROM", "many", "'many' is not a whole number"),
        ("SITE_STORE_MEGABYTES", "9" * 5_000, "is not a whole number of at most 9 digits"),
        ("SITE_ANNOUNCED_FROM", "101", "101 is not between 0 and 100"),
        ("SITE_EDITOR", "yes", "SITE_EDITOR: 'yes' is not proxy; leave it empty for none"),
        ("SITE_EDITOR", "PROXY", "'PROXY' is not proxy"),
        ("SITE_EDITOR", "local", "local is what `i18n edit` starts; write proxy"),
        ("SITE_EDITOR", "proxy", "proxy needs SITE_PROXIES, .* and SITE_BASE_URL"),
        ("SITE_EDITOR_HEADER", "", "'' is not like X-Forwarded-Email"),
        ("SITE_EDITOR_HEADER", "X-Email:", "'X-Email:' is not like X-Forwarded-Email"),
        ("SITE_EDITOR_HEADER", "X_Forwarded_Email", "is not like X-Forwarded-Email"),
        ("SITE_EDITOR_HEADER", "X-Ëmail", "is not like X-Forwarded-Email"),
        ("SITE_LOG_REQUESTS", "maybe", "'maybe' is neither yes nor no"),
        ("SITE_TRANSLATIONS", "/no/folder", "SITE_TRANSLATIONS: there is no folder /no/folder"),
        ("SITE_DIRECTORY", "setup.py", "SITE_DIRECTORY: there is no folder"),
    ],
)
def test_a_wrong_setting_is_named(variable: str, value: str, problem: str) -> None:
    """The error names the variable and says what would be right."""
    with pytest.raises(SiteError, match=problem) as caught:
        Settings.from_env({variable: value})
    assert str(caught.value).startswith(f"{variable}: ")


NEEDS = [
    ({"SITE_PROXIES": "127.0.0.1"}, False),
    ({"SITE_BASE_URL": "https://pages.example.org"}, False),
    ({"SITE_BASE_URL": "https://pages.example.org", "SITE_PROXIES": "127.0.0.1"}, True),
]


@pytest.mark.parametrize(("others", "right"), NEEDS)
def test_the_editor_of_a_team_needs_a_proxy_and_an_address(
    others: dict[str, str], right: bool
) -> None:
    """Who is to be believed and where the site is must be said before anybody signs in."""
    environment = {"SITE_EDITOR": "proxy", "SITE_EDITOR_HEADER": "X-Auth-Request-Email", **others}
    if right:
        settings = Settings.from_env(environment)
        assert (settings.editor, settings.editor_header) == ("proxy", "X-Auth-Request-Email")
        return
    with pytest.raises(SiteError, match="proxy needs SITE_PROXIES"):
        Settings.from_env(environment)
