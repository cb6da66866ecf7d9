"""Requests that can be sent again: with an idempotency id, and findings in messages of a bearable size."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from google.protobuf.message import Message

from . import v1

_Message = TypeVar("_Message", bound=Message)

_MOST_FINDINGS = 1000
_MOST_BYTES = 1024 * 1024


def one(request: Message) -> tuple[Callable[[], Message], str]:
    """What each attempt of a call with one request sends, and its idempotency id."""
    message, request_id = with_request_id(request)
    return lambda: message, request_id


def many(requests: Iterable[Message]) -> tuple[Callable[[], Iterator[Message]], str]:
    """The same for a stream of requests. They are kept until the call is over: the stream may break after the last."""
    messages = list(requests)
    request_id = ""
    if messages:
        messages[0], request_id = with_request_id(messages[0])
    return lambda: iter(messages), request_id


def with_request_id(message: _Message) -> tuple[_Message, str]:
    """The message with its idempotency id, and the id. The caller's own message is not changed."""
    holder = _holder(message)
    if holder is None or holder.request_id:
        return message, holder.request_id if holder else ""
    copy = type(message)()
    copy.CopyFrom(message)
    holder = _holder(copy)
    holder.request_id = secrets.token_hex(16)
    return copy, holder.request_id


def _holder(message: Message) -> Any:
    """What has the field request_id: the message, or the start of a stream in its first message."""
    if "request_id" in message.DESCRIPTOR.fields_by_name:
        return message
    parts = (part for _, part in message.ListFields() if isinstance(part, Message))
    return next((part for part in parts if "request_id" in part.DESCRIPTOR.fields_by_name), None)


def finding_requests(run_id: str, findings: Iterable[v1.Finding], request_id: str) -> Iterator[v1.AddFindingsRequest]:
    """The messages of a stream that adds these findings to a run, in their order."""
    yield v1.AddFindingsRequest(start=v1.AddFindingsStart(run_id=run_id, request_id=request_id))
    batch: list[v1.Finding] = []
    size = 0
    for finding in findings:
        # Itself, its tag, and its length in at most four bytes.
        more = finding.ByteSize() + 5
        if batch and (len(batch) == _MOST_FINDINGS or size + more > _MOST_BYTES):
            yield v1.AddFindingsRequest(batch=v1.Findings(items=batch))
            batch, size = [], 0
        batch.append(finding)
        size += more
    if batch:
        yield v1.AddFindingsRequest(batch=v1.Findings(items=batch))
