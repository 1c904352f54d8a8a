"""What the tests of the watcher share: spiders of a local web, and the spiders of the fictional one."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from clausewatch.demo.pages import DAY_TWO_SUFFIX, read_page
from clausewatch.demo.publishers.addresses import PORT_VARIABLE
from clausewatch.demo.server import DemoWeb
from clausewatch.demo.sites import WEB
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from spiders.bases.feed import FeedSpider
from spiders.bases.publisher import PublisherSpider
from spiders.watching.asking import Asker
from spiders.watching.watcher import Watcher
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb

DEMO = "clausewatch.demo.publishers"
PATIENCE = 20.0
"""Seconds that a round on this machine may take."""
Kind = TypeVar("Kind", bound=PublisherSpider)


def make_kind(base: type[Kind], name: str = "gazette", domain: str | None = None, **attributes: Any) -> type[Kind]:
    """A spider class of a publisher on a site of the same name."""
    publisher = Publisher(
        name=name, title=name, kind="official", category="other", domains=(domain or f"{name}.localhost",)
    )
    kind: type[Kind] = type(name, (base,), {"publisher": publisher, "__module__": __name__, "delay": 0, **attributes})
    return kind


def make_feed(web: LocalWeb, name: str, *paths: str, **attributes: Any) -> type[FeedSpider]:
    """A spider of feeds on a site of the local web."""
    feeds = tuple(f"http://{name}.localhost:{web.port}{path}" for path in paths or ("/feed.xml",))
    return make_kind(FeedSpider, name, feeds=feeds, **attributes)


def make_watcher(folder: Path, *spiders: type[PublisherSpider], asker: Asker | None = None) -> Watcher:
    """A watcher that may ask loopback."""
    return Watcher(spiders, make_settings(folder), asker)


async def look(watcher: Watcher) -> tuple[str, ...]:
    """The publishers with news after one round."""
    return (await watcher.look(PATIENCE)).publishers


@contextmanager
def serve_demo(folder: Path, pages: Path = WEB) -> Iterator[tuple[DemoWeb, Settings]]:
    """The fictional web and settings for it. Its spiders' modules are read anew, as they hold the port."""
    with DemoWeb(folder=pages) as web, environment(PORT_VARIABLE, web.port):
        forget_demo_spiders()
        try:
            yield web, make_settings(folder, DEMO)
        finally:
            forget_demo_spiders()


def forget_demo_spiders() -> None:
    """Have the modules read again by the next who needs them."""
    for name in [name for name in sys.modules if name.startswith(f"{DEMO}.") and name != f"{DEMO}.addresses"]:
        del sys.modules[name]


def quieten(folder: Path, *hosts: str) -> Path:
    """A copy of the fictional web in which some sites publish nothing on day two."""
    copy = folder / "web"
    shutil.copytree(WEB, copy)
    for file in [file for host in hosts for file in (copy / host).glob("*.md")]:
        if file.name.endswith(DAY_TWO_SUFFIX) or read_page(file).first_day == 2:
            file.unlink()
    return copy
