"""Private buckets: read with the usual credentials from a real server that checks them, or told why not."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from clausewatch.archive import RemoteFile, list_remote, locate, make_client
from clausewatch.errors import ArchiveError
from tests.archive.aws_settings import use_store
from tests.archive.stores import BucketServer, Keys, serve_buckets, write_profile

CONTENT = bytes(range(256)) * 2000
KEY = "2023/a b+c & ü~é.warc.gz"
FILES = {
    f"/papers/{KEY}": CONTENT,
    "/papers/2023/empty.warc.gz": b"",
    "/papers/notes.txt": b"",
    "/open/2023/a.warc.gz": CONTENT,
}


@pytest.fixture(scope="module")
def server() -> Iterator[BucketServer]:
    with serve_buckets(FILES, open_buckets=("open",)) as served:
        yield served


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with make_client("tests") as made:
        yield made


def read_papers(client: httpx.Client, path: str = "s3://papers/2023/a*") -> bytes:
    (place,) = list_remote(client, path)
    return read_file(client, place.name)


def read_file(client: httpx.Client, name: str) -> bytes:
    place = locate(name)
    with RemoteFile(client, place.url, signer=place.signer) as file:
        return b"".join(iter(lambda: file.read(65_536), b""))


@pytest.mark.parametrize("who", ["reader", "visitor"])
@pytest.mark.parametrize("region", ["AWS_REGION", "AWS_DEFAULT_REGION", None])
def test_a_private_bucket_is_read_with_the_keys_of_the_environment(
    server: BucketServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch, who: str, region: str | None
) -> None:
    keys: Keys = getattr(server, who)
    use_store(monkeypatch, server.url, **keys.as_settings(), **({region: "eu-west-2"} if region else {}))
    assert read_papers(client) == CONTENT
    assert [place.name for place in list_remote(client, "s3://papers/")] == [
        f"s3://papers/{KEY}",
        "s3://papers/2023/empty.warc.gz",
    ]
    assert read_file(client, "s3://papers/2023/empty.warc.gz") == b""


def test_a_private_bucket_is_read_with_a_profile_and_its_store(
    server: BucketServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use_store(monkeypatch, **write_profile(tmp_path, server.reader, server.url))
    assert read_papers(client) == CONTENT


def test_without_keys_only_what_is_open_to_all_is_read(
    server: BucketServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_store(monkeypatch, server.url)
    server.check(keys=False)
    try:
        assert read_file(client, "s3://open/2023/a.warc.gz") == CONTENT
        with pytest.raises(ArchiveError, match="may not be read by everybody: name keys by AWS_ACCESS_KEY_ID"):
            read_file(client, f"s3://papers/{KEY}")
    finally:
        server.check(keys=True)


WRONG = {
    "the secret is not that of the key": {"AWS_SECRET_ACCESS_KEY": "wrong"},
    "check AWS_ACCESS_KEY_ID or AWS_PROFILE": {"AWS_ACCESS_KEY_ID": "AKIAWRONG"},
    "check AWS_SESSION_TOKEN, or unset it": {"AWS_SESSION_TOKEN": "wrong"},
}


@pytest.mark.parametrize(("reason", "wrong"), WRONG.items())
def test_what_is_wrong_with_the_keys_is_told(
    server: BucketServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch, reason: str, wrong: dict[str, str]
) -> None:
    use_store(monkeypatch, server.url, **{**server.reader.as_settings(), **wrong})
    with pytest.raises(ArchiveError, match=rf"refuses the keys in use \(by env\): .*{reason}"):
        list(list_remote(client, "s3://papers/"))


def test_the_rights_that_are_missing_are_told(
    server: BucketServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_store(monkeypatch, server.url, **server.stranger.as_settings())
    with pytest.raises(ArchiveError, match=r"needs the rights s3:ListBucket .* it said AccessDenied"):
        list(list_remote(client, "s3://papers/"))
    with pytest.raises(ArchiveError, match=r"needs the rights .* s3:GetObject"):
        read_file(client, f"s3://papers/{KEY}")


def test_a_bucket_or_file_that_is_not_there_is_told(
    server: BucketServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_store(monkeypatch, server.url, **server.reader.as_settings())
    with pytest.raises(ArchiveError, match="there is no such bucket"):
        list(list_remote(client, "s3://letters/"))
    with pytest.raises(ArchiveError, match="there is no such file"):
        read_file(client, "s3://papers/2023/none.warc.gz")


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"AWS_PROFILE": "letters"}, "letters"),
        ({"AWS_ACCESS_KEY_ID": "AKIAALONE"}, "AWS_SECRET_ACCESS_KEY"),
        ({"AWS_REGION": "no region"}, "no region"),
    ],
)
def test_settings_that_cannot_be_used_are_told(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], reason: str
) -> None:
    use_store(monkeypatch, "http://127.0.0.1:9", **settings)
    with pytest.raises(ArchiveError, match=f"settings of AWS cannot be used: .*{reason}"):
        list(list_remote(client, "s3://papers/"))
