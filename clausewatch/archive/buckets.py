"""Buckets of a store that speaks S3's protocol: where they are, who asks for them, and why that is refused."""

import os
from collections.abc import Generator
from typing import Any, NamedTuple

import httpx
from lxml import etree

from clausewatch.errors import ArchiveError

REGION = "us-east-1"
"""Where none is named."""
ELSEWHERE = frozenset({301, 307, 400})
"""Statuses with which a store names the region of a bucket that was asked for in another one."""
LARGEST_REFUSAL = 65_536
"""Bytes of an error that are read."""
XML = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
NO_KEYS = "it may not be read by everybody: name keys by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or by AWS_PROFILE"
NOT_ALLOWED = "their user needs the rights s3:ListBucket (for the bucket) and s3:GetObject (for its files)"
FAULTS = {
    "ExpiredToken": "they have expired: sign in again, or get new ones",
    "InvalidAccessKeyId": "it does not know them: check AWS_ACCESS_KEY_ID or AWS_PROFILE",
    "InvalidToken": "their token is wrong: check AWS_SESSION_TOKEN, or unset it",
    "RequestTimeTooSkewed": "the clock of this machine is wrong: set it",
    "SignatureDoesNotMatch": "the secret is not that of the key: check AWS_SECRET_ACCESS_KEY",
}
"""What is wrong with the keys, and what to do, by the code that the server gives."""


class Signer(httpx.Auth):
    """Signs requests (AWS Signature 4) where there are credentials, and asks again in the region that is named."""

    def __init__(self, session: Any, region: str, own: str) -> None:
        """`session`: that of botocore, whose credentials it renews in time; where it has none nothing is signed. `own`:
        Amazon's own address for the region.
        """
        self._session, self._credentials = session, session.get_credentials()
        self._region, self._named_at, self._found_at = region, own, own

    @property
    def is_signing(self) -> bool:
        """Whether it says who asks."""
        return self._credentials is not None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request, signed; and again where the answer names another region. `ArchiveError` where the credentials
        cannot be had.
        """
        self._prepare(request)
        answer = yield request
        region = _read_region(answer) if answer.status_code in ELSEWHERE else ""
        if region != self._region and region.replace("-", "").isalnum():
            self._region, self._found_at = region, find_endpoint(self._session, region, own=True)
            self._prepare(request)
            yield request

    def explain(self, answer: httpx.Response) -> str | None:
        """Why the server says no and what to do, by the body of its answer; none where the status says enough."""
        code = _read_error(answer, "Code")
        if code == "NoSuchBucket":
            return "there is no such bucket"
        if self._credentials is None:
            return NO_KEYS if answer.status_code == 403 else None
        if answer.status_code == 403 or code in FAULTS:
            keys = f"the keys in use (by {self._credentials.method})"
            return f"the server refuses {keys}: {FAULTS.get(code, f'{NOT_ALLOWED}; it said {code or 403}')}"
        return None

    def _prepare(self, request: httpx.Request) -> None:
        if self._found_at != self._named_at:
            _move(request, self._named_at, self._found_at)
        if self._credentials is None:
            return
        from botocore.auth import S3SigV4Auth
        from botocore.awsrequest import AWSRequest
        from botocore.exceptions import BotoCoreError

        signed = AWSRequest(method=request.method, url=str(request.url))
        try:
            S3SigV4Auth(self._credentials.get_frozen_credentials(), "s3", self._region).add_auth(signed)
        except BotoCoreError as error:
            raise ArchiveError(f"{request.url}: {error}") from error
        request.headers.update(dict(signed.headers.items()))


class Store(NamedTuple):
    """A store of buckets, and who asks it."""

    endpoint: str
    """Its address, without a slash at its end."""
    is_amazon: bool
    signer: Signer

    def root_of(self, bucket: str) -> str:
        """Where the files of a bucket are read."""
        # A certificate is good for one name before the store's own, so that a dot would be one too many.
        if self.is_amazon and "." not in bucket:
            scheme, _, host = self.endpoint.partition("://")
            return f"{scheme}://{bucket}.{host}/"
        return f"{self.endpoint}/{bucket}/"


def find_store() -> Store:
    """The store and the credentials that the environment and `~/.aws` name, as Amazon's own tools find them;
    `ArchiveError` where what they say is wrong.
    """
    from botocore.exceptions import BotoCoreError
    from botocore.session import Session

    try:
        session = Session()
        region = os.environ.get("AWS_REGION") or session.get_config_variable("region") or REGION
        endpoint, own = find_endpoint(session, region), find_endpoint(session, region, own=True)
        return Store(endpoint, endpoint == own, Signer(session, region, own))
    except (BotoCoreError, ValueError) as error:
        raise ArchiveError(f"the settings of AWS cannot be used: {error}") from error


def find_endpoint(session: Any, region: str, *, own: bool = False) -> str:
    """The address of the store in use for a region; of Amazon's `own`, whatever other is named. A session of botocore
    loads what it knows of all regions once, which takes far longer than the rest.
    """
    from botocore import UNSIGNED
    from botocore.config import Config

    config = Config(signature_version=UNSIGNED, ignore_configured_endpoint_urls=own)
    client = session.create_client("s3", region_name=region, config=config)
    return str(client.meta.endpoint_url).rstrip("/")


def _move(request: httpx.Request, before: str, after: str) -> None:
    """Another address of Amazon's for a bucket; any other store has one for all regions."""
    old, new = httpx.URL(before).host, httpx.URL(after).host
    if request.url.host == old or request.url.host.endswith(f".{old}"):
        request.url = request.url.copy_with(host=request.url.host.removesuffix(old) + new)
        request.headers["Host"] = request.url.netloc.decode("ascii")


def _read_region(answer: httpx.Response) -> str:
    """Where a store says that the bucket is; empty where it does not."""
    if region := answer.headers.get("x-amz-bucket-region"):
        return str(region)
    # Read as a whole, as the client does before it sends the next request.
    answer.read()
    return _read_error(answer, "Region")


def _read_error(answer: httpx.Response, field: str) -> str:
    """What a store says of an error, by the field; empty where it does not."""
    body = answer.content if answer.is_stream_consumed else _read_some(answer)
    try:
        return etree.fromstring(body, XML).findtext(f"{{*}}{field}") or ""
    except etree.XMLSyntaxError:
        return ""


def _read_some(answer: httpx.Response) -> bytes:
    """The body of an answer, or nothing where that is too long for an error."""
    body = bytearray()
    for block in answer.iter_raw():
        body += block
        if len(body) > LARGEST_REFUSAL:
            return b""
    return bytes(body)
