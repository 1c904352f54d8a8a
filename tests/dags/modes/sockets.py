"""Which addresses processes listen on, as Linux tells it."""

import contextlib
import ipaddress
import os
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LISTENS = "0A"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Listener(NamedTuple):
    """A socket that waits for connections."""

    pid: int
    address: Address
    port: int


def list_listeners(pids: Iterable[int]) -> list[Listener]:
    """Of these processes, over TCP."""
    known = {inode: (address, port) for address, port, inode in _read_table()}
    held = [(pid, inode) for pid in pids for inode in _list_sockets(pid)]
    return [Listener(pid, *known[inode]) for pid, inode in held if inode in known]


def _read_table() -> Iterator[tuple[Address, int, str]]:
    for name in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{name}").read_text().splitlines()[1:]:
            fields = line.split()
            place, state, inode = fields[1], fields[3], fields[9]
            if state == LISTENS:
                address, _, port = place.partition(":")
                yield read_address(address), int(port, 16), inode


def read_address(text: str) -> Address:
    """Of the kernel's form: words of four bytes, each in the machine's own order."""
    words = [int(text[place : place + 8], 16) for place in range(0, len(text), 8)]
    address = ipaddress.ip_address(b"".join(struct.pack("=I", word) for word in words))
    return getattr(address, "ipv4_mapped", None) or address


def _list_sockets(pid: int) -> Iterator[str]:
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for descriptor in Path(f"/proc/{pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                target = os.readlink(descriptor)  # noqa: PTH115
                if target.startswith("socket:["):
                    yield target.removeprefix("socket:[").removesuffix("]")
