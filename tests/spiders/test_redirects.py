"""Where a redirect may lead, by the address that would be asked in the end."""

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from spiders.bases.publisher import PublisherSpider
from spiders.middlewares.own_redirects import OwnRedirectMiddleware
from spiders.requests import FAILURE, make_list_request, make_page_request
from tests.spiders.making import GAZETTE

PAGE = "https://gazette.example/news/1"


class Gazette(PublisherSpider):
    """A publisher on one domain."""

    publisher = GAZETTE


def redirect(request: Request, location: str, status: int = 302) -> Request | Response:
    """What becomes of a request that is answered so."""
    crawler = get_crawler(Gazette)
    crawler.spider = Gazette()
    answer = Response(request.url, status=status, headers={"Location": location})
    return OwnRedirectMiddleware.from_crawler(crawler).process_response(request, answer)


@pytest.mark.parametrize(
    "location", ["http:\\\\169.254.169.254\\latest", "https:\\\\moor.example/1", "\\\\moor.example/1"]
)
def test_an_address_with_slashes_the_wrong_way_is_no_way_out(location: str) -> None:
    request = make_page_request(PAGE)
    followed = redirect(request, location)
    if isinstance(followed, Request):
        assert followed.url.startswith("https://gazette.example/")
    else:
        assert request.meta[FAILURE].startswith("redirects to http")


@pytest.mark.parametrize("location", [PAGE, "/news/1", "", "#top", "/news/1#top", "../news/1"])
@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_page_that_leads_to_itself_is_a_failure(location: str, status: int) -> None:
    request = make_page_request(PAGE)
    assert isinstance(redirect(request, location, status), Response)
    assert request.meta[FAILURE] == "redirects in a circle, as sites do that want cookies"


def test_a_circle_of_several_pages_is_noticed_where_it_closes() -> None:
    first = make_page_request(PAGE)
    second = redirect(first, "/news/1?cookie=1")
    assert isinstance(second, Request)
    assert isinstance(redirect(second, "/news/1"), Response)
    assert "in a circle" in second.meta[FAILURE]


def test_another_page_is_followed() -> None:
    request = make_page_request(PAGE)
    followed = redirect(request, "/news/1/")
    assert isinstance(followed, Request)
    assert (followed.url, FAILURE in request.meta) == (f"{PAGE}/", False)


def test_a_list_is_asked_again_until_there_are_too_many() -> None:
    request = make_list_request(PAGE, print)
    followed = redirect(request, PAGE)
    assert isinstance(followed, Request)
    assert followed.dont_filter
