import pytest
from grpc import StatusCode

import sfs
from sfs._attempts import pause


def test_waits_double_up_to_five_seconds_and_are_spread() -> None:
    error = sfs.Error(StatusCode.UNAVAILABLE)
    for failures, longest in enumerate((0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0)):
        waits = [pause(error, failures) for _ in range(200)]
        assert longest / 2 <= min(waits) < max(waits) <= longest
    assert pause(error, 10_000) <= 5.0


def test_a_server_that_names_a_time_is_obeyed() -> None:
    assert pause(sfs.Error(StatusCode.RESOURCE_EXHAUSTED, retry_after=1.5)) == 1.5
    assert pause(sfs.Error(StatusCode.UNAVAILABLE, retry_after=0.0), 9) == pytest.approx(3.75, abs=1.25)
