"""The version of this client, which is that of the product."""

from importlib.metadata import version

__version__ = version("sfs-client")
