"""What ends the calls of the asynchronous face before their time."""

import asyncio
from typing import Any
from weakref import WeakSet

from .._stop import CLOSED


class Lifetime:
    """Of a client: its calls end with it."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()
        self._attempts: WeakSet[Any] = WeakSet()

    def add(self, attempt: Any) -> Any:
        """Remembers an attempt, to end it; returns it."""
        self._attempts.add(attempt)
        return attempt

    def close(self) -> None:
        """Ends every wait and every attempt, and lets none begin any more."""
        self.closed.set()
        # An older grpcio leaves out the streams when its channel is closed.
        for attempt in list(self._attempts):
            attempt.cancel()

    def reason(self) -> str:
        """Why calls end; empty: they go on."""
        return CLOSED if self.closed.is_set() else ""


async def wait(seconds: float, *events: asyncio.Event) -> None:
    """Waits, but no longer than until one of the events has come."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        # Not wait_for: before Python 3.12 it could lose a cancellation.
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waits:
            each.cancel()


def is_cancelled() -> bool:
    """Whether somebody cancels this task. Python 3.10 cannot tell: there, nobody does."""
    cancelling = getattr(asyncio.current_task(), "cancelling", None)
    return bool(cancelling and cancelling())
