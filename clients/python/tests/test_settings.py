import json
import ssl
from pathlib import Path
from typing import Any

import pytest

import sfs
from sfs._settings import Settings, load_settings
from sfs._transport import _system_authorities, make_transport

KEY = "sfsk_secret"


def load(environment: dict[str, str] | None = None, **options: Any) -> Settings:
    nothing = dict.fromkeys(("server", "key", "profile", "tls_ca", "tls_cert", "tls_key"))
    return load_settings(**{**nothing, "insecure": False, "deadline": 30, "environment": environment or {}, **options})


def write_profile(home: Path, name: str, content: object) -> dict[str, str]:
    file = home / ".config" / "sfs" / "profiles" / f"{name}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content))
    file.chmod(0o600)
    return {"HOME": str(home)}


def test_the_settings_print_no_key() -> None:
    settings = load(key=KEY)
    assert settings.authorization() == ("authorization", f"Bearer {KEY}")
    assert KEY not in repr(settings)


def test_a_profile_prints_no_key_and_allows_plaintext_for_its_own_server_alone(tmp_path: Path) -> None:
    environment = write_profile(tmp_path, "work", {"server": "http://there", "key": KEY, "insecure": True})
    settings = load(environment)
    assert (settings.server.name, settings.key) == ("there:80", KEY)
    with pytest.raises(sfs.ConfigError, match="insecure"):
        load(environment, server="http://elsewhere")


@pytest.mark.parametrize("content", [[], "text", {"server": 1}, {"server": "there", "key": {"a": 1}}])
def test_what_is_no_profile_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(sfs.ConfigError, match="is not a profile"):
        load(write_profile(tmp_path, "work", content))


def test_a_profile_name_is_no_path() -> None:
    with pytest.raises(sfs.ConfigError, match="profile name"):
        load(profile="../work")


@pytest.mark.parametrize("deadline", [0, -1, float("nan"), float("inf")])
def test_a_deadline_is_a_time(deadline: float) -> None:
    with pytest.raises(sfs.ConfigError, match="deadline"):
        load(deadline=deadline)


def test_a_file_that_is_no_certificate_is_said_before_any_call(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("no certificate")
    with pytest.raises(sfs.ConfigError, match="PEM"):
        make_transport(load(server="sfs.example.com", tls_ca=file))


def test_loopback_goes_through_no_proxy() -> None:
    assert ("grpc.enable_http_proxy", 0) in make_transport(load()).options
    assert ("grpc.enable_http_proxy", 1) in make_transport(load(server="sfs.example.com")).options


def test_a_connection_that_died_without_a_word_is_noticed() -> None:
    options = dict(make_transport(load()).options)
    assert options["grpc.keepalive_time_ms"] == 60_000
    assert options["grpc.keepalive_timeout_ms"] == 20_000
    # With any other number gRPC stops asking, after so many times without a message.
    assert options["grpc.http2.max_pings_without_data"] == 0


def test_a_home_that_is_no_folder_holds_no_profile() -> None:
    environment = {"HOME": "/dev/null", "SFS_API_KEY": KEY}
    assert load(environment).key == KEY
    with pytest.raises(sfs.ConfigError, match="there is no profile work"):
        load(environment, profile="work")


def test_an_environment_that_is_given_has_the_only_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in write_profile(tmp_path, "work", {"server": "there", "key": KEY}).items():
        monkeypatch.setenv(name, value)
    assert load({}).key == ""


def test_authorities_that_cannot_be_read_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "11111111.0").symlink_to(tmp_path / "gone.pem")
    (tmp_path / "22222222.0").mkdir()
    (tmp_path / "33333333.0").write_text("an authority")
    system = ssl.DefaultVerifyPaths("", str(tmp_path), "", "", "", str(tmp_path))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: system)
    monkeypatch.setattr(ssl, "create_default_context", lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    monkeypatch.delenv("GRPC_DEFAULT_SSL_ROOTS_FILE_PATH", raising=False)
    assert _system_authorities() == b"an authority"
