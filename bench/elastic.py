"""Measures a real Elasticsearch with generated statements of real length and skew, and the embedded index beside it.

    python -m bench.elastic [--sizes 10000,100000,1000000] [--embedded 200000] [--write docs/performance.md]

Starts a server of its own (as the tests do; it needs Java and Maven), in memory where the machine has /dev/shm, and
removes it afterwards. In one run: bulk writing of ours beside plain `helpers.bulk`; ten kinds of search with several
users at once at each size; index size and memory. On two quiet cores that takes about seven minutes.
"""

import argparse
import json
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from elasticsearch import Elasticsearch

from bench.bulk import Round, compare
from bench.figures import Figures, Filled, to_json, to_markdown, write_into
from bench.generated import SYNONYMS, Generator, Source
from bench.searches import LONGER_FACETS, SEARCHES, Times, measure
from clausewatch.index import open_index
from clausewatch.index.protocol import Index
from tests.servers.elasticsearch import ELASTICSEARCH_9, run_search_server

PREFIX = "clausewatch-bench"
TOLD_EVERY = 50_000
"""Statements between two lines of progress."""
SETTLED_S = 120
"""Longest wait for the server's own work after the writing."""
WARM = 60
"""Searches of each kind that do not count, as the server's program is compiled while it runs."""


def read_options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=_read_sizes, default=[10_000, 100_000, 1_000_000], help="statements, by comma")
    parser.add_argument(
        "--embedded", type=int, default=200_000, help="statements of the embedded index; 0 leaves it out"
    )
    parser.add_argument("--bulk", type=int, default=40_000, help="statements of the comparison; 0 leaves it out")
    parser.add_argument("--bulk-rounds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=200, help="searches of each kind")
    parser.add_argument("--users", type=int, default=4, help="of them at once")
    parser.add_argument("--server", help="use the server at this address, for example http://127.0.0.1:9200")
    parser.add_argument("--json", type=Path, help="write all figures into this file")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="put the tables into this page of the docs")
    return parser.parse_args()


def _read_sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",") if part]


def main() -> None:
    """Fill, search and tell."""
    options = read_options()
    with use_server(options.server) as address, closing(Elasticsearch(address, request_timeout=120)) as client:
        clear(client)
        try:
            figures = run(client, address, options)
        finally:
            clear(client)
    tables = to_markdown(figures)
    print(tables)
    if options.json:
        options.json.write_text(json.dumps(to_json(figures), indent=1) + "\n", encoding="utf-8")
    if options.write:
        write_into(options.write, tables)


@contextmanager
def use_server(address: str | None) -> Iterator[str]:
    """A new server, unless there is one."""
    if address:
        yield address
        return
    with run_search_server(ELASTICSEARCH_9, heap="1g") as server:
        yield server.address


def run(client: Elasticsearch, address: str, options: argparse.Namespace) -> Figures:
    """All that is measured."""
    (version,) = {node["version"] for node in client.nodes.info(node_id="_local").body["nodes"].values()}
    bulk: dict[str, list[Round]] = {}
    if options.bulk:
        print(f"Bulk: {options.bulk} statements, {options.bulk_rounds} rounds", flush=True)
        bulk = compare(address, PREFIX, options.bulk, options.bulk_rounds)
        clear(client)
    stores = [fill_server(client, address, size, options) for size in options.sizes]
    if options.embedded:
        stores.append(fill_embedded(options.embedded, options))
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Elasticsearch {version}"
    return Figures(f"{machine} with a heap of 1 GB", options.users, options.rounds, bulk, stores)


def fill_server(client: Elasticsearch, address: str, size: int, options: argparse.Namespace) -> Filled:
    """An index of a size on the server, filled and searched, then removed."""
    print(f"Elasticsearch: {size} statements", flush=True)
    prefix = f"{PREFIX}-{size}"
    with closing(open_index(f"{address}/{prefix}", SYNONYMS)) as index:
        seconds = fill(index, size)
        wait_until_settled(client)
        searches = search_all(index, options)
    stats = client.indices.stats(index=f"{prefix}-statements", metric="store").body["_all"]["primaries"]
    (node,) = client.nodes.stats(node_id="_local", metric=["jvm", "process"]).body["nodes"].values()
    (facts,) = client.nodes.info(node_id="_local", metric="process").body["nodes"].values()
    clear(client)
    return Filled(
        store="Elasticsearch",
        statements=size,
        seconds=seconds,
        disk_mb=stats["store"]["size_in_bytes"] / 1e6,
        heap_mb=node["jvm"]["mem"]["heap_used_in_bytes"] / 1e6,
        resident_mb=read_resident_mb(facts["process"]["id"]),
        searches=searches,
    )


def fill_embedded(size: int, options: argparse.Namespace) -> Filled:
    """The embedded index of a size in a file, filled and searched."""
    print(f"Embedded: {size} statements", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        with closing(open_index(f"sqlite:///{path}", SYNONYMS)) as index:
            seconds = fill(index, size)
            searches = search_all(index, options)
            disk_mb = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
    resident_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return Filled("embedded", size, seconds, disk_mb, None, resident_mb, searches)


def fill(index: Index, size: int) -> float:
    """By a rebuild; the seconds it took."""
    began = time.perf_counter()
    index.rebuild(Source(Generator().make_documents(size), size, _tell_progress(size, began)))
    seconds = time.perf_counter() - began
    print(f"  filled in {seconds:.1f} s", flush=True)
    return seconds


def _tell_progress(size: int, began: float) -> Callable[[int], None]:
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        before, done = done, done + more
        if before // TOLD_EVERY != done // TOLD_EVERY:
            print(f"  {done} of {size}, {done / (time.perf_counter() - began):.0f} a second", flush=True)

    return tell


def search_all(index: Index, options: argparse.Namespace) -> dict[str, Times]:
    """Each kind of search, told as it is measured."""
    found = {}
    for name, search in (SEARCHES | LONGER_FACETS).items():
        found[name] = measure(index, search, options.rounds, options.users, WARM)
        print(f"  {name:12} {found[name].describe()}", flush=True)
    return found


def wait_until_settled(client: Elasticsearch) -> None:
    """Until the server has merged what was written."""
    deadline = time.monotonic() + SETTLED_S
    while time.monotonic() < deadline:
        merges = client.indices.stats(index=f"{PREFIX}-*", metric="merge").body["_all"]["total"]["merges"]
        if not merges["current"]:
            return
        time.sleep(0.5)


def read_resident_mb(process: int) -> float:
    """Memory that a process of this machine has; not a number where it is not on this machine."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return float("nan")
    (line,) = (line for line in lines if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1000


def clear(client: Elasticsearch) -> None:
    """Take off what a benchmark left."""
    found = client.indices.get(index=f"{PREFIX}-*", expand_wildcards="all", filter_path="*.aliases").body
    if found:
        client.indices.delete(index=",".join(found))
    gone = client.options(ignore_status=404)
    gone.indices.delete_index_template(name=f"{PREFIX}-*")
    gone.cluster.delete_component_template(name=f"{PREFIX}-*")


if __name__ == "__main__":
    main()
