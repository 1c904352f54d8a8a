"""The options of `scripts/run-airflow`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from clausewatch.errors import SettingsError
from scripts.airflow_stack.plan import ROOT, Plan

FOLDER = Path("clausewatch-airflow")
EXAMPLES = """examples:
  make airflow                              the fictional web, Airflow on http://127.0.0.1:8080
  scripts/run-airflow --live                real publishers, by clausewatch.toml and CLAUSEWATCH_*
  scripts/run-airflow -- dags list          Airflow's own command, for the Airflow that runs"""


def read_options(words: Sequence[str]) -> tuple[Plan, list[str]]:
    """The plan, and the words after `--`, which are a command for Airflow."""
    place = words.index("--") if "--" in words else len(words)
    options = _make_parser().parse_args(list(words[:place]))
    plan = Plan(
        folder=(options.folder or FOLDER / ("live" if options.live else "demo")).absolute(),
        dags=options.dags.absolute(),
        port=options.port,
        is_live=options.live,
        demo_port=options.demo_port,
        metadata=_read_url(options.metadata_file),
        broker=_read_url(options.broker_file),
        workers=options.workers,
        at_once=options.at_once,
    )
    if plan.broker and not plan.metadata:
        raise SettingsError("--broker-file needs --metadata-file: Celery workers cannot share an SQLite file")
    return plan, list(words[place + 1 :])


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/run-airflow",
        description="Run a local Airflow with our DAGs in the foreground; docs/airflow.md says more.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--folder", type=Path, help=f"of what it keeps (default: {FOLDER}/demo or {FOLDER}/live)")
    parser.add_argument("--dags", type=Path, default=ROOT / "dags", help="folder of DAG files (default: ours)")
    parser.add_argument("--port", type=_read_port, help="of the page (default: 8080 if it is free, else any; 0: any)")
    parser.add_argument("--live", action="store_true", help="real publishers, by your own settings; DAGs start paused")
    parser.add_argument("--demo-port", type=_read_port, default=0, help="of the fictional web (default: the last one)")
    parser.add_argument("--metadata-file", type=Path, help="file with the URL of a PostgreSQL database for Airflow")
    parser.add_argument("--broker-file", type=Path, help="file with the URL of a Redis: Celery workers run the tasks")
    parser.add_argument("--workers", type=_read_count, default=2, help="Celery workers (default: 2)")
    parser.add_argument("--at-once", type=_read_count, default=2, help="tasks at once, per worker (default: 2)")
    return parser


def _read_port(text: str) -> int:
    return _read_number(text, 0, 65535)


def _read_count(text: str) -> int:
    return _read_number(text, 1, 64)


def _read_number(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{text} is no number from {least} to {most}")
    return int(text)


def _read_url(file: Path | None) -> str:
    """From a file, as a URL with a password in it is not for a command line."""
    if file is None:
        return ""
    try:
        url = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: the file of the URL cannot be read") from error
    if not url:
        raise SettingsError(f"{file}: the file of the URL is empty")
    return url
