import threading
import time

import grpc
import pytest
from conftest import Server
from grpc import StatusCode

import sfs
from sfs import v1

REQUEST = v1.CreateTicketRequest(title="t")
GONE = (StatusCode.UNAVAILABLE, None)
LATER = (StatusCode.UNAVAILABLE, 0.9)
WRONG = (StatusCode.INTERNAL, None)


def test_a_call_is_tried_again_with_one_id_and_gives_its_call(server: Server, client: sfs.Client) -> None:
    server.failures = [GONE, GONE]
    response, call = client.tickets.CreateTicket.with_call(REQUEST)
    assert (response.ticket.title, call.code()) == ("t", StatusCode.OK)
    assert len({request.request_id for request in server.seen}) == 1
    assert len(server.seen) == 3


def test_an_error_names_its_request_and_its_cause(server: Server, client: sfs.Client) -> None:
    server.failures = [WRONG]
    with pytest.raises(sfs.Error) as caught:
        client.tickets.CreateTicket(REQUEST, timeout=5)
    assert caught.value.request_id == server.seen[0].request_id
    assert isinstance(caught.value.__cause__, grpc.RpcError)


def test_there_is_no_attempt_that_could_not_begin_in_time(server: Server, client: sfs.Client) -> None:
    server.failures = [LATER]
    begun = time.monotonic()
    with pytest.raises(sfs.Error) as caught:
        client.tickets.CreateTicket(REQUEST, timeout=0.8)
    assert caught.value.retry_after == 0.9
    assert time.monotonic() - begun < 0.5


def test_a_future_answers_and_calls_back(server: Server, client: sfs.Client) -> None:
    server.failures = [GONE]
    called = threading.Event()
    future = client.tickets.CreateTicket.future(REQUEST)
    future.add_done_callback(lambda _: called.set())
    assert future.result(timeout=5).ticket.title == "t"
    assert called.wait(5)
    assert (future.done(), future.running(), future.cancelled()) == (True, False, False)
    assert future.exception() is None


def test_a_future_tells_of_its_last_attempt(server: Server, client: sfs.Client) -> None:
    server.failures = [GONE, GONE]
    assert client.tickets.CreateTicket.future(REQUEST).code() is StatusCode.OK


def test_a_future_holds_the_error(server: Server, client: sfs.Client) -> None:
    server.failures = [GONE, WRONG]
    future = client.tickets.CreateTicket.future(REQUEST)
    error = future.exception(timeout=5)
    assert isinstance(error, sfs.Error)
    assert error.code() is StatusCode.INTERNAL


def test_a_future_is_cancelled_between_two_attempts(server: Server, client: sfs.Client) -> None:
    server.failures = [LATER] * 9
    future = client.tickets.CreateTicket.future(REQUEST)
    with pytest.raises(grpc.FutureTimeoutError):
        future.result(timeout=0.3)
    assert future.cancel()
    assert future.cancelled()
    with pytest.raises(grpc.FutureCancelledError):
        future.result()
    time.sleep(1)
    assert len(server.seen) == 1


def test_a_stream_is_opened_again_until_something_has_come(server: Server, client: sfs.Client) -> None:
    server.failures = [GONE, GONE, None, GONE]
    stream = client.agent_runs.WatchAgentRun(v1.WatchAgentRunRequest(run_id="r"))
    assert next(stream).run.id == "r"
    with pytest.raises(sfs.Error) as caught:
        next(stream)
    assert caught.value.code() is StatusCode.UNAVAILABLE
    assert server.failures == []


def test_a_watch_goes_on_where_a_stream_broke_and_repeats_nothing(server: Server, client: sfs.Client) -> None:
    server.failures = [None, GONE, GONE, None, GONE]
    with client.watch_agent_run("r") as states:
        assert [run.id for run in states] == ["r"]
    assert server.failures == []


def test_a_watch_ends_with_what_does_not_pass(server: Server, client: sfs.Client) -> None:
    server.failures = [None, WRONG]
    states = client.watch_agent_run("r")
    assert next(states).id == "r"
    with pytest.raises(sfs.Error) as caught:
        next(states)
    assert caught.value.code() is StatusCode.INTERNAL


def test_a_watch_is_cancelled_from_another_thread(server: Server, client: sfs.Client) -> None:
    server.failures = [LATER] * 9
    states = client.watch_agent_run("r")
    threading.Timer(0.3, states.cancel).start()
    with pytest.raises(sfs.Error) as caught:
        next(states)
    assert caught.value.code() is StatusCode.CANCELLED


def test_findings_may_come_from_anywhere(server: Server, client: sfs.Client) -> None:
    server.failures = [GONE]
    assert client.add_findings("r", (v1.Finding(title=str(n)) for n in range(1500))).findings_added == 1500
    assert server.seen[0] == server.seen[1]


def test_a_closed_client_calls_nothing(server: Server) -> None:
    client = sfs.connect(server=server.address, key="k", environment={})
    client.close()
    with pytest.raises(ValueError, match="closed"):
        client.tickets.CreateTicket(REQUEST)
    with pytest.raises(ValueError, match="closed"):
        client.tickets.CreateTicket.future(REQUEST).result()
    assert server.seen == []


def test_a_client_without_a_key_says_so_at_the_first_call(server: Server) -> None:
    with sfs.connect(server=server.address, environment={}) as client, pytest.raises(sfs.ConfigError, match="no key"):
        client.tickets.CreateTicket(REQUEST)
