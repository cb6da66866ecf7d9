"""The blocking face."""

from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any

import grpc

from . import v1
from ._calls import Channel
from ._lists import Lists
from ._requests import finding_requests
from ._settings import DEFAULT_DEADLINE, File, Settings, load_settings
from ._transport import make_transport
from ._watch import Watch
from .v1.agent_run_pb2_grpc import AgentRunServiceStub
from .v1.audit_pb2_grpc import AuditServiceStub
from .v1.persona_pb2_grpc import PersonaServiceStub
from .v1.project_pb2_grpc import ProjectServiceStub
from .v1.server_pb2_grpc import ServerServiceStub
from .v1.service_key_pb2_grpc import ServiceKeyServiceStub
from .v1.ticket_pb2_grpc import TicketServiceStub


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
    """Makes a client. It connects at the first call.

    What is not given comes from the environment, then from the profile that ``sfs auth login`` wrote, then from the
    default.

    Args:
        server: ``host:port`` or a URL; default: ``127.0.0.1:7350``
        key: what calls are signed with
        profile: which one; default: the one of ``sfs auth use``, else the only one
        tls_ca: a PEM file with the authorities to trust; default: the system's
        tls_cert: a PEM file with the certificate of this client
        tls_key: a PEM file with its key
        insecure: plaintext to another machine is allowed
        deadline: seconds that a call may take in all, where it is given no timeout
        environment: is read instead of ``os.environ``

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
    """Calls a server; made by ``sfs.connect``. It may be used by several threads at once.

    The services are gRPC's generated stubs. Their methods take ``timeout=`` (seconds for all attempts), are tried
    again, and raise ``sfs.Error``, or ``sfs.ConfigError`` where there is no key.
    """

    __module__ = "sfs"

    agent_runs: AgentRunServiceStub
    """Runs and their findings."""
    audit: AuditServiceStub
    """The audit log."""
    personas: PersonaServiceStub
    """Personas and their versions."""
    projects: ProjectServiceStub
    """The organization, its projects, members and personal keys."""
    server: ServerServiceStub
    """The server itself."""
    service_keys: ServiceKeyServiceStub
    """Service keys, and who one is."""
    tickets: TicketServiceStub
    """Tickets, their comments and history."""

    def __init__(self, settings: Settings) -> None:
        target, credentials, options = make_transport(settings)
        self._name = settings.server.name
        self._channel = Channel(
            grpc.secure_channel(target, credentials, options)
            if credentials
            else grpc.insecure_channel(target, options),
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

    def __enter__(self) -> "Client":
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<sfs.Client of {self._name}>"

    def close(self) -> None:
        """Ends the connection; calls that are under way, and later ones, fail with CANCELLED."""
        self._channel.close()

    def add_findings(
        self, run_id: str, findings: Iterable[v1.Finding], *, request_id: str = "", timeout: float | None = None
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
        return self.agent_runs.AddFindings(finding_requests(run_id, findings, request_id), timeout=timeout)

    def watch_agent_run(self, run_id: str) -> Watch:
        """Yields the run as it is now and at each change until it has ended.

        The watch survives a server that stops, restarts or cannot be reached for up to the deadline of the connection
        at a time, and does not repeat a state.
        """
        method: Any = self.agent_runs.WatchAgentRun
        return Watch(method.lasting(v1.WatchAgentRunRequest(run_id=run_id)))
