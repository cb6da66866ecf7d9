"""Drives the blocking face: a thread for each request."""

# ruff: noqa: D103 - the operations are those of ../../README.md

import itertools
import threading
from collections.abc import Callable
from typing import Any

import grpc
import protocol

import sfs

clients: dict[str, sfs.Client] = {}
cancels: dict[int, Callable[[], Any]] = {}


def connect(request: dict[str, Any]) -> None:
    clients.pop(request["client"], None)
    clients[request["client"]] = sfs.connect(**protocol.options_of(request))
    protocol.answer(request, ok=True)


def call(request: dict[str, Any]) -> None:
    method = protocol.method_of(clients[request["client"]], request)
    message, timeout = protocol.message_of(request), protocol.timeout_of(request)
    # Both ways to call: most methods as most programs do, and one through a future, which can be cancelled.
    if request["method"] == "ServiceKeyService/WhoAmI":
        future = method.future(message, timeout=timeout)
        cancels[request["id"]] = future.cancel
        protocol.answer(request, response=protocol.write(future.result()))
    else:
        protocol.answer(request, response=protocol.write(method(message, timeout=timeout)))


def all_items(request: dict[str, Any]) -> None:
    iterate = getattr(clients[request["client"]], protocol.LISTS[request["method"].split("/")[1]])
    items = itertools.islice(iterate(protocol.message_of(request)), request.get("limit"))
    protocol.answer(request, items=[protocol.write(item) for item in items])


def watch(request: dict[str, Any]) -> None:
    with clients[request["client"]].watch_agent_run(request["run_id"]) as states:
        follow(request, states)


def stream(request: dict[str, Any]) -> None:
    method = protocol.method_of(clients[request["client"]], request)
    follow(request, method(protocol.message_of(request), timeout=protocol.timeout_of(request)))


def follow(request: dict[str, Any], messages: Any) -> None:
    cancels[request["id"]] = messages.cancel
    for message in messages:
        protocol.answer(request, item=protocol.write(message))
    protocol.answer(request, done=True)


def add_findings(request: dict[str, Any]) -> None:
    response = clients[request["client"]].add_findings(
        request["run_id"], protocol.findings_of(request), request_id=request.get("request_id", "")
    )
    protocol.answer(request, response=protocol.write(response))


def cancel(request: dict[str, Any]) -> None:
    if request["target"] in cancels:
        cancels[request["target"]]()
    protocol.answer(request, ok=True)


def describe(request: dict[str, Any]) -> None:
    protocol.answer(request, text=protocol.describe(clients[request["client"]]))


def close(request: dict[str, Any]) -> None:
    client = clients.get(request["client"])
    if client:
        # It stays there: what is asked of it later must fail in the client.
        client.close()
    protocol.answer(request, ok=True)


OPERATIONS: dict[str, Callable[[dict[str, Any]], None]] = {
    "connect": connect,
    "call": call,
    "all": all_items,
    "watch": watch,
    "stream": stream,
    "add_findings": add_findings,
    "cancel": cancel,
    "describe": describe,
    "close": close,
}


def work(request: dict[str, Any]) -> None:
    try:
        OPERATIONS[request["op"]](request)
    except grpc.FutureCancelledError:
        protocol.fail_cancelled(request)
    except Exception as error:
        protocol.fail(request, error)
    finally:
        cancels.pop(request["id"], None)


for line in protocol.requests():
    threading.Thread(target=work, args=(line,), daemon=True).start()
