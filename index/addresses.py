"""Which addresses may be fetched.

Owns the rule that keeps a fetched link inside the public web: a plain http(s)
address on a usual port, at a host whose every IP address is public. It is asked
twice: about the link itself, and by `index.resolver` about each address that a
connection is about to be made to.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from index.errors import AddressRefused

if TYPE_CHECKING:
    from yarl import URL

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

WEB_PORTS = (80, 443, 8080, 8443)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Named here although `is_global` knows most of them: its answers differ between versions of Python.
_NEVER: tuple[IPNetwork, ...] = tuple(
    ipaddress.ip_network(network)
    for network in (
        "169.254.0.0/16",  # link-local, and the metadata service of clouds
        "100.64.0.0/10",  # carriers' NAT, and other clouds' metadata
        "192.0.0.0/24",  # protocol assignments, and other clouds' metadata
        "192.88.99.0/24",  # the former 6to4 relays
        "64:ff9b:1::/48",  # NAT64 for private use
        "fec0::/10",  # the former site-local addresses
        "fe80::/10",
        "fc00::/7",
        "2001::/23",  # protocol assignments, Teredo among them
    )
)


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """What may be fetched: public addresses, and those in `allow`, on `ports` (None is any).

    `allow` holds networks such as "127.0.0.0/8", for tests and closed networks.
    """

    allow: tuple[str, ...] = ()
    ports: tuple[int, ...] | None = WEB_PORTS

    def check_url(self, url: URL) -> None:
        """Let a link through before anything is resolved; raises AddressRefused."""
        host = url.raw_host
        if url.scheme not in ("http", "https"):
            raise _refused(f"{url.scheme or 'nothing'!r} is not http or https.")
        if not host:
            raise _refused("it names no host.")
        if url.raw_user is not None or url.raw_password is not None:
            raise _refused("it carries a user name or a password.")
        if self.ports is not None and url.port not in self.ports:
            raise _refused(f"port {url.port} is not one that web pages use.")
        if (literal := _literal(host)) is not None:
            self.check_address(literal, host)

    def check_address(self, address: str, host: str) -> None:
        """Let a connection to an IP address through; raises AddressRefused, naming the host."""
        ip = ipaddress.ip_address(address.partition("%")[0])
        allowed = any(ip in ipaddress.ip_network(network) for network in self.allow)
        if not allowed and not is_public(ip):
            raise _refused(f"{host!r} leads to {ip}, which is not a public address.")


PUBLIC_WEB: Final = AddressGuard()


def is_public(ip: IPAddress) -> bool:
    """Whether an address belongs to the public internet, as do all those embedded in it."""
    if isinstance(ip, ipaddress.IPv6Address) and (embedded := _embedded(ip)) is not None:
        return is_public(embedded)
    special = ip.is_multicast or ip.is_unspecified or ip.is_reserved
    return ip.is_global and not special and not any(ip in network for network in _NEVER)


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a packet to this IPv6 address ends up at, if any."""
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    in_low_bits = ip in _NAT64 or int(ip) >> 32 == 0  # the latter: deprecated "compatible" ones
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if in_low_bits else None


def _literal(host: str) -> str | None:
    """The IP address that a host is written as, or None for a name; odd spellings are refused."""
    bare = host.rstrip(".").lower()
    if bare == "localhost" or bare.endswith(".localhost"):
        return "127.0.0.1"  # by definition, whatever the system's resolver makes of it
    try:
        return str(ipaddress.ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    try:
        odd = socket.inet_ntoa(socket.inet_aton(bare))
    except (OSError, UnicodeError, ValueError):
        return None
    raise _refused(f"{host!r} is an odd way to write the IP address {odd}.")


def _refused(why: str) -> AddressRefused:
    return AddressRefused(
        f"This address may not be fetched: {why}",
        "Give the public http(s) address of the page, or paste its text.",
    )
