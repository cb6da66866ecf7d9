"""The asynchronous face: the same as ``sfs``, for asyncio.

::

    import sfs.aio
    from sfs import v1

    async with sfs.aio.connect() as client:
        print((await client.service_keys.WhoAmI(v1.WhoAmIRequest())).organization.name)
"""

from ._client import Client, connect

__all__ = ["Client", "connect"]
