"""The calls of the blocking face: signed, tried again, and failing with ``sfs.Error``."""

from collections.abc import Callable
from typing import Any

import grpc

from . import _requests
from ._attempts import Attempts
from ._future import Future
from ._settings import Settings
from ._stop import Lifetime, Stop
from ._stream import Stream


class Channel:
    """Stands in for a ``grpc.Channel`` where a generated stub takes one."""

    def __init__(self, channel: grpc.Channel, settings: Settings) -> None:
        self._channel = channel
        self._settings = settings
        self._lifetime = Lifetime()

    def unary_unary(self, *args: Any, **kwargs: Any) -> "_Unary":
        """A method with one request and one answer."""
        return _Unary(self._channel.unary_unary(*args, **kwargs), self._settings, self._lifetime, _requests.one)

    def stream_unary(self, *args: Any, **kwargs: Any) -> "_Unary":
        """A method with many requests and one answer."""
        return _Unary(self._channel.stream_unary(*args, **kwargs), self._settings, self._lifetime, _requests.many)

    def unary_stream(self, *args: Any, **kwargs: Any) -> "_Streaming":
        """A method with one request and many answers."""
        return _Streaming(self._channel.unary_stream(*args, **kwargs), self._settings, self._lifetime)

    def close(self) -> None:
        """Ends the connection and all calls."""
        self._lifetime.close()
        self._channel.close()


class _Unary:
    """Stands in for a ``grpc.UnaryUnaryMultiCallable`` or a ``grpc.StreamUnaryMultiCallable``."""

    def __init__(
        self,
        method: Any,
        settings: Settings,
        lifetime: Lifetime,
        prepare: Callable[[Any], tuple[Callable[[], Any], str]],
    ) -> None:
        self._method = method
        self._settings = settings
        self._lifetime = lifetime
        self._prepare = prepare

    def __call__(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        return self.with_call(request, timeout, metadata, *args, **kwargs)[0]

    def with_call(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> tuple[Any, grpc.Call]:
        stop = Stop(self._lifetime)
        attempts = Attempts(self._settings, stop.reason, timeout, metadata)
        sent, attempts.request_id = self._prepare(request)

        def begin() -> tuple[Any, grpc.Call]:
            answered: tuple[Any, grpc.Call] = self._method.with_call(
                sent(), attempts.timeout(), attempts.metadata, *args, **kwargs
            )
            return answered

        while True:
            try:
                return attempts.begin(begin)
            except grpc.RpcError as failure:
                wait = attempts.after(failure)
            stop.wait(wait)

    def future(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> Future:
        stop = Stop(self._lifetime)
        attempts = Attempts(self._settings, stop.reason, timeout, metadata)
        sent, attempts.request_id = self._prepare(request)

        def begin() -> Any:
            return self._method.future(sent(), attempts.timeout(), attempts.metadata, *args, **kwargs)

        return Future(begin, attempts, stop)


class _Streaming:
    """Stands in for a ``grpc.UnaryStreamMultiCallable``."""

    def __init__(self, method: Any, settings: Settings, lifetime: Lifetime) -> None:
        self._method = method
        self._settings = settings
        self._lifetime = lifetime

    def __call__(
        self, request: Any, timeout: float | None = None, metadata: Any = None, *args: Any, **kwargs: Any
    ) -> Stream:
        return self._open(False, request, timeout, metadata, *args, **kwargs)

    def lasting(self, request: Any) -> Stream:
        """A stream that is opened again, from its beginning, whenever it breaks."""
        return self._open(True, request, None, None)

    def _open(
        self, lasting: bool, request: Any, timeout: float | None, metadata: Any, *args: Any, **kwargs: Any
    ) -> Stream:
        stop = Stop(self._lifetime)
        attempts = Attempts(self._settings, stop.reason, timeout, metadata, endless=True, lasting=lasting)
        sent, attempts.request_id = _requests.one(request)

        def begin() -> Any:
            return self._method(sent(), attempts.timeout(), attempts.metadata, *args, **kwargs)

        return Stream(begin, attempts, stop)
