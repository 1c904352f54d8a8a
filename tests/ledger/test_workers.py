"""A worker is known to be dead only when its process surely is."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from clausewatch.ledger.workers import find_dead, is_before_boot, is_dead, worker_id
from tests.servers.processes import as_somebody_else

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="start times of processes are read from /proc")
NEVER = 2**30
"""More than a process id can be."""
Child = subprocess.Popen[bytes]


@pytest.fixture
def child() -> Iterator[Child]:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()
    if process.stdin:
        process.stdin.close()


def replace_part(worker: str, place: int, value: str) -> str:
    parts = worker.split(":")
    parts[place] = value
    return ":".join(parts)


def test_a_worker_is_known_by_host_process_and_start() -> None:
    host, pid, start = worker_id().split(":")
    assert pid == str(os.getpid())
    assert host
    assert start.isdecimal() or sys.platform != "linux"
    assert worker_id() == worker_id(os.getpid())


def test_this_process_is_alive_and_so_is_its_child(child: Child) -> None:
    assert not is_dead(worker_id())
    assert not is_dead(worker_id(child.pid))
    assert worker_id(child.pid) != worker_id()


@LINUX
def test_a_killed_process_is_dead_even_before_its_parent_has_noticed(child: Child) -> None:
    worker = worker_id(child.pid)
    child.send_signal(signal.SIGKILL)
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert is_dead(worker)
    child.wait()
    assert is_dead(worker)


@LINUX
def test_another_process_that_got_the_number_is_not_the_worker() -> None:
    assert is_dead(replace_part(worker_id(), 2, "1"))


@LINUX
def test_a_process_of_another_user_is_alive() -> None:
    init = worker_id(1)
    with as_somebody_else():
        assert not is_dead(init)


def test_a_process_that_never_was_is_dead() -> None:
    assert is_dead(worker_id(NEVER))


def test_of_a_worker_elsewhere_nothing_is_known() -> None:
    assert not is_dead(replace_part(worker_id(), 0, "another-host"))


@pytest.mark.parametrize("worker", ["", "a name of its own", "host", ":", "host:x:1"])
def test_of_a_worker_of_another_form_nothing_is_known(worker: str) -> None:
    assert not is_dead(worker)
    assert not is_dead(worker_id().split(":")[0] + ":" + worker)


def test_the_dead_are_picked_out(child: Child) -> None:
    dead = worker_id(child.pid)
    child.kill()
    child.wait()
    assert find_dead([worker_id(), None, dead, "elsewhere:1:1"]) == [dead]


HERE = "desk/m1/b2/4026531836"


@pytest.mark.parametrize(
    ("host", "is_dead_for_sure"),
    [
        ("desk/m1/b1/4026531836", True),
        ("desk/m1/b1/4026532199", True),
        ("desk/m1/b2/4026532199", False),
        ("desk/m2/b1/4026531836", False),
        ("other/m1/b1/4026531836", False),
        ("desk//b1/4026531836", False),
        ("desk/4026531836", False),
        ("desk", False),
    ],
    ids=["restarted", "restarted-container", "container", "namesake", "renamed", "no-machine", "short", "name-only"],
)
def test_only_what_this_machine_ran_before_it_was_started_anew_is_dead_by_its_host(
    host: str, is_dead_for_sure: bool
) -> None:
    assert is_before_boot(host, HERE) is is_dead_for_sure


def test_without_a_machine_s_number_a_namesake_is_not_taken_for_this_one() -> None:
    assert not is_before_boot("app//b1/4026532199", "app//b2/4026532199")


@LINUX
def test_a_namesake_s_process_of_another_boot_is_not_known_to_be_dead() -> None:
    name, _, _, space = worker_id().partition(":")[0].split("/")
    elsewhere = f"{name}/another-machine/another-boot/{space}"
    assert not is_dead(replace_part(worker_id(NEVER), 0, elsewhere))
    assert is_dead(worker_id(NEVER))
