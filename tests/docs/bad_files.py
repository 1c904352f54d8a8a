"""Files that are bad in one way each, and a good page beside them."""

import gzip
import random
from pathlib import Path

SAID = (
    "<p>“We would rather leave than weaken end-to-end encryption,” said Ada Moor, chief executive of Pigeonpost, on "
    "Tuesday. It was the {} time in a year that the firm had told ministers so, and nobody there was surprised.</p>"
)
HTTP = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def make_page(published: str = "2023-09-06T10:00:00Z") -> str:
    words = "".join(SAID.format(number) for number in ("first", "second", "third", "fourth"))
    head = f'<title>Firm would rather leave</title><meta property="article:published_time" content="{published}">'
    return f"<html><head>{head}</head><body><article><h1>Firm would rather leave</h1>{words}</article></body></html>"


def make_record(url: str, length: str = "{}") -> bytes:
    body = f"{HTTP}{make_page()}".encode()
    head = {
        "WARC-Type": "response",
        "WARC-Record-ID": "<urn:uuid:6f0c1c1e-98b1-4d4e-9a7e-3c53b4f1a001>",
        "WARC-Target-URI": url,
        "WARC-Date": "2023-09-06T10:00:00Z",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": length.format(len(body)),
    }
    lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    return "\r\n".join(lines).encode() + body + b"\r\n\r\n"


def write_page(folder: Path, name: str, content: bytes) -> list[str]:
    """The bad file and the good one, to be handed in together."""
    (folder / name).write_bytes(content)
    (folder / "good.html").write_text(make_page(), encoding="utf-8")
    return [str(folder / name), str(folder / "good.html")]


def make_bad_page(what: str) -> tuple[str, bytes]:
    """Name and content of a file that is bad in the way named."""
    whole = gzip.compress(make_record("https://news.example/one"))
    latin = make_page().replace("Pigeonpost", "Café Post").replace("“", '"').replace("”", '"')
    return {
        "page that is not UTF-8": ("latin.html", latin.encode("cp1252")),
        "empty file": ("empty.html", b""),
        "file of 50 MB": ("large.html", b"a" * 50_000_000),
        "binary file": ("binary.html", b"\x89PNG\r\n\x1a\n" + random.Random(3).randbytes(3000)),
        "WARC file with broken gzip": ("broken.warc.gz", whole + whole[: len(whole) // 2]),
        "WARC file with a broken record": (
            "broken.warc",
            make_record("https://news.example/one", "x{}") + make_record("https://news.example/two"),
        ),
        "HTML bomb of nested tags": ("bomb.html", b"<div>" * 200_000 + b"boom"),
        "date in 2099": ("late.html", make_page("2099-01-01T10:00:00Z").encode()),
        "JSON of another shape": ("other.json", b'{"weather": [1, 2, 3]}'),
    }[what]
