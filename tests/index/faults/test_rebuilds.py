"""A rebuild that is cut short: what it was told is not forgotten, and whoever goes on finds what is there."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index.elastic.control import LOCK
from clausewatch.index.elastic.index import ElasticIndex
from clausewatch.index.protocol import Candidate, Refusal, Replacement
from tests.index.contract.examples import make_entry
from tests.index.faults.conftest import Place

pytestmark = [pytest.mark.server, pytest.mark.more_servers]
DOCUMENTS = 5000
"""More than are on their way at once."""
ODD = 7
"""The document that is refused."""


class Interrupted:
    """A source of many documents, one of them refused; something happens when most of them are read."""

    def __init__(self, happening: Callable[[], None]) -> None:
        self._happening = happening
        self.refused: list[str] = []
        self.after: str | None = None

    def read(self, after: str | None) -> Iterator[Replacement]:
        self.after = after
        for number in range(DOCUMENTS):
            document = f"d{number:05}"
            if after is None or document > after:
                if number == DOCUMENTS - 10:
                    self._happening()
                yield Replacement(document=document, entries=(self._make(number, document),), revision=1)

    def _make(self, number: int, document: str) -> Any:
        entry = make_entry(document, f"words {number}")
        statement = entry.statement.model_copy(update={"cue_type": "speech" if number == ODD else None})
        return entry.model_copy(update={"statement": statement})

    def refuse(self, refusal: Refusal) -> None:
        self.refused.append(refusal.document)

    def check(self, candidate: Candidate) -> None:
        assert candidate.count() == DOCUMENTS - 1


@pytest.fixture
def index(place: Place) -> Iterator[ElasticIndex]:
    """On a server whose new versions know no cue types."""
    index = place.open()
    index.prepare()
    kept = place.ask("GET", f"_index_template/{place.prefix}-statements").json()["index_templates"][0]["index_template"]
    # The server adds dates, which it does not take back.
    body = {key: value for key, value in kept.items() if "date" not in key}
    del body["template"]["mappings"]["properties"]["cue_type"]
    place.ask("PUT", f"_index_template/{place.prefix}-statements", body)
    yield index
    index.close()


def stop() -> None:
    raise KeyboardInterrupt


def go_on() -> None:
    """Nothing happens."""


def list_states(index: ElasticIndex) -> list[str]:
    return [version.state for version in index.list_versions()]


def test_what_is_refused_is_told_before_it_is_passed_over(index: ElasticIndex) -> None:
    stopped = Interrupted(stop)
    with pytest.raises(KeyboardInterrupt):
        index.rebuild(stopped)
    assert stopped.refused == [f"d{ODD:05}"]
    assert list_states(index) == ["live", "building"]
    next_one = Interrupted(go_on)
    index.rebuild(next_one)
    assert next_one.after is not None
    assert next_one.after > f"d{ODD:05}"
    assert next_one.refused == []
    assert index.count() == DOCUMENTS - 1


def test_whoever_lost_the_lock_leaves_the_new_version_to_the_other(index: ElasticIndex, place: Place) -> None:
    def take_lock() -> None:
        lock = {"kind": "lock", "owner": "another", "until": 32503680000000}
        place.ask("PUT", f"{place.prefix}-control/_doc/{LOCK}", lock)

    with pytest.raises(SearchStoreError) as caught:
        index.rebuild(Interrupted(take_lock))
    assert str(caught.value).endswith("another process has begun to rebuild it, as this one was held up for too long")
    assert list_states(index) == ["live", "building"]
    with pytest.raises(SearchStoreError, match=r"another process \(another\) is rebuilding it"):
        index.rebuild(Interrupted(go_on))
    place.ask("DELETE", f"{place.prefix}-control/_doc/{LOCK}")
    index.rebuild(Interrupted(go_on))
    assert index.count() == DOCUMENTS - 1
