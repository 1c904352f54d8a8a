"""Whole crawls of sites that are fine, ill, strict, busy, hostile or lead away."""

from itertools import pairwise

import pytest

from clausewatch.errors import SettingsError
from spiders.run import crawl_publishers
from tests.spiders.conftest import SITES, Crawled, make_settings


def test_every_publisher_gets_a_result_whatever_became_of_the_others(crawled: Crawled) -> None:
    assert set(crawled.results) == set(SITES)
    assert crawled.results["fine"].healthy


@pytest.mark.parametrize(
    ("site", "reason"),
    [
        ("empty", "1 of 1 lists listed nothing: http://empty.localhost"),
        ("broken", "/feed.xml: HTTP 500"),
        ("closed", "/robots.txt cannot be read, so that all is forbidden: the connection was refused"),
        ("unsure", "/robots.txt cannot be read, so that all is forbidden: HTTP 500"),
        ("outside", "3 of 4 requests failed"),
        ("hostile", "1 of 2 lists listed nothing"),
    ],
)
def test_an_ill_publisher_is_unhealthy_with_its_reason(crawled: Crawled, site: str, reason: str) -> None:
    assert reason in (crawled.results[site].reason or "")


def test_we_say_who_we_are_and_take_no_cookies(crawled: Crawled) -> None:
    assert {request.user_agent for request in crawled.web.asked} == {"Clausewatch/0.1 (+desk@example.org)"}
    assert {request.cookie for request in crawled.web.asked} == {None}


def test_no_request_says_where_its_address_was_found_be_it_a_list_or_a_redirect(crawled: Crawled) -> None:
    assert {request.referer for request in crawled.web.asked} == {None}


def test_robots_txt_comes_first_everywhere(crawled: Crawled) -> None:
    for site in SITES:
        assert crawled.web.asked_of(site)[:1] in ([], ["/robots.txt"])


def test_nothing_forbidden_is_asked(crawled: Crawled) -> None:
    asked = crawled.web.asked_of("strict")
    assert sorted(asked) == ["/a", "/b", "/feed.xml", "/private/open", "/robots.txt"]
    assert crawled.results["strict"].disallowed == 3


def test_the_crawl_delay_is_kept(crawled: Crawled) -> None:
    times = [request.at for request in crawled.web.asked if request.host == "strict"]
    # On a busy machine one request may take longer to arrive than the next.
    assert times[-1] - times[0] >= 0.3 * (len(times) - 1) - 0.1
    assert all(later - earlier >= 0.15 for earlier, later in pairwise(times))


def test_a_site_whose_robots_txt_cannot_be_read_is_not_asked(crawled: Crawled) -> None:
    assert set(crawled.web.asked_of("unsure")) == {"/robots.txt"}
    result = crawled.results["unsure"]
    assert (result.disallowed, result.robots_unreadable) == (0, 1)


def test_a_server_that_asks_for_time_gets_it(crawled: Crawled) -> None:
    requests = [request for request in crawled.web.asked if request.host == "busy"]
    first = next(request for request in requests if request.path == "/1")
    after = [request.at - first.at for request in requests if request.at > first.at]
    assert min(after) >= 0.95
    assert crawled.results["busy"].fresh == 3


def test_a_date_in_retry_after_is_kept_too(crawled: Crawled) -> None:
    requests = [request for request in crawled.web.asked if request.host == "busy"]
    first = next(request for request in requests if request.path == "/2")
    assert min(request.at - first.at for request in requests if request.at > first.at) >= 0.9


def test_a_server_that_asks_for_an_hour_is_left_alone(crawled: Crawled) -> None:
    asked = crawled.web.asked_of("later")
    assert asked.index("/2") == len(asked) - 1
    assert "left alone for 3600 s" in (crawled.fetch("later", "/2").reason or "")  # type: ignore[union-attr]
    assert crawled.results["later"].failed + crawled.results["later"].fresh == 3


def test_the_budget_is_kept(crawled: Crawled) -> None:
    assert len(crawled.web.asked_of("frugal")) == 6
    assert crawled.results["frugal"].healthy


def test_a_dead_link_is_counted_and_does_not_make_a_publisher_ill(crawled: Crawled) -> None:
    assert crawled.results["fine"].gone == 1
    dead = crawled.fetch("fine", "/dead")
    assert dead is not None
    assert (dead.outcome, dead.status) == ("gone", 404)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/slow", "it took too long"),
        ("/huge", "its body is too large"),
        ("/endless", "its body is too large"),
        ("/bomb", "its body is over 10 MB when decoded"),
        ("/cut", "the answer was cut off"),
        ("/torn", "its compressed body is broken"),
        ("/far/5", "redirects more than 5 times"),
        ("/round?again=1", "redirects in a circle"),
    ],
)
def test_a_hostile_answer_is_a_failure_with_its_reason(crawled: Crawled, path: str, reason: str) -> None:
    fetch = crawled.fetch("hostile", path)
    assert fetch is not None
    assert fetch.outcome == "failed"
    assert reason in (fetch.reason or "")


def test_a_hostile_site_costs_no_good_page(crawled: Crawled) -> None:
    good = crawled.fetch("hostile", "/good")
    assert good is not None
    assert good.outcome == "fresh"
    assert crawled.results["hostile"].fresh == 1


def test_a_circle_of_redirects_ends(crawled: Crawled) -> None:
    assert crawled.web.asked_of("hostile").count("/round") == 1


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/away", "fine.localhost is outside outside.localhost"),
        ("/file", "the scheme 'file' is not http or https"),
        ("/metadata", "169.254.169.254 is outside outside.localhost"),
    ],
)
def test_a_redirect_out_is_refused(crawled: Crawled, path: str, reason: str) -> None:
    fetch = crawled.fetch("outside", path)
    assert fetch is not None
    assert reason in (fetch.reason or "")


def test_a_redirect_within_the_site_is_followed(crawled: Crawled) -> None:
    target = crawled.fetch("outside", "/target")
    assert target is not None
    assert target.outcome == "fresh"


def test_an_unknown_publisher_is_refused_before_anything_is_crawled(crawled: Crawled) -> None:
    before = len(crawled.web.asked)
    with pytest.raises(SettingsError, match="no publisher 'nobody'"):
        list(crawl_publishers(["fine", "nobody"], crawled.settings))
    assert len(crawled.web.asked) == before


def test_an_unknown_package_is_a_settings_error(crawled: Crawled) -> None:
    settings = make_settings(crawled.settings.data, "tests.spiders.nowhere")
    with pytest.raises(SettingsError, match=r"tests\.spiders\.nowhere cannot be read"):
        list(crawl_publishers(["fine"], settings))


def test_only_who_answered_nothing_at_all_could_not_be_reached(crawled: Crawled) -> None:
    assert {name for name, result in crawled.results.items() if result.unreachable} == {"closed"}
