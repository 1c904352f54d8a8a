"""Whether words are the name of a person."""

import pytest

from clausewatch.extract.people import is_name

PEOPLE = (
    "Ada Moor", "Ada van der Moor", "Ada dela Moor", "Ada d'Moor", "Ada deMoor Lind", "Rhys ap Moor", "Ada Post",
    "Ada Guest", "Ada Press", "J. R. Moor", 'Ada "Big Ada" Moor', "Ada “Addie” Moor", "May Lind",
    "Les Moor", "Charity Moor", "Ada Fellowes", "Ada Lawyerly",
)  # fmt: skip
NOBODY = (
    "", "Ada", "ada moor", "Log In", "Sign up", "Text Size", "Link copied", "Member List", "Share this", "Super User",
    "Daily Harbour", "Evening Harbour", "Revised Edition", "Washington Post", "South Herald", "Harbour News",
    "Political Editor", "New York", "Ada Moor 2", "Ada of", "The Moors", "1 Ada Moor",
    "Les Amis de la Harbour", "Harbour Charity", "Research Scientist", "Staff Engineer", "Quillchat Division",
    "Quillchat Corp", "Harbour Forum", "Thornby Hospital",
    "Harbour's Reporting Standards", "Thornby’s Best", "Last Name", "Your Name", "End User",
    "Associated Press", "Usa Today", "Thornby Rundfunk", "Other Apps", "Get Link",
)  # fmt: skip


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_is_one_whether_said_to_be_or_not(name: str) -> None:
    assert is_name(name, sure=False)
    assert is_name(name, sure=True)


@pytest.mark.parametrize("name", NOBODY)
def test_what_is_nobody_is_none(name: str) -> None:
    assert not is_name(name, sure=False)


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("Ada", True),
        ("Ada moor", True),
        ("ada moor", True),
        ("ada van moor", False),
        ("my account", False),
        ("default user", False),
        ("Log In", False),
        ("Harbour News", False),
        ("staff writer", False),
    ],
)
def test_who_is_said_to_be_a_person_may_have_one_word_or_small_letters(name: str, *, is_person: bool) -> None:
    assert is_name(name, sure=True) is is_person
