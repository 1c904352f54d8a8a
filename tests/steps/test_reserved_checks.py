"""A look at a publisher says where its page is one that a crawl leaves out as its rights are reserved."""

from pathlib import Path

import pytest

from tests.spiders.local_web import LocalWeb, Reply
from tests.spiders.watching.watching import make_feed
from tests.steps.local_publishers import HTML, article, check, dated_feed

PLAIN = article().body
RESERVED = {
    "noai in X-Robots-Tag": Reply(PLAIN, headers={**HTML, "X-Robots-Tag": "max-snippet: 50, noai"}),
    "tdm-reservation in the header": Reply(PLAIN, headers={**HTML, "tdm-reservation": "1"}),
    "tdm-reservation in a meta": Reply(
        PLAIN.replace(b"<head>", b"<head><meta name='tdm-reservation' content='1'>"), headers=HTML
    ),
}


@pytest.mark.parametrize("by", RESERVED)
def test_a_reserved_page_is_of_no_use_unless_the_settings_say_so(by: str, tmp_path: Path) -> None:
    with LocalWeb({"gazette": {"/feed.xml": dated_feed("/1"), "/1": RESERVED[by]}}) as web:
        kind = make_feed(web, "gazette")
        [problem] = check(kind, tmp_path).problems
        assert problem.endswith(f"/1: rights are reserved: {by}")
        assert check(kind, tmp_path, respect_tdm=False).problems == ()


def test_what_is_reserved_against_pictures_only_is_of_use(tmp_path: Path) -> None:
    page = Reply(PLAIN, headers={**HTML, "X-Robots-Tag": "noimageai, noarchive"})
    with LocalWeb({"gazette": {"/feed.xml": dated_feed("/1"), "/1": page}}) as web:
        assert check(make_feed(web, "gazette"), tmp_path).problems == ()
