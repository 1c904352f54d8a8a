"""Follows redirects within the publisher's own domains only, and those of pages to other pages only."""

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from clausewatch.lists.addresses import join_address
from spiders.addresses import explain_refusal
from spiders.moved import PERMANENT, is_door, is_front
from spiders.requests import FAILURE, forget_known, purpose_of

REDIRECTS = {301, 302, 303, 307, 308}


class OwnRedirectMiddleware(RedirectMiddleware):
    """A redirect that may not be followed is a failure of the request, not an answer."""

    def _engine_started(self) -> None:
        """Scrapy would warn that nothing sets a Referer, which is as it should be."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """The redirected request, or the response as it is."""
        location = response.headers.get("Location")
        if response.status not in REDIRECTS or location is None:
            return response
        target = join_address(request.url, location.decode("latin-1"))
        domains = tuple(getattr(self.crawler.spider, "allowed_domains", None) or ())
        allow_loopback = self.crawler.settings.getbool("ALLOW_LOOPBACK")
        if reason := explain_refusal(target, domains, allow_loopback=allow_loopback):
            request.meta[FAILURE] = f"redirects to {target}: {reason}"
            return response
        if purpose_of(request) == "page" and is_front(request.url, target):
            # As permanent it is an answer, which says that the page is gone.
            if response.status not in PERMANENT:
                request.meta[FAILURE] = f"redirects to {target}: a front page"
            return response
        if purpose_of(request) == "page" and is_door(request.url, target):
            request.meta[FAILURE] = f"redirects to {target}: a page to log in or subscribe"
            return response
        try:
            followed = super().process_response(request, response)
        except IgnoreRequest:
            request.meta[FAILURE] = f"redirects more than {self.max_redirect_times} times"
            return response
        if not isinstance(followed, Request):
            return followed
        # Scrapy reads `http:\\host` as browsers do, so that it may mean another address than was looked at.
        if reason := explain_refusal(followed.url, domains, allow_loopback=allow_loopback):
            request.meta[FAILURE] = f"redirects to {followed.url}: {reason}"
            return response
        # Scrapy would drop what leads round in a circle without a word. A list is asked until there are too many.
        is_page = purpose_of(request) == "page"
        if is_page and followed.url.partition("#")[0] in followed.meta["redirect_urls"]:
            request.meta[FAILURE] = "redirects in a circle, as sites do that want cookies"
            return response
        forget_known(followed)
        followed.dont_filter = purpose_of(request) == "list"
        return followed
