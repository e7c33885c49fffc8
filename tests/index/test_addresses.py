"""Which addresses may be fetched: the table of what must be refused, and what must not."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from index.addresses import PUBLIC_WEB, AddressGuard, is_public
from index.errors import AddressRefused

REFUSED = [
    "http://127.0.0.1/",
    "http://127.0.0.1./",
    "http://127.1/",
    "http://0x7f.1/",
    "http://0x7f000001/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://192.0.0.192/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://news.localhost/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[64:ff9b:1::1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://[2001::1]/",
    "http://[2001:db8::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://news.example@127.0.0.1/",
    "http://user:word@news.example/",
    "http://news.example:22/",
    "http://news.example:0/",
    "http://134744072/",  # public, but written to deceive
    "ftp://news.example/",
    "file:///etc/passwd",
    "gopher://news.example/",
    "data:text/html,words",
    "javascript:alert(1)",
    "http:///path",
    "//news.example/",
    "news.example",
    "",
]


@pytest.mark.parametrize("url", REFUSED)
def test_refuses(url: str) -> None:
    with pytest.raises(AddressRefused, match="may not be fetched"):
        PUBLIC_WEB.check_url(URL(url))


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/",
        "https://news.example:443/a?b=c#d",
        "https://news.example.:8443/",
        "http://xn--mnchen-3ya.example/",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "http://[64:ff9b::8.8.8.8]/",
    ],
)
def test_lets_public_addresses_through(url: str) -> None:
    PUBLIC_WEB.check_url(URL(url))


def test_names_the_reason() -> None:
    with pytest.raises(AddressRefused, match=r"leads to 10\.0\.0\.1, which is not a public"):
        PUBLIC_WEB.check_address("10.0.0.1", "news.example")


def test_lets_through_what_is_expressly_allowed_and_nothing_beside_it() -> None:
    guard = AddressGuard(allow=("127.0.0.0/8",), ports=(9000,))
    guard.check_url(URL("http://127.0.0.1:9000/"))
    for url in ("http://127.0.0.1:9001/", "http://10.0.0.1:9000/", "http://[::1]:9000/"):
        with pytest.raises(AddressRefused):
            guard.check_url(URL(url))


@given(st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address))
def test_an_address_is_as_public_as_the_one_embedded_in_it(ip: ipaddress.IPv4Address) -> None:
    number = int(ip)
    embedding = [0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80]
    assert {is_public(ipaddress.IPv6Address(address)) for address in embedding} == {is_public(ip)}


@given(st.ip_addresses())
def test_nothing_is_public_that_the_registry_does_not_call_global(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    embeds = isinstance(ip, ipaddress.IPv6Address) and (ip.sixtofour or ip.ipv4_mapped)
    assert not is_public(ip) or ip.is_global or embeds or int(ip) >> 32 in (0, 0x64FF9B << 64)
