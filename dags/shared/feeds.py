"""The feeds of the official publishers as an asset: something new in one of them wakes a DAG."""

import os

from airflow.sdk import Asset, AssetWatcher

from clausewatch.errors import SettingsError
from dags.shared.assets import GROUP
from dags.triggers.official import OfficialFeedTrigger

SECONDS_VARIABLE = "CLAUSEWATCH_WATCH_SECONDS"
"""How often the feeds are looked at, where the DAG files are read; default 60."""
LONGEST = 86_400


def make_feeds_asset() -> Asset:
    """The asset with its watcher. An event's payload names the publishers that have news."""
    trigger = OfficialFeedTrigger(interval=_read_seconds(os.environ.get(SECONDS_VARIABLE) or "60"))
    watcher = AssetWatcher(name="official-feeds", trigger=trigger)
    return Asset("official-feeds", uri="x-clausewatch://publishers/official", group=GROUP, watchers=[watcher])


def _read_seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 1 <= seconds <= LONGEST:
        raise SettingsError(f"{SECONDS_VARIABLE}: {text!r} is no number of seconds from 1 to {LONGEST}")
    return seconds
