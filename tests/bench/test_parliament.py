"""The comparison with Parliament's own documents says what it lacks, and what differs."""

import json
import subprocess
import sys
from pathlib import Path

from bench.parliament import FILES


def compare(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.parliament", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_without_a_folder_it_says_how_it_is_used() -> None:
    result = compare()
    assert result.returncode == 2
    assert "usage: parliament.py [-h] folder" in result.stderr


def test_a_folder_that_lacks_documents_is_refused_with_their_names(tmp_path: Path) -> None:
    (tmp_path / FILES["hansard-api"]).write_text("{}", encoding="utf-8")
    result = compare(str(tmp_path))
    assert result.returncode == 2
    assert f"no writtenquestions-api.json, bills-api.json, committees-api.json in {tmp_path}" in result.stderr


def test_what_the_documents_do_not_have_is_told_and_makes_it_fail(tmp_path: Path) -> None:
    for file in FILES.values():
        (tmp_path / file).write_text(json.dumps({"paths": {}}), encoding="utf-8")
    result = compare(str(tmp_path))
    assert result.returncode == 1
    *lines, last = result.stdout.splitlines()
    assert lines
    assert last.endswith(f"parameters and fields compared, {len(lines)} differ")
