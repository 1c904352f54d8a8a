"""On a real server that speaks TLS and knows users, each role does its work and no more; what fails is told."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest

from clausewatch.cli.main import run
from clausewatch.index import open_index
from clausewatch.index.elastic.access import read_access
from clausewatch.index.elastic.client import open_client
from clausewatch.index.elastic.search import JSON_HEADERS
from clausewatch.index.protocol import Index, Replacement, Versioned
from tests.index.contract.examples import Listed, count_values, find, make_entry, put_texts, rebuild
from tests.index.security.logs import capture_logs
from tests.index.security.problems import CASES, INVENTED
from tests.index.security.refusals import read_problems, refuse
from tests.index.security.secured import Secured, run_secured

pytestmark = [pytest.mark.server, pytest.mark.more_servers]
Open = Callable[[str], Index]
READER, WRITER, REBUILDER = "clausewatch-reader", "clausewatch-writer", "clausewatch-rebuilder"
NO_RIGHT = "this user or key may not do that: see index_mappings/roles for the rights that are needed"
NAME = "clausewatch-statements"
ENTRIES = [make_entry("a", "They read our messages"), make_entry("b", "Nobody reads our messages")]


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secured]:
    with run_secured(tmp_path_factory.mktemp("authority")) as found:
        yield found


@pytest.fixture(autouse=True)
def logged(secured: Secured) -> Iterator[StringIO]:
    """All that is logged during a test; a secret is never in it."""
    with capture_logs() as log:
        yield log
    assert not any(secret in log.getvalue() for secret in secured.secrets)


@pytest.fixture
def open_as(secured: Secured) -> Iterator[Open]:
    """Opens the index as a user; it holds two statements."""
    opened: list[Index] = []

    def open_and_keep(user: str) -> Index:
        opened.append(open_index(secured.address, (), secured.show(user)))
        return opened[-1]

    rebuild(open_and_keep(REBUILDER), ENTRIES)
    yield open_and_keep
    for index in opened:
        index.close()


def test_a_reader_searches_and_counts(open_as: Open) -> None:
    index = open_as(READER)
    assert find(index, "messages") == {"a", "b"}
    assert count_values(index, "publisher", "messages") == [("harbour-post", 2)]
    assert index.count() == 2
    assert "vectors" in index.capabilities
    assert isinstance(index, Versioned)
    assert [version.statements for version in index.list_versions() if version.state == "live"] == [2]


def test_a_reader_may_walk_through_a_point_in_time(open_as: Open, secured: Secured) -> None:
    open_as(READER)
    with closing(open_client(read_access(secured.address, secured.show(READER)))) as client:
        point = client.open_point_in_time(index=NAME, keep_alive="1m")["id"]
        assert client.search(body={"pit": {"id": point}})["hits"]["total"]["value"] == 2
        body = {"id": point}
        assert client.perform_request("DELETE", "/_pit", headers=JSON_HEADERS, body=body)["succeeded"]


def test_a_reader_changes_nothing(open_as: Open, secured: Secured) -> None:
    index = open_as(READER)
    for doing in (lambda: put_texts(index, c="words"), lambda: rebuild(index, [])):
        assert refuse(doing, secured.secrets).startswith(f"index {secured.address}: {NO_RIGHT} (")
    assert find(index) == {"a", "b"}


def test_a_writer_replaces_and_removes(open_as: Open) -> None:
    index = open_as(WRITER)
    assert "vectors" in index.prepare()
    put_texts(index, c="Ministers read messages")
    assert find(index, "messages") == {"a", "b", "c"}
    assert index.replace([Replacement(document="a", revision=1)]) == ()
    assert find(index, "messages") == {"b", "c"}


class Disturbed(Listed):
    """A source of a rebuild during which somebody writes."""

    def __init__(self, disturb: Callable[[], object]) -> None:
        super().__init__(ENTRIES)
        self._disturb = disturb

    def read(self, after: str | None) -> Iterator[Replacement]:
        yield from super().read(after)
        self._disturb()


def test_a_writer_writes_while_a_rebuilder_rebuilds(open_as: Open) -> None:
    index = open_as(WRITER)
    open_as(REBUILDER).rebuild(Disturbed(lambda: index.replace([Replacement(document="a", revision=1)])))
    assert find(index) == {"b"}


def test_a_writer_neither_rebuilds_nor_goes_back_nor_drops(open_as: Open, secured: Secured) -> None:
    index = open_as(WRITER)
    assert isinstance(index, Versioned)
    for doing in (lambda: rebuild(index, []), index.roll_back, index.drop_kept):
        assert NO_RIGHT in refuse(doing, secured.secrets)
    assert find(index) == {"a", "b"}


def test_a_rebuilder_rebuilds_goes_back_and_drops(open_as: Open) -> None:
    index = open_as(REBUILDER)
    rebuild(index, ENTRIES[:1])
    assert find(index) == {"a"}
    assert isinstance(index, Versioned)
    index.roll_back()
    assert find(index) == {"a", "b"}
    assert len(index.drop_kept()) == 1
    assert [version.state for version in index.list_versions()] == ["live"]


def test_the_first_version_is_made_by_a_rebuilder(open_as: Open, secured: Secured) -> None:
    index = open_as(WRITER)
    with connect(secured, REBUILDER) as client:
        names = [version.name for version in open_as(REBUILDER).list_versions()]  # type: ignore[attr-defined]
        assert client.delete(f"/{','.join(names)}").status_code == 200
    assert index.count() == 0
    for doing in (lambda: put_texts(index, a="words"), index.prepare):
        assert NO_RIGHT in refuse(doing, secured.secrets)
    rebuild(open_as(REBUILDER), [])
    put_texts(index, a="words")
    assert index.count() == 1


def test_a_right_that_is_missing_is_not_the_document_s_fault(open_as: Open, secured: Secured) -> None:
    index = open_as("half-writer")
    assert NO_RIGHT in refuse(lambda: put_texts(index, c="words"), secured.secrets)


def connect(secured: Secured, user: str) -> httpx.Client:
    """A plain client, as another program would ask."""
    trusting = ssl.create_default_context(cafile=secured.ca)
    return httpx.Client(base_url=secured.address, auth=(user, secured.passwords[user]), verify=trusting, timeout=60)


NOBODY = (READER, WRITER, REBUILDER)
REQUESTS: list[tuple[tuple[str, ...], str, str, Any]] = [
    ((READER,), "PUT", "/{live}/_doc/x", {"id": "x"}),
    ((READER,), "POST", "/{live}/_refresh", None),
    ((READER,), "GET", "/clausewatch-control/_search", None),
    ((READER, WRITER), "DELETE", "/{live}", None),
    ((READER, WRITER), "PUT", "/clausewatch-statements-999999", {}),
    ((READER, WRITER), "POST", "/_aliases", {"actions": [{"remove": {"index": "{live}", "alias": NAME}}]}),
    ((READER, WRITER), "PUT", "/_index_template/clausewatch-mine", {"index_patterns": ["clausewatch-mine"]}),
    ((READER, WRITER), "PUT", "/_component_template/clausewatch-mine", {"template": {}}),
    ((READER, REBUILDER), "PUT", "/clausewatch-rules-1", {}),
    (NOBODY, "POST", "/{live}/_close", None),
    (NOBODY, "POST", "/{live}/_forcemerge", None),
    (NOBODY, "PUT", "/{live}/_mapping", {"properties": {"id": {"type": "keyword"}}}),
    (NOBODY, "PUT", "/{live}/_settings", {"index.hidden": True}),
    (NOBODY, "DELETE", "/_index_template/clausewatch-statements", None),
    (NOBODY, "PUT", "/_cluster/settings", {"persistent": {"action.destructive_requires_name": "false"}}),
    (NOBODY, "GET", "/_cluster/health", None),
    (NOBODY, "GET", "/payroll/_search", None),
    (NOBODY, "PUT", "/payroll", {}),
    (NOBODY, "PUT", "/payroll/_doc/1", {"name": "x"}),
    (NOBODY, "GET", "/_security/user", None),
]
"""Who may not ask what."""


@pytest.mark.parametrize(("users", "method", "path", "body"), REQUESTS, ids=lambda value: str(value)[:40])
def test_no_role_has_a_right_that_it_does_not_need(
    open_as: Open, secured: Secured, users: tuple[str, ...], method: str, path: str, body: Any
) -> None:
    versions = open_as(READER).list_versions()  # type: ignore[attr-defined]
    live = next(version.name for version in versions if version.state == "live")
    for user in users:
        with connect(secured, user) as client:
            answer = client.request(method, path.replace("{live}", live), json=body)
        assert (user, answer.status_code) == (user, 403)
    assert open_as(READER).count() == 2


def test_a_writer_makes_and_removes_the_index_of_saved_searches(secured: Secured) -> None:
    with connect(secured, WRITER) as client:
        mappings = {"dynamic": "strict", "properties": {"id": {"type": "keyword"}}}
        body = {"aliases": {"clausewatch-rules-1-write": {}}, "mappings": mappings}
        assert client.put("/clausewatch-rules-1", json=body).status_code == 200
        assert client.put("/clausewatch-rules-1-write/_doc/x", json={"id": "x"}).status_code == 201
        assert client.delete("/clausewatch-rules-1").status_code == 200


def test_the_logs_are_as_talkative_as_they_get(open_as: Open, logged: StringIO) -> None:
    open_as(READER).count()
    assert "Authorization: Basic <hidden>" in logged.getvalue()


PROBLEMS = read_problems()


def test_every_problem_on_the_page_has_a_case() -> None:
    assert set(PROBLEMS) == set(CASES)


@pytest.mark.parametrize("what", PROBLEMS)
def test_a_problem_is_told_as_the_page_says(
    what: str, open_as: Open, secured: Secured, tmp_path: Path, logged: StringIO
) -> None:
    open_as(READER)
    case = CASES[what]
    said = refuse(lambda: case(secured, tmp_path), [*secured.secrets, INVENTED])
    assert PROBLEMS[what] in said
    assert INVENTED not in logged.getvalue()


def test_doctor_says_what_answers_and_who_asks(
    secured: Secured,
    open_as: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_as(READER)
    (tmp_path / "password").write_text(f"{secured.passwords[READER]}\n")
    monkeypatch.setenv("CLAUSEWATCH_INDEX_CA", str(secured.ca))
    monkeypatch.setenv("CLAUSEWATCH_INDEX_USER", READER)
    monkeypatch.setenv("CLAUSEWATCH_INDEX_PASSWORD_FILE", str(tmp_path / "password"))
    assert run(["doctor", "--data", str(tmp_path / "data"), "--index", secured.address]) == 0
    said, version = capsys.readouterr(), secured.server.release.version
    assert f"ok     index        Elasticsearch {version}, asked by user {READER}: 2 statements\n" in said.out
    assert not any(secret in f"{said.out}{said.err}" for secret in secured.secrets)
