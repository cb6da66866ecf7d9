"""Following a run, in the blocking face."""

from collections.abc import Iterator
from typing import Any

from . import v1


class Watch(Iterator[v1.AgentRun]):
    """The states of a run, as they come, until it has ended.

    Leave it early with a ``with`` statement, or by ``cancel()`` from any thread::

        with client.watch_agent_run(run_id) as states:
            for run in states: ...
    """

    __module__ = "sfs"

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._last: v1.AgentRun | None = None

    def __next__(self) -> v1.AgentRun:
        for response in self._stream:
            # A stream that is opened again begins with the state as it is.
            if response.run != self._last:
                # The caller may change what is given away.
                self._last = v1.AgentRun()
                self._last.CopyFrom(response.run)
                run: v1.AgentRun = response.run
                return run
        raise StopIteration

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_: object) -> None:
        self.cancel()

    def cancel(self) -> None:
        """Ends the watch. Whoever waits for the next state gets an ``sfs.Error`` with the code CANCELLED."""
        self._stream.cancel()
