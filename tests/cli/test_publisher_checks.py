"""`clausewatch publishers check` and `new`, as a person and a script use them, on a local web."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from clausewatch.cli.publisher_checks import describe_check
from clausewatch.settings import Settings
from clausewatch.steps import new_publisher
from clausewatch.steps.check_publishers import PublisherCheck
from clausewatch.steps.list_checks import ListCheck
from clausewatch.steps.page_checks import PageCheck
from tests.alerts.histories import DAY
from tests.cli.shell import Shell, settings, shell
from tests.extract.items import make_bill
from tests.spiders.local_web import LocalWeb, Reply
from tests.steps.local_publishers import HTML, NOW, STORY, article, dated_feed

__all__ = ["settings", "shell"]

PACKAGE = "local_gazettes"
MODULE = """
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider

class {name}(FeedSpider):
    publisher = Publisher(name="{name}", title="{name}", kind="coverage", category="news",
                          domains=("{host}.localhost",), enabled={enabled}, verified={verified})
    feeds = ("http://{host}.localhost:{port}/feed.xml",)
    delay = 0
"""
WORDS = len(STORY.split())
GOOD = {"/feed.xml": dated_feed("/1"), "/1": article()}


@pytest.fixture
def web(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    """Four publishers: two good ones, one whose feed is gone, and one that is not enabled."""
    del settings
    sites = {"fen": dict(GOOD), "ness": dict(GOOD), "moor": {"/feed.xml": Reply(status=410)}, "off": {}}
    with LocalWeb({name: dict(routes) for name, routes in sites.items()}) as served:
        package = tmp_path / "modules" / PACKAGE
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        for name in sites:
            facts = {
                "name": name,
                "host": name,
                "enabled": name != "off",
                "verified": name == "ness",
                "port": served.port,
            }
            (package / f"{name}.py").write_text(MODULE.format(**facts), encoding="utf-8")
        monkeypatch.syspath_prepend(package.parent)
        monkeypatch.setenv("CLAUSEWATCH_PUBLISHERS", PACKAGE)
        monkeypatch.setenv("CLAUSEWATCH_ALLOW_LOOPBACK", "true")
        yield served
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def test_each_publisher_is_one_line_and_what_is_wrong_is_on_standard_error_too(shell: Shell, web: LocalWeb) -> None:
    answer = shell("publishers", "check")
    told = f"newest item {NOW:%Y-%m-%d %H:%M} UTC, 1 in 1 list, page of"
    gone = f"http://moor.localhost:{web.port}/feed.xml: HTTP 410"
    fen, moor, ness = sorted(answer.out.splitlines())
    assert answer.status == 3
    assert fen.split(maxsplit=1) == ["fen", f"ok: {told} {WORDS} words; verified=True may be set in its file"]
    assert moor.split(maxsplit=1) == ["moor", f"wrong: {gone}"]
    assert ness.split(maxsplit=1) == ["ness", f"ok: {told} {WORDS} words"]
    assert answer.err.splitlines() == [f"moor: {gone}", "publishers looked at: 3; ok: 2; wrong: 1"]
    assert web.asked_of("off") == []


def test_those_named_are_looked_at_and_json_tells_all(shell: Shell, web: LocalWeb) -> None:
    answer = shell("publishers", "check", "ness", "--format", "json")
    assert answer.status == 0
    row = json.loads(answer.out)
    assert (row["publisher"], row["requests"], row["problems"], row["verified"]) == ("ness", 2, [], True)
    assert row["lists"][0]["url"] == f"http://ness.localhost:{web.port}/feed.xml"
    assert {request.host for request in web.asked} == {"ness"}


def test_publishers_of_one_site_are_looked_at_in_turn_with_one_look_at_robots_txt(
    shell: Shell, web: LocalWeb, tmp_path: Path
) -> None:
    facts = {"name": "sport", "host": "fen", "enabled": True, "verified": True, "port": web.port}
    (tmp_path / "modules" / PACKAGE / "sport.py").write_text(MODULE.format(**facts), encoding="utf-8")
    answer = shell("publishers", "check", "fen", "sport")
    assert answer.status == 0
    assert web.asked_of("fen") == ["/robots.txt", "/feed.xml", "/1", "/feed.xml", "/1"]


BILLS_MODULE = """
from clausewatch.models import Publisher
from spiders.bases.bills import BillsSpider

class LocalBills(BillsSpider):
    publisher = Publisher(name="bills-here", title="Bills", kind="official", category="parliament",
                          domains=("bills.localhost",), minimum=0)
    base = "http://bills.localhost:{port}"
    terms = ("Bells",)
    delay = 0
"""
SEARCH = "/api/v1/Bills?SearchTerm=Bells&SortOrder=DateUpdatedDescending&Skip=0&Take=20"


def give(content: dict[str, Any]) -> Reply:
    return Reply(json.dumps(content).encode(), headers={"Content-Type": "application/json"})


def test_bills_are_looked_at_by_a_search_and_the_newest_bill(shell: Shell, web: LocalWeb, tmp_path: Path) -> None:
    (tmp_path / "modules" / PACKAGE / "bills.py").write_text(BILLS_MODULE.format(port=web.port), encoding="utf-8")
    listed = [
        {"billId": 6, "lastUpdate": f"{NOW - 9 * DAY:%Y-%m-%dT%H:%M:%S}"},
        {"billId": 7, "lastUpdate": f"{NOW:%Y-%m-%dT%H:%M:%S}"},
    ]
    bill = make_bill(lastUpdate=f"{NOW:%Y-%m-%dT%H:%M:%S}")
    web.sites["bills"] = {SEARCH: give({"items": listed, "totalResults": 2}), "/api/v1/Bills/7": give(bill)}
    answer = shell("publishers", "check", "bills-here")
    assert (answer.status, answer.err) == (0, "publishers looked at: 1; ok: 1; wrong: 0\n")
    words = f"newest item {NOW:%Y-%m-%d %H:%M} UTC, 2 in 1 list, page of 32 words"
    assert answer.out.split(maxsplit=1) == ["bills-here", f"ok: {words}; verified=True may be set in its file\n"]
    assert web.asked_of("bills") == ["/robots.txt", SEARCH, "/api/v1/Bills/7"]


def test_a_search_of_another_shape_and_a_bill_without_text_are_told(
    shell: Shell, web: LocalWeb, tmp_path: Path
) -> None:
    (tmp_path / "modules" / PACKAGE / "bills.py").write_text(BILLS_MODULE.format(port=web.port), encoding="utf-8")
    web.sites["bills"] = {SEARCH: give({"results": []})}
    answer = shell("publishers", "check", "bills-here")
    assert answer.status == 3
    assert "Take=20: it is not an answer of the search (KeyError('items'))" in answer.err
    web.sites["bills"] = {
        SEARCH: give({"items": [{"billId": 7}], "totalResults": 1}),
        "/api/v1/Bills/7": give({"billId": 7, "shortTitle": "Bells", "longTitle": None}),
    }
    answer = shell("publishers", "check", "bills-here")
    assert answer.status == 3
    assert "/api/v1/Bills/7: the bill has no text" in answer.err


def test_a_name_that_does_not_exist_is_wrong_use(shell: Shell, web: LocalWeb) -> None:
    answer = shell("publishers", "check", "fen", "nobody")
    assert (answer.status, answer.out, web.asked) == (2, "", [])
    assert "no publisher 'nobody'" in answer.err


def test_what_a_site_writes_cannot_steer_the_terminal_or_break_the_line() -> None:
    lists = (ListCheck(url="http://fen.example/a\x1b[2J\n"),)
    line = describe_check(PublisherCheck(publisher="fen", verified=False, lists=lists, problems=("a\x1b[2J\nb", "c")))
    assert line.split(maxsplit=1) == ["fen", "wrong: a [2J b; c"]


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (PublisherCheck(publisher="fen", verified=False), "nothing found now, no page looked at"),
        (
            PublisherCheck(
                publisher="fen",
                verified=False,
                crawl_delay=2.5,
                lists=(ListCheck(url="http://fen.example/a", items=3), ListCheck(url="http://fen.example/b", items=4)),
                lists_left_out=1,
                page=PageCheck(url="http://fen.example/1", words=60),
                archive=ListCheck(url="http://fen.example/2023/09/06", items=9),
            ),
            (
                "its lists give no dates, 7 in 2 lists, page of 60 words, lists not looked at: 1, 9 in its archive, "
                "crawl delay 2.5 s"
            ),
        ),
    ],
)
def test_what_was_not_proven_is_not_called_verified(check: PublisherCheck, told: str) -> None:
    assert describe_check(check).split(maxsplit=1) == ["fen", f"ok: {told}"]


def test_a_new_publisher_is_found_written_and_to_be_reviewed(
    shell: Shell, web: LocalWeb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_publisher, "DELAY", 0.0)
    web.sites["quay"] = {"/feed": dated_feed("/1"), "/1": article("Quay\x1b[2J news")}
    answer = shell("publishers", "new", f"http://quay.localhost:{web.port}/", "--name", "quay-post", "--out", "made")
    lines = answer.out.splitlines()
    assert answer.status == 0, answer.err
    assert lines[0] == f"chosen: http://quay.localhost:{web.port}/feed, a feed of 1"
    files = [Path(line.removeprefix("written: ")) for line in lines if line.startswith("written: ")]
    assert files[0] == Path("made/spiders/publishers/quay_post.py")
    assert all((tmp_path / file).stat().st_size for file in files)
    assert len(files) == 4
    assert "do not publish or commit it where its licence forbids" in answer.out
    assert "\x1b" not in answer.out
    assert f"tried: http://quay.localhost:{web.port}/feed: a feed of 1" in answer.err


def test_of_a_site_with_nothing_all_that_was_tried_is_told(
    shell: Shell, web: LocalWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_publisher, "DELAY", 0.0)
    address = f"http://bare.localhost:{web.port}"
    answer = shell("publishers", "new", f"{address}/")
    assert (answer.status, answer.out) == (1, "")
    *tried, last = answer.err.splitlines()
    assert f"tried: {address}/sitemap.xml: HTTP 404" in tried
    assert last == "Error: no feed or sitemap was found on bare.localhost"
    assert len(tried) == len(web.asked_of("bare")) - 1
    assert shell("publishers", "new", "fentimes.example").status == 2


def test_a_feed_that_another_host_keeps_is_taken_by_leave_only(
    shell: Shell, web: LocalWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_publisher, "DELAY", 0.0)
    kept = f"http://burner.localhost:{web.port}/quay"
    markup = (
        f"<html><head><link rel='alternate' type='application/rss+xml' href='{kept}'></head><body>Quay</body></html>"
    )
    web.sites["quay"] = {"/": Reply(markup.encode(), headers=HTML), "/1": article()}
    old = NOW - 400 * DAY
    web.sites["burner"] = {"/quay": dated_feed(f"http://quay.localhost:{web.port}/1", at=old)}
    words = ("publishers", "new", f"http://quay.localhost:{web.port}/")
    answer = shell(*words)
    assert answer.status == 1
    assert "where one of these other sites is the publisher's, too: --domain HOST" in answer.err
    answer = shell(*words, "--domain", "burner.localhost")
    assert answer.status == 0, answer.err
    assert answer.out.startswith(f"chosen: {kept}, a feed of 1\n")
    assert f"review: the newest item of the list is of {old:%Y-%m-%d}: nobody seems to keep it" in answer.out
