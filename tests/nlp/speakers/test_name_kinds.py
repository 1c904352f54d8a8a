"""Names of other tongues, of bodies and in odd company; whatever is read stands in the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.components.speakers.names import Name, find_runs, read_name


def read(text: str) -> list[Name]:
    return [name for run in find_runs(text) if (name := read_name(text, run)) is not None]


@pytest.mark.parametrize(
    "name",
    [
        "Ștefan Țepes",
        "Łukasz Żak",
        "Đorđe Čapek",
        "Åsa Öberg",
        "İpek Şahin",
        "Nguyễn Ánh",
        "Ệ Ánh",
        "Ωμέγα Δέλτα",
        "Жанна Щукина",
        "Sean O’Quell",
        "Sean D'Arcy",
        "Jean-Luc Pell‑Arden",
        "Ada McMoor",
        "Ada deMoor",
        "J. K. Moor",
        "J.K. Moor",
    ],
)
def test_a_name_is_read_whole_in_any_script_with_capitals(name: str) -> None:
    assert [one.text for one in read(f"yesterday {name} left.")] == [name]


@pytest.mark.parametrize("word", ["łódka", "čaj", "şeker", "ørken", "été", "ñandú", "ệ"])
def test_a_small_letter_with_an_accent_is_no_capital(word: str) -> None:
    assert read(f"the {word} left.") == []


@pytest.mark.parametrize("script", ["東京都", "مرحبا", "हिन्दी", "שלום"])
def test_a_script_without_capitals_has_no_runs_and_harms_nothing(script: str) -> None:
    assert [name.text for name in read(f"{script} met Ada Moor {script}")] == ["Ada Moor"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ada Moor Ltd", "Ada Moor Ltd", "organisation"),
        ("Corve Motors", "Corve Motors", "organisation"),
        ("Institute for Eels", "Institute for Eels", "organisation"),
        ("NATO", "NATO", "organisation"),
        ("N.C.O.", "N.C.O.", "organisation"),
        ("Church of Corve", "Church of Corve", "organisation"),
        ("Ruth Church", "Ruth Church", "person"),
        ("Tom Hall", "Tom Hall", "person"),
        ("Grace Moor", "Grace Moor", "person"),
        ("Lady Orrery", "Lady Orrery", "person"),
        ("Viscount Quarry of Holt", "Viscount Quarry of Holt", "person"),
    ],
)
def test_a_name_is_a_person_or_a_body_by_its_words(text: str, name: str, kind: str) -> None:
    (found,) = read(f"then {text} left.")
    assert (found.text, found.kind) == (name, kind)


@pytest.mark.parametrize(
    ("text", "title", "gender"),
    [
        ("Mr Quell", "Mr", "male"),
        ("Mrs Quell", "Mrs", "female"),
        ("Dame Zolta Quy", "Dame", "female"),
        ("Dr Zolta Quy", "Dr", None),
        ("Rt Hon Ada Moor", "Hon", "female"),
        ("Detective Inspector Ada Moor", "Detective Inspector", "female"),
        ("Vice President Tom Moor", "Vice President", "male"),
    ],
)
def test_a_title_is_kept_apart_and_tells_gender(text: str, title: str, gender: str | None) -> None:
    (found,) = read(f"then {text} left.")
    assert found.title.endswith(title)
    assert found.gender == gender


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Moor, Tom Pell and Ruth Bly left", ["Ada Moor", "Tom Pell", "Ruth Bly"]),
        ("Ada Moor/Tom Pell", ["Ada Moor", "Tom Pell"]),
        ("Ada Moor’s and Tom Pell’s", ["Ada Moor", "Tom Pell"]),
        ("“Ada Moor”", ["Ada Moor"]),
        ("Ada\nMoor", ["Ada", "Moor"]),
        ("Ada\xa0Moor", ["Ada\xa0Moor"]),
        ("xyzAda", []),
        ("#Moor", ["Moor"]),
        ("Q", ["Q"]),
    ],
    ids=["commas", "slash", "possessives", "marks", "line", "hard-space", "inside-word", "hashtag", "letter"],
)
def test_signs_and_lines_part_names(text: str, names: list[str]) -> None:
    assert [name.text for name in read(text)] == names


def test_a_run_of_more_words_than_any_name_has_is_cut() -> None:
    text = " ".join(["Quell"] * 30)
    assert all(len(run) <= 12 for run in find_runs(text))


@given(st.text(alphabet=st.sampled_from("AaBbÉéŁł.’'-& \n\xa0oftheMrDS"), max_size=80))
@settings(max_examples=120, deadline=None)
def test_every_name_is_what_stands_at_its_place_and_in_order(text: str) -> None:
    names = read(text)
    assert all(text[name.start : name.end] == name.text and name.key for name in names)
    assert [name.start for name in names] == sorted({name.start for name in names})


@given(st.text(alphabet=st.sampled_from("ab éł.,!?’-\n"), max_size=80))
@settings(max_examples=50, deadline=None)
def test_a_text_in_small_letters_has_no_names(text: str) -> None:
    assert read(text) == []
