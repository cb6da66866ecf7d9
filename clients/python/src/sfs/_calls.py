"""The calls of the blocking face: signed, tried again, and failing with ``sfs.Error``."""

import contextlib
import threading
import time
from collections.abc import Callable
from concurrent import futures
from typing import Any

import grpc

from . import _requests
from ._attempts import Attempts
from ._errors import Error
from ._settings import Settings


class Channel:
    """Stands in for a ``grpc.Channel`` where a generated stub takes one."""

    def __init__(self, channel: grpc.Channel, settings: Settings) -> None:
        self._channel = channel
        self._settings = settings

    def unary_unary(self, *args: Any, **kwargs: Any) -> "_Unary":
        """A method with one request and one answer."""
        return _Unary(self._channel.unary_unary(*args, **kwargs), self._settings, _requests.one)

    def stream_unary(self, *args: Any, **kwargs: Any) -> "_Unary":
        """A method with many requests and one answer."""
        return _Unary(self._channel.stream_unary(*args, **kwargs), self._settings, _requests.many)

    def unary_stream(self, *args: Any, **kwargs: Any) -> "_Streaming":
        """A method with one request and many answers."""
        return _Streaming(self._channel.unary_stream(*args, **kwargs), self._settings)


class _Unary:
    """Stands in for a ``grpc.UnaryUnaryMultiCallable`` or a ``grpc.StreamUnaryMultiCallable``."""

    def __init__(
        self, method: Any, settings: Settings, prepare: Callable[[Any], tuple[Callable[[], Any], str]]
    ) -> None:
        self._method = method
        self._settings = settings
        self._prepare = prepare

    def __call__(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        return self.with_call(request, timeout, metadata, *args, **kwargs)[0]

    def with_call(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> tuple[Any, grpc.Call]:
        sent, request_id = self._prepare(request)
        attempts = Attempts(self._settings, timeout, metadata, request_id)
        while True:
            try:
                answered: tuple[Any, grpc.Call] = self._method.with_call(
                    sent(), attempts.timeout(), attempts.metadata, *args, **kwargs
                )
                return answered
            except grpc.RpcError as failure:
                wait = attempts.after(failure)
            time.sleep(wait)

    def future(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> "_Future":
        sent, request_id = self._prepare(request)
        attempts = Attempts(self._settings, timeout, metadata, request_id)
        return _Future(
            lambda: self._method.future(sent(), attempts.timeout(), attempts.metadata, *args, **kwargs), attempts
        )


class _Streaming:
    """Stands in for a ``grpc.UnaryStreamMultiCallable``."""

    def __init__(self, method: Any, settings: Settings) -> None:
        self._method = method
        self._settings = settings

    def __call__(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> "_Stream":
        sent, request_id = _requests.one(request)
        attempts = Attempts(self._settings, timeout, metadata, request_id, endless=True)
        return _Stream(lambda: self._method(sent(), attempts.timeout(), attempts.metadata, *args, **kwargs), attempts)


class _Call(grpc.Call):
    """What gRPC tells of a call, told of its last attempt."""

    _attempts: Attempts

    def _last(self) -> Any:
        raise NotImplementedError

    def time_remaining(self) -> Any:
        return self._attempts.timeout()

    def initial_metadata(self) -> Any:
        return self._last().initial_metadata()

    def trailing_metadata(self) -> Any:
        return self._last().trailing_metadata()

    def code(self) -> Any:
        return self._last().code()

    def details(self) -> Any:
        return self._last().details()


class _Stream(_Call):
    """The answers of a stream. Until the first has come, it is opened again."""

    def __init__(self, begin: Callable[[], Any], attempts: Attempts) -> None:
        self._begin = begin
        self._attempts = attempts
        self._cancelled = threading.Event()
        self._attempt = begin()

    def __iter__(self) -> "_Stream":
        return self

    def __next__(self) -> Any:
        while True:
            try:
                answer = next(self._attempt)
                self._attempts.no_more()
                return answer
            except grpc.RpcError as failure:
                wait = self._attempts.after(failure)
            if self._cancelled.wait(wait):
                raise Error(grpc.StatusCode.CANCELLED, "cancelled by the caller")
            self._attempt = self._begin()

    def _last(self) -> Any:
        return self._attempt

    def is_active(self) -> bool:
        return bool(self._attempt.is_active())

    def add_callback(self, callback: Callable[[], None]) -> bool:
        return bool(self._attempt.add_callback(callback))

    def cancel(self) -> bool:
        self._cancelled.set()
        return bool(self._attempt.cancel())


@grpc.Future.register
class _Future(_Call):
    """A call that goes on by itself. No thread waits for it, but for the time between two attempts."""

    def __init__(self, begin: Callable[[], Any], attempts: Attempts) -> None:
        self._begin = begin
        self._attempts = attempts
        self._outcome: futures.Future[Any] = futures.Future()
        self._timer: threading.Timer | None = None
        self._next()

    def _next(self) -> None:
        try:
            self._attempt = self._begin()
        except ValueError as closed:
            self._settle(None, closed)
            return
        if self._outcome.cancelled():
            self._attempt.cancel()
        self._attempt.add_done_callback(self._ended)

    def _ended(self, attempt: Any) -> None:
        if self._outcome.cancelled():
            return
        failure = attempt.exception()
        if failure is None:
            self._settle(attempt.result(), None)
            return
        try:
            wait = self._attempts.after(failure)
        except Error as error:
            self._settle(None, error)
            return
        self._timer = threading.Timer(wait, self._next)
        self._timer.daemon = True
        self._timer.start()
        if self._outcome.cancelled():
            self._timer.cancel()

    def _settle(self, answer: Any, error: Exception | None) -> None:
        # Whoever cancels from now on is too late.
        if not self._outcome.set_running_or_notify_cancel():
            return
        if error:
            self._outcome.set_exception(error)
        else:
            self._outcome.set_result(answer)

    def _last(self) -> Any:
        with contextlib.suppress(futures.CancelledError):
            self._outcome.exception()
        return self._attempt

    def is_active(self) -> bool:
        return not self._outcome.done()

    def add_callback(self, callback: Callable[[], None]) -> bool:
        self._outcome.add_done_callback(lambda _: callback())
        return True

    def cancel(self) -> bool:
        if not self._outcome.cancel():
            return False
        if self._timer:
            self._timer.cancel()
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
