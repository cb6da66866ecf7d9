"""The calls of the asynchronous face: signed, tried again, and failing with ``sfs.Error``."""

import asyncio
import inspect
from collections.abc import AsyncIterable, AsyncIterator, Callable, Generator
from typing import Any

import grpc
from google.protobuf.message import Message

from .. import _requests
from .._attempts import Attempts
from .._errors import Error
from .._settings import Settings
from .._stop import CANCELLED
from ._stop import Lifetime, is_cancelled, wait


class Channel:
    """Stands in for a ``grpc.aio.Channel`` where a generated stub takes one."""

    def __init__(self, channel: grpc.aio.Channel, settings: Settings) -> None:
        self._channel = channel
        self._settings = settings
        self._lifetime = Lifetime()

    def unary_unary(self, *args: Any, **kwargs: Any) -> "_Method":
        """A method with one request and one answer."""
        return _Method(self._channel.unary_unary(*args, **kwargs), self._settings, self._lifetime, _Unary)

    def stream_unary(self, *args: Any, **kwargs: Any) -> "_Method":
        """A method with many requests and one answer."""
        return _Method(self._channel.stream_unary(*args, **kwargs), self._settings, self._lifetime, _Unary)

    def unary_stream(self, *args: Any, **kwargs: Any) -> "_Method":
        """A method with one request and many answers."""
        return _Method(self._channel.unary_stream(*args, **kwargs), self._settings, self._lifetime, _Stream)

    async def close(self) -> None:
        """Ends the connection and all calls."""
        self._lifetime.close()
        await self._channel.close()


class _Method:
    """Stands in for one of the multi-callables of ``grpc.aio``."""

    def __init__(
        self, method: Any, settings: Settings, lifetime: Lifetime, kind: "type[_Unary] | type[_Stream]"
    ) -> None:
        self._method = method
        self._settings = settings
        self._lifetime = lifetime
        self._kind = kind

    def __call__(self, request: Any, *, timeout: float | None = None, metadata: Any = None, **options: Any) -> "_Call":
        attempts = Attempts(self._settings, self._lifetime.reason, timeout, metadata, endless=self._kind is _Stream)
        return self._open(request, attempts, **options)

    def lasting(self, request: Any) -> "_Call":
        """A stream that is opened again, from its beginning, whenever it breaks."""
        return self._open(
            request, Attempts(self._settings, self._lifetime.reason, None, None, endless=True, lasting=True)
        )

    def _open(self, request: Any, attempts: Attempts, **options: Any) -> "_Call":
        def begin(sent: Any) -> Any:
            return self._lifetime.add(
                self._method(sent, timeout=attempts.timeout(), metadata=attempts.metadata, **options)
            )

        return self._kind(begin, request, attempts, self._lifetime)


class _Call:
    """What gRPC tells of a call, told of its last attempt.

    It is no ``grpc.aio.Call``: an older grpcio looks through all tasks for those when a channel is closed, and fails at
    one that it did not make.
    """

    _attempts: Attempts

    async def _last(self) -> Any:
        """The last attempt, or the error that there is instead of one."""
        raise NotImplementedError

    def time_remaining(self) -> float | None:
        return self._attempts.timeout()

    async def initial_metadata(self) -> Any:
        return await _told((await self._last()).initial_metadata())

    async def trailing_metadata(self) -> Any:
        return await _told((await self._last()).trailing_metadata())

    async def code(self) -> Any:
        return await _told((await self._last()).code())

    async def details(self) -> Any:
        return await _told((await self._last()).details())

    async def wait_for_connection(self) -> None:
        last = await self._last()
        if isinstance(last, Error):
            raise last
        await last.wait_for_connection()


async def _told(fact: Any) -> Any:
    """An attempt tells when it is awaited, an error at once."""
    return await fact if inspect.isawaitable(fact) else fact


class _Unary(_Call):
    """A call with one answer: a task that tries until there is one."""

    _attempt: Any = None

    def __init__(self, begin: Callable[[Any], Any], request: Any, attempts: Attempts, lifetime: Lifetime) -> None:
        self._attempts = attempts
        self._lifetime = lifetime
        self._task = asyncio.get_running_loop().create_task(self._run(begin, request))
        # An error that nobody waits for is not worth asyncio's complaint in the log.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())

    def __await__(self) -> Generator[Any, None, Any]:
        return self._task.__await__()

    async def _run(self, begin: Callable[[Any], Any], request: Any) -> Any:
        sent, self._attempts.request_id = await _prepare(request)
        while True:
            try:
                self._attempt = self._attempts.begin(lambda: begin(sent()))
                return await self._attempt
            except grpc.RpcError as failure:
                seconds = self._attempts.after(failure)
            except asyncio.CancelledError:
                if not is_cancelled():
                    self._attempts.check()
                raise
            await wait(seconds, self._lifetime.closed)

    async def _last(self) -> Any:
        await asyncio.wait([self._task])
        if self._task.cancelled():
            return Error(grpc.StatusCode.CANCELLED, CANCELLED)
        error = self._task.exception()
        return error if isinstance(error, Error) else self._attempt

    def cancel(self) -> bool:
        return self._task.cancel()

    def cancelled(self) -> bool:
        return self._task.cancelled()

    def done(self) -> bool:
        return self._task.done()

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        self._task.add_done_callback(lambda _: callback(self))


class _Stream(_Call):
    """The answers of a stream."""

    def __init__(self, begin: Callable[[Any], Any], request: Any, attempts: Attempts, lifetime: Lifetime) -> None:
        sent, attempts.request_id = _requests.one(request)
        self._attempts = attempts
        self._source = _Source(lambda: begin(sent()), attempts, lifetime)
        self._answers = self._source.read()

    def __aiter__(self) -> AsyncIterator[Any]:
        return self._answers

    async def read(self) -> Any:
        return await anext(self._answers, grpc.aio.EOF)

    async def _last(self) -> Any:
        return self._source.attempt

    def cancel(self) -> bool:
        self._source.cancelled.set()
        return bool(self._source.attempt.cancel())

    def cancelled(self) -> bool:
        return self._source.cancelled.is_set()

    def done(self) -> bool:
        return bool(self._source.attempt.done())

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        self._source.attempt.add_done_callback(lambda _: callback(self))


class _Source:
    """Where the answers of a stream come from. Until the first has come, it is opened again; one that lasts, always.

    It knows neither the stream nor the generator: so both are gone, and the attempt with them, as soon as nobody reads.
    """

    def __init__(self, begin: Callable[[], Any], attempts: Attempts, lifetime: Lifetime) -> None:
        self._begin = begin
        self._attempts = attempts
        self._lifetime = lifetime
        self._silence: asyncio.Handle | None = None
        self._silent = False
        self.cancelled = asyncio.Event()
        self.attempt = attempts.begin(begin)

    async def read(self) -> AsyncIterator[Any]:
        try:
            while True:
                self._listen()
                try:
                    async for answer in self.attempt:
                        self._hear()
                        self._attempts.arrived()
                        yield answer
                    return
                except grpc.RpcError as failure:
                    self._hear()
                    seconds = self._attempts.after(failure)
                except asyncio.CancelledError:
                    if not self.cancelled.is_set() and not is_cancelled():
                        self._attempts.check()
                        if self._silent:
                            raise self._attempts.silence() from None
                    raise
                await wait(seconds, self.cancelled, self._lifetime.closed)
                if self.cancelled.is_set():
                    raise asyncio.CancelledError
                self.attempt = self._attempts.begin(self._begin)
        finally:
            self._hear()
            self.attempt.cancel()

    def _listen(self) -> None:
        if self._attempts.lasting:
            self._silence = asyncio.get_running_loop().call_later(self._attempts.patience(), self._end)

    def _hear(self) -> None:
        if self._silence:
            self._silence.cancel()

    def _end(self) -> None:
        """Ends an attempt that says nothing."""
        self._silent = True
        self.attempt.cancel()


async def _prepare(request: Any) -> tuple[Callable[[], Any], str]:
    if isinstance(request, Message):
        return _requests.one(request)
    if isinstance(request, AsyncIterable):
        request = [message async for message in request]
    return _requests.many(request)
