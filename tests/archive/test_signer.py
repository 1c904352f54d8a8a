"""Requests to buckets: asked again in the region that the store names, and signed for nobody else."""

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from botocore.exceptions import UnauthorizedSSOTokenError
from botocore.session import Session

from clausewatch.archive import locate
from clausewatch.archive.buckets import LARGEST_REFUSAL, find_store
from clausewatch.archive.remote import ask
from clausewatch.errors import ArchiveError
from tests.archive.aws_settings import use_store

KEYS = {"AWS_ACCESS_KEY_ID": "AKIAREADER", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token"}
Answer = Callable[[httpx.Request], httpx.Response]


def ask_for(name: str, answer: Answer) -> list[httpx.Request]:
    """What is asked for a file, and again for the same; each answer is made by `answer`, as Amazon cannot be asked."""
    asked: list[httpx.Request] = []

    def serve(request: httpx.Request) -> httpx.Response:
        # As it was then: the same request is signed anew.
        asked.append(httpx.Request("GET", request.url, headers=request.headers))
        return answer(request)

    place = locate(name)
    with httpx.Client(transport=httpx.MockTransport(serve), follow_redirects=True) as client:
        for _ in range(2):
            with ask(client, place.url, place.signer) as found:
                assert found.status_code == 200
    return asked


def move(request: httpx.Request) -> httpx.Response:
    if "eu-west-2" in request.url.host:
        return httpx.Response(200)
    return httpx.Response(301, headers={"x-amz-bucket-region": "eu-west-2"})


@pytest.mark.parametrize("before", ["us-east-1", "eu-central-1", "cn-north-1"])
def test_a_bucket_in_another_region_is_asked_for_there(monkeypatch: pytest.MonkeyPatch, before: str) -> None:
    use_store(monkeypatch, AWS_REGION=before, **KEYS)
    first, *others = ask_for("s3://papers/a.warc.gz", move)
    assert first.url.host.startswith("papers.s3.")
    assert len(others) == 2
    for request in others:
        assert request.url == "https://papers.s3.eu-west-2.amazonaws.com/a.warc.gz"
        assert request.headers["Host"] == "papers.s3.eu-west-2.amazonaws.com"
        assert "/eu-west-2/s3/aws4_request" in request.headers["Authorization"]


def test_a_bucket_in_another_region_is_found_without_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch)
    first, *others = ask_for("s3://papers.of.2023/a.warc.gz", move)
    assert first.url.host == "s3.amazonaws.com"
    assert [str(request.url) for request in others] == [
        "https://s3.eu-west-2.amazonaws.com/papers.of.2023/a.warc.gz"
    ] * 2
    assert all("Authorization" not in request.headers for request in [first, *others])


def test_a_region_that_only_the_error_names_is_asked_in(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch, "http://127.0.0.1:9000", **KEYS)
    error = b"<Error><Code>AuthorizationHeaderMalformed</Code><Region>cellar-1</Region></Error>"

    def answer(request: httpx.Request) -> httpx.Response:
        is_right = "/cellar-1/s3/" in request.headers["Authorization"]
        return httpx.Response(200) if is_right else httpx.Response(400, content=iter([error]))

    assert len(ask_for("s3://papers/a.warc.gz", answer)) == 3


@pytest.mark.parametrize(
    ("body", "reason"), [(b"", "answered 400"), (b"<Error><Code>ExpiredToken</Code></Error>", "they have expired")]
)
def test_a_bad_request_that_names_no_region_is_told(monkeypatch: pytest.MonkeyPatch, body: bytes, reason: str) -> None:
    use_store(monkeypatch, **KEYS)
    with pytest.raises(ArchiveError, match=reason):
        ask_for("s3://papers/a.warc.gz", lambda _: httpx.Response(400, content=iter([body])))


def test_another_store_is_asked_at_its_own_address_whatever_region_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch, "http://127.0.0.1:9000", **KEYS)

    def answer(request: httpx.Request) -> httpx.Response:
        is_right = "/garage/s3/" in request.headers["Authorization"]
        return httpx.Response(200 if is_right else 400, headers={"x-amz-bucket-region": "garage"})

    assert [request.url.host for request in ask_for("s3://papers/a.warc.gz", answer)] == ["127.0.0.1"] * 3


def test_where_a_region_is_asked_is_found_once_whatever_the_number_of_files(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch, **KEYS)
    store, made = find_store(), []
    create = Session.create_client

    def note(session: Session, *args: Any, **options: Any) -> object:
        made.append(options["region_name"])
        return create(session, *args, **options)

    monkeypatch.setattr(Session, "create_client", note)
    with httpx.Client(transport=httpx.MockTransport(move)) as client:
        for number in range(5):
            with ask(client, f"{store.root_of('papers')}{number}.warc.gz", store.signer) as found:
                assert found.request.url.host == "papers.s3.eu-west-2.amazonaws.com"
    assert made == ["eu-west-2"]


@pytest.mark.parametrize("region", ["us-east-1", "evil.example/", "evil.example"])
def test_a_region_is_asked_once_and_must_be_one(monkeypatch: pytest.MonkeyPatch, region: str) -> None:
    use_store(monkeypatch, **KEYS)
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(301, headers={"x-amz-bucket-region": region}, content=iter([b""]))

    with pytest.raises(ArchiveError, match="the server answered 301"):
        ask_for("s3://papers/a.warc.gz", answer)
    assert asked == ["papers.s3.amazonaws.com"]


def redirect(request: httpx.Request) -> httpx.Response:
    if request.url.host == "other.example":
        return httpx.Response(200)
    return httpx.Response(302, headers={"Location": "https://other.example/a.warc.gz"}, content=iter([b""]))


def test_what_is_signed_is_sent_to_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch, **KEYS)
    with pytest.raises(ArchiveError, match="the server answered 302"):
        ask_for("s3://papers/a.warc.gz", redirect)


def test_without_keys_a_redirect_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch)
    hosts = [request.url.host for request in ask_for("s3://papers/a.warc.gz", redirect)]
    assert hosts == ["papers.s3.amazonaws.com", "other.example"] * 2


REFUSALS = {
    "no XML": b"<p>Go<br>away",
    "too long": b"<Error><Code>AccessDenied</Code>" + b" " * LARGEST_REFUSAL + b"</Error>",
    "an entity": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Error><Code>&b;</Code></Error>',
    "nothing": b"",
}


@pytest.mark.parametrize("body", REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_in_whatever_words_is_told(monkeypatch: pytest.MonkeyPatch, body: bytes) -> None:
    use_store(monkeypatch, **KEYS)
    with pytest.raises(ArchiveError, match=r"needs the rights .* it said 403"):
        ask_for("s3://papers/a.warc.gz", lambda _: httpx.Response(403, content=iter([body])))


def test_keys_that_cannot_be_had_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    use_store(monkeypatch, **KEYS)

    class Expired:
        def get_frozen_credentials(self) -> None:
            raise UnauthorizedSSOTokenError

    signer = find_store().signer
    monkeypatch.setattr(signer, "_credentials", Expired())
    with (
        httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200))) as client,
        pytest.raises(ArchiveError, match=re.compile("sso", re.IGNORECASE)),
        ask(client, "https://papers.s3.amazonaws.com/a", signer),
    ):
        pass
