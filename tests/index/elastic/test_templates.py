"""Templates in the richest form that a server takes."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from clausewatch.index.elastic.access import read_access
from clausewatch.index.elastic.client import open_client
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.templates import FORMS, Form, digest_templates, put_templates, read_template
from clausewatch.settings import Credentials
from tests.servers.running import PARAMETERS, borrow_server

CAPABILITIES = {
    "elasticsearch-9": {"vectors"},
    "elasticsearch-8": {"vectors"},
    "opensearch-3": {"stemming", "folding", "percolator"},
}
NAMES = Names("desk")


@pytest.fixture
def names() -> Names:
    return Names(f"p{uuid4().hex[:12]}")


@pytest.fixture(params=PARAMETERS)
def server(request: pytest.FixtureRequest, names: Names) -> Iterator[tuple[str, Elasticsearch]]:
    access = read_access(f"{borrow_server(request.param)}/{names.prefix}", Credentials())
    with closing(open_client(access)) as client:
        yield request.param, client
        client.indices.delete_index_template(name=f"{names.prefix}-*")
        client.options(ignore_status=404).cluster.delete_component_template(name=f"{names.prefix}-*")


def read_statements_template(client: Elasticsearch, names: Names) -> dict[str, Any]:
    """As it is on the server."""
    answer = client.indices.get_index_template(name=f"{names.prefix}-statements").body
    found: dict[str, Any] = answer["index_templates"][0]["index_template"]
    return found


def test_a_server_gets_the_richest_form_that_it_takes(server: tuple[str, Elasticsearch], names: Names) -> None:
    name, client = server
    form = put_templates(client, names)
    assert form.capabilities == CAPABILITIES[name]
    parts = {"settings", form.analysis, *(["vectors"] if form.has_vectors else [])}
    template = read_statements_template(client, names)
    assert set(template["composed_of"]) == {f"{names.prefix}-{part}" for part in parts}


def test_what_was_put_before_is_known_again_and_not_put_again(server: tuple[str, Elasticsearch], names: Names) -> None:
    _, client = server
    first = put_templates(client, names)
    # What somebody changed by hand shows whether it is put again.
    client.cluster.put_component_template(name=f"{names.prefix}-control", template={"settings": {}})
    assert put_templates(client, names) == first
    kept = client.cluster.get_component_template(name=f"{names.prefix}-control").body["component_templates"]
    assert "mappings" not in kept[0]["component_template"]["template"]


def test_templates_of_other_files_are_put_anew(server: tuple[str, Elasticsearch], names: Names) -> None:
    _, client = server
    form = put_templates(client, names)
    old = read_statements_template(client, names)
    other = {"index_patterns": [f"{names.prefix}-statements-*"], "priority": 500, "_meta": {"digest": "0" * 16}}
    client.indices.put_index_template(name=f"{names.prefix}-statements", body=other)
    assert put_templates(client, names) == form
    new = read_statements_template(client, names)
    assert (new["_meta"], new["composed_of"]) == (old["_meta"], old["composed_of"])


def test_two_prefixes_are_apart(server: tuple[str, Elasticsearch], names: Names) -> None:
    _, client = server
    put_templates(client, names)
    assert read_statements_template(client, names)["index_patterns"] == [f"{names.prefix}-statements-*"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "+".join(sorted(form.capabilities)) or "plain")
def test_a_form_says_just_what_it_holds(form: Form) -> None:
    assert ("vectors" in form.capabilities) == form.has_vectors
    assert ("stemming" in form.capabilities) == ("folding" in form.capabilities) == (form.analysis == "analysis")


def test_no_form_is_richer_than_one_before_it() -> None:
    assert [
        form for place, form in enumerate(FORMS) if any(form.capabilities > one.capabilities for one in FORMS[:place])
    ] == []
    assert len({form.capabilities for form in FORMS}) == len(FORMS)


def test_a_file_is_read_with_the_names_of_a_prefix() -> None:
    template = read_template("index_templates", "statements", NAMES)
    assert template["index_patterns"] == ["desk-statements-*"]
    assert template["composed_of"] == ["desk-settings", "desk-analysis", "desk-vectors"]


def test_the_digest_is_the_same_each_time() -> None:
    assert digest_templates() == digest_templates()
    assert len(digest_templates()) == 16
    assert int(digest_templates(), 16) >= 0
