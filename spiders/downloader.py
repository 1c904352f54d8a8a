"""Scrapy's downloader, which never has more requests at a host under way than the host is allowed, and sends the next
one before it has an answer looked at.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred

TURNS_TO_SEND = 4
"""Turns of the event loop after which a request that may go at once has gone: to begin, to connect, to be connected and
to write.
"""


class CountingDownloader(Downloader):
    """Counts a request as under way from the moment it is taken from the queue.

    Scrapy 2.19 counts it one turn of the event loop later, and looks at the queue again before: with no delay, or with
    one that a busy machine lets pass meanwhile, a second request goes out beside the first.
    """

    def _process_queue(self, slot: Slot) -> None:
        # Where all are under way the end of one looks again; Scrapy would start a clock with every request.
        if slot.free_transfer_slots() > 0:
            super()._process_queue(slot)

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: "Deferred[Response]"
    ) -> Coroutine[Any, Any, None]:
        # A set: Scrapy's own counting changes nothing, and takes the request out at its end.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)

    async def _download(self, slot: Slot, request: Request) -> Response:
        response = await super()._download(slot, request)
        # The next request to the host has its turn now. While it is connected, what is made of this answer would go
        # before it in every turn; so the server would wait for us, and not we for the server.
        for _ in range(TURNS_TO_SEND):
            await asyncio.sleep(0)
        return response
