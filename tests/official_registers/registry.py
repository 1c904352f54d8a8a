"""A small registry whose layout must survive an update, and what the registers know of its people."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

from tests.official_registers import answers

TODAY = dt.date(2026, 6, 1)
FILES = Path(__file__).with_name("files")


def write_registry(folder: Path) -> Path:
    """The registry in a folder of its own."""
    return Path(shutil.copytree(FILES, folder / "speakers"))


def search_path(name: str, day: str | None = None) -> str:
    """The address of a search; `day`: for the names of that day."""
    words = name.replace(" ", "+")
    if day is None:
        return f"/api/Members/Search?Name={words}&skip=0&take=20"
    return f"/api/Members/SearchHistorical?name={words}&dateToSearchFor={day}T00%3A00%3A00&skip=0&take=20"


def make_members() -> dict[str, Any]:
    """Parliament: Ben left for Cleo, Mira stood down and went to the Lords."""
    ben = answers.member(12, "Mr Ben Okafor", "M")
    cleo = answers.member(44, "Dame Cleo Marsh")
    signals = (5, "Ministry of Signals")
    posts = [answers.post("Secretary of State for Signals", answers.holder(cleo, "2025-09-05"), department=signals)]
    secretary = "Secretary of State for Signals"
    return {
        search_path("Ada Thorne"): answers.search(),
        search_path("Ada Thorne", "2020-04-30"): answers.search(answers.member(11, "Ada Thorne")),
        "/api/Members/11": answers.member(11, "Rt Hon Ada Thorne"),
        "/api/Members/11/Biography": answers.biography(
            governmentPosts=[answers.entry(secretary, "2020-03-04", "2022-05-31", "Ministry of Signals")]
        ),
        search_path("Ben Okafor"): answers.search(ben, answers.member(13, "Ben Okafor-Lund", "M")),
        "/api/Members/12/Biography": answers.biography(
            governmentPosts=[answers.entry(secretary, "2022-06-01", "2025-09-05", "Ministry of Signals")]
        ),
        search_path("Mira Vale"): answers.search(),
        search_path("Mira Vale", "2023-06-01"): answers.search(answers.member(14, "Mira Vale")),
        "/api/Members/14": answers.member(14, "Baroness Vale of Eastmoor"),
        "/api/Members/14/Biography": answers.biography(
            houseMemberships=[
                answers.entry("Commons", "2015-05-07", "2024-05-30"),
                answers.entry("Lords", "2024-09-02", house=2),
            ]
        ),
        "/api/Posts/GovernmentPosts": posts,
        "/api/Posts/GovernmentPosts?departmentId=5": posts,
        "/api/Posts/OppositionPosts": [],
    }


def make_pages() -> dict[str, Any]:
    """GOV.UK, which tells times of the summer in UTC."""
    secretary = "Secretary of State for Signals"
    ministry = "Ministry of Signals"
    return {
        "/api/content/government/people/ada-thorne": answers.page(
            "The Rt Hon Ada Thorne MP",
            answers.appointment(secretary, "2020-03-04T00:00:00+00:00", "2022-05-30T23:00:00Z", ministry),
        ),
        "/api/content/government/people/ben-okafor": answers.page(
            "The Rt Hon Sir Ben Okafor MP",
            answers.appointment(secretary, "2022-06-01T00:00:00+01:00", "2025-09-05T00:00:00+01:00", ministry),
        ),
    }
