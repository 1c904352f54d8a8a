"""Versions on a search server: the old one is kept and followed, and a rebuild that was killed is gone on with."""

import os
import subprocess
import sys
from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from clausewatch.errors import SearchStoreError
from clausewatch.index import open_index
from clausewatch.index.elastic.index import ElasticIndex
from tests.index import numbered
from tests.index.contract.examples import fill, find, make_entry, rebuild, replace_document
from tests.servers.running import PARAMETERS, SHARED, borrow_server, clear_server, variable

pytestmark = pytest.mark.server


@pytest.fixture(params=PARAMETERS)
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An index of this test's own on each server."""
    prefix = f"v{uuid4().hex[:12]}"
    yield f"{borrow_server(request.param)}/{prefix}"
    clear_server(request.param, prefix)


@pytest.fixture
def index(url: str) -> Iterator[ElasticIndex]:
    index = open_index(url, ())
    assert isinstance(index, ElasticIndex)
    yield index
    index.close()


def list_states(index: ElasticIndex) -> list[tuple[str, int]]:
    return [(version.state, version.statements) for version in index.list_versions()]


def test_nothing_is_made_by_looking(index: ElasticIndex) -> None:
    assert (find(index), index.count(), index.list_versions()) == (set(), 0, ())


def test_a_rebuild_keeps_the_old_version(index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "old words")])
    rebuild(index, [make_entry("b", "new words"), make_entry("c", "new words")])
    assert list_states(index) == [("kept", 1), ("live", 2)]


def test_an_empty_version_is_nothing_to_go_back_to(index: ElasticIndex) -> None:
    index.prepare()
    rebuild(index, [make_entry("a", "words")])
    assert list_states(index) == [("live", 1)]
    with pytest.raises(SearchStoreError, match="no older version is kept"):
        index.roll_back()


def test_an_index_of_other_templates_is_told_until_it_is_rebuilt(url: str, index: ElasticIndex) -> None:
    assert "rebuild" not in index.description
    fill(index, [make_entry("a", "words")])
    assert "rebuild" not in index.description
    address, prefix = url.removeprefix("opensearch+").rsplit("/", 1)
    # As another version of Clausewatch would have noted it.
    noted = {"_meta": {"digest": "0" * 16}}
    httpx.put(f"{address}/{prefix}-statements-000001/_mapping", json=noted, timeout=30).raise_for_status()
    assert index.description.endswith("made by another version of Clausewatch: run `clausewatch index rebuild`")
    rebuild(index, [make_entry("a", "words")])
    assert "rebuild" not in index.description


def test_one_can_go_back_and_forth(index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "old words")])
    rebuild(index, [make_entry("b", "new words")])
    index.roll_back()
    assert find(index) == {"a"}
    index.roll_back()
    assert find(index) == {"b"}


def test_the_kept_version_follows_what_is_written(index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "old words")])
    rebuild(index, [make_entry("a", "old words")])
    replace_document(index, "a", [], revision=1)
    replace_document(index, "d", [make_entry("d", "later words")], revision=1)
    index.roll_back()
    assert find(index) == {"d"}


def test_only_one_version_is_kept(index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "words")])
    for count in (2, 3):
        rebuild(index, [make_entry(f"b{number}", "words") for number in range(count)])
    assert list_states(index) == [("kept", 2), ("live", 3)]


def test_a_kept_version_can_be_dropped(index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "words")])
    rebuild(index, [make_entry("b", "words")])
    assert len(index.drop_kept()) == 1
    assert index.drop_kept() == ()
    assert list_states(index) == [("live", 1)]
    with pytest.raises(SearchStoreError, match="no older version is kept"):
        index.roll_back()


def test_a_rebuild_goes_on_after_one_went_back(index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "words")])
    rebuild(index, [make_entry("b", "words")])
    index.roll_back()
    rebuild(index, [make_entry("c", "words")])
    assert (find(index), list_states(index)) == ({"c"}, [("kept", 1), ("live", 1)])


def kill_in_rebuild(url: str) -> None:
    done = subprocess.run([sys.executable, "-m", numbered.__name__, url], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr


def release_lock(url: str) -> None:
    """As if a minute had passed: the lock of a dead process runs out by itself."""
    name = next(name for name in SHARED if os.environ.get(variable(name), "?") in url)
    address, prefix = os.environ[variable(name)], url.rpartition("/")[2]
    lock = f"{address}/{prefix}-control/_doc/rebuild"
    body = {**httpx.get(lock).json()["_source"], "until": 0}
    httpx.put(f"{lock}?refresh=true", json=body).raise_for_status()


def test_a_killed_rebuild_is_gone_on_with(url: str, index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "old words")])
    kill_in_rebuild(url)
    assert find(index) == {"a"}
    assert [state for state, _ in list_states(index)] == ["live", "building"]
    release_lock(url)
    source = numbered.Numbered(numbered.ALL, "second words", revision=2)
    index.rebuild(source)
    assert source.after is not None
    assert index.count() == numbered.ALL
    assert len(find(index, "second")) == numbered.ALL - numbered.position_after(source.after)


def test_what_others_write_to_a_killed_rebuild_stays(url: str, index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "old words")])
    kill_in_rebuild(url)
    first, late = numbered.name(0), numbered.name(numbered.ALL - 1)
    replace_document(index, first, [make_entry(first, "newest words")], revision=3)
    replace_document(index, late, [], revision=3)
    release_lock(url)
    index.rebuild(numbered.Numbered(numbered.ALL, "second words", revision=2))
    assert find(index, "newest") == {first}
    assert index.count() == numbered.ALL - 1


def test_a_dead_rebuild_holds_the_others_up_for_a_minute_at_most(url: str, index: ElasticIndex) -> None:
    fill(index, [make_entry("a", "old words")])
    kill_in_rebuild(url)
    with pytest.raises(SearchStoreError, match=r"another process \(.+\) is rebuilding it"):
        rebuild(index, [])
    with pytest.raises(SearchStoreError, match="is rebuilding it"):
        index.roll_back()


def test_a_check_that_fails_leaves_the_old_version(index: ElasticIndex) -> None:
    class Doubted(numbered.Numbered):
        def check(self, candidate: object) -> None:
            raise SearchStoreError(f"too few: {candidate.count()}")  # type: ignore[attr-defined]

    fill(index, [make_entry("a", "old words")])
    with pytest.raises(SearchStoreError, match="too few: 5"):
        index.rebuild(Doubted(5, "words", revision=1))
    assert (find(index), list_states(index)) == ({"a"}, [("live", 1)])
