"""Saved searches on the server: only what is new is sent, what nobody asks for goes, and others are in nobody's way."""

import json
from collections.abc import Mapping

import pytest
from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from clausewatch.index.elastic.conditions import Json
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.saved import SavedSearches, make_digest
from clausewatch.index.elastic.templates import read_template

pytestmark = [pytest.mark.server, pytest.mark.more_servers]


def find_word(*words: str) -> dict[str, Json]:
    """Searches by digest."""
    searches = [{"match": {"text": word}} for word in words]
    return {make_digest(search): search for search in searches}


def keep(saved: SavedSearches, searches: dict[str, Json]) -> frozenset[str]:
    with saved.hold(searches) as held:
        return held.missing


def read_kept(client: Elasticsearch, saved: SavedSearches) -> dict[str, tuple[str, int]]:
    """The word of each kept search and how often it was written, by digest."""
    client.indices.refresh(index=saved.index)
    hits = client.search(index=saved.index, body={"version": True, "size": 100}).body["hits"]["hits"]
    return {hit["_id"]: (hit["_source"]["query"]["match"]["text"], hit["_version"]) for hit in hits}


def test_only_new_searches_are_sent_and_old_ones_removed(client: Elasticsearch, saved: SavedSearches) -> None:
    keep(saved, find_word("one", "two"))
    keep(saved, find_word("two", "three"))
    assert sorted(read_kept(client, saved).values()) == [("three", 1), ("two", 1)]


def test_a_search_that_the_server_refuses_is_missing_and_the_others_are_kept(
    client: Elasticsearch, saved: SavedSearches
) -> None:
    wrong: Json = {"match": {"nowhere": {"nonsense": 1}}}
    searches = find_word("one") | {make_digest(wrong): wrong}
    assert keep(saved, searches) == {make_digest(wrong)}
    assert keep(saved, searches) == {make_digest(wrong)}
    assert list(read_kept(client, saved).values()) == [("one", 1)]


def test_what_others_remove_meanwhile_is_still_held(client: Elasticsearch, saved: SavedSearches) -> None:
    mine = find_word("mine")
    with saved.hold(mine) as held:
        keep(saved, find_word("other"))
        assert list(read_kept(client, saved).values()) == [("other", 1)]
        asked = {"field": "query", "document": {"text": "mine and other"}}
        body = {"pit": {"id": held.point, "keep_alive": "1m"}, "query": {"percolate": asked}}
        assert [hit["_id"] for hit in client.search(body=body).body["hits"]["hits"]] == list(mine)


def test_no_search_at_all_takes_away_the_last(client: Elasticsearch, saved: SavedSearches) -> None:
    keep(saved, find_word("one"))
    assert keep(saved, {}) == frozenset()
    assert read_kept(client, saved) == {}


def test_more_searches_than_one_page_are_listed(client: Elasticsearch, names: Names) -> None:
    class InSmallPages(SavedSearches):
        page = 3

    saved = InSmallPages(client, names, "analysis")
    searches = find_word(*map(str, range(10)))
    keep(saved, searches)
    assert keep(saved, searches) == frozenset()
    assert {version for _, version in read_kept(client, saved).values()} == {1}


def test_another_mapping_is_another_index_and_the_old_one_goes(client: Elasticsearch, names: Names) -> None:
    before = SavedSearches(client, names, "analysis-core")
    keep(before, find_word("one"))
    after = SavedSearches(client, names, "analysis")
    keep(after, find_word("one"))
    assert before.index != after.index
    assert not client.indices.exists(index=before.index)


def test_searches_are_mapped_as_the_statements_are(client: Elasticsearch, saved: SavedSearches, names: Names) -> None:
    keep(saved, {})
    (facts,) = client.indices.get(index=saved.index).body.values()
    fields = json.loads(json.dumps(facts["mappings"]["properties"]))
    assert fields.pop("query") == {"type": "percolator"}
    statements = read_template("index_templates", "statements", names)["template"]["mappings"]["properties"]
    assert fields.keys() == statements.keys()
    for name in ("text", "speaker", "stances", "document"):
        assert _list_types(fields[name]) == _list_types(statements[name])
    assert facts["mappings"]["dynamic"] == "strict"


def _list_types(field: Json, path: str = "") -> dict[str, str]:
    """Type and analyzer of a field and all below it; what the server leaves out is not compared."""
    types = {path: f"{field.get('type', 'object')} {field.get('analyzer', '')}"}
    for part in ("properties", "fields"):
        for name, inner in field.get(part, {}).items():
            types |= _list_types(inner, f"{path}.{name}")
    return types


def test_a_write_does_not_make_a_missing_index(client: Elasticsearch, saved: SavedSearches) -> None:
    keep(saved, {})
    client.indices.delete(index=saved.index)
    with pytest.raises(NotFoundError):
        saved._send(find_word("one"))
    assert not client.indices.exists(index=saved.index)
    assert keep(saved, find_word("one")) == frozenset()


class Losing(SavedSearches):
    """As where others take away at once whatever is sent."""

    def _send(self, searches: Mapping[str, Json]) -> set[str]:
        super()._send(searches)
        self._remove(set(searches))
        self._client.indices.refresh(index=self.index)
        return set()


def test_what_others_take_away_again_and_again_is_missing_in_the_end(client: Elasticsearch, names: Names) -> None:
    searches = find_word("one", "two")
    assert keep(Losing(client, names, "analysis"), searches) == searches.keys()


def test_an_index_that_cannot_be_made_is_an_error(client: Elasticsearch) -> None:
    with pytest.raises(BadRequestError, match="must be lowercase"):
        keep(SavedSearches(client, Names("Capital"), "analysis"), {})


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert make_digest({"a": 1, "b": 2}) == make_digest({"b": 2, "a": 1})
    assert make_digest({"a": 1}) != make_digest({"a": 2})
