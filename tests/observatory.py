"""The score of MDN's HTTP Observatory, by its own rules, for the headers and the HTML of a page.

The modifiers and the conditions are those of mdn/mdn-http-observatory: `src/grader/charts.js` (the
table of scores), `src/scanner/index.js` (how they are added up) and `src/analyzer/tests/`. What a
deployment decides and no header shows is taken as it should be: a valid certificate, a redirect
from http to https on the same host, no place on the preload list.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
SIX_MONTHS = 15_552_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
FOR_EXTRA_CREDIT = 90


def score(headers: Mapping[str, str], html: str) -> int:
    """Give the score of a page; extra credit counts only when little was taken away.

    Arguments:
        headers: those of the answer, by name in any case.
        html: its body.
    """
    found = modifiers({name.lower(): value for name, value in headers.items()}, html).values()
    without = 100 + sum(each for each in found if each < 0)
    return 100 + sum(found) if without >= FOR_EXTRA_CREDIT else max(without, 0)


def modifiers(headers: Mapping[str, str], html: str) -> dict[str, int]:
    """Give what each test of the Observatory adds or takes away."""
    return {
        "content-security-policy": _policy(headers),
        "cookies": 0 if "set-cookie" not in headers else -40,  # this site sets none
        "cross-origin-resource-sharing": _sharing(headers),
        "redirection": 0,
        "referrer-policy": _referrer(headers),
        "strict-transport-security": _transport(headers),
        "subresource-integrity": _scripts(html),
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": _frames(headers),
        "cross-origin-resource-policy": _resource(headers),
    }


def _directives(headers: Mapping[str, str]) -> dict[str, set[str]]:
    parts = headers.get("content-security-policy", "").split(";")
    words = [part.split() for part in parts if part.strip()]
    return {name.lower(): {each.lower() for each in sources} for name, *sources in words}


def _policy(headers: Mapping[str, str]) -> int:
    """Judge the policy, the worst first, as `csp.js` does."""
    policy = _directives(headers)
    if not policy:
        return -25
    default = policy.get("default-src", {"*"})
    script, style, objects = (
        policy.get(f"{name}-src", default) for name in ("script", "style", "object")
    )
    passive = policy.get("img-src", default) | policy.get("media-src", default)
    active = set().union(*(policy[name] for name in policy.keys() - {"img-src", "media-src"}))
    rows = [
        (script & (BROAD | INLINE) or objects & BROAD, -20),
        (any(source.startswith(("http:", "ftp:")) for source in active), -20),
        ("'unsafe-eval'" in script | style, -10),
        (any(source.startswith(("http:", "ftp:")) for source in passive), -10),
        (style & (BROAD | INLINE), 0),
        (default == {"'none'"}, 10),
    ]
    return next((modifier for found, modifier in rows if found), 5)


def _sharing(headers: Mapping[str, str]) -> int:
    return -50 if "access-control-allow-credentials" in headers else 0


def _referrer(headers: Mapping[str, str]) -> int:
    """Judge the last policy that is known, as browsers do."""
    value = headers.get("referrer-policy")
    if value is None:
        return 0
    known = [each.strip().lower() for each in value.split(",")]
    last = [each for each in known if each in PRIVATE | UNSAFE][-1:]
    return 5 if last and last[0] in PRIVATE else -5


def _transport(headers: Mapping[str, str]) -> int:
    age = re.search(r"max-age=(\d+)", headers.get("strict-transport-security", "").lower())
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def _frames(headers: Mapping[str, str]) -> int:
    if _directives(headers).get("frame-ancestors"):
        return 5
    return 0 if headers.get("x-frame-options", "").lower() in ("deny", "sameorigin") else -20


def _resource(headers: Mapping[str, str]) -> int:
    value = headers.get("cross-origin-resource-policy", "").lower()
    known = {"": 0, "same-origin": 10, "same-site": 10, "cross-origin": 0}
    return known.get(value, -5)


class _Scripts(HTMLParser):
    """Collects the scripts of a page: the address of each, and whether its digest is given."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "script" and values.get("src"):
            self.found.append((values["src"] or "", bool(values.get("integrity"))))


def _scripts(html: str) -> int:
    """Judge where scripts come from: the site's own need no digest, and one is extra credit."""
    scripts = _Scripts()
    scripts.feed(html)
    foreign = [(src, digest) for src, digest in scripts.found if re.match("https?:|//", src)]
    if not foreign:
        return 5 if any(digest for _, digest in scripts.found) else 0
    if all(src.startswith("https:") for src, _ in foreign):
        return 5 if all(digest for _, digest in foreign) else -5
    return -20 if all(digest for _, digest in foreign) else -50
