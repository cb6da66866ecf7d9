"""What the attempts of one call share; the same for both faces, which only differ in how they call and wait."""

import random
import time
from collections.abc import Iterable

import grpc

from ._errors import Error, read_error
from ._settings import Settings

_FIRST_WAIT = 0.1
_LONGEST_WAIT = 5.0

# Less than this is no attempt: it would end with DEADLINE_EXCEEDED and hide the error that says more.
_SHORTEST_ATTEMPT = 0.1


class Attempts:
    """Decides whether and when a call is tried again, and says what each attempt is sent with."""

    def __init__(
        self,
        settings: Settings,
        timeout: float | None,
        metadata: Iterable[tuple[str, str | bytes]] | None,
        request_id: str = "",
        *,
        endless: bool = False,
    ) -> None:
        """Begins a call.

        Args:
            settings: where from the key and the usual deadline are
            timeout: seconds that all attempts together may take
            metadata: what the caller sends beside the key
            request_id: the idempotency id, for errors
            endless: without a timeout an attempt has none; only to begin it has the usual one

        Raises:
            ConfigError: there is no key for this server
        """
        self.metadata = (*(metadata or ()), settings.authorization())
        self.request_id = request_id
        self._end = time.monotonic() + (settings.deadline if timeout is None else timeout)
        self._endless = endless and timeout is None
        self._failures = 0
        self._final = False

    def timeout(self) -> float | None:
        """Seconds that the next attempt may take."""
        return None if self._endless else self._end - time.monotonic()

    def no_more(self) -> None:
        """What has begun to arrive is not asked for from its beginning again."""
        self._final = True

    def after(self, failure: grpc.RpcError) -> float:
        """How long to wait before the next attempt, in seconds.

        Raises:
            Error: the call has failed for good, or there is no time for another attempt
        """
        error = read_error(failure, self.request_id)
        wait = pause(error, self._failures)
        in_time = time.monotonic() + wait + _SHORTEST_ATTEMPT <= self._end
        if self._final or not in_time or not is_passing(error):
            raise error from failure
        self._failures += 1
        return wait


def is_passing(error: Error) -> bool:
    """True: the same call may succeed later."""
    return error.code() is grpc.StatusCode.UNAVAILABLE or error.retry_after is not None


def pause(error: Error, failures: int = 0) -> float:
    """Seconds to wait after an error that ``failures`` others came before.

    Doubled each time and spread at random, since a CI starts many jobs at the same second; never less than the server
    asks for.
    """
    wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2.0 ** min(failures, 10))
    return max(error.retry_after or 0.0, wait * random.uniform(0.5, 1.0))  # noqa: S311 - no secret
