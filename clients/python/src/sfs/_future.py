"""Calls that go on by themselves, in the blocking face."""

import threading
from collections.abc import Callable
from concurrent import futures
from typing import Any

import grpc

from ._attempts import Attempts
from ._call import Call
from ._errors import Error
from ._stop import CANCELLED, Stop


@grpc.Future.register
class Future(Call):
    """No thread waits for it, but for the time between two attempts."""

    _attempt: Any = None

    def __init__(self, begin: Callable[[], Any], attempts: Attempts, stop: Stop) -> None:
        self._begin = begin
        self._attempts = attempts
        self._stop = stop
        self._outcome: futures.Future[Any] = futures.Future()
        try:
            self._next_attempt()
        except Error as error:
            self._settle(None, error)

    def _next_attempt(self) -> None:
        self._attempt = self._attempts.begin(self._begin)
        # Who cancelled while it began did not know of it.
        if self._outcome.cancelled():
            self._attempt.cancel()
        self._attempt.add_done_callback(self._ended)

    def _ended(self, attempt: Any) -> None:
        if self._outcome.cancelled():
            return
        try:
            failure = attempt.exception()
            if failure is None:
                self._settle(attempt.result(), None)
                return
            wait = self._attempts.after(failure)
            threading.Thread(target=self._again, args=(wait,), daemon=True).start()
        except Exception as error:
            # No more threads, for example. Nobody but the future could tell of it.
            self._settle(None, error)

    def _again(self, wait: float) -> None:
        self._stop.wait(wait)
        try:
            self._next_attempt()
        except Exception as error:
            self._settle(None, error)

    def _settle(self, answer: Any, error: Exception | None) -> None:
        # Whoever cancels from now on is too late.
        if not self._outcome.set_running_or_notify_cancel():
            return
        if error:
            self._outcome.set_exception(error)
        else:
            self._outcome.set_result(answer)

    def _last(self) -> Any:
        try:
            error = self._outcome.exception()
        except futures.CancelledError:
            return Error(grpc.StatusCode.CANCELLED, CANCELLED)
        return error if isinstance(error, Error) else self._attempt

    def is_active(self) -> bool:
        return not self._outcome.done()

    def add_callback(self, callback: Callable[[], None]) -> bool:
        self._outcome.add_done_callback(lambda _: callback())
        return True

    def cancel(self) -> bool:
        if not self._outcome.cancel():
            return False
        self._stop.cancel()
        if self._attempt:
            self._attempt.cancel()
        return True

    def cancelled(self) -> bool:
        return self._outcome.cancelled()

    def running(self) -> bool:
        return not self._outcome.done()

    def done(self) -> bool:
        return self._outcome.done()

    def result(self, timeout: float | None = None) -> Any:
        return self._read(self._outcome.result, timeout)

    def exception(self, timeout: float | None = None) -> Any:
        return self._read(self._outcome.exception, timeout)

    def traceback(self, timeout: float | None = None) -> Any:
        error = self.exception(timeout)
        return error and error.__traceback__

    def add_done_callback(self, fn: Callable[[Any], None]) -> None:
        self._outcome.add_done_callback(lambda _: fn(self))

    def _read(self, read: Callable[[float | None], Any], timeout: float | None) -> Any:
        try:
            return read(timeout)
        except futures.CancelledError:
            raise grpc.FutureCancelledError from None
        except futures.TimeoutError:
            raise grpc.FutureTimeoutError from None
