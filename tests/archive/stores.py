"""A real store that speaks S3's protocol and checks who asks."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from botocore.session import Session
from moto.server import ThreadedMotoServer

REGION = "eu-west-2"
READING = {"Effect": "Allow", "Action": ["s3:ListBucket", "s3:GetObject"], "Resource": "*"}
TRUST = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}


class Keys(NamedTuple):
    """Who asks."""

    key: str
    secret: str
    token: str = ""

    def as_settings(self) -> dict[str, str]:
        """As environment variables."""
        named = {"AWS_ACCESS_KEY_ID": self.key, "AWS_SECRET_ACCESS_KEY": self.secret}
        return {**named, "AWS_SESSION_TOKEN": self.token} if self.token else named


class BucketServer(NamedTuple):
    """A store that checks signatures and rights."""

    url: str
    reader: Keys
    """Of somebody who may read every bucket."""
    stranger: Keys
    """Of somebody who may nothing."""
    visitor: Keys
    """Of somebody who may read for a time, by a token."""

    def check(self, *, keys: bool) -> None:
        """Check the keys of every request from here on, or none: then what is private is still refused without any."""
        httpx.post(f"{self.url}/moto-api/reset-auth", content=b"0" if keys else b"inf").raise_for_status()


@contextmanager
def serve_buckets(files: Mapping[str, bytes], open_buckets: tuple[str, ...] = ()) -> Iterator[BucketServer]:
    """Files by path, as those of buckets. Those of open buckets are read by everybody."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    try:
        _fill(url, files, open_buckets)
        reader, stranger = (_make_user(url, name, rights) for name, rights in (("reader", [READING]), ("stranger", [])))
        visitor = _make_visitor(url)
        made = BucketServer(url, reader, stranger, visitor)
        made.check(keys=True)
        yield made
        made.check(keys=False)
    finally:
        httpx.post(f"{url}/moto-api/reset")
        server.stop()


def _client(url: str, service: str) -> Any:
    return Session().create_client(
        service, REGION, endpoint_url=url, aws_access_key_id="maker", aws_secret_access_key="maker"
    )


def _fill(url: str, files: Mapping[str, bytes], open_buckets: tuple[str, ...]) -> None:
    client = _client(url, "s3")
    for bucket in sorted({path.split("/")[1] for path in files}):
        client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
        if bucket in open_buckets:
            policy = {"Statement": [{**READING, "Principal": "*"}]}
            client.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))
    for path, content in files.items():
        _, bucket, key = path.split("/", 2)
        client.put_object(Bucket=bucket, Key=key, Body=content)


def _make_user(url: str, name: str, rights: list[dict[str, Any]]) -> Keys:
    client = _client(url, "iam")
    client.create_user(UserName=name)
    if rights:
        client.put_user_policy(UserName=name, PolicyName="rights", PolicyDocument=_write_policy(rights))
    made = client.create_access_key(UserName=name)["AccessKey"]
    return Keys(made["AccessKeyId"], made["SecretAccessKey"])


def _make_visitor(url: str) -> Keys:
    client = _client(url, "iam")
    role = client.create_role(RoleName="visitor", AssumeRolePolicyDocument=_write_policy([TRUST]))["Role"]
    client.put_role_policy(RoleName="visitor", PolicyName="rights", PolicyDocument=_write_policy([READING]))
    made = _client(url, "sts").assume_role(RoleArn=role["Arn"], RoleSessionName="visit")["Credentials"]
    return Keys(made["AccessKeyId"], made["SecretAccessKey"], made["SessionToken"])


def _write_policy(rights: list[dict[str, Any]]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": rights})


def write_profile(folder: Path, keys: Keys, url: str) -> dict[str, str]:
    """A profile "papers" as Amazon's tools keep it, with the store's address; the settings that name it."""
    credentials, config = folder / "credentials", folder / "config"
    secret = f"aws_access_key_id = {keys.key}\naws_secret_access_key = {keys.secret}\n"
    credentials.write_text(f"[papers]\n{secret}", encoding="utf-8")
    config.write_text(f"[profile papers]\nregion = {REGION}\nendpoint_url = {url}\n", encoding="utf-8")
    files = {"AWS_CONFIG_FILE": str(config), "AWS_SHARED_CREDENTIALS_FILE": str(credentials)}
    return {**files, "AWS_PROFILE": "papers"}
