"""List pages of publishers without a feed."""

from scrapy.http import JsonResponse

from spiders.bases.listing import ListingSpider
from spiders.requests import purpose_of
from tests.spiders.making import answer, binary_answer, make_spider, tally_of, urls

PAGE = """<html><body><nav><a href="/about">About</a></nav><main>
<a href="/news/1">One</a> <a href=" /news/2?utm_source=list ">Two</a> <a href="/news/1#comments">One again</a>
<a href="https://shop.example/news/3">Shop</a> <a href="mailto:desk@gazette.example">Desk</a> <a>No link</a>
<a href="/news/">All</a></main><a class="next" href="?page=2">Next</a></body></html>"""


class GazetteList(ListingSpider):
    """A list with a next page."""

    lists = ("https://gazette.example/news",)
    links = "main a"
    pages = r"/news/\d+"
    next_link = "a.next"
    most_lists = 2


def test_the_links_that_fit_are_asked_once() -> None:
    spider = make_spider(GazetteList)
    asked = list(spider.parse_list(answer(PAGE, "https://gazette.example/news"), number=2))
    assert sorted(set(urls(asked))) == ["https://gazette.example/news/1", "https://gazette.example/news/2"]
    assert tally_of(spider).offsite == 1


def test_the_next_list_is_asked_up_to_a_bound() -> None:
    spider = make_spider(GazetteList)
    [first] = spider.ask_lists()
    assert purpose_of(first) == "list"
    asked = list(spider.parse_list(answer(PAGE, "https://gazette.example/news"), number=1))
    assert asked[-1].url == "https://gazette.example/news?page=2"
    assert purpose_of(asked[-1]) == "list"
    last = list(spider.parse_list(answer(PAGE, "https://gazette.example/news"), number=2))
    assert {purpose_of(request) for request in last} == {"page"}


def test_a_list_without_pages_is_told() -> None:
    spider = make_spider(GazetteList)
    assert list(spider.parse_list(answer("<html><main>Back soon</main></html>"), number=1)) == []
    assert tally_of(spider).empty_lists == ["https://gazette.example/list"]


def test_a_list_that_is_json_is_told() -> None:
    spider = make_spider(GazetteList)
    refusal = JsonResponse("https://gazette.example/list", body=b'{"error": "rate limit"}')
    assert list(spider.parse_list(refusal, number=1)) == []
    assert tally_of(spider).failed_lists == ["https://gazette.example/list: it is JSON and no page of links"]


def test_a_list_that_is_a_picture_is_told() -> None:
    spider = make_spider(GazetteList)
    assert list(spider.parse_list(binary_answer(b"GIF89a"), number=1)) == []
    assert tally_of(spider).failed_lists == ["https://gazette.example/list: it is not text"]
