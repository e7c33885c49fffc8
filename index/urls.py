"""What makes two addresses the same page."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")


def address_key(url: str | None) -> str | None:
    """The address without what doesn't change the page: scheme, www, fragment, tracking.

    None for no address, and for what is no http(s) address.
    """
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not pair[0].startswith(_TRACKING)))
    return urlunsplit(("", host + port, parts.path.rstrip("/"), query, "")).removeprefix("//")
