"""A facet of more values than the server gives in one answer has the commonest."""

from contextlib import closing

import pytest

from clausewatch.index import open_index
from clausewatch.index.elastic import facets
from clausewatch.index.elastic.names import Names
from clausewatch.index.protocol import Query
from tests.index.contract.examples import fill, make_entry, make_speaker
from tests.index.elastic.conftest import SERVER
from tests.servers.running import borrow_server

pytestmark = pytest.mark.server


def test_the_commonest_values_are_given_where_there_are_too_many(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = {"Ada Firth": 1, "Bo Lund": 1, "Cy Marsh": 3, "Di Oak": 2}
    with closing(open_index(f"{borrow_server(SERVER)}/{names.prefix}", ())) as index:
        for name, times in spoken.items():
            for place in range(times):
                fill(index, [make_entry(f"{name}-{place}", "words", speaker=make_speaker(name))])
        assert len(index.count_facet(Query(), "speaker")) == 4
        monkeypatch.setattr(facets, "MOST", 2)
        found = index.count_facet(Query(), "speaker")
    assert [(one.value, one.count) for one in found] == [("Cy Marsh", 3), ("Di Oak", 2)]
