"""Secrets of the composed stack: made once, kept, and good for what they are for."""

import ssl
import subprocess
from pathlib import Path

import pytest
import yaml
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "make-secrets"
WANTED = {
    Path(each["file"]).name
    for each in yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["secrets"].values()
}
CERTIFICATES = {"search-ca.crt", "search-http.crt", "search-http.key"}
KEYS = {"airflow-api-secret-key": 64, "airflow-fernet-key": 44, "airflow-jwt-secret": 128}
"""Characters of each."""


def make(folder: Path) -> None:
    subprocess.run([str(SCRIPT), str(folder)], check=True)


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets") / "new"
    make(folder)
    return folder


def test_all_that_the_compose_file_names_is_made_and_nothing_else_is_left(secrets: Path) -> None:
    assert {path.name for path in secrets.iterdir()} == WANTED


def test_nobody_else_may_enter_and_every_container_may_read(secrets: Path) -> None:
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in secrets.iterdir()} == {0o444}


def test_passwords_are_long_and_no_two_are_alike(secrets: Path) -> None:
    passwords = {path.read_text().strip() for path in secrets.glob("*-password")}
    assert len(passwords) == len(WANTED - CERTIFICATES - KEYS.keys())
    # Letters and figures, so that they may stand in a URL.
    assert all(len(password) == 48 and password.isalnum() for password in passwords)


def test_keys_are_as_long_as_what_they_are_for_needs(secrets: Path) -> None:
    assert {name: len((secrets / name).read_text().strip()) for name in KEYS} == KEYS


def test_the_fernet_key_encrypts_and_decrypts(secrets: Path) -> None:
    fernet = Fernet((secrets / "airflow-fernet-key").read_bytes().strip())
    assert fernet.decrypt(fernet.encrypt(b"hush")) == b"hush"


def test_no_secret_is_printed(tmp_path: Path) -> None:
    done = subprocess.run([str(SCRIPT), str(tmp_path / "new")], capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""


def test_what_is_there_stays(secrets: Path) -> None:
    before = read_all(secrets)
    make(secrets)
    assert read_all(secrets) == before


@pytest.mark.parametrize("missing", sorted(CERTIFICATES))
def test_a_certificate_is_made_anew_with_its_authority(missing: str, tmp_path: Path) -> None:
    make(tmp_path)
    before = read_all(tmp_path)
    (tmp_path / missing).unlink()
    make(tmp_path)
    after = read_all(tmp_path)
    assert {name for name in after if after[name] != before[name]} == CERTIFICATES


@pytest.mark.parametrize("missing", ["search-app-password", "airflow-fernet-key", "ledger-password"])
def test_one_secret_is_made_anew_by_itself(missing: str, tmp_path: Path) -> None:
    make(tmp_path)
    before = read_all(tmp_path)
    (tmp_path / missing).unlink()
    make(tmp_path)
    after = read_all(tmp_path)
    assert {name for name in after if after[name] != before[name]} == {missing}


def test_secrets_of_an_older_clausewatch_stay_beside_new_ones(tmp_path: Path) -> None:
    (tmp_path / "search-elastic-password").write_text("as it was\n")
    make(tmp_path)
    assert (tmp_path / "search-elastic-password").read_text() == "as it was\n"
    assert {path.name for path in tmp_path.iterdir()} == WANTED


@pytest.mark.parametrize("name", ["elasticsearch", "localhost", "127.0.0.1"])
def test_the_certificate_is_good_for_each_name_of_the_server(name: str, secrets: Path) -> None:
    shake_hands(secrets, name)


def test_the_certificate_is_good_for_no_other_name(secrets: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="match"):
        shake_hands(secrets, "kibana")


def shake_hands(folder: Path, name: str) -> None:
    """Client and server of TLS, in memory."""
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / "search-http.crt", folder / "search-http.key")
    trusting = ssl.create_default_context(cafile=str(folder / "search-ca.crt"))
    # What newer Pythons ask for by themselves.
    trusting.verify_flags |= ssl.VERIFY_X509_STRICT
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = trusting.wrap_bio(down, up, server_hostname=name)
    server = serving.wrap_bio(up, down, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
