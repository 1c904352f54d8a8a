"""What is asked of a local Airflow."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / ".venv-airflow" / "bin"


@dataclass(frozen=True)
class Plan:
    """Where it keeps what, on which port it answers, and what runs its tasks."""

    folder: Path
    """Absolute; all state."""
    dags: Path = ROOT / "dags"
    port: int | None = None
    """Of the page and the API; none: the usual one if it is free, else any."""
    is_live: bool = False
    """Real publishers by the settings of the environment, instead of the fictional web."""
    demo_port: int = 0
    metadata: str = ""
    """SQLAlchemy URL of Airflow's own database; empty: SQLite in the folder."""
    broker: str = ""
    """URL of Redis; where it is given, Celery workers run the tasks and else the scheduler's own processes."""
    workers: int = 2
    """Celery workers."""
    at_once: int = 2
    """Tasks that a Celery worker, or without Celery the scheduler, runs at once."""

    @property
    def home(self) -> Path:
        """Airflow's own folder."""
        return self.folder / "airflow"

    @property
    def data(self) -> Path:
        """Archive, ledger, index and alerts of the demo."""
        return self.folder / "data"

    @property
    def said(self) -> Path:
        """What each process says."""
        return self.folder / "processes"

    @property
    def work(self) -> Path:
        """Where the processes run: where the user is, if the user's own settings file is to be found there."""
        return Path.cwd() if self.is_live else self.said
