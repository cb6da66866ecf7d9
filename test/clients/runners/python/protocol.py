"""What both runners share: the lines, and how messages and errors are written in them."""

import json
import pprint
import sys
import threading
from typing import Any

from google.protobuf import json_format, symbol_database
from google.protobuf.message import Message

import sfs

SERVICES = {
    "AgentRunService": "agent_runs",
    "AuditService": "audit",
    "PersonaService": "personas",
    "ProjectService": "projects",
    "ServerService": "server",
    "ServiceKeyService": "service_keys",
    "TicketService": "tickets",
}

LISTS = {
    "ListAgentRuns": "all_agent_runs",
    "ListFindings": "all_findings",
    "ListTickets": "all_tickets",
    "ListTicketComments": "all_ticket_comments",
    "ListTicketHistory": "all_ticket_history",
    "ListPersonas": "all_personas",
    "ListPersonaVersions": "all_persona_versions",
    "ListProjects": "all_projects",
    "ListMembers": "all_members",
    "ListPersonalKeys": "all_personal_keys",
    "ListServiceKeys": "all_service_keys",
    "ListAuditEvents": "all_audit_events",
}

_writing = threading.Lock()


def answer(request: dict[str, Any], **facts: Any) -> None:
    """Writes one line. It says so if the caller's own message is no longer what it was."""
    if "message" in request and _bytes_of(request["message"]) != request["bytes"]:
        facts["request_changed"] = True
    with _writing:
        print(json.dumps({"id": request["id"], **facts}), flush=True)


def method_of(client: Any, request: dict[str, Any]) -> Any:
    """The method of a stub that a request names."""
    service, method = request["method"].split("/")
    return getattr(getattr(client, SERVICES[service]), method)


def message_of(request: dict[str, Any]) -> Any:
    """The request message, which is named after its method. How it is now is kept beside it."""
    message = parse(request["method"].split("/")[1] + "Request", request["request"])
    request.update(message=message, bytes=_bytes_of(message))
    return message


def _bytes_of(message: Message) -> bytes:
    return message.SerializeToString(deterministic=True)


def parse(name: str, text: Any) -> Any:
    """A message from proto3 JSON."""
    return json_format.ParseDict(text, symbol_database.Default().GetSymbol(f"sfs.v1.{name}")())


def write(message: Message) -> dict[str, Any]:
    """A message as proto3 JSON."""
    return json_format.MessageToDict(message)


def findings_of(request: dict[str, Any]) -> list[Any]:
    """The findings that a request lists or repeats."""
    if "repeat" in request:
        return [parse("Finding", request["repeat"]["finding"])] * request["repeat"]["times"]
    return [parse("Finding", finding) for finding in request["findings"]]


def timeout_of(request: dict[str, Any]) -> float | None:
    """Seconds."""
    return request["deadline_ms"] / 1000 if "deadline_ms" in request else None


def options_of(request: dict[str, Any]) -> dict[str, Any]:
    """The arguments of connect."""
    options = dict(request["options"])
    if "deadline_ms" in options:
        options["deadline"] = options.pop("deadline_ms") / 1000
    return {**options, "environment": request["environment"]}


def describe(client: object) -> str:
    """Every way in which Python prints a client."""
    return "\n".join([str(client), repr(client), f"{client}", pprint.pformat(vars(client)), repr(dir(client))])


def fail(request: dict[str, Any], error: BaseException) -> None:
    """Writes what a request failed with."""
    text = f"{error}\n{error!r}"
    if isinstance(error, sfs.ConfigError):
        answer(request, error={"kind": "config", "message": str(error), "text": text})
    elif isinstance(error, sfs.Error):
        wait = {} if error.retry_after is None else {"retry_after_ms": round(error.retry_after * 1000)}
        violations = [{"field": each.field, "description": each.description} for each in error.violations]
        facts = {
            "kind": "call",
            "code": error.code().name,
            "reason": error.reason,
            "message": error.message,
            "metadata": dict(error.metadata),
            "violations": violations,
            "call_id": error.call_id,
            "request_id": error.request_id,
            "text": text,
        }
        answer(request, error={**facts, **wait})
    else:
        answer(request, broken=text)


def fail_cancelled(request: dict[str, Any]) -> None:
    """Writes that a request was cancelled, where the language has an exception of its own for that."""
    answer(request, error={"kind": "call", "code": "CANCELLED", "message": "cancelled", "text": "cancelled"})


def requests() -> Any:
    """The requests, line by line."""
    return map(json.loads, sys.stdin)
