"""The speed of `annotate`: a run on few documents shows figures, and says what it could not measure."""

import gzip
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bench.annotate import OURS, PEER, ROOT, Contender, read_demo, read_texts, show, start, take_turns
from bench.contender import read_peak, run_round

TEXTS = [
    "“The bell is safe,” said Ada Moor, the keeper of bells. She said that it would ring at noon.",
    "Tam Okell, a ringer, warned that the rope was too short. “It will break,” he said.",
]
CORES = sorted(os.sched_getaffinity(0))


def measure(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.annotate", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def write_texts(file: Path, texts: list[str]) -> Path:
    file.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def without_peer(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    file = write_texts(tmp_path_factory.mktemp("annotate") / "texts.jsonl", TEXTS)
    return measure("--data", str(file), "--rounds", "1")


def test_a_run_without_a_peer_ends_well_and_says_so(without_peer: subprocess.CompletedProcess[str]) -> None:
    assert (without_peer.returncode, without_peer.stderr) == (0, "")
    assert f"{PEER} was not measured: give --peer-python" in without_peer.stdout


def test_the_table_says_what_was_read_and_has_a_figure_above_zero_in_each_column(
    without_peer: subprocess.CompletedProcess[str],
) -> None:
    lines = without_peer.stdout.splitlines()
    assert lines[0].startswith(f"2 documents, {sum(len(text.split()) for text in TEXTS)} words; best of 1 rounds")
    [row] = [line for line in lines if line.startswith(f"| {OURS}")]
    figures = [float(cell.replace(",", "")) for cell in row.strip("|").split("|")[1:]]
    assert len(figures) == lines[2].count("|") - 2
    assert min(figures) > 0


@pytest.mark.skipif(len(CORES) < 2, reason="needs two cores")
def test_the_gain_of_two_processes_is_told(without_peer: subprocess.CompletedProcess[str]) -> None:
    found = re.search(r"two processes of ours: ([\d.]+) times one by CPU, ([\d.]+) by the clock", without_peer.stdout)
    assert found is not None
    assert min(map(float, found.groups())) > 0


def test_a_peer_that_is_not_installed_is_named(tmp_path: Path) -> None:
    file = write_texts(tmp_path / "texts.jsonl", TEXTS)
    bare = tmp_path / "bin" / "python"
    bare.parent.mkdir()
    bare.symlink_to(Path(sys.executable).resolve())
    result = measure("--data", str(file), "--peer-python", str(bare))
    assert result.returncode == 1
    assert "has no textacy, which textacy needs: install it there" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--limit", "0"], "nothing to measure: 0 documents"),
        (["--limit", "-1"], "nothing to measure: 0 documents"),
        (["--rounds", "0"], "0 rounds"),
        (["--peer-python", "no/such/python"], "there is no no/such/python"),
    ],
)
def test_options_that_leave_nothing_to_measure_are_refused(options: list[str], reason: str) -> None:
    result = measure(*options)
    assert result.returncode == 2
    assert reason in result.stderr


def test_the_texts_of_the_fictional_web_are_read_without_markup() -> None:
    texts = read_demo()
    assert len(texts) > 50
    assert all(text.strip() for text in texts)
    assert [text for text in texts if re.search(r"\*\*|\]\(/|^(?:## |> |- )", text, re.MULTILINE)] == []
    assert any("\n\n" in text for text in texts)


def test_gzipped_and_plain_files_give_the_same_texts(tmp_path: Path) -> None:
    strange = [*TEXTS, "a\u2028line separator is no end of a row", ""]
    plain = write_texts(tmp_path / "texts.jsonl", strange)
    packed = tmp_path / "texts.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert read_texts(plain) == read_texts(packed) == strange[:3]


def test_a_text_that_is_given_up_is_counted_apart() -> None:
    took = run_round(lambda text: None if text == "odd" else len(text), ["four", "odd", "three"])
    assert (took["found"], took["given_up"]) == (9, 1)
    assert took["clock"] >= 0
    assert took["peak"] == pytest.approx(read_peak(), rel=0.1)


class Noting(Contender):
    """Notes when it worked."""

    def __init__(self, name: str, turns: list[str]) -> None:
        self.name, self.rounds, self.start_cpu, self.start_clock = name, [], 0.5, 0.7
        self._turns = turns

    def begin(self, texts: Sequence[str]) -> None:
        assert list(texts) == TEXTS
        self._turns.append(self.name)

    def end(self) -> dict[str, float]:
        seconds = float(len(self._turns))
        return {"clock": 2 * seconds, "cpu": seconds, "found": 3, "given_up": 1, "peak": 99}


def test_contenders_take_turns_and_the_best_round_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    turns: list[str] = []
    pair = [Noting("one", turns), Noting("two", turns)]
    take_turns(pair, TEXTS, 3)
    assert turns == ["one", "two", "two", "one", "one", "two"]
    show(pair, ["word " * 600])
    shown = capsys.readouterr().out
    rows = [re.findall(r"[\w.]+", line) for line in shown.splitlines() if line.startswith(("| one", "| two"))]
    assert rows == [
        ["one", "600", "600", "300", "0.50", "0.70", "99", "3"],
        ["two", "300", "300", "150", "0.50", "0.70", "99", "3"],
    ]
    assert "two gave up 1 of 1 documents" in shown


@pytest.fixture(scope="module")
def ours() -> Iterator[Contender]:
    with start(OURS, CORES[-1]) as contender:
        yield contender


def test_our_contender_finds_the_statements_of_each_text(ours: Contender) -> None:
    found = []
    for texts in (TEXTS[:1], TEXTS[1:], TEXTS):
        ours.begin(texts)
        found.append(ours.end()["found"])
    assert found[0] >= 1
    assert found[1] >= 1
    assert found[0] + found[1] == found[2]


def test_a_contender_that_is_not_known_ends_the_run() -> None:
    with pytest.raises(SystemExit, match="nobody ended before it answered"), start("nobody", CORES[0]):
        pass
