"""Where a server is and how to talk to it."""

import ipaddress
import re
from dataclasses import dataclass

from ._errors import ConfigError

DEFAULT_SERVER = "127.0.0.1:7350"


@dataclass(frozen=True)
class Address:
    """A server's address."""

    host: str
    port: int
    tls: bool
    loopback: bool

    @property
    def name(self) -> str:
        """``host:port``, IPv6 in brackets: for messages, and the name under which a profile's key is held."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse_address(text: str, origin: str, *, insecure: bool) -> Address:
    """Reads ``host``, ``host:port``, ``[::1]:port`` or a URL.

    Loopback is plaintext, everything else TLS; ``https://`` is always TLS; ``http://`` to another machine needs
    ``insecure``, because the key would travel readable.

    Raises:
        ConfigError: which never repeats the text: a URL can hold a password
    """
    scheme, place = _split_scheme(text.strip(), origin)
    host, port = _split_port(place, origin)
    loopback = host in ("localhost", "::1") or (_is_ip(host, 4) and host.startswith("127."))
    if scheme == "http" and not loopback and not insecure:
        raise ConfigError(
            f"the server ({origin}) is on another machine and http:// would send the key readable: "
            "use https://, or insecure=True if the network is trusted"
        )
    if port is None:
        port = 443 if scheme == "https" else 80 if scheme == "http" and not loopback else 7350
    return Address(host, port, tls=scheme == "https" or (not scheme and not loopback), loopback=loopback)


def _split_scheme(text: str, origin: str) -> tuple[str, str]:
    scheme, separator, place = text.partition("://")
    if not separator:
        return "", text
    scheme = scheme.lower()
    if scheme not in ("http", "https"):
        raise ConfigError(f"the server ({origin}) must be host:port or an http:// or https:// URL")
    place = place.rstrip("/")
    if "@" in place:
        raise ConfigError(f"the server ({origin}) must not hold a user or password")
    if re.search(r"[/?#]", place):
        raise ConfigError(f"the server ({origin}) must be a host and port, without a path")
    return scheme, place


def _split_port(place: str, origin: str) -> tuple[str, int | None]:
    bracketed = re.fullmatch(r"\[([^\]]+)\](?::([0-9]{1,5}))?", place)
    plain = re.fullmatch(r"([A-Za-z0-9][A-Za-z0-9._-]{0,252})(?::([0-9]{1,5}))?", place)
    if _is_ip(place, 6):
        return place.lower(), None
    if bracketed and _is_ip(bracketed[1], 6):
        host, digits = bracketed.groups()
    elif plain:
        host, digits = plain.groups()
    else:
        raise ConfigError(f"the server ({origin}) must be host:port or a URL, for example {DEFAULT_SERVER}")
    port = None if digits is None else int(digits)
    if port is not None and not 1 <= port <= 65_535:
        raise ConfigError(f"the server ({origin}) has a port outside 1 to 65535")
    return host.lower(), port


def _is_ip(host: str, version: int) -> bool:
    try:
        return ipaddress.ip_address(host).version == version
    except ValueError:
        return False
