"""A server in this process that fails as it is told."""

import threading
from collections.abc import Iterator
from concurrent import futures
from typing import Any

import grpc
import pytest
from google.protobuf import duration_pb2
from google.rpc import error_details_pb2, status_pb2
from grpc import StatusCode

import sfs
from sfs import v1
from sfs.v1.agent_run_pb2_grpc import AgentRunServiceServicer, add_AgentRunServiceServicer_to_server
from sfs.v1.ticket_pb2_grpc import TicketServiceServicer, add_TicketServiceServicer_to_server

# The server's classes have abstract methods for mypy alone.
TicketServicer: Any = TicketServiceServicer
AgentRunServicer: Any = AgentRunServiceServicer


def details(*messages: Any) -> tuple[str, bytes]:
    """The trailer in which a status has more to say."""
    status = status_pb2.Status()
    for message in messages:
        status.details.add().Pack(message)
    return "grpc-status-details-bin", status.SerializeToString()


def retry_info(seconds: float) -> Any:
    whole = int(seconds)
    return error_details_pb2.RetryInfo(
        retry_delay=duration_pb2.Duration(seconds=whole, nanos=int((seconds - whole) * 1e9))
    )


HOLD = (StatusCode.ABORTED, -1.0)
"""In place of a failure: no answer until the client has gone."""


class Server(TicketServicer, AgentRunServicer):  # type: ignore[misc]
    """Meets each call, and the end of each stream, with the next of ``failures``; None and nothing are no failure."""

    def __init__(self) -> None:
        self.failures: list[tuple[StatusCode, float | None] | None] = []
        self.seen: list[Any] = []
        self.address = ""
        self.holding = threading.Event()
        """A call has come to a HOLD."""
        self.left = threading.Event()
        """The client of that call has gone."""

    def _take(self, request: Any, context: Any) -> None:
        self.seen.append(request)
        failure = self.failures.pop(0) if self.failures else None
        if failure == HOLD:
            gone = threading.Event()
            self.holding.set()
            # False: it has gone already.
            if not context.add_callback(gone.set) or gone.wait(20):
                self.left.set()
        if failure:
            code, retry_after = failure
            if retry_after is not None:
                context.set_trailing_metadata((details(retry_info(retry_after)),))
            context.abort(code, "as it was told")

    def CreateTicket(self, request: v1.CreateTicketRequest, context: Any) -> v1.CreateTicketResponse:
        self._take(request, context)
        return v1.CreateTicketResponse(ticket=v1.Ticket(title=request.title))

    def AddFindings(self, requests: Iterator[v1.AddFindingsRequest], context: Any) -> v1.AddFindingsResponse:
        messages = list(requests)
        self._take(messages, context)
        return v1.AddFindingsResponse(findings_added=sum(len(message.batch.items) for message in messages))

    def WatchAgentRun(self, request: v1.WatchAgentRunRequest, context: Any) -> Iterator[v1.WatchAgentRunResponse]:
        self._take(request, context)
        yield v1.WatchAgentRunResponse(run=v1.AgentRun(id=request.run_id))
        self._take(request, context)


@pytest.fixture
def server() -> Iterator[Server]:
    service = Server()
    running = grpc.server(futures.ThreadPoolExecutor(4))
    add_TicketServiceServicer_to_server(service, running)
    add_AgentRunServiceServicer_to_server(service, running)
    service.address = f"127.0.0.1:{running.add_insecure_port('127.0.0.1:0')}"
    running.start()
    yield service
    running.stop(None).wait()


@pytest.fixture
def client(server: Server) -> Iterator[sfs.Client]:
    with sfs.connect(server=server.address, key="sfsk_test", environment={}) as client:
        yield client
