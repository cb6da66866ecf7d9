"""Where a client connects and as whom: option, environment, profile, default; the first wins."""

import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from ._address import DEFAULT_SERVER, Address, parse_address
from ._errors import ConfigError
from ._profile import Profile, config_folder, load_profile

DEFAULT_DEADLINE = 30.0

File: TypeAlias = str | os.PathLike[str]


@dataclass(frozen=True)
class Settings:
    """Everything that decides where calls go and as whom."""

    server: Address
    key: str = field(repr=False)
    """Empty where there is none that may go to this server."""
    key_problem: str
    """Why there is none."""
    tls: Mapping[str, str]
    """The PEM files ``tls_ca``, ``tls_cert`` and ``tls_key``, as far as they are given. Empty for plaintext."""
    deadline: float
    """Seconds that a call may take in all."""

    def authorization(self) -> tuple[str, str]:
        """The header that says who calls.

        Raises:
            ConfigError: there is no key for this server
        """
        if not self.key:
            raise ConfigError(self.key_problem)
        return "authorization", f"Bearer {self.key}"


def load_settings(
    *,
    server: str | None,
    key: str | None,
    profile: str | None,
    tls_ca: File | None,
    tls_cert: File | None,
    tls_key: File | None,
    insecure: bool,
    deadline: float,
    environment: Mapping[str, str] | None,
) -> Settings:
    """Fills in what is not given.

    Raises:
        ConfigError: something of it is wrong
    """
    if not (deadline > 0 and math.isfinite(deadline)):
        raise ConfigError("option deadline must be a number of seconds above 0")
    environment = os.environ if environment is None else environment
    stored = load_profile(config_folder(environment), profile or environment.get("SFS_PROFILE"))
    named = _given(server, "option server") or _variable(environment, "SFS_SERVER", "SESSIONFS_API_URL")
    if named:
        address = parse_address(*named, insecure=insecure)
    elif stored:
        # A profile allows plaintext for its own server alone: no other key must travel readable because of it.
        address = _address_of(stored, insecure=insecure or stored.insecure)
    else:
        address = parse_address(DEFAULT_SERVER, "default", insecure=False)
    files = _choose_files({"tls_ca": tls_ca, "tls_cert": tls_cert, "tls_key": tls_key}, environment, address, stored)
    try:
        of_profile = named is None and stored is not None
        return Settings(address, _choose_key(key, environment, address, stored, of_profile), "", files, deadline)
    except ConfigError as problem:
        # It is told by the first call: a program may connect before it knows whether it calls at all.
        return Settings(address, "", str(problem), files, deadline)


def _choose_key(
    option: str | None, environment: Mapping[str, str], address: Address, stored: Profile | None, of_profile: bool
) -> str:
    """A key only ever goes to the server that it was meant for."""
    given = _given(option, "option key")
    if given:
        return _check_key(*given)
    given = _variable(environment, "SFS_API_KEY", "SESSIONFS_API_KEY")
    if given:
        if of_profile and address.name != DEFAULT_SERVER:
            raise ConfigError(
                f"the key of the {given[1]} is not sent to the server of the profile: name the server with the option "
                "server or SFS_SERVER, or unset the variable to use the key of the profile"
            )
        return _check_key(*given)
    if not stored or not stored.key:
        raise ConfigError("there is no key: give the option key, set SFS_API_KEY, or sign in: sfs auth login")
    owner = _address_of(stored, insecure=True)
    if (owner.name, owner.tls) != (address.name, address.tls):
        raise ConfigError(
            f"the key of profile {stored.name} belongs to {owner.name} and is not sent to {address.name}: "
            "give the option key, or set SFS_API_KEY for this server"
        )
    return _check_key(stored.key, f"profile {stored.name}")


def _choose_files(
    options: Mapping[str, File | None], environment: Mapping[str, str], address: Address, stored: Profile | None
) -> dict[str, str]:
    if not address.tls:
        for name, file in options.items():
            if file:
                raise ConfigError(
                    f"option {name}: the server {address.name} is plaintext; write https:// before its address"
                )
        return {}
    of_profile = stored.tls if stored else {}
    chosen = {
        name: os.fspath(file or "") or environment.get(f"SFS_{name.upper()}") or of_profile.get(name)
        for name, file in options.items()
    }
    if bool(chosen["tls_cert"]) != bool(chosen["tls_key"]):
        raise ConfigError("a TLS certificate needs its key: tls_cert and tls_key")
    return {name: file for name, file in chosen.items() if file}


def _address_of(stored: Profile, *, insecure: bool) -> Address:
    return parse_address(stored.server, f"profile {stored.name}", insecure=insecure)


def _variable(environment: Mapping[str, str], *names: str) -> tuple[str, str] | None:
    found = (_given(environment.get(name), f"environment {name}") for name in names)
    return next(filter(None, found), None)


def _given(value: str | None, origin: str) -> tuple[str, str] | None:
    """A value and where it came from. Set but empty is an error: that is what a fork gets in place of a secret."""
    if value is None:
        return None
    if not value.strip():
        raise ConfigError(
            f"{origin} is set but empty, as a secret is in a pull request from a fork: unset it, or give a value"
        )
    return value.strip(), origin


def _check_key(key: str, origin: str) -> str:
    """What cannot stand in a header is refused here, and not repeated."""
    if not re.fullmatch(r"[\x21-\x7e]{1,512}", key.strip()):
        raise ConfigError(f"the key ({origin}) is not a key: it is empty, too long, or has characters that no key has")
    return key.strip()
