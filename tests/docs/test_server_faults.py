"""One test for each row about search servers in docs/bad-input.md, through the real command."""

import re
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from clausewatch.cli.main import run
from tests.docs.test_bad_input import TABLE
from tests.index.contract.examples import make_entry, replace_document
from tests.index.elastic.scripted import Answer, ScriptedServer
from tests.index.faults.conftest import Place, opened_stores, place
from tests.index.faults.pages import save_pages
from tests.index.faults.proxy import Proxy
from tests.index.faults.test_aliases import take_away
from tests.index.faults.test_blocked import blocking
from tests.index.faults.test_refused import make_narrower, read_mappings, save_refused

__all__ = ["place"]

ROW = re.compile(
    r"^\| (?P<fault>[^|`]+) \| `(?P<command>[^`]+)` \| `(?P<says>[^|]+)` \| (?P<status>\d) \|$", re.MULTILINE
)


class Row(NamedTuple):
    command: str
    says: str
    status: int


SECTION = TABLE.read_text(encoding="utf-8").partition("\n## Search servers\n")[2]
ROWS = {found["fault"]: Row(found["command"], found["says"], int(found["status"])) for found in ROW.finditer(SECTION)}


class Case(NamedTuple):
    """A server that answers everything alike."""

    answer: Answer
    is_opensearch: bool = False


def make_case(status: int, body: Any = None, *, is_opensearch: bool = False, has_product: bool = True) -> Case:
    wrong = {"error": {"type": "x", "reason": "so it says"}}
    answer = Answer(status, wrong if body is None else body)
    return Case(answer if has_product else answer._replace(headers={}), is_opensearch)


def nodes(version: str, **facts: str) -> dict[str, Any]:
    return {"nodes": {"n": {"version": version, **facts}}}


SCRIPTED = {
    "server that is too busy": make_case(429),
    "server that is not ready": make_case(503),
    "Elasticsearch that is too old": make_case(200, nodes("7.17.29")),
    "OpenSearch without its scheme": make_case(200, nodes("3.8.0"), has_product=False),
    "Elasticsearch with OpenSearch's scheme": make_case(200, nodes("9.5.3", build_flavor="x"), is_opensearch=True),
    "something else that answers": make_case(200, {"hello": "world"}, is_opensearch=True, has_product=False),
    "user or key that the server does not know": make_case(401),
    "right that is missing": make_case(403),
}
APART = {"server that is away", "server that does not answer in time"}


def lose_alias(name: str) -> Callable[[Place], None]:
    """An alias of the first version, gone."""
    return lambda place: take_away(place, f"{place.prefix}{name}")


REAL = {
    "alias of searches that is missing": lose_alias("-statements"),
    "alias of writes that is missing": lose_alias("-statements-000001-write"),
}
BLOCKS = {
    "disk that is nearly full": "read_only_allow_delete",
    "index that somebody closed to writers": "write",
}
REFUSED = {"document that the mapping does not take"}


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def waiting(place: Place, tmp_path: Path) -> list[str]:
    """The options of a ledger in which pages wait for an index that has its first version."""
    with opened_stores(tmp_path, place.open()) as stores:
        replace_document(stores.index, "a", [make_entry("a", "words")])
        save_pages(stores, 2)
    return ["--data", str(stores.settings.data), "--index", place.url]


def check(fault: str, capsys: pytest.CaptureFixture[str], *options: str) -> None:
    row = ROWS[fault]
    capsys.readouterr()
    status = run([*row.command.split(), *options])
    said = capsys.readouterr()
    assert (status, said.out) == (row.status, "")
    lines = said.err.splitlines()
    assert row.says.strip() in lines[0]
    if status == 1:
        assert len(lines) == 1
        assert lines[0].startswith("Error: index http://127.0.0.1:")


def test_every_row_has_a_test_and_no_test_is_without_a_row() -> None:
    assert set(ROWS) == {*SCRIPTED, *REAL, *BLOCKS, *REFUSED, *APART}
    assert len(ROWS) == len([line for line in SECTION.splitlines() if line.startswith("| ")]) - 1


@pytest.mark.parametrize("fault", SCRIPTED)
def test_a_wrong_answer_is_told_in_one_line(fault: str, capsys: pytest.CaptureFixture[str]) -> None:
    case = SCRIPTED[fault]
    with ScriptedServer(other=case.answer).serving() as server:
        check(fault, capsys, "--index", f"{'opensearch+' if case.is_opensearch else ''}{server.address}")


def test_a_server_that_is_away(capsys: pytest.CaptureFixture[str]) -> None:
    with ScriptedServer().serving() as server:
        pass
    check("server that is away", capsys, "--index", server.address)


@pytest.mark.server
@pytest.mark.slow
def test_a_server_that_does_not_answer_in_time(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with Proxy(int(place.address.rpartition(":")[2])).serving() as proxy, proxy.holding_answers():
        check("server that does not answer in time", capsys, "--index", proxy.address)


@pytest.mark.server
@pytest.mark.parametrize("fault", REAL)
def test_a_missing_alias_is_told_in_one_line(
    fault: str, place: Place, waiting: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    REAL[fault](place)
    check(fault, capsys, *waiting)


@pytest.mark.server
@pytest.mark.parametrize("fault", BLOCKS)
def test_an_index_that_takes_no_writes_is_told_in_one_line(
    fault: str, place: Place, waiting: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with blocking(place, BLOCKS[fault]):
        check(fault, capsys, *waiting)
    assert run(["index", "replay", *waiting]) == 0
    assert capsys.readouterr().err == "2 documents indexed\n"


@pytest.mark.server
@pytest.mark.parametrize("fault", REFUSED)
def test_a_refused_document_is_told_and_costs_nothing_else(
    fault: str, place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mappings = read_mappings()
    del mappings["properties"]["cue_type"]
    make_narrower(place, mappings)
    with ExitStack() as stack:
        stores = stack.enter_context(opened_stores(tmp_path, place.open()))
        save_pages(stores, 1)
        save_refused(stores)
    options = ["--data", str(stores.settings.data), "--index", place.url]
    check(fault, capsys, *options)
    with closing(place.open()) as index:
        assert index.count() == 2
