"""What a channel is made of; the same for both faces."""

import contextlib
import os
import ssl
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import grpc

from ._address import Address
from ._errors import ConfigError
from ._settings import Settings
from ._version import __version__

_MEBIBYTE = 1024 * 1024


class Transport(NamedTuple):
    """The arguments of a channel."""

    target: str
    credentials: grpc.ChannelCredentials | None
    options: list[tuple[str, Any]]


def make_transport(settings: Settings) -> Transport:
    """How to reach the server of the settings.

    Raises:
        ConfigError: a TLS file cannot be read or is not what it should be
    """
    address = settings.server
    options = [
        ("grpc.primary_user_agent", f"sfs-python/{__version__}"),
        # No retry policy of a resolver: calls are tried again here, where RetryInfo and the deadline are known.
        ("grpc.service_config_disable_resolution", 1),
        ("grpc.enable_http_proxy", 0 if address.loopback else 1),
        ("grpc.initial_reconnect_backoff_ms", 100),
        ("grpc.max_reconnect_backoff_ms", 2000),
        # A watch says nothing for hours: this finds out that the network has gone without a word.
        ("grpc.keepalive_time_ms", 60_000),
        ("grpc.keepalive_timeout_ms", 20_000),
        ("grpc.http2.max_pings_without_data", 0),
        ("grpc.max_receive_message_length", 64 * _MEBIBYTE),
        # An error that names a hundred fields is larger than the usual 8 KiB.
        ("grpc.max_metadata_size", 64 * 1024),
    ]
    return Transport(_target(address), _credentials(settings.tls) if address.tls else None, options)


def _target(address: Address) -> str:
    """With a scheme, else gRPC takes what stands before a colon for one."""
    if ":" in address.host:
        return f"ipv6:{address.name}"
    return f"dns:///{address.name}"


def _credentials(files: Mapping[str, str]) -> grpc.ChannelCredentials:
    authorities, certificate, key = (_read(files, name) for name in ("tls_ca", "tls_cert", "tls_key"))
    try:
        # gRPC would say nothing of a broken file until the first call, and then no more than UNAVAILABLE.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        if authorities:
            context.load_verify_locations(files["tls_ca"])
        if certificate:
            context.load_cert_chain(files["tls_cert"], files["tls_key"], password="")
    except (ssl.SSLError, ValueError) as error:
        raise ConfigError("tls_ca, tls_cert and tls_key must be PEM files, and tls_key that of tls_cert") from error
    return grpc.ssl_channel_credentials(authorities or _system_authorities(), key, certificate)


def _read(files: Mapping[str, str], name: str) -> bytes | None:
    if name not in files:
        return None
    try:
        return Path(files[name]).read_bytes()
    except OSError as error:
        raise ConfigError(f"{files[name]} ({name}) cannot be read: {error.strerror}") from None


def _system_authorities() -> bytes | None:
    """The authorities of the system, with those of a company; None: there are none, and gRPC takes its own list."""
    if "GRPC_DEFAULT_SSL_ROOTS_FILE_PATH" in os.environ:
        return None
    loaded = ssl.create_default_context().get_ca_certs(binary_form=True)
    found = [ssl.DER_cert_to_PEM_cert(certificate).encode() for certificate in loaded]
    folder = ssl.get_default_verify_paths().capath
    if not found and folder:
        # OpenSSL reads a folder only when it looks for one of them, by the hash that is the file's name.
        found = [*_readable(sorted(Path(folder).glob("*.[0-9]")))]
    return b"\n".join(found) or None


def _readable(paths: Iterable[Path]) -> Iterator[bytes]:
    """What can be read of the files: a link whose file is gone is no reason to trust nobody."""
    for path in paths:
        with contextlib.suppress(OSError):
            yield path.read_bytes()
