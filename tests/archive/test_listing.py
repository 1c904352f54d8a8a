"""What an address on another machine stands for: one file, those of a list, those of a bucket."""

import gzip
from collections.abc import Iterator

import httpx
import pytest

from clausewatch.archive import Place, is_remote, list_remote, locate, make_client
from clausewatch.archive import listing as module
from clausewatch.errors import ArchiveError
from tests.archive.aws_settings import use_store
from tests.archive.file_server import FileServer

PATHS = b"crawl/2023/b.warc.gz\n/crawl/2023/a.warc.gz\n\ncrawl/2023/a.warc.wat.gz\nhttps://other.example/c.warc.gz\n"
FILES = {
    "/pages/2023/01/a.warc.gz": b"",
    "/pages/2023/01/b & c.warc": b"",
    "/pages/2023/01/notes.txt": b"",
    "/pages/2023/02/a.warc.gz": b"",
    "/pages/2023/02/[d].warc.gz": b"",
    "/crawl/2023/warc.paths.gz": gzip.compress(PATHS),
    "/crawl/2023/bad.paths.gz": b"no gzip",
    "/odd/.listing": b"<p>Welcome<br>",
}


@pytest.fixture(scope="module")
def served() -> Iterator[FileServer]:
    with FileServer(FILES) as running:
        yield running


@pytest.fixture
def server(served: FileServer, monkeypatch: pytest.MonkeyPatch) -> FileServer:
    """The store that is asked."""
    use_store(monkeypatch, served.url)
    return served


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with make_client("tests") as made:
        yield made


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("s3://pages/2023/01/a.warc.gz", ["2023/01/a.warc.gz"]),
        ("s3://pages/2023/01/*.warc.gz", ["2023/01/a.warc.gz"]),
        ("s3://pages/2023/*/a.warc.gz", ["2023/01/a.warc.gz", "2023/02/a.warc.gz"]),
        ("s3://pages/2023/02/[*", ["2023/02/[d].warc.gz"]),
        (
            "s3://pages/2023/",
            ["2023/01/a.warc.gz", "2023/01/b & c.warc", "2023/02/[d].warc.gz", "2023/02/a.warc.gz"],
        ),
        ("s3://pages/2024/*", []),
    ],
)
@pytest.mark.usefixtures("server")
def test_a_bucket_is_listed_to_its_end(client: httpx.Client, path: str, keys: list[str]) -> None:
    found = list(list_remote(client, path))
    assert [place.name for place in found] == [f"s3://pages/{key}" for key in keys]
    assert all(client.get(place.url).status_code == 200 for place in found)


@pytest.mark.parametrize("path", ["s3://pages/", "s3://crawl/*", "{}/crawl/2023/warc.paths.gz", "{}/pages/a b.warc.gz"])
def test_what_was_listed_is_found_by_its_name_alone(server: FileServer, client: httpx.Client, path: str) -> None:
    for place in list_remote(client, path.format(server.url)):
        again = locate(place.name)
        assert (again.name, httpx.URL(again.url)) == (place.name, httpx.URL(place.url))


def test_without_another_store_a_bucket_is_that_of_amazon_or_open_to_all(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch)
    assert locate("s3://pages/b & c.warc").url == "https://pages.s3.amazonaws.com/b%20%26%20c.warc"
    assert locate("s3://pages.of.2023/a.warc").url == "https://s3.amazonaws.com/pages.of.2023/a.warc"
    assert locate("s3://commoncrawl/a.warc.gz").url == "https://data.commoncrawl.org/a.warc.gz"
    use_store(monkeypatch, AWS_REGION="cn-north-1")
    assert locate("s3://pages/a.warc").url == "https://pages.s3.cn-north-1.amazonaws.com.cn/a.warc"
    use_store(monkeypatch, "http://127.0.0.1:9000/store/")
    assert locate("s3://commoncrawl/a.warc").url == "http://127.0.0.1:9000/store/commoncrawl/a.warc"


def test_no_more_of_a_bucket_is_asked_for_than_begins_as_the_pattern(server: FileServer, client: httpx.Client) -> None:
    server.asked.clear()
    list(list_remote(client, "s3://pages/2023/01/*.warc.gz"))
    assert {"prefix=2023%2F01%2F" in path for path, _ in server.asked} == {True}
    assert len(server.asked) == 2


def test_a_list_of_paths_is_of_the_server_that_has_it_whatever_it_says(
    server: FileServer, client: httpx.Client
) -> None:
    found = list(list_remote(client, f"{server.url}/crawl/2023/warc.paths.gz"))
    assert [place.url.removeprefix(server.url) for place in found] == [
        "/crawl/2023/b.warc.gz",
        "/crawl/2023/a.warc.gz",
        "/https%3A//other.example/c.warc.gz",
    ]


def test_a_bucket_that_may_not_be_listed_is_listed_by_the_list_beside_its_files(
    server: FileServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_store(monkeypatch)
    monkeypatch.setattr(module, "OPEN_TO_ALL", {"open": server.url})
    found = list(list_remote(client, "s3://open/crawl/2023/*.warc.gz"))
    assert found[0] == Place("s3://open/crawl/2023/b.warc.gz", f"{server.url}/crawl/2023/b.warc.gz")
    assert [place.name for place in list_remote(client, "s3://open/crawl/2023/a*")] == [
        "s3://open/crawl/2023/a.warc.gz"
    ]


def test_an_address_of_one_file_stands_for_itself(client: httpx.Client) -> None:
    url = "https://archive.example/a.warc.gz?version=2"
    assert list(list_remote(client, url)) == [Place(url, url)]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("https://archive.example/*.warc.gz", "give the list of their paths"),
        ("https://archive.example/page.html", "neither a WARC file nor a list of them"),
        ("s3://", "it names no bucket"),
        ("SERVER/crawl/2023/bad.paths.gz", "it is no gzipped list of paths"),
        ("SERVER/crawl/2023/none.paths.gz", "there is no such file"),
    ],
)
def test_what_cannot_be_listed_is_told(server: FileServer, client: httpx.Client, path: str, reason: str) -> None:
    with pytest.raises(ArchiveError, match=reason):
        list(list_remote(client, path.replace("SERVER", server.url)))


@pytest.mark.usefixtures("server")
def test_what_is_no_store_is_told(client: httpx.Client) -> None:
    with pytest.raises(ArchiveError, match="lists no bucket"):
        list(list_remote(client, "s3://odd/a"))


def test_a_list_that_unpacks_to_too_much_is_refused(
    server: FileServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_LIST", len(PATHS) - 1)
    with pytest.raises(ArchiveError, match="too large for a list of files"):
        list(list_remote(client, f"{server.url}/crawl/2023/warc.paths.gz"))


@pytest.mark.usefixtures("server")
def test_a_bucket_without_end_is_given_up(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ANSWERS", 1)
    with pytest.raises(ArchiveError, match="more than 1,000 files"):
        list(list_remote(client, "s3://pages/2023/"))


def test_only_addresses_are_on_other_machines() -> None:
    assert [is_remote(path) for path in ("s3://a/b", "https://a/b", "http://a", "a/b", "/a", "-")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
