"""What the setup of the composed stack sends to the server, heard by a server of the test's own over TLS."""

import base64
import json
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROLES = ROOT / "index_mappings" / "roles"


class Heard(NamedTuple):
    """A request."""

    method: str
    path: str
    user: str
    body: dict[str, Any]


class Server(ThreadingHTTPServer):
    """Writes down what it hears and answers with one status."""

    def __init__(self, status: int) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = status
        self.heard: list[Heard] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def hear(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        shown = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
        self.server.heard.append(Heard(self.command, self.path, shown, body))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(b'{"answered": true}')

    do_PUT = do_POST = hear  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    subprocess.run([str(ROOT / "scripts" / "make-secrets"), str(folder)], check=True)
    return folder


@pytest.fixture(params=[200])
def server(request: pytest.FixtureRequest, secrets: Path) -> Iterator[Server]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(secrets / "search-http.crt", secrets / "search-http.key")
    with Server(request.param) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def set_up(server: Server, secrets: Path) -> subprocess.CompletedProcess[str]:
    given = {
        "SEARCH_SERVER": f"https://localhost:{server.server_port}",
        "SEARCH_SECRETS": str(secrets),
        "SEARCH_ROLES": str(ROLES),
        "PATH": "/usr/bin:/bin",
    }
    script = str(ROOT / "scripts" / "set-up-search")
    return subprocess.run(["bash", script], env=given, capture_output=True, text=True, check=False)


def read_password(secrets: Path, name: str) -> str:
    return (secrets / f"search-{name}-password").read_text().strip()


def test_roles_are_the_files_of_index_mappings(server: Server, secrets: Path) -> None:
    assert set_up(server, secrets).returncode == 0
    heard = {one.path: one.body for one in server.heard if one.path.startswith("/_security/role/")}
    assert heard == {f"/_security/role/{path.stem}": json.loads(path.read_text()) for path in ROLES.glob("*.json")}
    assert len(heard) == 3


def test_each_user_has_its_roles_and_the_password_of_its_file(server: Server, secrets: Path) -> None:
    assert set_up(server, secrets).returncode == 0
    heard = {(one.method, one.path): one.body for one in server.heard if "/user/" in one.path}
    users = {
        "app": ["clausewatch-writer"],
        "rebuild": ["clausewatch-rebuilder"],
        "airflow": ["clausewatch-writer", "clausewatch-rebuilder"],
    }
    expected: dict[tuple[str, str], dict[str, Any]] = {
        ("PUT", f"/_security/user/clausewatch-{user}"): {"password": read_password(secrets, user), "roles": roles}
        for user, roles in users.items()
    }
    kibana = {"password": read_password(secrets, "kibana")}
    assert heard == {**expected, ("POST", "/_security/user/kibana_system/_password"): kibana}
    assert {f"clausewatch-{role}" for role in ("writer", "rebuilder")} <= {path.stem for path in ROLES.glob("*.json")}


def test_only_the_superuser_of_the_secrets_speaks_and_no_password_is_shown(server: Server, secrets: Path) -> None:
    done = set_up(server, secrets)
    assert {one.user for one in server.heard} == {f"elastic:{read_password(secrets, 'elastic')}"}
    shown = done.stdout + done.stderr
    assert not any(read_password(secrets, name) in shown for name in ("elastic", "app", "rebuild", "airflow", "kibana"))


@pytest.mark.parametrize("server", [403, 500], indirect=True)
def test_a_refusal_ends_it_with_the_server_s_words(server: Server, secrets: Path) -> None:
    done = set_up(server, secrets)
    assert done.returncode != 0
    assert '{"answered": true}' in done.stdout
    assert len(server.heard) == 1
