import pytest
from grpc import StatusCode

import sfs
from sfs._attempts import is_passing, pause


def test_waits_double_up_to_five_seconds_and_are_spread() -> None:
    error = sfs.Error(StatusCode.UNAVAILABLE)
    for failures, longest in enumerate((0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0)):
        waits = [pause(error, failures) for _ in range(200)]
        assert longest / 2 <= min(waits) < max(waits) <= longest
    assert pause(error, 10_000) <= 5.0


def test_a_server_that_names_a_time_is_obeyed() -> None:
    assert pause(sfs.Error(StatusCode.RESOURCE_EXHAUSTED, retry_after=1.5)) == 1.5
    assert pause(sfs.Error(StatusCode.UNAVAILABLE, retry_after=0.0), 9) == pytest.approx(3.75, abs=1.25)


@pytest.mark.parametrize(
    ("message", "passing"),
    [
        ("last error: UNKNOWN: Ssl handshake failed: OPENSSL_internal:CERTIFICATE_VERIFY_FAILED: self-signed", False),
        ("last error: UNKNOWN: ipv4:127.0.0.1:1: Peer name other is not in peer certificate", False),
        ("last error: UNKNOWN: UNAUTHENTICATED: Hostname Verification Check failed.", False),
        ("last error: UNKNOWN: Ssl handshake failed: OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA", False),
        ("last error: UNKNOWN: Ssl handshake failed: OPENSSL_internal:WRONG_VERSION_NUMBER", True),
        ("last error: UNAVAILABLE: Socket closed", True),
    ],
)
def test_a_certificate_that_is_not_trusted_is_not_trusted_later(message: str, passing: bool) -> None:
    assert is_passing(sfs.Error(StatusCode.UNAVAILABLE, message)) is passing
