"""Though it connects to an address, the watcher checks the certificate by the name."""

import asyncio
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from spiders.watching.transport import GuardedTransport
from tests.spiders.local_web import LocalWeb, page

NAME = "gazette.localhost"


def write_certificate(folder: Path, name: str) -> Path:
    """A certificate for a name that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "certificate.pem"
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(built.public_bytes(Encoding.PEM) + pem)
    return file


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    """A site over TLS whose certificate is trusted."""
    file = write_certificate(tmp_path, NAME)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    served = LocalWeb({"gazette": {"/": page("Here.")}})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    served._server.socket = context.wrap_socket(served._server.socket, server_side=True)
    with served:
        yield served


def ask(web: LocalWeb, host: str) -> bytes:
    async def run() -> bytes:
        transport = GuardedTransport(allow_loopback=True)
        try:
            response = await transport.handle_async_request(httpx.Request("GET", f"https://{host}:{web.port}/"))
            return await response.aread()
        finally:
            await transport.aclose()

    return asyncio.run(run())


def test_the_certificate_of_the_name_is_taken(web: LocalWeb) -> None:
    assert b"Here." in ask(web, NAME)


@pytest.mark.parametrize("host", ["herald.localhost", "127.0.0.1"])
def test_the_certificate_of_another_name_is_refused(web: LocalWeb, host: str) -> None:
    with pytest.raises(httpx.ConnectError, match="certificate"):
        ask(web, host)
    assert web.asked == []
