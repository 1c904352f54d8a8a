"""Scrapy's downloader, which never has more requests at a host under way than the host is allowed."""

from collections.abc import Coroutine
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Downloader, Slot
from scrapy.http import Response
from twisted.internet.defer import Deferred


class CountingDownloader(Downloader):
    """Counts a request as under way from the moment it is taken from the queue.

    Scrapy 2.19 counts it one turn of the event loop later, and looks at the queue again before: with no delay, or with
    one that a busy machine lets pass meanwhile, a second request goes out beside the first.
    """

    def _wait_for_download(
        self, slot: Slot, request: Request, queue_dfd: "Deferred[Response]"
    ) -> Coroutine[Any, Any, None]:
        # A set: Scrapy's own counting changes nothing, and takes the request out at its end.
        slot.transferring.add(request)
        return super()._wait_for_download(slot, request, queue_dfd)
