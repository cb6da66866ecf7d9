"""Lists over all their pages, in the asynchronous face."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import Any, TypeVar

from .._pages import Page

_Item = TypeVar("_Item")
_Page = TypeVar("_Page", bound=Page)


async def pages(
    method: Callable[..., Awaitable[_Page]],
    request: Any,
    timeout: float | None,
    items: Callable[[_Page], Iterable[_Item]],
) -> AsyncGenerator[_Item, None]:
    """The items of all pages, each asked for when it is needed. An empty page is not the end, an empty token is."""
    next_request = type(request)()
    next_request.CopyFrom(request)
    while True:
        page = await method(next_request, timeout=timeout)
        for item in items(page):
            yield item
        if not page.next_page_token:
            return
        next_request.page_token = page.next_page_token
