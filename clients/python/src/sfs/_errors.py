"""What a call fails with, and how it is read from gRPC's own errors."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.message import DecodeError
from google.rpc import error_details_pb2, status_pb2

_DETAILS = "grpc-status-details-bin"

# A connection that broke under a call is reported in many ways; none of them is a fault of the server's program.
_BROKEN = re.compile(
    r"RST_STREAM|Stream removed|Socket closed|Connection reset|Broken pipe|GOAWAY|\bEOF\b", re.IGNORECASE
)
_BROKEN_CODES = (grpc.StatusCode.CANCELLED, grpc.StatusCode.INTERNAL, grpc.StatusCode.UNKNOWN)


class ConfigError(ValueError):
    """The settings are wrong. Nothing was sent; no value that could be a secret is repeated."""

    __module__ = "sfs"


@dataclass(frozen=True)
class Violation:
    """One field that breaks the contract."""

    __module__ = "sfs"

    field: str
    """Its path in the request, for example ``findings.items[3].line``."""
    description: str
    """What is wrong, for people."""


class Error(grpc.aio.AioRpcError):
    """A call failed.

    It is a ``grpc.RpcError`` (also to ``grpc.aio``), so what handles those handles this: ``code()``, ``details()`` and
    ``trailing_metadata()`` are gRPC's own.
    """

    __module__ = "sfs"

    message: str
    """For people; no secret is in it. The same as ``details()``."""
    reason: str
    """One of ``sfs.v1.ErrorReason`` without its prefix, for example ``SCOPE_MISSING``, or one that is newer than this
    client. Empty where the failure did not come from the server."""
    metadata: Mapping[str, str]
    """What the reason says beside itself, for example ``required`` and ``held``."""
    violations: tuple[Violation, ...]
    """Every field that breaks the contract."""
    request_id: str
    """The idempotency id of the call. The same request with this id settles what became of it. Empty for methods
    without one."""
    retry_after: float | None
    """After how many seconds the server wants to be asked again; None where it said nothing."""

    def __init__(
        self,
        code: grpc.StatusCode,
        message: str = "",
        *,
        reason: str = "",
        metadata: Mapping[str, str] | None = None,
        violations: Iterable[Violation] = (),
        request_id: str = "",
        retry_after: float | None = None,
        trailing_metadata: grpc.aio.Metadata | None = None,
    ) -> None:
        super().__init__(code, grpc.aio.Metadata(), trailing_metadata or grpc.aio.Metadata(), details=message)
        self.message = message
        self.reason = reason
        self.metadata = dict(metadata or {})
        self.violations = tuple(violations)
        self.request_id = request_id
        self.retry_after = retry_after

    @property
    def call_id(self) -> str:
        """Finds the call in the server's log; empty where the failure did not come from the server."""
        return self.metadata.get("call_id", "")

    def __str__(self) -> str:
        lines = [f"{self.code().name}{self.reason and f' {self.reason}'}: {self.message}"]
        lines += [f"  {violation.field}: {violation.description}" for violation in self.violations]
        lines += [f"call {self.call_id}"] if self.call_id else []
        lines += [f"request {self.request_id}"] if self.request_id else []
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"sfs.Error({self.code()}, {self.message!r}, reason={self.reason!r}, request_id={self.request_id!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        # An error may cross to another process, for example out of a pool.
        return Error, (self.code(), self.message), self.__dict__


def read_error(failure: grpc.RpcError, request_id: str) -> Error:
    """The error that gRPC's own one stands for. Details that cannot be decoded are none: the status still stands."""
    metadata: Any = failure.trailing_metadata()
    trailing: list[tuple[str, Any]] = [(key, value) for key, value in metadata or ()]
    message = failure.details() or ""
    facts = _read_details(dict(trailing).get(_DETAILS))
    code = failure.code()
    if code in _BROKEN_CODES and not facts.get("reason") and _BROKEN.search(message):
        code = grpc.StatusCode.UNAVAILABLE
    return Error(code, message, request_id=request_id, trailing_metadata=grpc.aio.Metadata(*trailing), **facts)


def _read_details(header: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    try:
        for detail in status_pb2.Status.FromString(header or b"").details:
            info, bad, retry = (
                error_details_pb2.ErrorInfo(),
                error_details_pb2.BadRequest(),
                error_details_pb2.RetryInfo(),
            )
            if detail.Unpack(info):
                facts["reason"] = info.reason
                facts["metadata"] = dict(info.metadata)
            elif detail.Unpack(bad):
                facts["violations"] = [Violation(each.field, each.description) for each in bad.field_violations]
            elif detail.Unpack(retry):
                facts["retry_after"] = retry.retry_delay.seconds + retry.retry_delay.nanos / 1e9
    except DecodeError:
        return {}
    return facts
