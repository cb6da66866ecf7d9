"""What gRPC tells of a call, in the blocking face."""

from typing import Any

import grpc

from ._attempts import Attempts


class Call(grpc.Call):
    """A call, told of its last attempt."""

    _attempts: Attempts

    def _last(self) -> Any:
        raise NotImplementedError

    def time_remaining(self) -> Any:
        return self._attempts.timeout()

    def initial_metadata(self) -> Any:
        return self._last().initial_metadata()

    def trailing_metadata(self) -> Any:
        return self._last().trailing_metadata()

    def code(self) -> Any:
        return self._last().code()

    def details(self) -> Any:
        return self._last().details()
