"""The task that says what is to be extracted and annotated again."""

from typing import Any

from airflow.sdk import task


@task(multiple_outputs=False)
def select_again(
    *,
    since: str,
    until: str,
    extract: bool = False,
    of_publishers: bool = False,
    params: dict[str, Any] | None = None,
) -> dict[str, int]:
    """Make versions wait to be annotated again, by when they were published and by the run's parameters; how many.

    `extract`: their pages first. `of_publishers`: only of those that the parameters name, if they name any. Asked
    twice it is as if asked once. `InputError` names a publisher of whom nothing is kept, or a wrong date.
    """
    from clausewatch.ledger.annotations import Selection
    from clausewatch.settings import load_settings
    from clausewatch.steps.reprocess import read_time, request_reprocessing
    from clausewatch.steps.stores import open_stores
    from nlp.versions import find_version

    asked, settings = params or {}, load_settings()
    selection = Selection(
        made_by=asked.get("model"),
        stale_for=find_version(settings.targets, settings.speakers) if asked.get("stale") else None,
        publishers=tuple(asked["publishers"]) if of_publishers else (),
        since=read_time(since) if since else None,
        until=read_time(until) if until else None,
    )
    with open_stores(settings) as stores:
        return request_reprocessing(stores, selection, extract=extract or asked.get("extract", False)).model_dump()
