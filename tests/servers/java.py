"""Java and Maven of this machine, and what Maven Central keeps of search servers."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

JAVA_HELP = "Java {} or newer is not installed, and these tests start real servers that need it; install it with: {}"
MAVEN_HELP = "Maven is not installed, and these tests fetch servers with it; install it with: apt-get install maven"
INSTALLED = Path("/usr/lib/jvm")
VERSION = re.compile(r'version "(\d+)')
DOWNLOAD_S = 600


def find_java(least: int) -> Path:
    """The home of the oldest Java that is at least this version; the test fails without one."""
    on_path = shutil.which("java")
    programs = {path.resolve() for path in [*INSTALLED.glob("*/bin/java"), *([Path(on_path)] if on_path else [])]}
    fitting = sorted((version, path) for path in programs if (version := _read_version(path)) >= least)
    if not fitting:
        package = f"apt-get install openjdk-{max(least, 21)}-jre-headless (or a Temurin JDK below {INSTALLED})"
        pytest.fail(JAVA_HELP.format(least, package), pytrace=False)
    return fitting[0][1].parent.parent


def _read_version(program: Path) -> int:
    """0 where the program does not say."""
    said = subprocess.run([str(program), "-version"], capture_output=True, text=True, check=False).stderr
    found = VERSION.search(said)
    return int(found[1]) if found else 0


def run_maven(*goal: str) -> None:
    """Run a goal of the dependency plugin; what it fetches stays in Maven's own cache."""
    program = shutil.which("mvn")
    if program is None:
        pytest.fail(MAVEN_HELP, pytrace=False)
    command = [program, "-q", "-B", *goal]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=DOWNLOAD_S, cwd="/")
    if done.returncode:
        pytest.fail(f"{' '.join(command)} failed: {done.stdout[-2000:]}", pytrace=False)
