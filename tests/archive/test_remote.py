"""Files on other machines: read in parts, gone on with where they were cut off, and given up after so many tries."""

from collections.abc import Iterator

import httpx
import pytest

from clausewatch.archive import BrokenRecord, Passed, RemoteFile, WarcReader, make_client
from clausewatch.archive import remote as module
from clausewatch.archive.remote import KEPT, TRIES, read_list
from clausewatch.archive.streams import BLOCK
from clausewatch.errors import ArchiveError
from tests.archive.examples import gzip_each, make_records
from tests.archive.file_server import FileServer

CONTENT = bytes(range(256)) * 6000
SIZE = len(CONTENT)
AT_ONCE = (0.0,)
"""No pause between tries."""


@pytest.fixture
def server() -> Iterator[FileServer]:
    with FileServer({"/a.bin": CONTENT, "/empty.bin": b""}) as served:
        yield served


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with make_client("tests") as made:
        yield made


def read_all(file: RemoteFile) -> bytes:
    return b"".join(iter(lambda: file.read(BLOCK), b""))


def test_a_file_is_read_to_its_end_in_one_request(server: FileServer, client: httpx.Client) -> None:
    with RemoteFile(client, f"{server.url}/a.bin") as file:
        assert read_all(file) == CONTENT
        assert file.tell() == SIZE
        assert file.identity == f'"1" {SIZE}'
    assert server.asked == [("/a.bin", "bytes=0-0"), ("/a.bin", "bytes=0-")]


def test_reading_may_begin_anywhere_and_go_back_a_little_without_another_request(
    server: FileServer, client: httpx.Client
) -> None:
    with RemoteFile(client, f"{server.url}/a.bin") as file:
        file.seek(1_000_000)
        whole = b"".join(file.read(BLOCK) for _ in range(3))
        assert file.seek(-len(whole), 1) == 1_000_000
        assert b"".join(file.read(1000) for _ in range(len(whole) // 1000 + 1))[: len(whole)] == whole
        assert whole == CONTENT[1_000_000 : 1_000_000 + len(whole)]
    assert server.asked[1:] == [("/a.bin", "bytes=1000000-")]


def test_far_back_is_another_request(server: FileServer, client: httpx.Client) -> None:
    with RemoteFile(client, f"{server.url}/a.bin") as file:
        while file.tell() < KEPT + 3 * BLOCK:
            file.read(BLOCK)
        file.seek(3)
        assert file.read(5) == CONTENT[3:8]
    assert [part for _, part in server.asked] == ["bytes=0-0", "bytes=0-", "bytes=3-"]


def test_what_is_cut_off_is_gone_on_with(server: FileServer, client: httpx.Client) -> None:
    server.faults.extend([0, -300_000, -1, 503])
    with RemoteFile(client, f"{server.url}/a.bin", AT_ONCE) as file:
        assert read_all(file) == CONTENT
    starts = [int(part.removeprefix("bytes=").partition("-")[0]) for _, part in server.asked]
    assert len(starts) == 5
    assert 0 < starts[2] <= 300_000


def test_a_file_that_brings_nothing_is_given_up_after_so_many_tries(server: FileServer, client: httpx.Client) -> None:
    server.faults.extend([0, *[503] * 99])
    given_up = pytest.raises(ArchiveError, match=f"the server answered 503, {TRIES} times in a row")
    with RemoteFile(client, f"{server.url}/a.bin", AT_ONCE) as file, given_up:
        file.read(1)
    assert len(server.asked) == 1 + TRIES


def test_a_pause_comes_before_each_new_try(
    server: FileServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("clausewatch.archive.remote.time.sleep", waited.append)
    server.faults.extend([503] * 99)
    with pytest.raises(ArchiveError):
        RemoteFile(client, f"{server.url}/a.bin")
    assert waited == [1.0, 2.0, 4.0, 8.0]


@pytest.mark.parametrize(
    ("status", "reason"),
    [(403, "it may not be read by everybody"), (404, "there is no such file"), (410, "the server answered 410")],
)
def test_a_refusal_is_told_at_once(server: FileServer, client: httpx.Client, status: int, reason: str) -> None:
    server.faults.append(status)
    with pytest.raises(ArchiveError, match=reason):
        RemoteFile(client, f"{server.url}/a.bin")
    assert len(server.asked) == 1


def test_a_file_that_changes_meanwhile_is_not_gone_on_with(server: FileServer, client: httpx.Client) -> None:
    with RemoteFile(client, f"{server.url}/a.bin", AT_ONCE) as file:
        server.etag = '"2"'
        with pytest.raises(ArchiveError, match="was changed while it was read"):
            file.read(1)


def test_a_server_that_gives_no_parts_is_refused(server: FileServer, client: httpx.Client) -> None:
    server.gives_parts = False
    with pytest.raises(ArchiveError, match="gives no parts of files"):
        RemoteFile(client, f"{server.url}/a.bin")


def test_an_empty_file_ends_at_once(server: FileServer, client: httpx.Client) -> None:
    with RemoteFile(client, f"{server.url}/empty.bin") as file:
        assert file.read(9) == b""


@pytest.mark.parametrize("url", ["ftp://archive.example/a.bin", "http://[archive.example/a.bin", "http://"])
def test_an_address_that_is_none_is_told(client: httpx.Client, url: str) -> None:
    with pytest.raises(ArchiveError):
        RemoteFile(client, url, AT_ONCE)


def test_a_server_that_is_not_there_is_told(client: httpx.Client) -> None:
    with FileServer({}) as server:
        url = f"{server.url}/a.bin"
    with pytest.raises(ArchiveError, match="refused, 5 times in a row"):
        RemoteFile(client, url, AT_ONCE)


def test_a_small_file_is_read_whole_and_tried_again(server: FileServer, client: httpx.Client) -> None:
    server.faults.extend([500, -1])
    assert read_list(client, f"{server.url}/a.bin", AT_ONCE) == CONTENT


def test_a_list_may_not_be_of_any_size(
    server: FileServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_LIST", SIZE - 1)
    with pytest.raises(ArchiveError, match="too large for a list of files"):
        read_list(client, f"{server.url}/a.bin")


def test_a_warc_file_is_read_as_if_it_lay_here_also_where_it_is_broken(client: httpx.Client) -> None:
    records = gzip_each(*make_records(1, 2)), gzip_each(*make_records(3)), gzip_each(*make_records(4))
    content = records[0] + records[1][:-9] + records[2]
    with FileServer({"/a.warc.gz": content}) as server:
        server.faults.extend([0, -200])
        with RemoteFile(client, f"{server.url}/a.warc.gz", AT_ONCE) as file:
            found = list(WarcReader("a", file))
    urls = [one.url for one in found if not isinstance(one, Passed | BrokenRecord)]
    assert urls == [f"https://harbour.example/{number}" for number in (1, 2, 4)]
    assert sum(isinstance(one, BrokenRecord) for one in found) == 1
