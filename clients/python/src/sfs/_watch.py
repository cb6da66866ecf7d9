"""Following a run, in the blocking face."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import grpc

from . import v1
from ._attempts import is_passing, pause
from ._errors import Error


class Watch(Iterator[v1.AgentRun]):
    """The states of a run, as they come, until it has ended.

    Leave it early with a ``with`` statement, or by ``cancel()`` from any thread::

        with client.watch_agent_run(run_id) as states:
            for run in states: ...
    """

    __module__ = "sfs"

    def __init__(self, open_stream: Callable[[], Any]) -> None:
        self._open = open_stream
        self._cancelled = threading.Event()
        self._stream = open_stream()
        self._alive = False
        self._last: v1.AgentRun | None = None

    def __next__(self) -> v1.AgentRun:
        while True:
            try:
                for response in self._stream:
                    self._alive = True
                    if response.run != self._last:
                        run: v1.AgentRun = response.run
                        self._last = run
                        return run
                raise StopIteration
            except Error as error:
                # A stream that does not even open was tried until the deadline.
                if not (self._alive and is_passing(error)):
                    raise
                wait = pause(error)
            if self._cancelled.wait(wait):
                raise Error(grpc.StatusCode.CANCELLED, "cancelled by the caller")
            self._alive = False
            self._stream = self._open()
            if self._cancelled.is_set():
                self._stream.cancel()

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def cancel(self) -> None:
        """Ends the watch. Whoever waits for the next state gets an ``sfs.Error`` with the code CANCELLED."""
        self._cancelled.set()
        self._stream.cancel()
