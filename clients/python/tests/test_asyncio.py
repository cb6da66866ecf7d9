import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import grpc
import pytest
from conftest import Server
from grpc import StatusCode

import sfs.aio
from sfs import v1

REQUEST = v1.CreateTicketRequest(title="t")
GONE = (StatusCode.UNAVAILABLE, None)
LATER = (StatusCode.UNAVAILABLE, 0.9)
WRONG = (StatusCode.INTERNAL, None)


def run(server: Server, work: Callable[[sfs.aio.Client], Awaitable[None]]) -> None:
    async def main() -> None:
        async with sfs.aio.connect(server=server.address, key="sfsk_test", environment={}) as client:
            await work(client)

    asyncio.run(main())


def test_a_call_is_tried_again_with_one_id_and_is_a_call(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [GONE, GONE]
        call = client.tickets.CreateTicket(REQUEST)
        assert (await call).ticket.title == "t"
        assert (await call.code(), call.done(), call.cancelled()) == (StatusCode.OK, True, False)
        assert len({request.request_id for request in server.seen}) == 1

    run(server, work)


def test_an_error_is_raised_where_the_call_is_awaited(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [WRONG]
        call = client.tickets.CreateTicket(REQUEST)
        with pytest.raises(sfs.Error) as caught:
            await call
        assert caught.value.request_id == server.seen[0].request_id
        assert await call.code() is StatusCode.INTERNAL

    run(server, work)


def test_a_task_is_cancelled_between_two_attempts(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [LATER] * 9
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(client.tickets.CreateTicket(REQUEST), 0.3)
        call = client.tickets.CreateTicket(REQUEST)
        await asyncio.sleep(0.2)
        assert call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        await asyncio.sleep(1)
        assert len(server.seen) == 2

    run(server, work)


def test_a_stream_is_read_in_both_ways_and_opened_again(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        request = v1.WatchAgentRunRequest(run_id="r")
        server.failures = [GONE, GONE]
        assert [each.run.id async for each in client.agent_runs.WatchAgentRun(request)] == ["r"]
        call = client.agent_runs.WatchAgentRun(request)
        first = await call.read()
        assert isinstance(first, v1.WatchAgentRunResponse)
        assert await call.read() is grpc.aio.EOF

    run(server, work)


def test_a_watch_goes_on_where_a_stream_broke_and_repeats_nothing(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [None, GONE, GONE, None, GONE]
        assert [run.id async for run in client.watch_agent_run("r")] == ["r"]
        assert server.failures == []

    run(server, work)


def test_a_stream_is_cancelled_between_two_attempts(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [LATER] * 9
        call = client.agent_runs.WatchAgentRun(v1.WatchAgentRunRequest(run_id="r"))
        asyncio.get_running_loop().call_later(0.3, call.cancel)
        with pytest.raises(asyncio.CancelledError):
            await call.read()

    run(server, work)


def test_findings_may_come_from_anywhere(server: Server) -> None:
    async def find() -> AsyncIterator[v1.Finding]:
        for n in range(1500):
            yield v1.Finding(title=str(n))

    async def work(client: sfs.aio.Client) -> None:
        server.failures = [GONE]
        assert (await client.add_findings("r", find())).findings_added == 1500
        assert (await client.add_findings("r", [v1.Finding()])).findings_added == 1
        assert server.seen[0] == server.seen[1]

    run(server, work)


def test_a_client_without_a_key_says_so_at_the_first_call(server: Server) -> None:
    async def main() -> None:
        async with sfs.aio.connect(server=server.address, environment={}) as client:
            with pytest.raises(sfs.ConfigError, match="no key"):
                await client.tickets.CreateTicket(REQUEST)

    asyncio.run(main())
