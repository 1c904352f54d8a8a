"""The processes of the launcher: what they start ends with them, and one that ends is noticed."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from clausewatch.errors import ServerError
from scripts.airflow_stack.api import Api
from scripts.airflow_stack.children import Child, list_session, stop_children
from scripts.airflow_stack.running import announce, own_folder
from scripts.airflow_stack.stack import Stack

WAIT_S = 20


def run_python(name: str, code: str, folder: Path) -> Child:
    return Child(name, [sys.executable, "-c", code], dict(os.environ), folder, folder)


PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("ready", flush=True)
time.sleep(600)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(600)
"""


def wait_until_ready(child: Child) -> None:
    until = time.monotonic() + WAIT_S
    while "ready" not in child.last_lines:
        assert time.monotonic() < until, child.last_lines
        time.sleep(0.02)


@pytest.mark.parametrize(("code", "size"), [(PARENT, 2), (STUBBORN, 1)])
def test_a_process_is_stopped_with_all_that_it_started(code: str, size: int, tmp_path: Path) -> None:
    child = run_python("one", code, tmp_path)
    wait_until_ready(child)
    pids = list_session(child.pid)
    assert len(pids) == size
    stop_children([child], 0.5)
    assert child.status in {-signal.SIGTERM, -signal.SIGKILL}
    assert list_session(child.pid) == []


def test_a_process_that_ends_is_noticed_but_for_one_of_several_workers(tmp_path: Path) -> None:
    lasting = run_python("worker-1", STUBBORN, tmp_path)
    ended = run_python("worker-2", "print('gone')", tmp_path)
    assert ended.wait(WAIT_S)
    api = Api("http://127.0.0.1:1", "admin", "")
    try:
        assert Stack(api, (lasting, ended)).find_ended() is None
        assert Stack(api, (ended,)).find_ended() is ended
        assert ended.last_lines == ["gone"]
    finally:
        lasting.kill()
        api.close()


def test_what_a_killed_airflow_left_is_named(tmp_path: Path) -> None:
    child = run_python("airflow", STUBBORN + "# airflow", tmp_path)
    try:
        wait_until_ready(child)
        with announce(tmp_path, 8080, 0, {"scheduler": child.pid}):
            told = f"left processes; end them with: kill {child.pid}"
            with pytest.raises(ServerError, match=told), own_folder(tmp_path):
                pass
            child.kill()
            with own_folder(tmp_path):
                pass
    finally:
        child.kill()
