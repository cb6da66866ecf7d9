"""The asynchronous face."""

from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any

import grpc

from .. import v1
from .._requests import finding_requests
from .._settings import DEFAULT_DEADLINE, File, Settings, load_settings
from .._transport import make_transport
from ..v1.agent_run_pb2_grpc import AgentRunServiceStub
from ..v1.audit_pb2_grpc import AuditServiceStub
from ..v1.persona_pb2_grpc import PersonaServiceStub
from ..v1.project_pb2_grpc import ProjectServiceStub
from ..v1.server_pb2_grpc import ServerServiceStub
from ..v1.service_key_pb2_grpc import ServiceKeyServiceStub
from ..v1.ticket_pb2_grpc import TicketServiceStub
from ._calls import Channel
from ._lists import Lists

if TYPE_CHECKING:
    # At run time there is one class of stubs for both kinds of channels.
    from ..v1.agent_run_pb2_grpc import AgentRunServiceAsyncStub
    from ..v1.audit_pb2_grpc import AuditServiceAsyncStub
    from ..v1.persona_pb2_grpc import PersonaServiceAsyncStub
    from ..v1.project_pb2_grpc import ProjectServiceAsyncStub
    from ..v1.server_pb2_grpc import ServerServiceAsyncStub
    from ..v1.service_key_pb2_grpc import ServiceKeyServiceAsyncStub
    from ..v1.ticket_pb2_grpc import TicketServiceAsyncStub


def connect(
    *,
    server: str | None = None,
    key: str | None = None,
    profile: str | None = None,
    tls_ca: File | None = None,
    tls_cert: File | None = None,
    tls_key: File | None = None,
    insecure: bool = False,
    deadline: float = DEFAULT_DEADLINE,
    environment: Mapping[str, str] | None = None,
) -> "Client":
    """Makes a client for the running event loop. It connects at the first call.

    The arguments are those of ``sfs.connect``.

    Raises:
        ConfigError: the settings are wrong
    """
    return Client(
        load_settings(
            server=server,
            key=key,
            profile=profile,
            tls_ca=tls_ca,
            tls_cert=tls_cert,
            tls_key=tls_key,
            insecure=insecure,
            deadline=deadline,
            environment=environment,
        )
    )


class Client(Lists):
    """Calls a server; made by ``sfs.aio.connect``. It belongs to one event loop.

    The services are gRPC's generated stubs. Their methods take ``timeout=`` (seconds for all attempts), are tried
    again, and raise ``sfs.Error``, or ``sfs.ConfigError`` where there is no key.
    """

    __module__ = "sfs.aio"

    agent_runs: "AgentRunServiceAsyncStub"
    """Runs and their findings."""
    audit: "AuditServiceAsyncStub"
    """The audit log."""
    personas: "PersonaServiceAsyncStub"
    """Personas and their versions."""
    projects: "ProjectServiceAsyncStub"
    """The organization, its projects, members and personal keys."""
    server: "ServerServiceAsyncStub"
    """The server itself."""
    service_keys: "ServiceKeyServiceAsyncStub"
    """Service keys, and who one is."""
    tickets: "TicketServiceAsyncStub"
    """Tickets, their comments and history."""

    def __init__(self, settings: Settings) -> None:
        target, credentials, options = make_transport(settings)
        self._name = settings.server.name
        self._channel = Channel(
            grpc.aio.secure_channel(target, credentials, options)
            if credentials
            else grpc.aio.insecure_channel(target, options),
            settings,
        )
        channel: Any = self._channel
        self.agent_runs = AgentRunServiceStub(channel)
        self.audit = AuditServiceStub(channel)
        self.personas = PersonaServiceStub(channel)
        self.projects = ProjectServiceStub(channel)
        self.server = ServerServiceStub(channel)
        self.service_keys = ServiceKeyServiceStub(channel)
        self.tickets = TicketServiceStub(channel)

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"<sfs.aio.Client of {self._name}>"

    async def close(self) -> None:
        """Ends the connection; calls that are under way, and later ones, fail with CANCELLED."""
        await self._channel.close()

    async def add_findings(
        self,
        run_id: str,
        findings: Iterable[v1.Finding] | AsyncIterable[v1.Finding],
        *,
        request_id: str = "",
        timeout: float | None = None,
    ) -> v1.AddFindingsResponse:
        """Adds findings to a running run: all of them or none.

        They travel in messages of at most 1,000 findings and 1 MiB, and are kept until the server has answered.

        Args:
            run_id: which run (``run_…``)
            findings: any number
            request_id: the idempotency id; empty: one is made
            timeout: seconds for all attempts

        Raises:
            Error: nothing was added, or it is unknown; the same call with ``error.request_id`` settles it
        """
        if isinstance(findings, AsyncIterable):
            findings = [finding async for finding in findings]
        return await self.agent_runs.AddFindings(finding_requests(run_id, findings, request_id), timeout=timeout)

    async def watch_agent_run(self, run_id: str) -> AsyncGenerator[v1.AgentRun, None]:
        """Yields the run as it is now and at each change until it has ended.

        The watch survives a server that stops, restarts or cannot be reached for up to the deadline of the connection
        at a time, and does not repeat a state.
        """
        method: Any = self.agent_runs.WatchAgentRun
        stream = method.lasting(v1.WatchAgentRunRequest(run_id=run_id))
        last: v1.AgentRun | None = None
        try:
            async for response in stream:
                # A stream that is opened again begins with the state as it is.
                if response.run != last:
                    # The caller may change what is given away.
                    last = v1.AgentRun()
                    last.CopyFrom(response.run)
                    yield response.run
        finally:
            stream.cancel()
