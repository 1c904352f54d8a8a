"""`clausewatch serve` as a process of its own."""

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from clausewatch.cli.main import run
from clausewatch.errors import ServerError
from clausewatch.web.server import listen

START = "import sys; from clausewatch.cli import main; main()"


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-c", START, "serve", "--port", "0", "--data", str(folder), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stderr is not None
        try:
            yield child, child.stderr.readline().strip()
        finally:
            child.kill()


def test_it_says_where_it_serves_and_ends_well_on_ctrl_c(tmp_path: Path) -> None:
    with serving(tmp_path) as (child, address):
        assert httpx.get(f"{address}/health").json() == {"status": "ok", "statements": 0}
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=20)
    assert (child.returncode, out, err) == (0, "", "Stopped.\n")


def test_a_port_in_use_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port), "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"Error: port {port} is in use; choose another with --port, or 0 for any free one\n"
    )


def test_a_host_that_cannot_be_served_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "192.0.2.1", "--port", "0", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("Error: 192.0.2.1 port 0 cannot be served: ")


def test_a_port_that_cannot_be_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--port", "70000"]) == 2
    assert "70000 is not in the range 0<=x<=65535" in capsys.readouterr().err
    with pytest.raises(ServerError, match="70000 is no port"):
        listen("127.0.0.1", 70000)


def test_a_data_folder_that_is_a_file_is_a_clear_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert run(["serve", "--port", "0", "--data", str(tmp_path / "file")]) == 1
    assert capsys.readouterr().err.startswith("Error: data folder ")
