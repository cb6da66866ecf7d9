"""Drives the asynchronous face: a task for each request."""

# ruff: noqa: D103 - the operations are those of ../../README.md

import asyncio
import json
import sys
from collections.abc import AsyncIterable, Awaitable, Callable
from contextlib import aclosing
from typing import Any

import protocol

import sfs.aio

clients: dict[str, sfs.aio.Client] = {}
tasks: dict[int, asyncio.Task[None]] = {}


async def connect(request: dict[str, Any]) -> None:
    clients.pop(request["client"], None)
    clients[request["client"]] = sfs.aio.connect(**protocol.options_of(request))
    protocol.answer(request, ok=True)


async def call(request: dict[str, Any]) -> None:
    method = protocol.method_of(clients[request["client"]], request)
    response = await method(protocol.message_of(request), timeout=protocol.timeout_of(request))
    protocol.answer(request, response=protocol.write(response))


async def all_items(request: dict[str, Any]) -> None:
    iterate = getattr(clients[request["client"]], protocol.LISTS[request["method"].split("/")[1]])
    items: list[Any] = []
    async with aclosing(iterate(protocol.message_of(request))) as messages:
        async for message in messages:
            items.append(protocol.write(message))
            if len(items) == request.get("limit"):
                break
    protocol.answer(request, items=items)


async def watch(request: dict[str, Any]) -> None:
    await follow(request, clients[request["client"]].watch_agent_run(request["run_id"]))


async def stream(request: dict[str, Any]) -> None:
    method = protocol.method_of(clients[request["client"]], request)
    await follow(request, method(protocol.message_of(request), timeout=protocol.timeout_of(request)))


async def follow(request: dict[str, Any], messages: AsyncIterable[Any]) -> None:
    async for message in messages:
        protocol.answer(request, item=protocol.write(message))
    protocol.answer(request, done=True)


async def add_findings(request: dict[str, Any]) -> None:
    response = await clients[request["client"]].add_findings(
        request["run_id"], protocol.findings_of(request), request_id=request.get("request_id", "")
    )
    protocol.answer(request, response=protocol.write(response))


async def cancel(request: dict[str, Any]) -> None:
    task = tasks.get(request["target"])
    if task:
        task.cancel()
    protocol.answer(request, ok=True)


async def describe(request: dict[str, Any]) -> None:
    protocol.answer(request, text=protocol.describe(clients[request["client"]]))


async def close(request: dict[str, Any]) -> None:
    client = clients.get(request["client"])
    if client:
        # It stays there: what is asked of it later must fail in the client.
        await client.close()
    protocol.answer(request, ok=True)


OPERATIONS: dict[str, Callable[[dict[str, Any]], Awaitable[None]]] = {
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


async def work(request: dict[str, Any]) -> None:
    try:
        await OPERATIONS[request["op"]](request)
    except asyncio.CancelledError:
        protocol.fail_cancelled(request)
    except Exception as error:
        protocol.fail(request, error)
    finally:
        tasks.pop(request["id"], None)


async def main() -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        request = json.loads(line)
        tasks[request["id"]] = asyncio.create_task(work(request))


asyncio.run(main())
