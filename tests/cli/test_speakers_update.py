"""`clausewatch speakers update` and `check` through the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.shell import Answer, Shell, settings, shell
from tests.official_registers import answers
from tests.official_registers.registry import FILES, make_members, make_pages, write_registry
from tests.spiders.local_web import LocalWeb, Reply

__all__ = ["settings", "shell"]
BEN_END = "people.yaml: ben-okafor: role signals-secretary, until: none, now 2025-09-05: GOV.UK has "


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_registry(tmp_path)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalWeb]:
    monkeypatch.setenv("CLAUSEWATCH_ALLOW_LOOPBACK", "true")
    with answers.serve(make_members(), make_pages()) as made:
        yield made


def update(shell: Shell, web: LocalWeb, folder: Path, *arguments: str) -> Answer:
    places = ("--members-api", f"http://members.localhost:{web.port}", "--govuk", f"http://govuk.localhost:{web.port}")
    return shell("speakers", "update", "--speakers", str(folder), *places, *arguments)


def test_without_write_the_differences_and_the_diff_are_shown(shell: Shell, web: LocalWeb, folder: Path) -> None:
    answer = update(shell, web, folder, "Ben Okafor")
    told, _, diff = answer.out.partition("\n\n")
    assert any(line.startswith(BEN_END) for line in told.splitlines())
    assert "+      - {office: signals-secretary, since: 2022-06-01, until: 2025-09-05}  # goes on" in diff
    assert answer.err == (
        "people compared: 1, with requests: 3; differences: 4, of which a change settles 4; "
        "files that --write would change: 1\n"
    )
    assert answer.status == 0
    assert (folder / "people.yaml").read_bytes() == (FILES / "people.yaml").read_bytes()


def test_with_write_the_files_are_changed_and_what_failed_is_told(shell: Shell, web: LocalWeb, folder: Path) -> None:
    page = "/api/content/government/people/ben-okafor"
    biography = web.sites["members"].pop("/api/Members/12/Biography")
    web.sites["govuk"].pop(page)
    assert update(shell, web, folder, "--write", "Ben Okafor").status == 1, "nothing at all was compared"
    web.sites["members"]["/api/Members/12/Biography"] = biography
    web.sites["govuk"][page] = Reply(b"not JSON")
    answer = update(shell, web, folder, "--write", "Ben Okafor")
    assert answer.status == 3
    assert f"ben-okafor: GOV.UK: {page}: the answer is not JSON" in answer.err
    assert answer.err.endswith("; files written: 1; failed: 1\n")
    assert "---" not in answer.out
    assert "until: 2025-09-05}  # goes on" in (folder / "people.yaml").read_text(encoding="utf-8")


def test_a_register_on_loopback_is_refused_without_the_setting(
    shell: Shell, web: LocalWeb, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAUSEWATCH_ALLOW_LOOPBACK", "false")
    answer = update(shell, web, folder, "Ben Okafor")
    assert answer.status == 1
    assert web.asked == []


def test_a_register_that_is_ill_is_told_with_how_many_were_left_out(shell: Shell, web: LocalWeb, folder: Path) -> None:
    closed = Reply(b"", 503, {"Retry-After": "9999"})
    web.sites["members"] = dict.fromkeys(web.sites["members"], closed)
    answer = update(shell, web, folder, "Ben Okafor", "Ada Thorne")
    assert answer.status == 3
    assert "ben-okafor: Parliament: members.localhost is left alone for" in answer.err
    assert "people not asked about: 1: Parliament: members.localhost is left alone" in answer.err
    assert "ada-thorne: govuk" in answer.out


@pytest.mark.parametrize("option", ["--members-api", "--govuk"])
def test_an_address_that_is_none_is_wrong_use(shell: Shell, folder: Path, option: str) -> None:
    answer = shell("speakers", "update", "--speakers", str(folder), option, "nonsense", "Ben Okafor")
    assert answer.status == 2
    assert "'nonsense' is no address" in answer.err


def test_a_registry_that_cannot_be_read_is_wrong_use(shell: Shell, web: LocalWeb, folder: Path) -> None:
    text = (folder / "people.yaml").read_text(encoding="utf-8")
    (folder / "people.yaml").write_text(
        text.replace("organisation: harbour-party", "organisation: tide"), encoding="utf-8"
    )
    assert shell("speakers", "check", "--speakers", str(folder)).status == 2
    answer = update(shell, web, folder)
    assert (answer.status, web.asked) == (2, [])
    assert "people.yaml: mira-vale: the organisation 'tide' is not in the registry" in answer.err


def test_an_unknown_name_is_told_and_nobody_is_asked(shell: Shell, web: LocalWeb, folder: Path) -> None:
    answer = update(shell, web, folder, "Nobody")
    assert (answer.status, answer.err) == (1, "Error: Nobody: nobody of that name is in the registry\n")
    assert web.asked == []


def test_the_check_tells_contradictions_and_old_files(shell: Shell, folder: Path) -> None:
    assert shell("speakers", "check", "--speakers", str(folder)).status == 0
    text = (folder / "people.yaml").read_text(encoding="utf-8")
    (folder / "people.yaml").write_text(text.replace("until: 2022-05-31", "until: 2023-05-31"), encoding="utf-8")
    more = tmp_copy(folder)
    answer = shell("speakers", "check", "--speakers", str(more))
    assert answer.status == 3
    assert answer.out == "ada-thorne and ben-okafor: signals-secretary: both held it from 2022-06-01 to 2023-05-31\n"
    assert answer.err.endswith("contradictions: 1\n")
    assert "note: people.yaml: checked: its facts were checked on 2025-01-01" in answer.err


def tmp_copy(folder: Path) -> Path:
    """The same files elsewhere: a registry is kept by its folder for as long as a process runs."""
    copy = folder.parent / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    return copy
