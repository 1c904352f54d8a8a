"""The category of somebody outside of the registry, by words."""

from typing import get_args

import pytest

from clausewatch.models import Category
from nlp.components.speakers.categories import read_category


@pytest.mark.parametrize(
    ("phrase", "category"),
    [
        ("Labour MP", "parliament"),
        ("MPs", "parliament"),
        ("crossbench peer", "parliament"),
        ("Tory backbenchers", "parliament"),
        ("committee chair", "parliament"),
        ("foreign secretary", "government"),
        ("a Home Office source", "government"),
        ("Major General", "government"),
        ("attorney general", "government"),
        ("chief constable", "government"),
        ("water regulator", "regulator"),
        ("data watchdog", "regulator"),
        ("children’s charity", "child-safety"),
        ("online child safety group", "child-safety"),
        ("survivors", "child-safety"),
        ("privacy campaigners", "civil-society"),
        ("civil liberties coalition", "civil-society"),
        ("messaging firms", "platform"),
        ("tech giants", "platform"),
        ("social media company", "platform"),
        ("professor of law", "expert"),
        ("University of Corve", "expert"),
        ("forty cryptographers", "expert"),
        ("political editor", "news"),
        ("The Corve Times", "news"),
        ("baker", "other"),
        ("", "other"),
    ],
)
def test_a_phrase_has_the_category_of_its_words(phrase: str, category: str) -> None:
    assert read_category([phrase]) == category


@pytest.mark.parametrize(
    "phrase",
    [
        "members of the general public",
        "general manager of the mill",
        "general practitioner",
        "director general",
        "secretary-general",
    ],
)
def test_general_is_an_officer_only_where_it_is_a_rank(phrase: str) -> None:
    assert read_category([phrase]) == "other"


def test_the_general_secretary_of_a_union_is_of_civil_society() -> None:
    assert read_category(["general secretary of the bakers’ union"]) == "civil-society"


@pytest.mark.parametrize("phrase", ["ampsa", "impeers", "drone", "apprehended", "unionise"])
def test_a_part_of_a_word_says_nothing(phrase: str) -> None:
    assert read_category([phrase]) == "other"


def test_the_first_phrase_that_says_something_is_taken() -> None:
    assert read_category([None, "", "baker", "Labour MP", "professor"]) == "parliament"
    assert read_category([]) == "other"


def test_capitals_and_curly_marks_make_no_difference() -> None:
    assert read_category(["CHILDREN’S CHARITY"]) == read_category(["children's charity"]) == "child-safety"


def test_every_category_but_other_is_reached_by_some_word() -> None:
    words = ["editor", "peer", "child safety", "watchdog", "minister", "professor", "charity", "messaging", "x"]
    assert {read_category([word]) for word in words} == set(get_args(Category))
