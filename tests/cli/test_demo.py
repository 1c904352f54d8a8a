"""`clausewatch demo` once, from end to end, and the commands that it tells the reader to try."""

import io
import re
import shlex
import socket
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from clausewatch.cli.commands.demo import name_program
from clausewatch.cli.main import run

README = Path(__file__).resolve().parents[2] / "README.md"


class Demo(NamedTuple):
    folder: Path
    status: int
    lines: list[str]
    errors: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def suggestions(self) -> list[str]:
        begin = self.lines.index("Try next:") + 1
        return [line.strip() for line in self.lines[begin:]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("demo") / "left"
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(["demo", "--data", str(folder)])
    return Demo(folder, status, out.getvalue().splitlines(), err.getvalue())


def number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    assert found is not None, pattern
    return int(found[1])


def test_it_ends_well_in_under_forty_lines(demo: Demo) -> None:
    assert (demo.status, len(demo.lines) < 40) == (0, True), demo.errors
    assert max(map(len, demo.lines)) < 200
    assert demo.errors.startswith("Took ")


def test_it_tells_what_was_collected(demo: Demo) -> None:
    first, second, found = demo.lines[:3]
    assert number(r"^Day 1: (\d+) publishers", first) == 10
    assert number(r": (\d+) pages", first) >= 35
    assert number(r"(\d+) left alone as robots.txt asks", first) >= 1
    assert number(r"^Day 2: (\d+) pages new or changed", second) >= 10
    assert number(r"(\d+) unchanged", second) >= 30
    assert number(r"(\d+) gone", second) == 1
    assert number(r"^Found: (\d+) statements", found) >= 100


def test_it_shows_who_stands_where(demo: Demo) -> None:
    table = [line for line in demo.lines if line.count("|") == 2]
    assert re.split(r"[ |]+", table[0].strip()) == ["against", "for", "no", "stance"]
    assert {line.split()[0] for line in table[1:]} >= {"government", "platform", "regulator", "child-safety"}
    platform = next(line for line in table if line.startswith("  platform"))
    against, favour, _ = platform.split("|")
    assert against.count("█") > favour.count("█")


@pytest.mark.parametrize(
    "told",
    [
        r"A speaker's position moved \(1 .*\n    Imogen Farraday moved from FAVOR to AGAINST",
        r"The government denies or announces .*\n(?:.*\n)*?.* denies a change of position",
        (
            r"An article was changed after publication \(1 .*\n    albion-ledger changed .*\n +without saying so: "
            r"quotations: 1 reworded$"
        ),
        (
            r"A page was withdrawn by a notice, or is gone \(2 .*\n    gov-albion withdrew .* by a notice\n"
            r"    harbour-news withdrew .* gone"
        ),
        r"The government says something new about the clause \(\d+ by rule .*\n    (?:.*\n)?.* in\s+“",
    ],
)
def test_it_tells_which_alerts_fired_and_why(told: str, demo: Demo) -> None:
    assert re.search(told, demo.text, re.MULTILINE), demo.text


def test_the_searches_it_suggests_find_something(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    searches = [shlex.split(line) for line in demo.suggestions if " search " in line]
    assert len(searches) == 2
    for program, *arguments in searches:
        assert program == "clausewatch"
        assert run(arguments) == 0
        assert len(capsys.readouterr().out.splitlines()) > 3


def test_the_server_it_suggests_can_start(demo: Demo) -> None:
    line = next(line for line in demo.suggestions if " serve " in line)
    assert line.endswith("and open http://127.0.0.1:8000")
    _, *arguments = shlex.split(line.partition("   ")[0])
    assert arguments == ["serve", "--data", str(demo.folder)]


def test_what_it_left_can_be_asked_for_its_status(demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--data", str(demo.folder)]) == 0
    out = capsys.readouterr().out
    assert out.count("healthy") == 10
    assert "waiting" not in out


def test_the_readme_shows_this_output(demo: Demo) -> None:
    blocks = re.findall(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    shown = [block.splitlines() for block in blocks if block.startswith("Day 1:")]
    assert len(shown) == 1
    assert _shape(shown[0]) == _shape(demo.lines)
    assert abs(len(shown[0]) - len(demo.lines)) <= 4


def _shape(lines: list[str]) -> list[str]:
    """The lines without what a better model changes: counts, rows of the table and the words of an alert."""
    kept = [line for line in lines if not line.startswith("    ") and line.count("|") != 2]
    return [" ".join(re.sub(r"\d+|\.venv/bin/|(?<=--data )\S+", "", line).split()) for line in kept]


def test_a_port_in_use_is_a_clear_error_and_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(["demo", "--data", str(tmp_path / "demo"), "--port", str(port)]) == 1
    assert f"port {port} is in use" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()


def test_a_folder_of_something_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ledger.db").write_text("mine")
    assert run(["demo", "--data", str(tmp_path)]) == 1
    assert "holds what no demo made" in capsys.readouterr().err
    assert (tmp_path / "ledger.db").read_text() == "mine"


def test_the_program_is_named_as_it_can_be_called_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "my bin" / "clausewatch"
    script.parent.mkdir()
    script.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert name_program(str(script)) == f"'{script}'"
    monkeypatch.setenv("PATH", str(script.parent))
    assert name_program(str(script)) == "clausewatch"
    assert name_program("/usr/lib/python3/pytest/__main__.py") == "clausewatch"
