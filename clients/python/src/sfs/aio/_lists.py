"""The list methods as iterators over all items, in the asynchronous face."""

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from .. import v1
from ._pages import pages

if TYPE_CHECKING:
    from ..v1.agent_run_pb2_grpc import AgentRunServiceAsyncStub
    from ..v1.audit_pb2_grpc import AuditServiceAsyncStub
    from ..v1.persona_pb2_grpc import PersonaServiceAsyncStub
    from ..v1.project_pb2_grpc import ProjectServiceAsyncStub
    from ..v1.service_key_pb2_grpc import ServiceKeyServiceAsyncStub
    from ..v1.ticket_pb2_grpc import TicketServiceAsyncStub


class Lists:
    """A method for each list: it asks for the next page when it is needed; ``timeout`` is in seconds, for each page."""

    agent_runs: "AgentRunServiceAsyncStub"
    audit: "AuditServiceAsyncStub"
    personas: "PersonaServiceAsyncStub"
    projects: "ProjectServiceAsyncStub"
    service_keys: "ServiceKeyServiceAsyncStub"
    tickets: "TicketServiceAsyncStub"

    def all_agent_runs(
        self, request: v1.ListAgentRunsRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.AgentRun, None]:
        """All runs, newest first, without findings."""
        return pages(
            self.agent_runs.ListAgentRuns, request or v1.ListAgentRunsRequest(), timeout, lambda page: page.runs
        )

    def all_findings(
        self, request: v1.ListFindingsRequest, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.Finding, None]:
        """All findings of a run, worst first."""
        return pages(self.agent_runs.ListFindings, request, timeout, lambda page: page.findings)

    def all_tickets(
        self, request: v1.ListTicketsRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.Ticket, None]:
        """All tickets, newest first, without descriptions."""
        return pages(self.tickets.ListTickets, request or v1.ListTicketsRequest(), timeout, lambda page: page.tickets)

    def all_ticket_comments(
        self, request: v1.ListTicketCommentsRequest, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.TicketComment, None]:
        """All comments of a ticket, oldest first unless asked otherwise."""
        return pages(self.tickets.ListTicketComments, request, timeout, lambda page: page.comments)

    def all_ticket_history(
        self, request: v1.ListTicketHistoryRequest, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.TicketChange, None]:
        """All changes of all fields of a ticket, oldest first."""
        return pages(self.tickets.ListTicketHistory, request, timeout, lambda page: page.changes)

    def all_personas(
        self, request: v1.ListPersonasRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.Persona, None]:
        """All personas of a project, newest first, without their content."""
        return pages(
            self.personas.ListPersonas, request or v1.ListPersonasRequest(), timeout, lambda page: page.personas
        )

    def all_persona_versions(
        self, request: v1.ListPersonaVersionsRequest, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.Persona, None]:
        """All versions of a persona, newest first, without their content."""
        return pages(self.personas.ListPersonaVersions, request, timeout, lambda page: page.versions)

    def all_projects(
        self, request: v1.ListProjectsRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.Project, None]:
        """All projects that the key can reach, newest first."""
        return pages(
            self.projects.ListProjects, request or v1.ListProjectsRequest(), timeout, lambda page: page.projects
        )

    def all_members(
        self, request: v1.ListMembersRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.Member, None]:
        """All members of the organization, newest first; removed ones are left out."""
        return pages(self.projects.ListMembers, request or v1.ListMembersRequest(), timeout, lambda page: page.members)

    def all_personal_keys(
        self, request: v1.ListPersonalKeysRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.PersonalKey, None]:
        """All personal keys of the caller, or of another member."""
        return pages(
            self.projects.ListPersonalKeys, request or v1.ListPersonalKeysRequest(), timeout, lambda page: page.keys
        )

    def all_service_keys(
        self, request: v1.ListServiceKeysRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.ServiceKey, None]:
        """All service keys, newest first, ended ones too."""
        return pages(
            self.service_keys.ListServiceKeys, request or v1.ListServiceKeysRequest(), timeout, lambda page: page.keys
        )

    def all_audit_events(
        self, request: v1.ListAuditEventsRequest | None = None, *, timeout: float | None = None
    ) -> AsyncGenerator[v1.AuditEvent, None]:
        """All events that the key can see, newest first."""
        return pages(
            self.audit.ListAuditEvents, request or v1.ListAuditEventsRequest(), timeout, lambda page: page.events
        )
