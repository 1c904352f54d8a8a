"""Job titles behind the names of journalists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.extract.job_titles import without_job_title
from clausewatch.extract.names import clean_names

TITLES = (
    "Political Editor", "Deputy Political Editor", "Home Affairs Editor", "Chief Reporter", "technology reporter",
    "UK technology editor", "Crime and Home Affairs Correspondent", "Health & Science Writer", "Whitehall Editor",
    "Senior Political Correspondent", "Consumer affairs correspondent", "Guest columnist", "Acting Political Editor",
    "Climate Change Correspondent", "Artificial Intelligence Correspondent", "Online Safety Reporter", "AI reporter",
    "Cybersecurity Correspondent", "Privacy Editor", "Families Correspondent", "Head of Politics", "director of policy",
    "Deputy Head of News", "Executive Director at Quill Rights", "Head of News Editor",
)  # fmt: skip


@given(st.sampled_from(TITLES[:-1]), st.sampled_from(["Ada Moor", "Ada van der Moor", "Zoë Moor-Lind", "A. J. Moor"]))
def test_a_name_stays_without_its_title(title: str, name: str) -> None:
    assert without_job_title(f"{name} {title}") == name
    assert clean_names([f"By {name} {title}"]) == clean_names([f"{name}, {title}"]) == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Moor",
        "Ada Moor Reporter",
        "Daily Harbour Reporter",
        "Harbour Political Editor",
        "Our Foreign Correspondent",
        "Political Editor",
        "Editor",
        "",
        "x " * 100 + "Political Editor",
    ],
)
def test_what_may_be_no_person_with_a_title_stays_as_it_is(text: str) -> None:
    assert without_job_title(text) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Moor Home Affairs Editor and Bo Lind Political Editor", ("Ada Moor", "Bo Lind")),
        ("Ada Moor, Arts and Culture Correspondent", ("Ada Moor",)),
        ("Ada Moor Crime & Security Correspondent", ("Ada Moor",)),
        ("Ada Moor and Bo Lind Political Correspondents", ("Ada Moor", "Bo Lind")),
        ("By Daily Harbour Reporter", ()),
        ("By Harbour Sport Reporter", ()),
        ("By Ada MoorHealth Correspondent", ("Ada Moor",)),
        ("By Ada MoorHead of Politics and Bo LindPolitical Editor", ("Ada Moor", "Bo Lind")),
        ("By Ada McHealth", ("Ada McHealth",)),
        ("By Harbour Sport Head of News", ()),
        ("Ada Head", ("Ada Head",)),
    ],
)
def test_titles_part_no_names(text: str, names: tuple[str, ...]) -> None:
    assert clean_names([text]) == names
