"""How the sites of the tests behave."""

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.spiders.local_web import Reply, Route, feed, page
from tests.spiders.test_xml import BOMB

XML = {"Content-Type": "application/rss+xml"}
STRICT_ROBOTS = b"""User-agent: *
Disallow: /private/
Disallow: /*?print=1
Allow: /private/open

User-agent: Clausewatch
Disallow: /private/
Allow: /private/open
Disallow: /*?print=1
Crawl-delay: 0.3
"""
STRICT_PAGES = ("/a", "/private/1", "/private/open", "/a?print=1", "/b", "/private/2?x=1")


def busy(before: int) -> Reply:
    """Asks for a second's patience once, as seconds and, for the other page, as a date."""
    return page("Here you are.") if before else Reply(b"", 503, {"Retry-After": "1"})


def busy_by_date(before: int) -> Reply:
    """The same with a date, two seconds ahead as dates have whole seconds."""
    at = datetime.now(UTC) + timedelta(seconds=2)
    return page("Here too.") if before else Reply(b"", 429, {"Retry-After": format_datetime(at, usegmt=True)})


def make_sites() -> dict[str, dict[str, Route]]:
    """All sites."""
    gzipped = {"Content-Encoding": "gzip", "Content-Type": "text/html"}
    return {
        "fine": {"/feed.xml": feed(["/1", "/2", "/dead"]), "/1": page("One."), "/2": page("Two.")},
        "empty": {"/feed.xml": feed([])},
        "broken": {"/feed.xml": Reply(b"", 500)},
        "hostile": {
            "/feed.xml": feed(
                [f"/{name}" for name in ("slow", "huge", "endless", "bomb", "cut", "round", "good", "torn", "far/0")]
            ),
            "/bomb.xml": Reply(BOMB, headers=XML),
            "/slow": Reply(b"x" * 600, drip=0.05, headers={"Content-Type": "text/html"}),
            "/huge": Reply(b"x" * 10_500_000, headers={"Content-Type": "text/html"}),
            "/endless": Reply(b"x" * 10_500_000, headers={"Content-Length": "999999999999"}),
            "/bomb": Reply(gzip.compress(b"x" * 50_000_000), headers=gzipped),
            "/cut": Reply(b"half", headers={"Content-Length": "4000"}),
            "/torn": Reply(b"\x1f\x8bnot gzip at all", headers=gzipped),
            **{f"/far/{n}": Reply(b"", 302, {"Location": f"/far/{n + 1}"}) for n in range(20)},
            "/round": Reply(b"", 302, {"Location": "/round?again=1"}),
            "/round?again=1": Reply(b"", 302, {"Location": "/round"}),
            "/good": page("The only good page of this site."),
        },
        "busy": {"/feed.xml": feed(["/1", "/2", "/3"]), "/1": busy, "/2": busy_by_date, "/3": page("Three.")},
        "later": {
            "/feed.xml": feed(["/1", "/2", "/3"]),
            "/1": page("One."),
            "/2": Reply(b"", 429, {"Retry-After": "3600"}),
            "/3": page("Three."),
        },
        "strict": {
            "/robots.txt": Reply(STRICT_ROBOTS, headers={"Content-Type": "text/plain"}),
            "/feed.xml": feed([path.replace("&", "&amp;") for path in STRICT_PAGES]),
            **{path: page(f"Page {path}.") for path in STRICT_PAGES},
        },
        "unsure": {"/robots.txt": Reply(b"", 500), "/feed.xml": feed(["/1"]), "/1": page("One.")},
        "frugal": {"/feed.xml": feed([f"/{n}" for n in range(20)]), **{f"/{n}": page(f"{n}.") for n in range(20)}},
        "outside": {
            "/feed.xml": feed(["/away", "/file", "/inside", "/metadata"]),
            "/away": Reply(b"", 301, {"Location": "http://fine.localhost:1/1"}),
            "/file": Reply(b"", 302, {"Location": "file:///etc/hostname"}),
            "/metadata": Reply(b"", 302, {"Location": "http://169.254.169.254/latest/meta-data/"}),
            "/inside": Reply(b"", 302, {"Location": "/target", "Set-Cookie": "seen=1"}),
            "/target": page("Target."),
        },
    }
