"""What is sent to show who we are: to the server that was named, by certificate where it has one, and nobody else."""

import base64
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from clausewatch.index import open_index
from clausewatch.settings import Credentials
from tests.index.security.authority import Authority
from tests.index.security.logs import capture_logs
from tests.index.security.refusals import refuse
from tests.index.security.web import run_web

KEY = Credentials(api_key=SecretStr("aHVzaDpodXNo"))
USER = Credentials(user="désk", password=SecretStr("hush: it is sécret"))
PAIR = base64.b64encode("désk:hush: it is sécret".encode()).decode()
SECRETS = ("aHVzaDpodXNo", "hush", PAIR)
KINDS = [
    pytest.param(KEY, "ApiKey aHVzaDpodXNo", id="api key"),
    pytest.param(USER, f"Basic {PAIR}", id="user"),
    pytest.param(Credentials(), None, id="nobody"),
]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def ask(url: str, credentials: Credentials) -> str:
    """The description of the server, after a question."""
    with closing(open_index(url, (), credentials)) as index:
        assert index.count() == 0
        return index.description


@pytest.mark.parametrize("is_opensearch", [False, True])
@pytest.mark.parametrize("is_secure", [False, True])
@pytest.mark.parametrize(("credentials", "sent"), KINDS)
def test_every_request_shows_who_asks(
    credentials: Credentials,
    sent: str | None,
    is_secure: bool,
    is_opensearch: bool,
    authority: Authority,
    tmp_path: Path,
) -> None:
    certificate = authority.sign() if is_secure else None
    with run_web(tmp_path, certificate) as web, capture_logs() as log:
        web.is_opensearch = is_opensearch
        url = f"opensearch+{web.address}" if is_opensearch else web.address
        said = ask(url, credentials.model_copy(update={"ca": authority.ca if is_secure else None}))
    assert web.shown == [sent] * len(web.shown)
    assert len(web.shown) >= 2
    assert said.startswith("OpenSearch 3.8.0, " if is_opensearch else "Elasticsearch 9.5.3, ")
    assert "GET /_nodes/_local" in log.getvalue()
    assert ("<hidden>" in log.getvalue()) is (sent is not None)
    assert not any(secret in f"{log.getvalue()}{said}" for secret in SECRETS)


@pytest.mark.parametrize(
    ("credentials", "said"),
    [(KEY, "asked by the owner of an API key"), (USER, "asked by user désk"), (Credentials(), "asked by nobody")],
)
def test_the_description_says_who_asks_and_whether_others_can_listen(
    credentials: Credentials, said: str, authority: Authority, tmp_path: Path
) -> None:
    note = " (not encrypted: an address that begins with https is safer)"
    with run_web(tmp_path) as web:
        assert ask(web.address, credentials) == f"Elasticsearch 9.5.3, {said}{'' if 'nobody' in said else note}"
    with run_web(tmp_path, authority.sign()) as web:
        trusting = credentials.model_copy(update={"ca": authority.ca})
        assert ask(web.address, trusting) == f"Elasticsearch 9.5.3, {said}"


@pytest.mark.parametrize("credentials", [KEY, USER])
def test_a_server_that_is_not_trusted_is_shown_nothing(
    credentials: Credentials, authority: Authority, tmp_path: Path
) -> None:
    other = Authority(tmp_path, "other").sign()
    trusting = credentials.model_copy(update={"ca": authority.ca})
    with run_web(tmp_path, other) as web, capture_logs() as log:
        refuse(lambda: ask(web.address, trusting), SECRETS)
    assert web.shown == []
    assert not any(secret in log.getvalue() for secret in SECRETS)


def test_a_server_elsewhere_that_we_are_sent_to_is_shown_nothing(tmp_path: Path) -> None:
    with run_web(tmp_path) as web, run_web(tmp_path) as other:
        web.elsewhere = other.address
        said = refuse(lambda: ask(web.address, KEY), SECRETS)
    assert "302" in said
    assert len(web.shown) == 1
    assert other.shown == []


def test_a_certificate_that_has_run_out_is_not_trusted(authority: Authority, tmp_path: Path) -> None:
    old = authority.sign(valid_for=timedelta(days=-1))
    with run_web(tmp_path, old) as web:
        said = refuse(lambda: ask(web.address, KEY.model_copy(update={"ca": authority.ca})), SECRETS)
    assert "the server's certificate has run out: make a new one there" in said
    assert web.shown == []
