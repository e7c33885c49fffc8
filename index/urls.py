"""What makes two addresses the same page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_SITE_PREFIXES = ("www.", "m.", "amp.", "mobile.")
_TRACKING = frozenset(
    (
        *("fbclid", "gclid", "dclid", "yclid", "msclkid", "mc_cid", "mc_eid", "igshid"),
        "ref_src",
        *("amp_ct", "amp_gsa", "amp_js_v", "amp_kit", "amp_r", "amp_tf", "usqp"),
    )
)
_AMP_PARAMETERS = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp")}
# Copies that Google keeps, which carry the address of the page that they were made from.
_AMP_COPY = re.compile(
    r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z]+/|(?:www\.)?google\.[\w.]+/amp/)(s/)?(.+)",
    re.IGNORECASE,
)
# Not /amp/review: a section may be called so, but hardly one that has sections of its own.
_AMP_IN_PATH = re.compile(r"^/amp(?=/[^/]+/[^/])|/amp/?$|\.amp(?=\.html?$|$)", re.IGNORECASE)


def address_key(url: str | None) -> str | None:
    """The address without what doesn't change the page.

    That is scheme, fragment, tracking, and whether it is meant for phones or for AMP. None for
    no address, for what is no http(s) address, and for a bare site: there no one article is.
    """
    if not url:
        return None
    try:
        parts = urlsplit(_original(url.strip()))
        host = site(parts.hostname or "")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    path = _AMP_IN_PATH.sub("", parts.path).rstrip("/")
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not _is_beside_the_page(*pair)))
    if not path and not query:
        return None
    return urlunsplit(("", host + port, path, query, "")).removeprefix("//")


def site_of(url: str | None) -> str | None:
    """The host of the site that an address is on; None for no address, and for none on the web."""
    try:
        parts = urlsplit(_original((url or "").strip()))
        host = site(parts.hostname or "")
    except ValueError:
        return None
    return host or None if parts.scheme in ("http", "https") else None


def site(host: str) -> str:
    """The host of a site, whichever of its hosts for browsers, phones and AMP is given."""
    prefix = next((prefix for prefix in _SITE_PREFIXES if host.startswith(prefix)), "")
    bare = host.removeprefix(prefix)
    return bare if "." in bare else host


def _original(url: str) -> str:
    copy = _AMP_COPY.fullmatch(url)
    return url if copy is None else f"http{'s' if copy[1] else ''}://{copy[2]}"


def _is_beside_the_page(name: str, value: str) -> bool:
    is_amp = (name.lower(), value.lower()) in _AMP_PARAMETERS
    return is_amp or name in _TRACKING or name.startswith("utm_")
