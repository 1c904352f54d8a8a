"""Alerts in a JSON Lines file: one line each, whoever writes and whatever was cut off."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from clausewatch.alerts.channels.json_lines import TAIL, JsonLinesFile
from clausewatch.errors import DeliveryError
from tests.alerts.builders import make_delivery


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "alerts.jsonl"


def read_ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_bytes().splitlines()]


def test_each_alert_is_one_line_and_the_folder_is_made(path: Path) -> None:
    channel = JsonLinesFile(path)
    channel.send(make_delivery(1, title="two\nlines “so”", payload={"text": "a\u2028b"}))
    channel.send(make_delivery(2))
    lines = path.read_bytes().split(b"\n")
    assert len(lines) == 3
    assert json.loads(lines[0])["title"] == "two\nlines “so”"
    assert read_ids(path)[1] == make_delivery(2).id


def test_an_alert_sent_again_is_not_written_again(path: Path) -> None:
    channel = JsonLinesFile(path)
    for number in (1, 2, 1):
        channel.send(make_delivery(number))
    JsonLinesFile(path).send(make_delivery(2, attempts=4))
    assert read_ids(path) == [make_delivery(1).id, make_delivery(2).id]


def test_an_id_in_the_words_of_another_alert_hides_nothing(path: Path) -> None:
    channel = JsonLinesFile(path)
    wanted = make_delivery(2)
    channel.send(make_delivery(1, title=f'\n{{"id": "{wanted.id}", ', payload={"id": wanted.id}))
    channel.send(wanted)
    assert len(path.read_bytes().splitlines()) == 2


def test_what_another_process_wrote_meanwhile_is_seen(path: Path) -> None:
    one, other = JsonLinesFile(path), JsonLinesFile(path)
    one.send(make_delivery(1))
    other.send(make_delivery(2))
    one.send(make_delivery(2))
    assert len(read_ids(path)) == 2


def test_a_line_that_was_cut_off_does_not_spoil_the_next(path: Path) -> None:
    channel = JsonLinesFile(path)
    channel.send(make_delivery(1))
    with path.open("ab") as file:
        file.write(b'{"id": "0000')
    channel.send(make_delivery(2))
    lines = path.read_bytes().splitlines()
    assert json.loads(lines[2])["id"] == make_delivery(2).id


def test_a_file_that_was_put_aside_or_emptied_is_begun_anew(path: Path) -> None:
    channel = JsonLinesFile(path)
    channel.send(make_delivery(1))
    path.rename(path.with_suffix(".1"))
    channel.send(make_delivery(1))
    assert len(read_ids(path)) == 1
    path.write_bytes(b"")
    channel.send(make_delivery(1))
    assert len(read_ids(path)) == 1


def test_an_alert_is_found_in_the_tail_of_a_long_file(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(f'{{"id": "{"f" * TAIL}"}}\n', encoding="utf-8")
    JsonLinesFile(path).send(make_delivery(1))
    size = path.stat().st_size
    JsonLinesFile(path).send(make_delivery(1))
    assert path.stat().st_size == size


@pytest.mark.parametrize("obstacle", ["folder", "file"])
def test_a_path_that_cannot_be_written_is_a_failure(tmp_path: Path, obstacle: str) -> None:
    blocked = tmp_path / "alerts.jsonl"
    if obstacle == "folder":
        blocked.mkdir()
    else:
        blocked.write_text("")
        blocked = blocked / "alerts.jsonl"
    with pytest.raises(DeliveryError, match=r"alerts\.jsonl: "):
        JsonLinesFile(blocked).send(make_delivery())


def test_a_full_disk_leaves_no_half_line(path: Path) -> None:
    JsonLinesFile(path).send(make_delivery(1))
    before = path.read_bytes()
    pid = os.fork()
    if pid == 0:
        # A limit on the file's size stands in for the disk's: the kernel takes a part and refuses the rest.
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, len(before) + 20))
        try:
            JsonLinesFile(path).send(make_delivery(2))
        except DeliveryError as error:
            os._exit(7 if "part of the line" in str(error) else 8)
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    assert path.read_bytes() == before


WRITER = """
import sys
from pathlib import Path
from clausewatch.alerts.channels.json_lines import JsonLinesFile
from tests.alerts.builders import make_delivery
channel = JsonLinesFile(Path(sys.argv[1]))
for number in range(60):
    channel.send(make_delivery(number, payload={"text": "x" * 10_000}))
"""


def test_two_processes_that_send_the_same_alerts_write_each_once(path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path)]) for _ in range(2)]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    assert sorted(read_ids(path)) == sorted(make_delivery(number).id for number in range(60))
