"""The settings of a deployment: one frozen object, read once from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self

from webapp.errors import SiteError
from webapp.hosts import is_host

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "SITE_"
_YES_OR_NO = {"yes": True, "no": False}
LOCAL = "http://127.0.0.1:8000"
"""Where `make run` serves the site."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a deployment; each is read from `SITE_` and its name in capitals.

    Arguments:
        base_url: scheme and host of every absolute address, without a slash at the end; empty
            while the site has no public address, and each response names the host of its request.
        publisher: legal notice: the body that publishes the site.
        director: legal notice: the director of publication.
        hosting: legal notice: name, address and telephone of the host.
        contact: an e-mail address for readers' questions and accessibility.
        translations: the folder of the catalogues.
        directory: the folder of the directory's CSV files.
        cache: the folder for files that the site writes for itself and can do without: the
            brochures, and each language's last good texts.
        store_megabytes: memory in each worker for rendered pages; with 0, or without `base_url`,
            pages are rendered anew for each request.
        log_requests: whether to log each request as a line of JSON on standard output.
        hosts: other hosts that the site answers for.
        proxies: addresses or networks whose `X-Forwarded-…` headers are believed.
        editor: who may translate in the pages: nobody when empty; `proxy` for people whom a
            proxy has signed in; `local` for the person at this machine, set by `i18n edit` only.
        editor_header: the header in which that proxy sends the person's e-mail address.
        announced_from: percentage of a page that must be translated before its version in a
            language is announced to search engines.
    """

    base_url: str = ""
    publisher: str = ""
    director: str = ""
    hosting: str = ""
    contact: str = ""
    translations: Path = ROOT / "translations"
    directory: Path = ROOT / "webapp" / "directory" / "data"
    cache: Path = ROOT / "build" / "cache"
    store_megabytes: int = 32
    log_requests: bool = False
    announced_from: int = 50
    editor: str = ""
    editor_header: str = "X-Forwarded-Email"
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        scheme, _, host = self.base_url.rstrip("/").partition("://")
        whole = scheme in ("http", "https") and is_host(host)
        header = re.fullmatch("[A-Za-z][A-Za-z0-9-]*", self.editor_header)
        for name, right, like in (
            ("base_url", whole or not self.base_url, "like https://pages.example.org"),
            ("announced_from", 0 <= self.announced_from <= 100, "between 0 and 100"),
            ("editor", self.editor in ("", "proxy", "local"), "proxy; leave it empty for none"),
            ("editor_header", header, "like X-Forwarded-Email"),
        ):
            if not right:
                raise SiteError(PREFIX + name.upper(), f"{getattr(self, name)!r} is not {like}")
        if self.editor == "proxy" and not (self.proxies and self.base_url):
            problem = "proxy needs SITE_PROXIES, which say whom to believe, and SITE_BASE_URL"
            raise SiteError("SITE_EDITOR", problem)
        for name in self.hosts:
            if not is_host(name):
                problem = f"{name!r} is not like www.example.org or [::1]:8000"
                raise SiteError("SITE_HOSTS", problem)
        for proxy in self.proxies:
            try:
                ip_network(proxy)
            except ValueError as error:
                problem = f"{error}; write 192.0.2.7 or 10.0.0.0/8"
                raise SiteError("SITE_PROXIES", problem) from error

    @property
    def address(self) -> str:
        """Scheme and host for files that are not made for a request: brochures, an export."""
        return self.base_url or LOCAL

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Self:
        """Read the `SITE_…` variables of an environment.

        Raises:
            SiteError: for an unknown `SITE_…` variable or a value of the wrong form.
        """
        known = {PREFIX + field.name.upper(): field for field in fields(cls)}
        values: dict[str, Any] = {}
        for variable, text in environment.items():
            if not variable.startswith(PREFIX):
                continue
            if variable not in known:
                raise SiteError(variable, f"not a setting; there are {', '.join(sorted(known))}")
            field = known[variable]
            values[field.name] = _read(variable, text, field.default)
        if values.get("editor") == "local":
            raise SiteError("SITE_EDITOR", "local is what `i18n edit` starts; write proxy")
        return cls(**values)


def _read(variable: str, text: str, default: object) -> object:
    """Convert the text of a variable to the type of the setting's default."""
    text = text.strip()
    if isinstance(default, Path):
        folder = Path(text).resolve()
        if variable != "SITE_CACHE" and not folder.is_dir():
            raise SiteError(variable, f"there is no folder {folder}")
        return folder
    if isinstance(default, bool):
        if text.lower() not in _YES_OR_NO:
            raise SiteError(variable, f"{text!r} is neither yes nor no")
        return _YES_OR_NO[text.lower()]
    if isinstance(default, int):
        if not text.isdecimal() or len(text) > 9:
            raise SiteError(variable, f"{text[:20]!r} is not a whole number of at most 9 digits")
        return int(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text.rstrip("/") if variable == "SITE_BASE_URL" else text
