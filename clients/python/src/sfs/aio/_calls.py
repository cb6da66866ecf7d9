"""The calls of the asynchronous face: signed, tried again, and failing with ``sfs.Error``."""

import asyncio
import contextlib
from collections.abc import AsyncIterable, AsyncIterator, Callable, Generator
from typing import Any

import grpc
from google.protobuf.message import Message

from .. import _requests
from .._attempts import Attempts
from .._settings import Settings


class Channel:
    """Stands in for a ``grpc.aio.Channel`` where a generated stub takes one."""

    def __init__(self, channel: grpc.aio.Channel, settings: Settings) -> None:
        self._channel = channel
        self._settings = settings

    def unary_unary(self, *args: Any, **kwargs: Any) -> "_Method":
        """A method with one request and one answer."""
        return _Method(self._channel.unary_unary(*args, **kwargs), self._settings, _Unary)

    def stream_unary(self, *args: Any, **kwargs: Any) -> "_Method":
        """A method with many requests and one answer."""
        return _Method(self._channel.stream_unary(*args, **kwargs), self._settings, _Unary)

    def unary_stream(self, *args: Any, **kwargs: Any) -> "_Method":
        """A method with one request and many answers."""
        return _Method(self._channel.unary_stream(*args, **kwargs), self._settings, _Stream)


class _Method:
    """Stands in for one of the multi-callables of ``grpc.aio``."""

    def __init__(self, method: Any, settings: Settings, kind: "type[_Unary] | type[_Stream]") -> None:
        self._method = method
        self._settings = settings
        self._kind = kind

    def __call__(self, request: Any, *, timeout: float | None = None, metadata: Any = None, **options: Any) -> "_Call":
        attempts = Attempts(self._settings, timeout, metadata, endless=self._kind is _Stream)

        def begin(sent: Any) -> Any:
            return self._method(sent, timeout=attempts.timeout(), metadata=attempts.metadata, **options)

        return self._kind(begin, request, attempts)


class _Call(grpc.aio.Call):
    """What gRPC tells of a call, told of its last attempt."""

    _attempts: Attempts

    async def _last(self) -> Any:
        raise NotImplementedError

    def time_remaining(self) -> float | None:
        return self._attempts.timeout()

    async def initial_metadata(self) -> Any:
        return await (await self._last()).initial_metadata()

    async def trailing_metadata(self) -> Any:
        return await (await self._last()).trailing_metadata()

    async def code(self) -> Any:
        return await (await self._last()).code()

    async def details(self) -> Any:
        return await (await self._last()).details()

    async def wait_for_connection(self) -> None:
        await (await self._last()).wait_for_connection()


class _Unary(_Call):
    """A call with one answer: a task that tries until there is one."""

    _attempt: Any = None

    def __init__(self, begin: Callable[[Any], Any], request: Any, attempts: Attempts) -> None:
        self._attempts = attempts
        self._task = asyncio.get_running_loop().create_task(self._run(begin, request))
        # An error that nobody waits for is not worth asyncio's complaint in the log.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())

    def __await__(self) -> Generator[Any, None, Any]:
        return self._task.__await__()

    async def _run(self, begin: Callable[[Any], Any], request: Any) -> Any:
        sent, self._attempts.request_id = await _prepare(request)
        while True:
            try:
                self._attempt = begin(sent())
                return await self._attempt
            except grpc.RpcError as failure:
                wait = self._attempts.after(failure)
            await asyncio.sleep(wait)

    async def _last(self) -> Any:
        await asyncio.wait([self._task])
        return self._attempt

    def cancel(self) -> bool:
        return self._task.cancel()

    def cancelled(self) -> bool:
        return self._task.cancelled()

    def done(self) -> bool:
        return self._task.done()

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        self._task.add_done_callback(lambda _: callback(self))


class _Stream(_Call):
    """The answers of a stream. Until the first has come, it is opened again."""

    def __init__(self, begin: Callable[[Any], Any], request: Any, attempts: Attempts) -> None:
        sent, attempts.request_id = _requests.one(request)
        self._begin: Callable[[], Any] = lambda: begin(sent())
        self._attempts = attempts
        self._cancelled = asyncio.Event()
        self._attempt = self._begin()
        self._answers = self._read()

    def __aiter__(self) -> AsyncIterator[Any]:
        return self._answers

    async def read(self) -> Any:
        return await anext(self._answers, grpc.aio.EOF)

    async def _read(self) -> AsyncIterator[Any]:
        while True:
            try:
                async for answer in self._attempt:
                    self._attempts.no_more()
                    yield answer
                return
            except grpc.RpcError as failure:
                wait = self._attempts.after(failure)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._cancelled.wait(), wait)
                raise asyncio.CancelledError
            self._attempt = self._begin()

    async def _last(self) -> Any:
        return self._attempt

    def cancel(self) -> bool:
        self._cancelled.set()
        return bool(self._attempt.cancel())

    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def done(self) -> bool:
        return bool(self._attempt.done())

    def add_done_callback(self, callback: Callable[[Any], None]) -> None:
        self._attempt.add_done_callback(lambda _: callback(self))


async def _prepare(request: Any) -> tuple[Callable[[], Any], str]:
    if isinstance(request, Message):
        return _requests.one(request)
    if isinstance(request, AsyncIterable):
        request = [message async for message in request]
    return _requests.many(request)
