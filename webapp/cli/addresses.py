"""The addresses that a command serves at."""

import socket

from webapp.errors import SiteError
from webapp.hosts import as_address


def bind_address(host: str, port: int) -> str:
    """Bind a host and port for a moment, as the server will; return the IP address, IPv4 if any.

    Raises:
        SiteError: when it is taken, forbidden or not an address of this machine.
    """
    problem = "ports are 1 to 65535"
    if 0 < port < 65_536:
        try:
            addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            family, _, _, _, address = min(addresses, key=lambda row: row[0] != socket.AF_INET)
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
            return str(address[0])
        except (OSError, UnicodeError) as error:
            problem = (getattr(error, "strerror", None) or str(error)).lower()
    advice = "choose another with --host or --port, with `make run` HOST= or PORT="
    raise SiteError(f"{link(host, port)} cannot be served ({problem}); {advice}")


def link(host: str, port: int) -> str:
    """Return the site's URL for a browser on this machine, with a remark for 0.0.0.0 and ::."""
    address = as_address(host)
    if address and address.is_unspecified:
        here = "127.0.0.1" if address.version == 4 else "[::1]"
        return f"http://{here}:{port} and at every other address of this machine"
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
