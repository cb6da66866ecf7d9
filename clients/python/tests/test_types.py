"""What mypy --strict sees of the package; the functions are checked and not run."""

from typing_extensions import assert_type

import sfs
import sfs.aio
from sfs import v1


def blocking(client: sfs.Client) -> None:
    assert_type(client.agent_runs.GetAgentRun(v1.GetAgentRunRequest(), timeout=5), v1.GetAgentRunResponse)
    assert_type(client.tickets.CreateTicket.future(v1.CreateTicketRequest()).result(), v1.CreateTicketResponse)
    assert_type(next(client.all_tickets()), v1.Ticket)
    assert_type(next(client.watch_agent_run("run_1")), v1.AgentRun)
    assert_type(client.add_findings("run_1", []), v1.AddFindingsResponse)


async def asynchronous(client: sfs.aio.Client) -> None:
    assert_type(await client.agent_runs.GetAgentRun(v1.GetAgentRunRequest(), timeout=5), v1.GetAgentRunResponse)
    assert_type(await anext(client.all_tickets()), v1.Ticket)
    assert_type(await anext(client.watch_agent_run("run_1")), v1.AgentRun)
    assert_type(await client.add_findings("run_1", []), v1.AddFindingsResponse)


def test_that_these_names_are_public() -> None:
    assert {"Client", "ConfigError", "Error", "Violation", "Watch", "connect"} <= set(sfs.__all__)
