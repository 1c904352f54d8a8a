"""What looks for leaks, open doors and memory, on what is known: so that a clean result means something."""

import ipaddress
import os
import socket
from pathlib import Path

import pytest

from tests.dags.modes.leaks import find_leaks, find_leaks_in_database
from tests.dags.modes.memory import read_pss
from tests.dags.modes.servers import Databases, run_redis
from tests.dags.modes.sockets import list_listeners, read_address


def test_a_socket_that_everybody_reaches_is_seen() -> None:
    with socket.create_server(("", 0)) as wide, socket.create_server(("127.0.0.1", 0)) as narrow:
        found = {each.port: each.address for each in list_listeners([os.getpid()])}
        assert not found[wide.getsockname()[1]].is_loopback
        assert found[narrow.getsockname()[1]].is_loopback


def test_a_socket_of_the_newer_protocol_is_seen() -> None:
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as own:
        found = {each.port: each.address for each in list_listeners([os.getpid()])}
        assert found[own.getsockname()[1]] == ipaddress.ip_address("::1")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("0100007F", "127.0.0.1"),
        ("00000000", "0.0.0.0"),  # noqa: S104
        ("0000000000000000FFFF00000100007F", "127.0.0.1"),
        ("00000000000000000000000001000000", "::1"),
    ],
)
def test_addresses_are_read_as_the_kernel_writes_them(text: str, address: str) -> None:
    assert read_address(text) == ipaddress.ip_address(address)


def test_a_secret_in_a_log_or_on_the_terminal_is_found(tmp_path: Path) -> None:
    folder, output = tmp_path / "airflow", tmp_path / "output"
    (folder / "airflow" / "logs").mkdir(parents=True)
    (folder / "secrets").mkdir()
    (folder / "secrets" / "jwt-secret").write_text("hush")
    log = folder / "airflow" / "logs" / "one.log"
    log.write_text("nothing")
    output.write_text("nothing")
    assert find_leaks(folder, output, {"jwt": "hush"}) == []
    log.write_text("the secret is hush.")
    output.write_text("hush")
    assert find_leaks(folder, output, {"jwt": "hush"}) == [f"jwt in {log}", f"jwt in {output}"]


def test_a_secret_in_a_table_is_found_and_a_wrong_password_is_refused(databases: Databases) -> None:
    import psycopg

    url = databases.create("looking")
    address = url.replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE xcom (value text)")
        connection.execute("INSERT INTO xcom VALUES ('it is hush now')")
    assert find_leaks_in_database(url, {"jwt": "hush", "key": "other"}) == ["jwt in xcom"]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(address.replace("looking:", "looking:x"))


def test_redis_asks_for_its_password() -> None:
    with run_redis() as url:
        port, password = int(url.rpartition(":")[2].partition("/")[0]), url.split(":")[2].partition("@")[0]
        with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
            connection.sendall(b"PING\r\n")
            assert connection.recv(100).startswith(b"-NOAUTH")
            connection.sendall(f"AUTH {password}\r\n".encode())
            assert connection.recv(100) == b"+OK\r\n"


def test_memory_is_that_of_the_process_and_none_of_a_process_that_is_gone() -> None:
    before = read_pss(os.getpid())
    ballast = bytearray(os.urandom(30_000_000))
    assert read_pss(os.getpid()) - before > 25_000_000
    assert len(ballast) == 30_000_000
    assert read_pss(2**22 + 1) == 0
