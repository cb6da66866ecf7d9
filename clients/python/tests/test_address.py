import pytest

import sfs
from sfs._address import parse_address


@pytest.mark.parametrize(
    ("text", "name", "tls"),
    [
        ("sfs.example.com", "sfs.example.com:7350", True),
        ("SFS.example.com:1", "sfs.example.com:1", True),
        ("https://sfs.example.com/", "sfs.example.com:443", True),
        ("localhost", "localhost:7350", False),
        ("127.9.9.9:80", "127.9.9.9:80", False),
        ("http://127.0.0.1", "127.0.0.1:7350", False),
        ("https://localhost", "localhost:443", True),
        ("::1", "[::1]:7350", False),
        ("[::1]:99", "[::1]:99", False),
        ("[2001:DB8::1]:99", "[2001:db8::1]:99", True),
    ],
)
def test_an_address_is_read(text: str, name: str, tls: bool) -> None:
    address = parse_address(f" {text}\n", "test", insecure=False)
    assert (address.name, address.tls) == (name, tls)


def test_plaintext_to_another_machine_has_port_80_and_must_be_allowed() -> None:
    assert parse_address("http://other", "test", insecure=True).name == "other:80"
    with pytest.raises(sfs.ConfigError, match="https"):
        parse_address("http://other", "test", insecure=False)


@pytest.mark.parametrize(
    "text", ["", "ftp://x", "host:0", "host:65536", "a b", "[::1", "https://user:pw@host", "https://h/p", "h:7٣"]
)
def test_what_is_no_address_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(sfs.ConfigError) as caught:
        parse_address(text, "test", insecure=False)
    assert "pw" not in str(caught.value)
