import pickle
from typing import Any

import grpc
import pytest
from conftest import details, retry_info
from google.rpc import error_details_pb2
from grpc import StatusCode

import sfs
from sfs._errors import read_error


def failure(code: StatusCode, message: str, *trailers: tuple[str, Any]) -> grpc.aio.AioRpcError:
    return grpc.aio.AioRpcError(code, grpc.aio.Metadata(), grpc.aio.Metadata(*trailers), message)


REFUSED = failure(
    StatusCode.INVALID_ARGUMENT,
    "no",
    details(
        error_details_pb2.ErrorInfo(reason="INVALID_FIELDS", metadata={"call_id": "c1"}),
        error_details_pb2.BadRequest(
            field_violations=[error_details_pb2.BadRequest.FieldViolation(field="title", description="is empty")]
        ),
        retry_info(0.25),
    ),
)


def test_an_error_says_all_that_the_server_said() -> None:
    error = read_error(REFUSED, "r1")
    assert (error.code(), error.reason, error.message) == (StatusCode.INVALID_ARGUMENT, "INVALID_FIELDS", "no")
    assert error.violations == (sfs.Violation("title", "is empty"),)
    assert (error.call_id, error.request_id, error.retry_after) == ("c1", "r1", 0.25)
    assert str(error) == "INVALID_ARGUMENT INVALID_FIELDS: no\n  title: is empty\ncall c1\nrequest r1"


def test_what_handles_errors_of_grpc_handles_ours() -> None:
    error = read_error(REFUSED, "")
    assert isinstance(error, grpc.RpcError)
    assert error.details() == "no"
    assert error.trailing_metadata()["grpc-status-details-bin"]


def test_an_error_crosses_to_another_process() -> None:
    error = read_error(REFUSED, "r1")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (str(copy), copy.violations, copy.retry_after) == (str(error), error.violations, error.retry_after)


def test_details_that_cannot_be_decoded_are_none() -> None:
    error = read_error(failure(StatusCode.ABORTED, "no", ("grpc-status-details-bin", b"\xff")), "")
    assert (error.code(), error.reason, error.retry_after) == (StatusCode.ABORTED, "", None)


@pytest.mark.parametrize(
    ("code", "message", "expected"),
    [
        (StatusCode.INTERNAL, "Received RST_STREAM with error code 2", StatusCode.UNAVAILABLE),
        (StatusCode.CANCELLED, "Received RST_STREAM with error code 8", StatusCode.UNAVAILABLE),
        (StatusCode.UNKNOWN, "Stream removed", StatusCode.UNAVAILABLE),
        (StatusCode.UNKNOWN, "recvmsg:Connection reset by peer", StatusCode.UNAVAILABLE),
        (StatusCode.INTERNAL, "a fault", StatusCode.INTERNAL),
        (StatusCode.CANCELLED, "Locally cancelled by application!", StatusCode.CANCELLED),
        (StatusCode.DEADLINE_EXCEEDED, "RST_STREAM", StatusCode.DEADLINE_EXCEEDED),
    ],
)
def test_a_connection_that_broke_is_unavailable(code: StatusCode, message: str, expected: StatusCode) -> None:
    assert read_error(failure(code, message), "").code() is expected
