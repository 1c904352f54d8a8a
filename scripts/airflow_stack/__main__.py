"""`scripts/run-airflow`: a local Airflow in the foreground, or a command of Airflow's for the one that runs."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from clausewatch.errors import ClausewatchError
from scripts.airflow_stack.api import Api
from scripts.airflow_stack.environment import LOOPBACK, keep_servers, make_environment
from scripts.airflow_stack.fiction import FictionalWeb, obey, serve_fiction
from scripts.airflow_stack.options import read_options
from scripts.airflow_stack.plan import Plan
from scripts.airflow_stack.running import announce, own_folder, read_running
from scripts.airflow_stack.secret_files import ADMIN, SecretFiles
from scripts.airflow_stack.stack import AIRFLOW, Stack, choose_port, describe_end, run_stack

LOOK_S = 0.5


def main(words: Sequence[str]) -> int:
    """The exit status: 0 after Ctrl-C, 1 where it could not start or a process ended by itself."""
    # Whichever way it is told to end, also when its terminal is closed: else its children would stay behind.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    try:
        plan, command = read_options(words)
        return _pass_on(plan, command) if command else _run(plan)
    except ClausewatchError as error:
        _tell(str(error))
        return 1
    except KeyboardInterrupt:
        _tell("Stopped.")
        return 0


def _run(plan: Plan) -> int:
    with own_folder(plan.folder), serve_fiction(plan) as web:
        port, demo_port = choose_port(plan.port), web.port if web else 0
        secrets = SecretFiles(plan.folder / "secrets")
        keep_servers(plan, secrets)
        environment = make_environment(plan, secrets, port, demo_port)
        api = Api(f"http://{LOOPBACK}:{port}", ADMIN, secrets.password)
        with run_stack(plan, environment, api, _tell) as stack, announce(plan.folder, port, demo_port, stack.pids):
            for line in _describe(plan, api, secrets, web):
                _tell(line)
            threading.Thread(target=_listen, args=(web,), daemon=True).start()
            return _watch(stack)


def _watch(stack: Stack) -> int:
    """Until Ctrl-C, or until a process ends."""
    while True:
        if child := stack.find_ended():
            _tell(describe_end(child))
            return 1
        time.sleep(LOOK_S)


def _listen(web: FictionalWeb | None) -> None:
    """To what is typed; nothing more where there is no terminal."""
    for line in sys.stdin:
        _tell(obey(web, line))


def _describe(plan: Plan, api: Api, secrets: SecretFiles, web: FictionalWeb | None) -> list[str]:
    lines = [
        "Airflow is ready.",
        f"  page      {api.address}",
        f"  user      {ADMIN}",
        f"  password  {secrets.password}",
        f"  kept in   {plan.folder}",
    ]
    if web is None:
        return [*lines, "Real publishers: switch on the DAGs that you want, all are paused at first. Ctrl-C stops."]
    return [
        *lines,
        f"  publishers of the fictional web, for example {web.base('ledger')}",
        'Open crawl_coverage and press "Trigger". Type "day 2" here for the next day of the fictional web:',
        "watch_official then sees by itself what the official publishers have. Ctrl-C stops everything.",
    ]


def _pass_on(plan: Plan, command: Sequence[str]) -> int:
    """Become Airflow's command, with the environment of the Airflow that runs on the folder."""
    running = read_running(plan.folder)
    secrets = SecretFiles(plan.folder / "secrets")
    broker = secrets.path("broker-url")
    known = replace(plan, is_live=not running.demo_port, broker=broker.read_text() if broker.exists() else "")
    environment = make_environment(known, secrets, running.port, running.demo_port)
    os.execve(AIRFLOW, [AIRFLOW, *command], environment)  # noqa: S606


def _tell(text: str) -> None:
    # Its terminal may be gone.
    with contextlib.suppress(OSError):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
