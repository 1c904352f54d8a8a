"""The figures of a text: full names, surnames, namesakes, acronyms, and the mentions in order."""

import pytest

from nlp.components.speakers.cast import NAMESAKES, SETTLED, Cast, is_compatible, surname_in
from nlp.components.speakers.entries import EntryFinder
from nlp.components.speakers.figures import Figure
from nlp.components.speakers.names import Name, find_runs, read_name
from nlp.components.speakers.reading import read_cast
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.words import read_words
from tests.nlp.speakers.cases import REGISTRY

TEXTBOOK = load_registry(REGISTRY)


def make_name(text: str) -> Name:
    (name,) = (name for run in find_runs(text) if (name := read_name(text, run)) is not None)
    return name


def cast_of(text: str, title: str = "") -> Cast:
    words = read_words(text)
    matches = list(EntryFinder(TEXTBOOK).find(text, words))
    return read_cast(text, title, words, matches, TEXTBOOK, [])


def names_of(text: str, title: str = "") -> list[tuple[str, str]]:
    """The words of each mention and the name of its figure."""
    return [(text[m.start : m.end], m.figure.name) for m in cast_of(text, title).mentions]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Ruth Pell met Pell.", [("Ruth Pell", "Ruth Pell"), ("Pell", "Ruth Pell")]),
        ("Pell left. Ruth Pell ate.", [("Pell", "Ruth Pell"), ("Ruth Pell", "Ruth Pell")]),
        ("Tom J. Quarles saw Tom Quarles.", [("Tom J. Quarles", "Tom J. Quarles"), ("Tom Quarles", "Tom J. Quarles")]),
        ("Sir Tom Quarles met Sir Tom.", [("Tom Quarles", "Tom Quarles"), ("Tom", "Tom Quarles")]),
        ("The Corve Eel Guild met. CEG rose.", [("Corve Eel Guild", "Corve Eel Guild"), ("CEG", "Corve Eel Guild")]),
        ("Mina Hale left. Hale ate.", [("Mina Hale", "Mina Hale"), ("Hale", "Mina Hale")]),
        ("Whistle met Brandt.", [("Whistle", "Whistle"), ("Brandt", "Otto Brandt")]),
        ("Lord Quarry of Holt and Lord Quarry", [("Lord Quarry of Holt",) * 2, ("Lord Quarry", "Lord Quarry of Holt")]),
    ],
    ids=["surname", "forward", "initial", "knight", "acronym", "registry", "by-body", "peer"],
)
def test_short_forms_go_back_to_one_figure(text: str, mentions: list[tuple[str, str]]) -> None:
    assert names_of(text) == mentions


@pytest.mark.parametrize(
    "text",
    ["Ruth Pell met Tom Pell.", "Lord Quarry met Lord Moor.", "Ada Thorne met Thornebury.", "Mr Pell met Ms Pell."],
    ids=["given-names", "peers", "longer-surname", "address"],
)
def test_two_who_share_a_part_of_a_name_stay_two(text: str) -> None:
    assert len({id(m.figure) for m in cast_of(text).mentions}) == 2


def test_two_of_one_surname_known_by_address_only_are_found_again() -> None:
    first, second, third, fourth = cast_of("Mr Pell met Ms Pell. Ms Pell left. Mr Pell ate.").mentions
    assert first.figure is fourth.figure
    assert second.figure is third.figure
    assert (first.figure.gender, second.figure.gender) == ("male", "female")


def test_a_surname_of_the_registry_alone_means_nobody() -> None:
    assert [figure.entry for figure in cast_of("Brandt left.").figures] == [None]


def test_a_name_that_only_the_title_has_in_full_is_found_by_its_surname() -> None:
    assert names_of("Quarles left.", "A day with Tom Quarles") == [("Quarles", "Tom Quarles")]


def test_a_headline_in_title_case_is_not_read_as_names() -> None:
    text = "Old Mill Must Close Very Soon\n\nRuth Pell left."
    assert names_of(text) == [("Ruth Pell", "Ruth Pell")]


def test_a_body_with_the_name_of_a_thing_is_a_surname_after_a_given_name() -> None:
    assert names_of("Tom Whistle left.") == [("Tom Whistle", "Tom Whistle")]


@pytest.mark.parametrize("text", ["", "nobody was there", "... !!!", "\n\n"])
def test_a_text_without_names_has_an_empty_cast(text: str) -> None:
    cast = cast_of(text)
    assert (cast.figures, cast.mentions, list(cast.before(10)), cast.within(0, 10)) == ([], [], [], [])


def test_mentions_are_in_order_and_those_within_a_span_share_a_place_with_it() -> None:
    text = "Parley met Ruth Pell. Whistle met Tom Quarles. Comreg met Pell."
    cast = cast_of(text)
    assert [m.start for m in cast.mentions] == sorted(m.start for m in cast.mentions)
    for start in range(len(text)):
        span = (start, min(start + 5, len(text)))
        assert cast.within(*span) == [m for m in cast.mentions if m.start < span[1] and m.end > span[0]]


def test_those_before_a_place_come_nearest_first() -> None:
    text = "Parley met Ruth Pell. Whistle met Tom Quarles."
    found = [m.figure.name for m in cast_of(text).before(text.index("met Tom"))]
    assert found == ["Whistle", "Ruth Pell", "Parley"]


def test_a_mention_in_a_quotation_is_marked() -> None:
    text = "“Pell left,” said Ruth Pell."
    words = read_words(text)
    cast = read_cast(text, "", words, [], TEXTBOOK, [(0, 12)])
    assert [m.quoted for m in cast.mentions] == [True, False]


def test_a_short_form_stays_with_whom_it_meant_until_long_after() -> None:
    cast = Cast()
    tom, ada = cast.add_name(make_name("Tom Fenwick")), cast.add_name(make_name("Ada Fenwick"))
    cast.mention(tom, 0, 11, quoted=False)
    assert cast.find_part(make_name("Fenwick"), 20) is tom
    cast.mention(ada, 30, 41, quoted=False)
    assert cast.find_part(make_name("Fenwick"), 50) is tom
    cast.mention(ada, SETTLED + 100, SETTLED + 111, quoted=False)
    assert cast.find_part(make_name("Fenwick"), SETTLED + 200) is ada


def test_a_form_of_address_rules_out_the_other_gender() -> None:
    cast = Cast()
    tom, ada = cast.add_name(make_name("Tom Fenwick")), cast.add_name(make_name("Ada Fenwick"))
    assert cast.find_part(make_name("Ms Fenwick"), 50) is ada
    assert cast.find_part(make_name("Mr Fenwick"), 60) is tom


def test_of_very_many_of_one_surname_only_the_first_are_told_apart() -> None:
    cast = Cast()
    figures = [cast.add_name(make_name(f"Ada{chr(97 + n // 26)}{chr(97 + n % 26)} Fenwick")) for n in range(100)]
    assert cast.find_part(make_name("Fenwick"), 50) in figures[:NAMESAKES]


def test_an_entry_is_one_figure_however_often_it_is_named() -> None:
    cast = Cast()
    person = TEXTBOOK.people["mina-hale"]
    figure = cast.add_entry(person, ("mina", "hale"))
    assert cast.add_entry(person, ("hale",)) is figure
    assert cast.named("mina-hale") is figure
    assert cast.named("otto-brandt") is None
    assert (figure.kind, figure.gender, list(cast.people())) == ("person", "female", [figure])


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("ruth pell", "pell"),
        ("pell", "pell"),
        ("tom quarles jr", "quarles"),
        ("lord quarry of holt", "quarry"),
        ("earl of holt", "holt"),
        ("marie van der holt", "holt"),
    ],
)
def test_a_later_form_of_address_goes_on_with_the_surname(name: str, surname: str) -> None:
    assert surname_in(tuple(name.split())) == surname


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        (None, None, True),
        ("male", None, True),
        (None, "female", True),
        ("male", "male", True),
        ("male", "female", False),
    ],
)
def test_what_is_not_known_hinders_nothing(one: str | None, other: str | None, may_be: bool) -> None:
    assert is_compatible(one, other) is may_be  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "key", "is_place"),
    [
        ("Westminster", ("westminster",), True),
        ("United Kingdom", ("united", "kingdom"), True),
        ("London Eel Guild", ("london", "eel", "guild"), False),
        ("somebody", (), False),
    ],
)
def test_a_place_is_told_from_a_body_that_has_one_in_its_name(name: str, key: tuple[str, ...], is_place: bool) -> None:
    assert Figure(name, key, "unknown").is_place is is_place
    assert not Figure(name, key, "organisation", TEXTBOOK.organisations["parley"]).is_place
