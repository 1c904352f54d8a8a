"""`scrapy list`, `scrapy crawl NAME` and `scrapy check` work as Scrapy users expect."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb
from clausewatch.ledger import open_ledger
from clausewatch.ledger.fetches import latest_fetch

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = {"CLAUSEWATCH_PUBLISHERS": "clausewatch.demo.publishers", "CLAUSEWATCH_ALLOW_LOOPBACK": "1"}


def scrapy(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "scrapy", *arguments]
    environment = os.environ | variables
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


def test_list_names_the_real_publishers() -> None:
    done = scrapy("list")
    assert done.returncode == 0
    assert {"bbc-news", "hansard-lords", "ofcom", "gov-uk"} <= set(done.stdout.split())


def test_check_finds_nothing_wrong() -> None:
    done = scrapy("check", **DEMO)
    assert done.returncode == 0
    assert done.stderr.strip().endswith("OK")


def test_crawl_keeps_what_it_fetches(tmp_path: Path) -> None:
    with DemoWeb() as web:
        variables = DEMO | {"CLAUSEWATCH_DATA": str(tmp_path), PORT_VARIABLE: str(web.port)}
        done = scrapy("crawl", "open-lines", "-a", "since=2025-01-01", **variables)
        feed = web.base("openlines") + "/updates/feed.xml"
    assert done.returncode == 0, done.stderr
    with closing(open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")) as ledger, ledger.read() as session:
        fetch = latest_fetch(session, feed)
    assert fetch is not None
    assert fetch.outcome == "fresh"


def test_a_crawl_with_wrong_settings_says_what_is_wrong() -> None:
    done = scrapy("crawl", "open-lines", **DEMO, CLAUSEWATCH_REVISIT_DAYS="soon")
    assert done.returncode != 0
    assert "revisit_days" in done.stderr
