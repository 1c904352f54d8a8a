"""Which files there are at an address on another machine: a bucket of an object store, or a list that names them."""

import gzip
import os
import zlib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from io import BytesIO
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import httpx
from lxml import etree

from clausewatch.archive.buckets import XML, Signer, find_store
from clausewatch.archive.remote import LARGEST_LIST, read_list
from clausewatch.errors import ArchiveError

WARC_ENDINGS = (".warc", ".warc.gz")
LIST_ENDING = ".paths.gz"
"""Of the lists that Common Crawl keeps beside its files, one path a line."""
S3 = "s3://"
WEB = ("http://", "https://")
MOST_ANSWERS = 1000
"""Of a thousand files each."""
OPEN_TO_ALL = {"commoncrawl": "https://data.commoncrawl.org"}
"""Buckets that only users of the store may list, and where everybody may read what they hold: there each folder of
files has a `warc.paths.gz`.
"""
ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
"""Where Amazon's own tools look for the address of another store."""


class Place(NamedTuple):
    """A file on another machine: what it is called, and where it is read."""

    name: str
    url: str
    signer: Signer | None = None
    """Who asks for it, where that matters."""


def is_remote(path: str) -> bool:
    """Whether a path is an address on another machine."""
    return path.startswith((S3, *WEB))


def list_remote(client: httpx.Client, path: str) -> Iterator[Place]:
    """The WARC files at an address, in the order of their names: one, those in a list of paths, or those of a bucket.

    In a bucket `*` stands for any characters; without one, all below that name are meant. Which store is asked, and by
    whom, is found as by `find_store`. `ArchiveError` where nothing can be read or listed there.
    """
    if path.startswith(S3):
        yield from _list_bucket(client, path)
    elif path.endswith(LIST_ENDING):
        yield from _read_paths(client, path)
    elif "*" in path:
        raise ArchiveError(
            f"{path}: files at a web address cannot be listed; give the list of their paths, as .../warc{LIST_ENDING}"
        )
    elif not urlsplit(path).path.endswith(WARC_ENDINGS):
        raise ArchiveError(
            f"{path}: by its name this is neither a WARC file nor a list of them (.../warc{LIST_ENDING})"
        )
    else:
        yield Place(path, path)


def locate(name: str) -> Place:
    """The file that `list_remote` gave that name, without asking for any list again; it may be gone by now."""
    if not name.startswith(S3):
        parts = urlsplit(name)
        return Place(name, parts._replace(path=quote(parts.path, safe="/%")).geturl())
    bucket, _, key = name.removeprefix(S3).partition("/")
    if root := _find_open(bucket):
        return Place(name, f"{root}/{quote(key)}")
    store = find_store()
    return Place(name, store.root_of(bucket) + quote(key), store.signer)


def _find_open(bucket: str) -> str | None:
    """Where everybody may read what a bucket holds."""
    return None if any(os.environ.get(name) for name in ENDPOINTS) else OPEN_TO_ALL.get(bucket)


def _read_paths(client: httpx.Client, url: str) -> Iterator[Place]:
    """The WARC files of a list, whose paths are those of the same server."""
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    for line in _unpack(read_list(client, url), url).decode("utf-8", "replace").splitlines():
        path = line.strip().lstrip("/")
        if path.endswith(WARC_ENDINGS):
            yield Place(root + path, root + quote(path))


def _unpack(content: bytes, url: str) -> bytes:
    try:
        with gzip.open(BytesIO(content)) as file:
            whole = file.read(LARGEST_LIST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ArchiveError(f"{url}: it is no gzipped list of paths ({error})") from error
    if len(whole) > LARGEST_LIST:
        raise ArchiveError(f"{url}: it is too large for a list of files (over {LARGEST_LIST // 1_000_000} MB)")
    return whole


def _list_bucket(client: httpx.Client, path: str) -> Iterator[Place]:
    bucket, _, pattern = path.removeprefix(S3).partition("/")
    if not bucket:
        raise ArchiveError(f"{path}: it names no bucket; write s3://BUCKET/FOLDER/*.warc.gz")
    prefix = pattern.partition("*")[0]
    for key, url, signer in _ask_bucket(client, bucket, prefix):
        is_meant = fnmatchcase(key, pattern.replace("[", "[[]")) if "*" in pattern else key.startswith(pattern)
        if is_meant and key.endswith(WARC_ENDINGS):
            yield Place(f"{S3}{bucket}/{key}", url, signer)


def _ask_bucket(client: httpx.Client, bucket: str, prefix: str) -> Iterator[Place]:
    """What is in a bucket under names that begin so, or beside them; the name of each is that in the bucket."""
    if root := _find_open(bucket):
        folder = prefix.rpartition("/")[0]
        for place in _read_paths(client, f"{root}/{folder}/warc{LIST_ENDING}"):
            yield Place(place.name.removeprefix(f"{root}/"), place.url)
        return
    store = find_store()
    root = store.root_of(bucket)
    for key in _ask_keys(client, root, prefix, store.signer):
        yield Place(key, root + quote(key), store.signer)


def _ask_keys(client: httpx.Client, root: str, prefix: str, signer: Signer) -> Iterator[str]:
    """The names in a bucket that begin so (ListObjectsV2)."""
    asked = {"list-type": "2", "prefix": prefix}
    for _ in range(MOST_ANSWERS):
        # A blank as "+" would be signed as a plus sign.
        query = urlencode(asked, quote_via=quote, safe="")
        answer = _parse(read_list(client, f"{root}?{query}", signer=signer), root)
        yield from (str(key.text) for key in answer.iterfind("{*}Contents/{*}Key"))
        token = answer.findtext("{*}NextContinuationToken")
        if answer.findtext("{*}IsTruncated") != "true" or not token:
            return
        asked["continuation-token"] = token
    raise ArchiveError(f"{root}: it holds more than {MOST_ANSWERS * 1000:,} files of that name; name fewer")


def _parse(content: bytes, root: str) -> "etree._Element":
    try:
        return etree.fromstring(content, XML)
    except etree.XMLSyntaxError as error:
        raise ArchiveError(f"{root}: what answers there lists no bucket ({error})") from error
