"""What ends the calls of the blocking face before their time."""

import threading

CLOSED = "the client was closed"
CANCELLED = "cancelled by the caller"


class Lifetime:
    """Of a client: its calls end with it."""

    def __init__(self) -> None:
        self.closed = False
        self.changed = threading.Condition()

    def close(self) -> None:
        """Ends every wait, and lets no attempt begin any more."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()


class Stop:
    """Of one call: its caller cancels it, or the client is closed."""

    def __init__(self, lifetime: Lifetime) -> None:
        self._lifetime = lifetime
        self._cancelled = False

    def cancel(self) -> None:
        """The caller wants no more of the call."""
        with self._lifetime.changed:
            self._cancelled = True
            self._lifetime.changed.notify_all()

    def reason(self) -> str:
        """Why the call ends; empty: it goes on."""
        if self._lifetime.closed:
            return CLOSED
        return CANCELLED if self._cancelled else ""

    def wait(self, seconds: float) -> None:
        """Waits, but no longer than the call goes on."""
        with self._lifetime.changed:
            self._lifetime.changed.wait_for(self.reason, min(seconds, threading.TIMEOUT_MAX))
