import threading
import time
from types import SimpleNamespace
from typing import Any

import grpc
import pytest
from conftest import HOLD, Server
from grpc import StatusCode
from test_settings import load

import sfs
from sfs import v1
from sfs._attempts import Attempts
from sfs._stop import Lifetime, Stop
from sfs._stream import Stream

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


@pytest.mark.parametrize("later", [60.0, 1e11])
def test_a_watch_waits_no_longer_than_its_patience(server: Server, client: sfs.Client, later: float) -> None:
    server.failures = [None, (StatusCode.UNAVAILABLE, later)]
    states = client.watch_agent_run("r")
    assert next(states).id == "r"
    begun = time.monotonic()
    with pytest.raises(sfs.Error) as caught:
        next(states)
    assert caught.value.retry_after == pytest.approx(later)
    assert time.monotonic() - begun < 1


def test_the_patience_of_a_watch_begins_where_it_broke_and_is_for_all_attempts(server: Server) -> None:
    server.failures = [None, (StatusCode.UNAVAILABLE, 0.5), *[GONE] * 99]
    with sfs.connect(server=server.address, key="k", environment={}, deadline=0.8) as client:
        states = client.watch_agent_run("r")
        assert next(states).id == "r"
        begun = time.monotonic()
        with pytest.raises(sfs.Error) as caught:
            next(states)
        assert caught.value.code() is StatusCode.UNAVAILABLE
        assert 0.5 < time.monotonic() - begun < 1


def test_a_server_that_takes_a_watch_and_says_nothing_is_away(server: Server) -> None:
    server.failures = [HOLD]
    with sfs.connect(server=server.address, key="k", environment={}, deadline=0.6) as client:
        states = client.watch_agent_run("r")
        # What nobody waits for is not late.
        time.sleep(0.7)
        begun = time.monotonic()
        with pytest.raises(sfs.Error, match=r"UNAVAILABLE: .* said nothing"):
            next(states)
        assert 0.5 < time.monotonic() - begun < 2
    assert server.left.wait(5)


def test_a_watch_that_has_begun_may_be_silent(server: Server) -> None:
    server.failures = [None, HOLD]
    with sfs.connect(server=server.address, key="k", environment={}, deadline=0.5) as client:
        states = client.watch_agent_run("r")
        next(states).status = v1.AGENT_RUN_STATUS_FAILED
        threading.Timer(1, states.cancel).start()
        with pytest.raises(sfs.Error, match="cancelled by the caller"):
            next(states)


def test_a_watch_that_lasts_longer_than_its_patience_survives_a_break(server: Server) -> None:
    server.failures = [None, GONE]
    with sfs.connect(server=server.address, key="k", environment={}, deadline=0.5) as client:
        states = client.watch_agent_run("r")
        assert next(states).id == "r"
        time.sleep(0.7)
        assert list(states) == []


def test_a_state_that_its_reader_changed_is_not_repeated(server: Server, client: sfs.Client) -> None:
    server.failures = [None, GONE]
    with client.watch_agent_run("r") as states:
        next(states).status = v1.AGENT_RUN_STATUS_FAILED
        assert list(states) == []


def test_a_stream_that_is_cancelled_while_it_is_opened_again_ends() -> None:
    class Attempt:
        cancelled = False

        def __next__(self) -> Any:
            code = StatusCode.CANCELLED if self.cancelled else StatusCode.UNAVAILABLE
            raise grpc.aio.AioRpcError(code, grpc.aio.Metadata(), grpc.aio.Metadata())

        def cancel(self) -> bool:
            self.cancelled = True
            return True

    begun: list[Attempt] = []

    def begin() -> Attempt:
        if begun:
            stream.cancel()
        begun.append(Attempt())
        return begun[-1]

    stop = Stop(Lifetime())
    stream = Stream(begin, Attempts(load(key="k"), stop.reason, None, None), stop)
    with pytest.raises(sfs.Error) as caught:
        next(stream)
    assert caught.value.code() is StatusCode.CANCELLED
    assert begun[1].cancelled


def test_a_future_ends_where_no_thread_can_be_started(
    server: Server, client: sfs.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_thread(**_: Any) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("sfs._future.threading", SimpleNamespace(Thread=no_thread))
    server.failures = [GONE]
    with pytest.raises(RuntimeError, match="new thread"):
        client.tickets.CreateTicket.future(REQUEST).result(timeout=5)


CLOSED = "CANCELLED: the client was closed"


def test_a_closed_client_calls_nothing(server: Server) -> None:
    client = sfs.connect(server=server.address, key="k", environment={})
    client.close()
    client.close()
    with pytest.raises(sfs.Error, match=CLOSED) as caught:
        client.tickets.CreateTicket(REQUEST)
    assert caught.value.request_id
    future = client.tickets.CreateTicket.future(REQUEST)
    assert (future.code(), future.details()) == (StatusCode.CANCELLED, "the client was closed")
    assert (future.cancelled(), future.cancel(), future.done()) == (False, False, True)
    with pytest.raises(sfs.Error, match=CLOSED):
        future.result()
    with pytest.raises(sfs.Error, match=CLOSED):
        next(client.watch_agent_run("r"))
    assert server.seen == []


@pytest.mark.parametrize("failure", [HOLD, (StatusCode.UNAVAILABLE, 20.0)])
@pytest.mark.parametrize("way", ["call", "future", "stream", "watch"])
def test_what_is_under_way_ends_when_the_client_is_closed(
    server: Server, client: sfs.Client, way: str, failure: tuple[StatusCode, float]
) -> None:
    server.failures = [failure]
    threading.Timer(0.3, client.close).start()
    begun = time.monotonic()
    with pytest.raises(sfs.Error, match=CLOSED):
        if way == "call":
            client.tickets.CreateTicket(REQUEST)
        elif way == "future":
            client.tickets.CreateTicket.future(REQUEST).result(timeout=10)
        elif way == "stream":
            next(client.agent_runs.WatchAgentRun(v1.WatchAgentRunRequest(run_id="r")))
        else:
            next(client.watch_agent_run("r"))
    assert time.monotonic() - begun < 5


def test_a_stream_that_has_begun_ends_when_the_client_is_closed(server: Server, client: sfs.Client) -> None:
    server.failures = [None, HOLD]
    states = client.watch_agent_run("r")
    assert next(states).id == "r"
    threading.Timer(0.3, client.close).start()
    with pytest.raises(sfs.Error, match=CLOSED):
        next(states)
    assert server.left.wait(5)


def test_a_future_that_was_cancelled_says_so(server: Server, client: sfs.Client) -> None:
    server.failures = [HOLD]
    future = client.tickets.CreateTicket.future(REQUEST)
    assert server.holding.wait(5)
    assert future.cancel()
    assert future.code() is StatusCode.CANCELLED
    assert server.left.wait(5)


def test_a_client_without_a_key_says_so_at_the_first_call(server: Server) -> None:
    with sfs.connect(server=server.address, environment={}) as client, pytest.raises(sfs.ConfigError, match="no key"):
        client.tickets.CreateTicket(REQUEST)
