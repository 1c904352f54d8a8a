"""One conditional request, as the crawl would make it: own addresses, robots.txt, turns, redirects, bounds."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from contextlib import aclosing
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import httpx

from clausewatch.lists.addresses import join_address
from clausewatch.settings import Settings
from spiders.addresses import explain_refusal, host_of
from spiders.middlewares.own_redirects import REDIRECTS
from spiders.middlewares.retry_after import ASKING, read_retry_after
from spiders.robots import OFF_HOURS, Robots
from spiders.settings import DEFAULT_REQUEST_HEADERS, DOWNLOAD_TIMEOUT, REDIRECT_MAX_TIMES, RETRY_AFTER_LONGEST
from spiders.watching.answers import Answer, NoAnswerError, RestingError, TroubledError, read_body
from spiders.watching.hosts import Host, Site
from spiders.watching.rests import SharedRests
from spiders.watching.rules import KnownRules
from spiders.watching.transport import GuardedTransport

NOTHING: Mapping[str, str] = {}


class Asker:
    """Asks sites for lists and records; tasks of one event loop may share it."""

    def __init__(
        self,
        settings: Settings,
        transport: httpx.AsyncBaseTransport | None = None,
        rests: SharedRests | None = None,
    ) -> None:
        """`rests`: what servers asked of others, too; none: it goes by what it is told itself."""
        self._rests = rests
        self._allow_loopback = settings.allow_loopback
        self._hosts: dict[str, Host] = {}
        self._rules: defaultdict[str, KnownRules] = defaultdict(KnownRules)
        # The bare transport: no cookies, no proxy, no redirects by itself, and no line in the log for each request.
        self._transport = transport or GuardedTransport(allow_loopback=settings.allow_loopback)
        self._headers = {**DEFAULT_REQUEST_HEADERS, "User-Agent": settings.user_agent, "Accept-Encoding": "gzip"}

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._transport.aclose()
        if self._rests is not None:
            await self._rests.aclose()

    async def ask(self, site: Site, url: str, conditions: Mapping[str, Mapping[str, str]]) -> Answer:
        """The answer to an address of a site, 200 or 304; `NoAnswerError` says why there is none.

        `conditions`: headers that make the request conditional, by the address that gave the validators.
        """
        await self._learn_rests(site)
        answer = await self._follow(site, url, conditions, obeys_robots=True)
        if answer.status not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
            raise NoAnswerError(f"{url}: HTTP {answer.status}", answer.status)
        return answer

    async def _learn_rests(self, site: Site) -> None:
        if self._rests is None or not site.publisher:
            return
        for name, until in (await self._rests.read(site.publisher)).items():
            self._host_named(name).rest((until - datetime.now(UTC)).total_seconds())

    async def _follow(
        self, site: Site, url: str, conditions: Mapping[str, Mapping[str, str]], *, obeys_robots: bool
    ) -> Answer:
        address = url
        for _ in range(REDIRECT_MAX_TIMES + 1):
            if reason := explain_refusal(address, site.domains, allow_loopback=self._allow_loopback):
                raise NoAnswerError(f"{url}: leads to {address}: {reason}")
            if obeys_robots:
                await self._check_robots(site, address)
            answer = await self._get(site, address, conditions.get(address, NOTHING))
            location = answer.headers.get("Location")
            if answer.status not in REDIRECTS or location is None:
                return answer
            address = join_address(address, location)
        raise NoAnswerError(f"{url}: redirects more than {REDIRECT_MAX_TIMES} times")

    async def read_rules(self, site: Site, url: str) -> Robots:
        """The robots.txt in force for an address of a site; `NoAnswerError` where nobody can read it."""
        if reason := explain_refusal(url, site.domains, allow_loopback=self._allow_loopback):
            raise NoAnswerError(f"{url}: {reason}")
        host = self._host(url)
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        robots = await self._rules[address].read(lambda: self._follow(site, address, {}, obeys_robots=False))
        host.crawl_delay = max(host.crawl_delay, robots.crawl_delay or 0.0)
        return robots

    async def _check_robots(self, site: Site, url: str) -> None:
        robots = await self.read_rules(site, url)
        if seconds := robots.closed_for(datetime.now(UTC)):
            raise RestingError(f"{url}: {OFF_HOURS}", seconds)
        if not robots.allows(url):
            raise NoAnswerError(f"{url}: robots.txt forbids it")

    def _host(self, url: str) -> Host:
        return self._host_named(host_of(url))

    def _host_named(self, name: str) -> Host:
        return self._hosts.setdefault(name, Host(name))

    async def _get(self, site: Site, url: str, headers: Mapping[str, str]) -> Answer:
        """One request in its turn; `TroubledError` where the server is busy, broken or silent: it then gets a rest."""
        host = self._host(url)
        async with host.take_turn(site.delay):
            try:
                async with asyncio.timeout(DOWNLOAD_TIMEOUT):
                    answer = await self._receive(url, headers)
            except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
                host.note_trouble()
                raise TroubledError(f"{url}: {_explain(error)}") from error
            except NoAnswerError as error:
                host.note_trouble()
                raise TroubledError(f"{url}: {error}") from error
            if answer.status in ASKING or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                value = answer.headers.get("Retry-After", "").encode("latin-1", "replace")
                asked = read_retry_after(value, datetime.now(UTC))
                host.note_trouble(asked)
                await self._tell_rest(site, answer, asked or 0.0)
                raise TroubledError(f"{url}: HTTP {answer.status}", answer.status)
        host.note_success()
        return answer

    async def _tell_rest(self, site: Site, answer: Answer, asked: float) -> None:
        """What is short is over before a crawl begins, or will be waited for by it when it is told so, too."""
        if self._rests is not None and site.publisher and answer.status in ASKING and asked > RETRY_AFTER_LONGEST:
            await self._rests.keep(site.publisher, answer.url, answer.status, asked)

    async def _receive(self, url: str, headers: Mapping[str, str]) -> Answer:
        timeouts = httpx.Timeout(DOWNLOAD_TIMEOUT).as_dict()
        asked = {**self._headers, "Connection": "close", **headers}
        request = httpx.Request("GET", url, headers=asked, extensions={"timeout": timeouts})
        response = await self._transport.handle_async_request(request)
        async with aclosing(response):
            body = await read_body(response) if response.status_code == HTTPStatus.OK else b""
        return Answer(url, response.status_code, response.headers, body)


def _explain(error: Exception) -> str:
    if isinstance(error, TimeoutError | httpx.TimeoutException):
        return "it took too long"
    return str(error).splitlines()[0] if str(error) else type(error).__name__
