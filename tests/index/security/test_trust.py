"""What to do about a server that is not trusted, by what the library says of it."""

from pathlib import Path

import pytest

from clausewatch.index.elastic.trust import NO_TLS, UNKNOWN, check_authorities, explain_distrust
from tests.index.security.authority import Authority
from tests.index.security.refusals import refuse


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("[SSL: CERTIFICATE_VERIFY_FAILED] ...: self-signed certificate in certificate chain", "CLAUSEWATCH_INDEX_CA"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] ...: certificate has expired", "has run out"),
        (
            "[SSL: CERTIFICATE_VERIFY_FAILED] ...: IP address mismatch, certificate is not valid for '::1'",
            "another name",
        ),
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number", NO_TLS),
        ("[SSL: RECORD_LAYER_FAILURE] record layer failure", NO_TLS),
        ("[SSL: HTTP_REQUEST] http request", NO_TLS),
        ("[SSL: NO_SHARED_CIPHER] no shared cipher", UNKNOWN),
    ],
)
def test_each_reason_has_its_advice(said: str, advice: str) -> None:
    assert advice in explain_distrust(said)


def test_a_file_of_authorities_is_read_before_it_is_needed(tmp_path: Path) -> None:
    check_authorities(Authority(tmp_path).ca)
    assert refuse(lambda: check_authorities(tmp_path / "none")) == f"index: there is no CA file {tmp_path}/none"
    (tmp_path / "key.pem").write_bytes(Authority(tmp_path, "other").sign().key)
    said = "cannot be read as certificates in PEM form"
    assert said in refuse(lambda: check_authorities(tmp_path / "key.pem"))
    assert said in refuse(lambda: check_authorities(tmp_path))
