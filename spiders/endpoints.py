"""Connections to the one address that the resolver looked at, and to no other."""

from typing import Any, cast

from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.endpoints import TCP4ClientEndpoint, wrapClientTLS
from twisted.internet.interfaces import IProtocol, IProtocolFactory, IStreamClientEndpoint
from twisted.web.client import URI
from twisted.web.iweb import IPolicyForHTTPS

BindAddress = tuple[str, int] | None
"""Our own end of a connection; none: as the system likes."""


class GuardedEndpoint:
    """A host by its name. Twisted's own is made for several addresses, of both kinds, which takes its time with every
    connection; the resolver gives one.
    """

    def __init__(self, reactor: ReactorBase, uri: URI, timeout: float, bind_address: BindAddress) -> None:
        self._reactor, self._timeout, self._bind_address = reactor, timeout, bind_address
        self._host, self._port = uri.host.decode("ascii"), uri.port

    def connect(self, protocolFactory: IProtocolFactory) -> "Deferred[IProtocol]":  # noqa: N803
        """A connection; `DNSLookupError` where the resolver refuses the name."""
        resolver: Any = self._reactor.resolver
        found: Deferred[str] = resolver.getHostByName(self._host)
        return found.addCallback(self._connect, protocolFactory)

    def _connect(self, address: str, factory: IProtocolFactory) -> "Deferred[IProtocol]":
        endpoint = TCP4ClientEndpoint(self._reactor, address, self._port, self._timeout, self._bind_address)
        return endpoint.connect(factory)


class GuardedEndpoints:
    """Makes them for http and https, as an agent of Twisted asks for them."""

    def __init__(
        self, reactor: ReactorBase, policy: IPolicyForHTTPS, timeout: float, bind_address: BindAddress
    ) -> None:
        self._reactor, self._timeout, self._bind_address = reactor, timeout, bind_address
        self._policy: Any = policy

    def endpointForURI(self, uri: URI) -> IStreamClientEndpoint:  # noqa: N802
        """How to connect to the host of an address."""
        endpoint = GuardedEndpoint(self._reactor, uri, self._timeout, self._bind_address)
        made = cast(IStreamClientEndpoint, endpoint)
        return made if uri.scheme == b"http" else wrapClientTLS(self._policy.creatorForNetloc(uri.host, uri.port), made)
