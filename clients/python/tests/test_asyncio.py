import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import grpc
import pytest
from conftest import HOLD, Server
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


@pytest.mark.parametrize("later", [60.0, 1e11])
def test_a_watch_waits_no_longer_than_its_patience(server: Server, later: float) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [None, (StatusCode.UNAVAILABLE, later)]
        states = client.watch_agent_run("r")
        assert (await anext(states)).id == "r"
        begun = time.monotonic()
        with pytest.raises(sfs.Error) as caught:
            await anext(states)
        assert caught.value.retry_after == pytest.approx(later)
        assert time.monotonic() - begun < 1

    run(server, work)


def test_a_server_that_takes_a_watch_and_says_nothing_is_away(server: Server) -> None:
    async def main() -> None:
        server.failures = [HOLD]
        async with sfs.aio.connect(server=server.address, key="k", environment={}, deadline=0.6) as client:
            begun = time.monotonic()
            with pytest.raises(sfs.Error, match=r"UNAVAILABLE: .* said nothing"):
                await anext(client.watch_agent_run("r"))
            assert 0.5 < time.monotonic() - begun < 2
        assert server.left.wait(5)

    asyncio.run(main())


def test_a_watch_that_has_begun_may_be_silent(server: Server) -> None:
    async def main() -> None:
        server.failures = [None, HOLD]
        async with sfs.aio.connect(server=server.address, key="k", environment={}, deadline=0.5) as client:
            states = client.watch_agent_run("r")
            await anext(states)
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(anext(states), 1)

    asyncio.run(main())


def test_a_state_that_its_reader_changed_is_not_repeated(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [None, GONE]
        seen = 0
        async for state in client.watch_agent_run("r"):
            state.status = v1.AGENT_RUN_STATUS_FAILED
            seen += 1
        assert seen == 1

    run(server, work)


def test_the_server_sees_that_a_stream_was_left(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [None, HOLD]
        async for _ in client.agent_runs.WatchAgentRun(v1.WatchAgentRunRequest(run_id="r")):
            assert await asyncio.to_thread(server.holding.wait, 5)
            break
        assert await asyncio.to_thread(server.left.wait, 5)

    run(server, work)


def test_the_server_sees_that_a_watch_was_left(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [None, HOLD]
        async for _ in client.watch_agent_run("r"):
            assert await asyncio.to_thread(server.holding.wait, 5)
            break
        assert await asyncio.to_thread(server.left.wait, 5)

    run(server, work)


def test_a_stream_that_is_held_goes_on_where_a_loop_left_it(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        call = client.agent_runs.WatchAgentRun(v1.WatchAgentRunRequest(run_id="r"))
        async for _ in call:
            break
        assert [each async for each in call] == []
        assert await call.code() is StatusCode.OK

    run(server, work)


CLOSED = "CANCELLED: the client was closed"


@pytest.mark.parametrize("failure", [HOLD, (StatusCode.UNAVAILABLE, 20.0)])
@pytest.mark.parametrize("way", ["call", "stream", "watch"])
def test_what_is_under_way_ends_when_the_client_is_closed(
    server: Server, way: str, failure: tuple[StatusCode, float]
) -> None:
    async def work(client: sfs.aio.Client) -> None:
        async def under_way() -> object:
            if way == "call":
                return await client.tickets.CreateTicket(REQUEST)
            if way == "stream":
                return await anext(aiter(client.agent_runs.WatchAgentRun(v1.WatchAgentRunRequest(run_id="r"))))
            return await anext(client.watch_agent_run("r"))

        server.failures = [failure]
        task = asyncio.create_task(under_way())
        await asyncio.sleep(0.3)
        await client.close()
        with pytest.raises(sfs.Error, match=CLOSED):
            await asyncio.wait_for(task, 5)

    run(server, work)


def test_a_stream_that_has_begun_ends_when_the_client_is_closed(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [None, HOLD]
        states = client.watch_agent_run("r")
        assert (await anext(states)).id == "r"
        asyncio.get_running_loop().call_later(0.3, lambda: asyncio.ensure_future(client.close()))
        with pytest.raises(sfs.Error, match=CLOSED):
            await asyncio.wait_for(anext(states), 5)
        assert await asyncio.to_thread(server.left.wait, 5)

    run(server, work)


def test_a_client_is_closed_whatever_its_user_awaits(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [HOLD]
        call = client.tickets.CreateTicket(REQUEST)
        # Tasks in which a method of the call is the outermost.
        tasks = [asyncio.create_task(call.code()), asyncio.create_task(call.details())]
        assert await asyncio.to_thread(server.holding.wait, 5)
        await client.close()
        assert await asyncio.gather(*tasks) == [StatusCode.CANCELLED, "the client was closed"]

    run(server, work)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="a task cannot tell that it is cancelled")
def test_a_task_that_is_cancelled_stays_cancelled_though_the_client_is_closed(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        server.failures = [HOLD]
        call = client.tickets.CreateTicket(REQUEST)
        assert await asyncio.to_thread(server.holding.wait, 5)
        call.cancel()
        await client.close()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert await call.code() is StatusCode.CANCELLED

    run(server, work)


def test_a_closed_client_calls_nothing(server: Server) -> None:
    async def work(client: sfs.aio.Client) -> None:
        await client.close()
        call = client.tickets.CreateTicket(REQUEST)
        with pytest.raises(sfs.Error, match=CLOSED) as caught:
            await call
        assert caught.value.request_id
        assert await call.code() is StatusCode.CANCELLED
        with pytest.raises(sfs.Error, match=CLOSED):
            await anext(client.watch_agent_run("r"))
        assert server.seen == []

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
