"""What ``sfs auth login`` remembers: one file per profile."""

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ._errors import ConfigError

# The second: a part of the path is a file. A container sets HOME=/dev/null for who has none.
_MISSING = (FileNotFoundError, NotADirectoryError)


@dataclass(frozen=True)
class Profile:
    """A sign-in to one server."""

    name: str
    server: str
    key: str = field(repr=False)
    insecure: bool
    tls: Mapping[str, str]
    """The files ``tls_ca``, ``tls_cert`` and ``tls_key``, as far as they are set."""


def config_folder(environment: Mapping[str, str]) -> Path:
    """Where profiles are: ``$SFS_CONFIG_DIR``, ``$XDG_CONFIG_HOME/sfs`` or ``~/.config/sfs``."""
    if environment.get("SFS_CONFIG_DIR"):
        return Path(environment["SFS_CONFIG_DIR"])
    # The specification of these folders says that relative ones are to be ignored.
    xdg = Path(environment.get("XDG_CONFIG_HOME", ""))
    return (xdg if xdg.is_absolute() else _home(environment) / ".config") / "sfs"


def load_profile(folder: Path, name: str | None) -> Profile | None:
    """The profile of that name, else the one of ``sfs auth use``, else the only one there is."""
    name = name or _active_profile(folder)
    if not name:
        return None
    path = folder / "profiles" / f"{_check_name(name)}.json"
    try:
        if os.name != "nt" and path.stat().st_mode & 0o077:
            raise ConfigError(f"{path} holds a key and can be read by other users: chmod 600 {path}")
        return _parse(name, json.loads(path.read_text("utf-8")))
    except _MISSING:
        raise ConfigError(
            f"there is no profile {name} in {folder}: make it with sfs auth login --profile {name}"
        ) from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from None
    except (KeyError, TypeError, UnicodeDecodeError, json.JSONDecodeError):
        # The text may hold a key: what the parser says about it is not repeated.
        raise ConfigError(
            f"{path} is not a profile: remove it and sign in again: sfs auth login --profile {name}"
        ) from None


def _parse(name: str, stored: Any) -> Profile:
    server = stored["server"]
    files = {option: stored[option] for option in ("tls_ca", "tls_cert", "tls_key") if stored.get(option)}
    key = stored.get("key", "")
    if not all(isinstance(text, str) for text in (server, key, *files.values())):
        raise TypeError
    return Profile(name, server, key, stored.get("insecure") is True, files)


def _active_profile(folder: Path) -> str | None:
    try:
        chosen = (folder / "active_profile").read_text("utf-8").strip()
    except _MISSING:
        chosen = ""
    except OSError as error:
        raise ConfigError(f"{folder / 'active_profile'} cannot be read: {error.strerror}") from None
    names = [path.stem for path in (folder / "profiles").glob("*.json")]
    return chosen or (names[0] if len(names) == 1 else None)


def _check_name(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,63}", name):
        raise ConfigError("a profile name has 1 to 64 characters: a-z, 0-9, _ and -, and begins with a letter or digit")
    return name


def _home(environment: Mapping[str, str]) -> Path:
    # A container may run as a user that nothing is known of: no profile is found, and that is all right.
    nowhere = Path("/nonexistent")
    if environment.get("HOME"):
        return Path(environment["HOME"])
    try:
        return Path.home() if environment is os.environ else nowhere
    except RuntimeError:
        return nowhere
