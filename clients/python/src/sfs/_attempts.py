"""What the attempts of one call share; the same for both faces, which only differ in how they call and wait."""

import random
import re
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

import grpc

from ._errors import Error, read_error
from ._settings import Settings

_FIRST_WAIT = 0.1
_LONGEST_WAIT = 5.0

# Less than this is no attempt: it would end with DEADLINE_EXCEEDED and hide the error that says more.
_SHORTEST_ATTEMPT = 0.1

# A certificate, the server's or ours, that is not trusted: time does not mend it. With TLS 1.3 gRPC does not say that
# the server refuses ours: that looks like any connection that broke.
_UNTRUSTED = re.compile(
    "CERTIFICATE_VERIFY_FAILED|is not in peer certificate|Hostname Verification Check failed"
    "|ALERT_[A-Z_]*CERTIFICATE|ALERT_UNKNOWN_CA"
)

_Started = TypeVar("_Started")


class Attempts:
    """Decides whether and when a call is tried again, and says what each attempt is sent with."""

    def __init__(
        self,
        settings: Settings,
        stopped: Callable[[], str],
        timeout: float | None,
        metadata: Iterable[tuple[str, str | bytes]] | None,
        *,
        endless: bool = False,
        lasting: bool = False,
    ) -> None:
        """Begins a call.

        Args:
            settings: where from the key and the usual deadline are
            stopped: says why the call ends before its time; empty: it goes on
            timeout: seconds that all attempts together may take
            metadata: what the caller sends beside the key
            endless: without a timeout an attempt has none; only to begin it has the usual one
            lasting: what breaks after it has begun is begun again, and has the usual time each time to say something

        Raises:
            ConfigError: there is no key for this server
        """
        self.metadata = (*(metadata or ()), settings.authorization())
        self.request_id = ""
        """The idempotency id, for errors."""
        self._stopped = stopped
        self.lasting = lasting
        self._seconds = settings.deadline if timeout is None else timeout
        self._end = time.monotonic() + self._seconds
        self._timeless = endless and timeout is None
        self._waiting = not lasting
        self._failures = 0
        self._final = False

    def timeout(self) -> float | None:
        """Seconds that the next attempt may take."""
        return None if self._timeless else self.patience()

    def patience(self) -> float:
        """Seconds until it is given up, while nothing has arrived."""
        return self._end - time.monotonic()

    def begin(self, start: Callable[[], _Started]) -> _Started:
        """Starts an attempt.

        Raises:
            Error: the call was stopped
        """
        self.check()
        self._wait()
        try:
            return start()
        except ValueError:
            # It was closed in this moment: gRPC has an error of its own for that.
            self.check()
            raise

    def check(self) -> None:
        """Does nothing while the call goes on.

        Raises:
            Error: the call was stopped
        """
        reason = self._stopped()
        if reason:
            raise Error(grpc.StatusCode.CANCELLED, reason, request_id=self.request_id)

    def silence(self) -> Error:
        """The error of a server that took the call and said nothing while it had time to."""
        message = "the server took the call and said nothing"
        return Error(grpc.StatusCode.UNAVAILABLE, message, request_id=self.request_id)

    def arrived(self) -> None:
        """What has begun to arrive is not asked for from its beginning again, unless that is what the call is for."""
        self._final = not self.lasting
        self._waiting = not self.lasting
        self._failures = 0

    def _wait(self) -> None:
        """The time of one that lasts begins when it is opened, and when it breaks."""
        if not self._waiting:
            self._end = time.monotonic() + self._seconds
            self._waiting = True

    def after(self, failure: grpc.RpcError) -> float:
        """How long to wait before the next attempt, in seconds.

        Raises:
            Error: the call has failed for good, or there is no time for another attempt
        """
        if isinstance(failure, Error):
            raise failure
        error = read_error(failure, self.request_id)
        passing = is_passing(error)
        if passing or error.code() is grpc.StatusCode.CANCELLED:
            self.check()
        self._wait()
        wait = pause(error, self._failures)
        in_time = time.monotonic() + wait + _SHORTEST_ATTEMPT <= self._end
        if self._final or not in_time or not passing:
            raise error from failure
        self._failures += 1
        return wait


def is_passing(error: Error) -> bool:
    """True: the same call may succeed later."""
    if error.retry_after is not None:
        return True
    return error.code() is grpc.StatusCode.UNAVAILABLE and (bool(error.reason) or not _UNTRUSTED.search(error.message))


def pause(error: Error, failures: int = 0) -> float:
    """Seconds to wait after an error that ``failures`` others came before.

    Doubled each time and spread at random, since a CI starts many jobs at the same second; never less than the server
    asks for.
    """
    wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(failures, 10))
    return max(error.retry_after or 0.0, wait * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
