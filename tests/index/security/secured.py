"""A real Elasticsearch that speaks TLS only and knows one user for each of our roles."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from pydantic import SecretStr

from clausewatch.settings import Credentials
from tests.index.security.authority import Authority
from tests.servers.elasticsearch import ELASTICSEARCH_9, SearchServer, run_search_server

ROLES = Path(__file__).resolve().parents[3] / "index_mappings" / "roles"
NAMES = ("clausewatch-reader", "clausewatch-writer", "clausewatch-rebuilder")
SETTINGS = {
    "xpack.security.enabled": "true",
    "xpack.security.http.ssl.enabled": "true",
    "xpack.security.http.ssl.certificate": "http.crt",
    "xpack.security.http.ssl.key": "http.key",
}
OTHERS = """
half-writer:
  indices:
    - names: [clausewatch-*]
      privileges: [read, view_index_metadata, delete, "indices:admin/refresh"]
"""
"""A role that no file of ours has: it may take statements out but write none."""


class Secured(NamedTuple):
    """The server, and what the tests know of it."""

    server: SearchServer
    ca: Path
    passwords: dict[str, str]
    """By user; each is called as its role."""

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        return self.server.address

    def show(self, user: str) -> Credentials:
        """What a user shows to the server."""
        return Credentials(ca=self.ca, user=user, password=SecretStr(self.passwords[user]))

    @property
    def secrets(self) -> list[str]:
        """What nobody may read anywhere, as it is and as it is sent."""
        pairs = [f"{user}:{password}".encode() for user, password in self.passwords.items()]
        return [*self.passwords.values(), *(base64.b64encode(pair).decode() for pair in pairs)]


@contextmanager
def run_secured(folder: Path) -> Iterator[Secured]:
    """A server in a new folder, removed afterwards; the certificate of its authority lies in `folder`."""
    authority = Authority(folder)
    passwords = {name: f"hush-{uuid4().hex}" for name in (*NAMES, "half-writer")}

    def prepare(server: SearchServer) -> None:
        certificate = authority.sign()
        server.put_file("http.crt", certificate.certificate)
        server.put_file("http.key", certificate.key)
        server.put_file("roles.yml", (ROLES / "roles.yml").read_bytes() + OTHERS.encode())
        for name, password in passwords.items():
            server.run_tool("elasticsearch-users", "useradd", name, "-p", password, "-r", name)

    with run_search_server(ELASTICSEARCH_9, SETTINGS, prepare=prepare) as server:
        yield Secured(server, authority.ca, passwords)
