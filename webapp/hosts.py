"""Hosts as a request or a setting names them: a name or an address, perhaps with a port."""

import re
import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

_LABEL = "[A-Za-z0-9_-]{1,63}"
_HOST = re.compile(rf"({_LABEL}(\.{_LABEL})*+|\[[0-9A-Fa-f:.]{{2,45}}\])(:[0-9]{{1,5}})?")

# RFC 1918 and RFC 4193; 0.0.0.0 and :: are this machine when a client connects to them.
_NETWORKS = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "0.0.0.0/32", "::/128")
_NEAR = tuple(map(ip_network, _NETWORKS))


def is_host(text: str) -> bool:
    """Return whether a text can stand in a Host header: a name or an address, perhaps a port."""
    try:
        # A name has 253 characters at most (RFC 1035, 2.3.4), a port five.
        return len(text) < 260 and bool(_HOST.fullmatch(text)) and urlsplit(f"//{text}").port != 0
    except ValueError:  # a port out of range, or a malformed address
        return False


def as_address(text: str) -> IPv4Address | IPv6Address | None:
    """Parse an IP address, unwrapping IPv4-mapped IPv6; return None for anything else."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def is_loopback(host: str) -> bool:
    """Return whether a host, without a port, leads each client to its own machine."""
    address = as_address(host)
    if address:
        return address.is_loopback
    return host == "localhost" or host.endswith(".localhost")


def is_near(host: str) -> bool:
    """Return whether a Host header names this machine or one on a private network, at any port.

    A site without a base URL answers for these. Names of the public DNS are excluded: the owner of
    one could point it here and read the site as a page of their own (DNS rebinding).
    """
    name = (urlsplit(f"//{host}").hostname or "") if is_host(host) else ""
    address = as_address(name)
    if address:
        return address.is_loopback or address.is_link_local or any(address in net for net in _NEAR)
    own = socket.gethostname().lower()
    names = ("localhost", own, own.partition(".")[0])
    return bool(name) and (name in names or name.endswith((".localhost", ".local")))
