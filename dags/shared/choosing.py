"""The tasks that decide what a run is about; they give names and numbers, never content."""

from collections.abc import Collection, Mapping
from typing import Any

from airflow.sdk import task

from dags.shared.defaults import SHARE

MOST = 32
"""Mapped tasks of one step in a run."""


@task
def choose_publishers(
    kind: str, triggering_asset_events: Any = None, params: dict[str, Any] | None = None
) -> list[list[str]]:
    """Publishers that the run's parameters name, else those with news that woke the run, else all enabled ones of the
    kind, or those whose past can be asked for (`past`). Those of a mapped task stand together: publishers on the same
    site, as its crawl delay holds for all of them, and all with news, as to start a task takes longer than to see what
    is new.

    `SettingsError` names one that does not exist.
    """
    from clausewatch.settings import load_settings
    from clausewatch.steps.crawl import choose_for_backfill, group_by_site
    from clausewatch.steps.crawl import choose_publishers as choose

    named = (params or {}).get("publishers")
    news = [] if named else read_news(triggering_asset_events or {})
    chosen = choose(load_settings(), named or news)
    if news:
        return [[publisher.name for publisher in chosen]]
    past = choose_for_backfill(load_settings(), ()) if kind == "past" else ()
    return group_by_site([each for each in chosen if named or each.kind == kind or each.name in past])


def read_news(events: Mapping[Any, Collection[Any]]) -> list[str]:
    """Names of the publishers in the payloads of the events of watchers, each once."""
    extras = [event.extra for of_asset in events.values() for event in of_asset]
    return sorted({name for extra in extras for name in extra.get("payload", {}).get("publishers", ())})


@task
def plan(step: Any, params: dict[str, Any] | None = None) -> list[int]:
    """How the waiting work of a step is shared out: the number of documents for each mapped task. A task claims that
    many from the ledger when it runs, so that no two have the same and what a dead one had is taken over.
    """
    from clausewatch.settings import load_settings
    from clausewatch.steps.batches import count_waiting, plan_batches
    from clausewatch.steps.stores import open_stores

    with open_stores(load_settings()) as stores:
        return plan_batches(count_waiting(stores, step), (params or {}).get("share", SHARE), MOST)
