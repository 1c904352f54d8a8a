"""`ingest` by `airflow dags test`: a task a file, each read once, and what is new goes through to the index."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from clausewatch.demo.server import DemoWeb
from clausewatch.index.protocol import Query
from clausewatch.steps.stores import open_stores
from tests.archive.examples import gzip_each, make_http, make_record
from tests.archive.file_server import FileServer
from tests.dags.airflow_home import Airflow
from tests.dags.installation import Installation, Outcome

FIRST, SECOND, THIRD = (f"2025-03-0{day}T08:00:00+00:00" for day in (7, 8, 9))
TEXT = (
    "<p>“The encryption clause would break private messages,” said Ada Moor, who runs a choir.</p>"
    "<p>The council met in the harbour and spoke for an hour about the storm that had come in the night.</p>"
)


def make_file(host: str, number: int) -> bytes:
    """A file with a page on a host that is a publisher's, and one on another."""
    page = f"<html lang='en'><title>A choir</title><article><h1>Choir {number}</h1>{TEXT}</article></html>".encode()
    return gzip_each(
        *(
            make_record(make_http(page, Content_Type="text/html"), url=f"http://{each}/choir/{number}")
            for each in (host, "other.example")
        )
    )


class Archive:
    """An installation with an archive on a web server, and the runs that were made of it."""

    def __init__(self, installation: Installation, airflow: Airflow, server: FileServer) -> None:
        self.installation, self.airflow, self.server = installation, airflow, server
        self.outcomes: dict[str, Outcome] = {}

    def run(self, name: str, date: str, **conf: Any) -> None:
        files = [f"{self.server.url}/news/warc.paths.gz"]
        self.outcomes[name] = self.installation.test_dag(self.airflow, "ingest", date, files=files, **conf)

    def read(self, task: str, date: str) -> list[Any]:
        """What the instances of a task of a run gave back."""
        query = (
            "select cast(value as text) from xcom join dag_run using (dag_id, run_id) where xcom.dag_id = 'ingest' "
            "and task_id = ? and key = 'return_value' and logical_date = ? order by map_index"
        )
        rows = self.airflow.read(query, task, date.replace("T", " ").replace("+00:00", ".000000"))
        return [json.loads(value) for (value,) in rows]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, airflow: Airflow) -> Iterator[Archive]:
    """Three files: a run takes two, the next the third, and then none is left."""
    with DemoWeb() as web:
        installation = Installation(tmp_path_factory.mktemp("ingest"), web)
        files = {f"/news/{number}.warc.gz": make_file("harbour.localhost", number) for number in range(3)}
        listed = "\n".join(path.removeprefix("/") for path in files).encode()
        with FileServer({"/news/warc.paths.gz": gzip.compress(listed), **files}) as server:
            made = Archive(installation, airflow, server)
            made.run("first", FIRST, most=2)
            made.run("second", SECOND)
            made.run("third", THIRD)
            yield made


def test_each_file_has_a_task_and_a_run_takes_so_many(archive: Archive) -> None:
    outcome = archive.outcomes["first"]
    assert (outcome.status, outcome.state) == (0, "success")
    assert outcome.states("read_file") == {"0.warc.gz": "success", "1.warc.gz": "success"}
    counts = archive.read("read_file", FIRST)
    assert [(each["read"], each["other_sites"], each["fresh"], each["faulty"]) for each in counts] == [(2, 1, 1, 0)] * 2


def test_the_next_run_takes_what_was_left(archive: Archive) -> None:
    assert archive.outcomes["second"].states("read_file") == {"2.warc.gz": "success"}
    assert len(archive.read("list_files", SECOND)[0]) == 1


def test_where_nothing_is_left_the_run_is_green(archive: Archive) -> None:
    outcome = archive.outcomes["third"]
    assert (outcome.status, outcome.state) == (0, "success")
    assert outcome.state_of("read_file") == "skipped"
    assert outcome.state_of("process.deliver") == "success"


def test_what_was_read_is_searched(archive: Archive) -> None:
    with open_stores(archive.installation.settings) as stores:
        found = {hit.entry.document.url for hit in stores.index.search(Query(limit=100)).hits}
    assert found == {f"http://harbour.localhost/choir/{number}" for number in range(3)}
