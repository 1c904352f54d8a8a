"""How fast statements are written: a rebuild of ours beside plain `helpers.bulk` with the same documents."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import Any, NamedTuple

from elasticsearch import Elasticsearch, helpers

from bench.generated import SYNONYMS, Generator, Source
from clausewatch.index import open_index
from clausewatch.index.elastic.names import Names
from clausewatch.index.elastic.stored import to_stored
from clausewatch.index.elastic.templates import put_templates

OURS, PLAIN, PARALLEL = "clausewatch index rebuild", "helpers.bulk", "helpers.parallel_bulk, 2 threads"
STALE_S = 1.1
"""How old the server's figures of its own CPU may be."""
Write = Callable[[], object]


class Round(NamedTuple):
    """One time that all were written: statements a second by the clock, and microseconds of CPU a statement."""

    rate: float
    own_cpu_us: float
    server_cpu_us: float

    def describe(self) -> str:
        """On a line."""
        used = f"CPU a statement: own {self.own_cpu_us:.0f} µs, server {self.server_cpu_us:.0f} µs"
        return f"{self.rate:7.0f} statements a second   {used}"


def compare(address: str, prefix: str, statements: int, rounds: int) -> dict[str, list[Round]]:
    """Each way in each round; the ways take turns, once before it counts, as the server is compiled while it runs.

    The helpers get finished dictionaries, as they would be written by hand: making them is not counted, though making
    the like is part of our own time. Each way ends with a refresh, so that all it wrote can be searched.
    """
    documents = list(Generator().make_documents(statements))
    entries = (entry for one in documents for entry in one.entries)
    finished = [to_stored(entry).model_dump(mode="json", exclude_defaults=True) for entry in entries]
    names = Names(f"{prefix}-plain")
    with (
        closing(open_index(f"{address}/{prefix}-ours", SYNONYMS)) as index,
        closing(Elasticsearch(address, request_timeout=120)) as client,
    ):
        put_templates(client, names)
        ways: dict[str, Write] = {
            OURS: lambda: index.rebuild(Source(iter(documents), statements)),
            PLAIN: lambda: helpers.bulk(client, _list_actions(names, finished)),
            PARALLEL: lambda: _exhaust(helpers.parallel_bulk(client, _list_actions(names, finished), thread_count=2)),
        }
        # The first rebuild also makes templates and aliases.
        index.rebuild(Source(Generator(seed=2).make_documents(1000), 1000))
        found: dict[str, list[Round]] = {name: [] for name in ways}
        for number in range(rounds + 1):
            for name, write in ways.items():
                measured = _time(client, names, write, statements)
                print(f"  {name:36} {measured.describe()}{'' if number else '   (not counted)'}", flush=True)
                if number:
                    found[name].append(measured)
    return found


def _time(client: Elasticsearch, names: Names, write: Write, statements: int) -> Round:
    index = names.version(1)
    client.options(ignore_status=404).indices.delete(index=index)
    client.indices.create(index=index)
    server, own, began = _read_server_cpu(client), time.process_time(), time.perf_counter()
    write()
    client.indices.refresh(index=index)
    seconds, used = time.perf_counter() - began, time.process_time() - own
    return Round(statements / seconds, used / statements * 1e6, (_read_server_cpu(client) - server) / statements * 1000)


def _read_server_cpu(client: Elasticsearch) -> int:
    """Milliseconds."""
    time.sleep(STALE_S)
    (node,) = client.nodes.stats(node_id="_local", metric="process").body["nodes"].values()
    return int(node["process"]["cpu"]["total_in_millis"])


def _list_actions(names: Names, finished: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for document in finished:
        yield {"_index": names.version(1), "_id": document["id"], "_source": document}


def _exhaust(results: Iterable[Any]) -> None:
    for _ in results:
        pass
