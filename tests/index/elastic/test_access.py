"""Where a server is and as whom we ask, read from a URL and the settings."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from clausewatch.errors import SettingsError
from clausewatch.index.elastic.access import Access, is_server, read_access
from clausewatch.settings import Credentials

NOBODY = Credentials()
KEY = Credentials(api_key=SecretStr("c2VjcmV0"))
USER = Credentials(user="desk", password=SecretStr("hush"))


@pytest.mark.parametrize("url", ["http://a", "https://a:9200/x", "opensearch+http://a", "opensearch+https://a"])
def test_a_search_server_is_known_by_its_scheme(url: str) -> None:
    assert is_server(url)


@pytest.mark.parametrize("url", ["", "sqlite:///index.db", "ftp://a", "HTTPS", "opensearch://a", "/folder/http"])
def test_another_url_is_no_search_server(url: str) -> None:
    assert not is_server(url)


@pytest.mark.parametrize(
    ("url", "address", "prefix"),
    [
        ("http://search.example", "http://search.example:9200", "clausewatch"),
        ("https://search.example", "https://search.example:9200", "clausewatch"),
        ("https://search.example:443/", "https://search.example:443", "clausewatch"),
        ("http://search.example:8080/desk-2", "http://search.example:8080", "desk-2"),
        ("https://search.example/desk/", "https://search.example:9200", "desk"),
        ("http://127.0.0.1:9201/7", "http://127.0.0.1:9201", "7"),
        ("http://[::1]:9201", "http://[::1]:9201", "clausewatch"),
        ("http://[::1]", "http://[::1]:9200", "clausewatch"),
        ("https://Search.Example", "https://search.example:9200", "clausewatch"),
    ],
)
def test_a_url_gives_address_and_prefix(url: str, address: str, prefix: str) -> None:
    assert read_access(url, NOBODY) == Access(address=address, prefix=prefix)
    assert read_access(f"opensearch+{url}", NOBODY) == Access(address=address, prefix=prefix, is_opensearch=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///desk",
        "http://a:port",
        "http://a:99999",
        "http://[::1",
        "http://a/b/c",
        "http://a/Desk",
        "http://a/-desk",
        "http://a/désk",
        "http://a/_all",
        "http://a/desk*",
        "http://a/-",
        "http://a/desk?pretty",
        "http://a/desk#part",
    ],
)
def test_a_url_that_cannot_be_right_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="the address is not a URL like https://HOST:9200"):
        read_access(url, NOBODY)


@pytest.mark.parametrize(
    "url", ["https://desk:hush@a", "https://desk@a", "https://:hush@a", "https://desk:hush@a:port"]
)
def test_secrets_in_a_url_are_refused_and_not_told(url: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_access(url, NOBODY)
    assert "hush" not in str(raised.value)
    assert raised.value.__cause__ is None


@pytest.mark.parametrize(
    "given",
    [
        Credentials(user="desk"),
        Credentials(password=SecretStr("hush")),
        Credentials(user="desk", password=SecretStr("hush"), api_key=SecretStr("c2VjcmV0")),
    ],
)
def test_a_user_needs_a_password_and_no_key(given: Credentials) -> None:
    with pytest.raises(SettingsError, match="an API key, or a user with a password") as raised:
        read_access("https://a", given)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize("key", ["two words", "line\nbreak", "schlüssel", ""])
def test_what_no_header_can_hold_is_no_key(key: str) -> None:
    with pytest.raises(SettingsError, match="no API key"):
        read_access("https://a", Credentials(api_key=SecretStr(key)))


@pytest.mark.parametrize("user", ["a:b", "a\nb", ""])
def test_a_user_has_a_name_on_one_line_without_a_colon(user: str) -> None:
    with pytest.raises(SettingsError, match=r"(?i)user"):
        read_access("https://a", Credentials(user=user, password=SecretStr("hush")))


def test_an_authority_needs_https(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="needs an address that begins with https"):
        read_access("http://a", Credentials(ca=tmp_path / "ca.pem"))


def test_an_authority_s_file_must_be_there_and_hold_certificates(tmp_path: Path) -> None:
    ca = Credentials(ca=tmp_path / "ca.pem")
    with pytest.raises(SettingsError, match="there is no CA file"):
        read_access("https://a", ca)
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(SettingsError, match="cannot be read as certificates"):
        read_access("https://a", ca)


@pytest.mark.parametrize(
    ("url", "given", "who"),
    [
        ("https://a", NOBODY, "nobody"),
        ("https://a", KEY, "the owner of an API key"),
        ("https://a", USER, "user desk"),
        ("http://a", NOBODY, "nobody"),
        ("http://a", USER, "user desk (not encrypted: an address that begins with https is safer)"),
    ],
)
def test_people_are_told_who_asks_and_no_secret(url: str, given: Credentials, who: str) -> None:
    access = read_access(url, given)
    assert access.user == who
    assert "hush" not in repr(access)
    assert "c2VjcmV0" not in repr(access)
