"""Lists over all their pages, in the blocking face."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

_Item = TypeVar("_Item")


class Page(Protocol):
    """What every list method answers."""

    next_page_token: str


_Page = TypeVar("_Page", bound=Page)


def pages(
    method: Callable[..., _Page], request: Any, timeout: float | None, items: Callable[[_Page], Iterable[_Item]]
) -> Iterator[_Item]:
    """The items of all pages, each asked for when it is needed. An empty page is not the end, an empty token is."""
    next_request = type(request)()
    next_request.CopyFrom(request)
    while True:
        page = method(next_request, timeout=timeout)
        yield from items(page)
        if not page.next_page_token:
            return
        next_request.page_token = page.next_page_token
