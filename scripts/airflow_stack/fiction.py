"""The fictional web beside a local Airflow: always on the same port, as the addresses of its pages hold that."""

from collections.abc import Iterator
from contextlib import contextmanager

from clausewatch.demo.answers import Answer
from clausewatch.demo.pages import Day
from clausewatch.demo.server import DemoWeb
from scripts.airflow_stack.plan import Plan

PORT_FILE = "demo-port"
HELP = 'Type "day 2" or "day 1" for the fictional web, with the name of a site for that one only; Ctrl-C stops.'


class FictionalWeb(DemoWeb):
    """On which the day may come for one site before it comes for the others."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.days: dict[str, Day] = {}
        """By site, where it is not the day of all."""

    def answer(self, host: str, target: str) -> Answer:
        """That of the day on that site."""
        return self._answer(host, target, self.days.get(host, self.day))


@contextmanager
def serve_fiction(plan: Plan) -> Iterator[FictionalWeb | None]:
    """The web on its first day; none where real publishers are crawled. `ServerError` where its port is taken."""
    if plan.is_live:
        yield None
        return
    kept = plan.folder / PORT_FILE
    known = int(kept.read_text()) if kept.exists() else 0
    web = FictionalWeb(plan.demo_port or known)
    with web:
        kept.write_text(f"{web.port}\n")
        yield web


def obey(web: FictionalWeb | None, line: str) -> str:
    """Do what somebody has typed; what to answer."""
    if web is None:
        return "Ctrl-C stops."
    words = line.lower().split()
    if len(words) not in {2, 3} or words[0] != "day" or words[1] not in {"1", "2"}:
        return HELP
    day: Day = 1 if words[1] == "1" else 2
    if len(words) == 2:
        web.days.clear()
        web.day = day
        return f"It is day {day} on the fictional web."
    if words[2] not in web.sites:
        return f"There is no site {words[2]}; there are {', '.join(web.sites)}."
    web.days[words[2]] = day
    return f"It is day {day} on {web.base(words[2])}."
