"""Client of sfs, a control plane for AI agents in CI.

``sfs.connect()`` makes a client for threads, ``sfs.aio.connect()`` one for asyncio; ``sfs.v1`` holds the messages::

    import sfs
    from sfs import v1

    with sfs.connect() as client:
        print(client.service_keys.WhoAmI(v1.WhoAmIRequest()).organization.name)
"""

from ._client import Client, connect
from ._errors import ConfigError, Error, Violation
from ._version import __version__
from ._watch import Watch

__all__ = ["Client", "ConfigError", "Error", "Violation", "Watch", "__version__", "connect"]
