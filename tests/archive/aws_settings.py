"""Which store of buckets is asked in a test, and by whom, whatever is set on this machine."""

import pytest

SETTINGS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT_URL",
    "AWS_ENDPOINT_URL_S3",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_ROLE_ARN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
)


def use_store(monkeypatch: pytest.MonkeyPatch, url: str | None = None, **settings: str) -> None:
    """Nothing of this machine's own settings counts any more; `url`: the store to ask, none: Amazon's."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    nowhere = {"AWS_CONFIG_FILE": "/nowhere", "AWS_SHARED_CREDENTIALS_FILE": "/nowhere"}
    store = {} if url is None else {"AWS_ENDPOINT_URL_S3": url}
    for name, value in {**nowhere, "AWS_EC2_METADATA_DISABLED": "true", **store, **settings}.items():
        monkeypatch.setenv(name, value)
