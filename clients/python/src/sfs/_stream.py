"""What a server streams, in the blocking face."""

import threading
from collections.abc import Callable
from typing import Any

import grpc

from ._attempts import Attempts
from ._call import Call
from ._stop import Stop


class Stream(Call):
    """The answers of a stream. Until the first has come, it is opened again; one that lasts, always."""

    _attempt: Any = None
    _silence: "_Silence | None" = None

    def __init__(self, begin: Callable[[], Any], attempts: Attempts, stop: Stop) -> None:
        self._begin = begin
        self._attempts = attempts
        self._stop = stop
        if not attempts.lasting:
            self._next_attempt()

    def __iter__(self) -> "Stream":
        return self

    def __next__(self) -> Any:
        if not self._attempt:
            # One that lasts is not opened before somebody reads: until then nobody would see what it says.
            self._next_attempt()
        while True:
            try:
                answer = next(self._attempt)
                self._attempts.arrived()
                return answer
            except grpc.RpcError as failure:
                if self._silence and self._silence.over:
                    raise self._attempts.silence() from failure
                wait = self._attempts.after(failure)
            finally:
                if self._silence:
                    self._silence.cancel()
                    self._silence = None
            self._stop.wait(wait)
            self._next_attempt()

    def _next_attempt(self) -> None:
        self._attempt = self._attempts.begin(self._begin)
        # Who cancelled while it began did not know of it.
        if self._stop.reason():
            self._attempt.cancel()
        if self._attempts.lasting:
            self._silence = _Silence(self._attempt, self._attempts.patience())
            self._silence.start()

    def _last(self) -> Any:
        return self._attempt

    def is_active(self) -> bool:
        return bool(self._attempt.is_active())

    def add_callback(self, callback: Callable[[], None]) -> bool:
        return bool(self._attempt.add_callback(callback))

    def cancel(self) -> bool:
        self._stop.cancel()
        return bool(self._attempt and self._attempt.cancel())


class _Silence(threading.Timer):
    """Ends an attempt that says nothing."""

    over = False

    def __init__(self, attempt: Any, seconds: float) -> None:
        super().__init__(min(seconds, threading.TIMEOUT_MAX), self._end)
        self.daemon = True
        self._attempt = attempt

    def _end(self) -> None:
        self.over = True
        self._attempt.cancel()
