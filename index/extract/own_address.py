"""Where a page is, as far as it may say so itself.

Owns which address is believed: one within the site that the page came from, so that no page
passes for another's, and more than that site, so that not all of its pages are one.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from index.extract.fields import is_web_address
from index.urls import site


def own_address(claimed: str | None, url: str | None) -> str | None:
    """What a page claims as its address, if that may be; else `url`, from where it came."""
    if not claimed or not is_web_address(claimed) or _is_whole_site(claimed):
        return url
    return claimed if url is None or _same_site(site_of(claimed), site_of(url)) else url


def site_of(address: str) -> str:
    """The site that an address is on; "" for what is none."""
    try:
        return site(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def _is_whole_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query


def _same_site(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")
