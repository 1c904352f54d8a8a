"""The files of index_mappings as a person sends them with curl, who needs none of our programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.stored import to_stored
from clausewatch.index.elastic.templates import FOLDER
from clausewatch.models import Stance
from tests.index.contract.examples import make_entry, make_speaker
from tests.index.elastic.mappings import list_levels
from tests.servers.running import PARAMETERS, borrow_server, clear_server

pytestmark = pytest.mark.server

PLAIN = ("settings", "control")
MODULES = {
    "elasticsearch-9": ("analysis-core", "vectors"),
    "elasticsearch-8": ("analysis-core", "vectors"),
    "opensearch-3": ("analysis", "rule"),
}
"""Components that need something that not every server has, by server."""
EMPTY = '{"template": {}}'
WHOLE = make_entry(
    "d1",
    "Words  of the “first” version.",
    speaker=make_speaker(
        "Zoë Firth", id="zoe-firth", role="minister", organisation="Harbour Office", members=("Ada Firth",)
    ),
    stances=[("clause", "FAVOR"), ("other", "NONE")],
    title="A title",
)


class Curl:
    """Sends files to a server as they are, but for the prefix of the names."""

    def __init__(self, server: str, names: Names) -> None:
        self._web = httpx.Client(base_url=borrow_server(server).removeprefix("opensearch+"), timeout=60)
        self.server = server
        self.names = names

    def send(self, method: str, path: str, body: str) -> httpx.Response:
        """What the server answers."""
        headers = {"content-type": "application/json"}
        return self._web.request(method, path, content=self.names.adapt(body).encode(), headers=headers)

    def put(self, kind: str, part: str, body: str = "") -> None:
        """A template under the name of its file; it must be taken."""
        body = body or read(f"{kind}_templates/clausewatch-{part}.json")
        answer = self.send("PUT", f"/_{kind}_template/{self.names.prefix}-{part}", body)
        assert answer.status_code == 200, answer.text

    def get(self, path: str) -> Any:
        """What is there."""
        return self._web.get(path).raise_for_status().json()

    def remove(self) -> None:
        """All that was put there."""
        clear_server(self.server, self.names.prefix)
        self._web.delete(f"/_index_template/{self.names.prefix}-*")
        self._web.delete(f"/_component_template/{self.names.prefix}-*")
        self._web.close()


def read(path: str) -> str:
    return (FOLDER / path).read_text(encoding="utf-8")


@pytest.fixture(params=PARAMETERS)
def curl(request: pytest.FixtureRequest) -> Iterator[Curl]:
    curl = Curl(request.param, Names(f"c{uuid4().hex[:12]}"))
    yield curl
    curl.remove()


@pytest.fixture
def set_up(curl: Curl) -> Curl:
    """All templates are there; a component that the server cannot take has another in its place."""
    for part in (*PLAIN, *MODULES[curl.server]):
        curl.put("component", part)
    if "analysis-core" in MODULES[curl.server]:
        curl.put("component", "analysis", read("component_templates/clausewatch-analysis-core.json"))
    if "vectors" not in MODULES[curl.server]:
        curl.put("component", "vectors", EMPTY)
    for part in ("control", "statements"):
        curl.put("index", part)
    return curl


def test_every_component_is_taken_by_some_server() -> None:
    shipped = {path.stem for path in FOLDER.glob("component_templates/*.json")}
    assert shipped == {
        f"clausewatch-{part}" for part in (*PLAIN, *(part for found in MODULES.values() for part in found))
    }


def test_an_index_has_mapping_and_settings_of_the_files(set_up: Curl) -> None:
    name = set_up.names.version(1)
    assert set_up.send("PUT", f"/{name}", "{}").status_code == 200
    facts = set_up.get(f"/{name}")[name]
    assert {level.get("dynamic") for _, level in list_levels(facts["mappings"])} == {"strict"}
    assert facts["settings"]["index"]["refresh_interval"] == "30s"
    assert set(facts["settings"]["index"]["analysis"]["analyzer"]) == {"english_words", "spelling", "names"}
    control = set_up.names.control
    assert set_up.send("PUT", f"/{control}", "{}").status_code == 200
    assert set_up.get(f"/{control}")[control]["mappings"]["dynamic"] == "strict"


def test_a_statement_with_everything_in_it_is_taken_and_nothing_else(set_up: Curl) -> None:
    name = set_up.names.version(1)
    stored = to_stored(WHOLE)
    assert stored.exact is not None
    assert stored.exact.statement.stances == (
        Stance(target="clause", label="FAVOR", confidence=0.9),
        *stored.stances[1:],
    )
    body = stored.model_dump_json(exclude_defaults=True)
    assert set_up.send("PUT", f"/{name}/_doc/1?refresh=true", body).status_code == 201
    assert set_up.get(f"/{name}/_count?q=text:version")["count"] == 1
    for wrong in ('{"mood": 1}', '{"speaker": {"mood": 1}}', '{"stances": [{"mood": 1}]}', '{"document": {"mood": 1}}'):
        answer = set_up.send("PUT", f"/{name}/_doc/2", wrong)
        assert (answer.status_code, "mood" in answer.text) == (400, True)


def test_the_aliases_are_given_and_then_switched(set_up: Curl) -> None:
    names = set_up.names
    first, second = names.version(1), names.version(2)
    for index in (first, second):
        assert set_up.send("PUT", f"/{index}", "{}").status_code == 200
    assert set_up.send("POST", "/_aliases", read("aliases/first.json")).status_code == 200
    assert list_aliases(set_up, first) == {names.read, names.write, names.writes(first)}
    assert list_aliases(set_up, second) == set()
    assert set_up.send("POST", "/_aliases", read("aliases/switch.json")).status_code == 200
    assert list_aliases(set_up, first) == {names.writes(first)}
    assert {names.read, names.write} <= list_aliases(set_up, second)


def list_aliases(curl: Curl, index: str) -> set[str]:
    return set(curl.get(f"/{index}/_alias")[index]["aliases"])


def test_every_file_is_sent_by_a_test() -> None:
    sent = {"component_templates", "index_templates", "aliases"}
    # Roles need a server with security: see tests/index/security.
    assert {path.parent.name for path in FOLDER.rglob("*.json")} - {"roles"} == sent
    assert {Path(name).stem for name in ("first.json", "switch.json")} == {
        p.stem for p in FOLDER.glob("aliases/*.json")
    }
