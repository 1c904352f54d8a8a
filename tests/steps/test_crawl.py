"""Crawls are recorded as they end, the ill beside the healthy."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clausewatch.errors import SettingsError
from clausewatch.ledger.events import list_events
from clausewatch.ledger.health import latest_crawls
from clausewatch.models import Publisher
from clausewatch.settings import Settings
from clausewatch.steps.crawl import choose_publishers, crawl, group_by_site
from clausewatch.steps.stores import Stores, open_stores
from tests.spiders.behaviour import make_sites
from tests.spiders.conftest import environment, make_settings
from tests.spiders.local_web import LocalWeb


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def test_each_result_is_recorded_and_an_ill_publisher_stops_no_other(stores: Stores) -> None:
    with LocalWeb(make_sites()) as web, environment("CLAUSEWATCH_TEST_PORT", web.port):
        found = {result.publisher: result for result in crawl(stores, ["empty", "fine"])}
    assert found["fine"].healthy
    assert not found["empty"].healthy
    with stores.ledger.read() as session:
        assert {result.publisher: result for result in latest_crawls(session)} == found
        events = list_events(session)
    assert [(event.kind, event.publisher) for event in events] == [("unhealthy", "empty")]
    assert events[0].reason == found["empty"].reason


@pytest.fixture
def half_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Two publishers, of which `fen-post` is off."""
    (tmp_path / "half_off").mkdir()
    (tmp_path / "half_off" / "__init__.py").write_text("", encoding="utf-8")
    for name, enabled in (("fen-times", True), ("fen-post", False)):
        facts = f"name={name!r}, title='Fen', kind='coverage', category='news', domains=('fen.example',)"
        lines = (
            "from clausewatch.models import Publisher",
            "from spiders.bases.feed import FeedSpider",
            "class Fen(FeedSpider):",
            f"    publisher = Publisher({facts}, enabled={enabled})",
            "    feeds = ('https://fen.example/feed',)",
        )
        (tmp_path / "half_off" / f"{name.replace('-', '_')}.py").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return Settings(publishers="half_off")


def test_without_names_the_enabled_ones_are_chosen(half_off: Settings) -> None:
    assert [publisher.name for publisher in choose_publishers(half_off, ())] == ["fen-times"]
    assert all(publisher.enabled for publisher in choose_publishers(Settings(), ()))


def test_a_disabled_one_can_be_named(half_off: Settings) -> None:
    assert [publisher.name for publisher in choose_publishers(half_off, ["fen-post"])] == ["fen-post"]


def test_a_name_that_does_not_exist_is_wrong_use() -> None:
    with pytest.raises(SettingsError, match="no publisher 'gazette'") as caught:
        choose_publishers(Settings(), ["bbc-news", "gazette"])
    assert caught.value.exit_status == 2


def on(name: str, *domains: str) -> Publisher:
    return Publisher(name=name, title=name, kind="official", category="government", domains=domains)


def test_publishers_that_share_a_site_are_crawled_one_after_the_other() -> None:
    publishers = [on("a", "one.example"), on("b", "two.example"), on("c", "www.one.example"), on("d", "three.example")]
    assert group_by_site(publishers) == [["b"], ["a", "c"], ["d"]]


def test_publishers_that_share_no_site_but_have_one_in_common_with_a_third_stay_together() -> None:
    publishers = [on("a", "one.example"), on("b", "two.example"), on("c", "two.example", "one.example")]
    assert group_by_site(publishers) == [["a", "b", "c"]]
    assert group_by_site([]) == []
