"""Pronouns: whom he, she, it, they, I, we and who mean."""

from typing import Any

import pytest

from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from tests.nlp.speakers.cases import REGISTRY, find_speaker, find_speakers, read_marks

RESOLVER = Resolver(load_registry(REGISTRY))


def name_of(text: str, number: int = 1, **facts: Any) -> str | None:
    speaker = find_speakers(RESOLVER, text, **facts)[number]
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("before", "pronoun", "name"),
    [
        ("Ruth Pell met Tom Quarles.", "She", "Ruth Pell"),
        ("Ruth Pell met Tom Quarles.", "He", "Tom Quarles"),
        ("Ruth Pell met Tom Quarles.", "he also", "Tom Quarles"),
        ("Ruth Pell met Tom Quarles.", "But she", "Ruth Pell"),
        ("Ruth Pell met Tom Quarles.", "She herself", "Ruth Pell"),
        ("Ruth Pell met Ada Moor.", "She", "Ruth Pell"),
        ("A letter to Ruth Pell was by Ada Moor. Ada Moor left.", "She", "Ada Moor"),
        ("Ruth Pell’s brother met Ada Moor.", "She", "Ada Moor"),
        ("Ruth Pell left.", "He", None),
        ("Alex Pell left.", "She", "Alex Pell"),
        ("Alex Pell left.", "He", "Alex Pell"),
        ("Lindsay Pell left.", "He", "Lindsay Pell"),
        ("Ms Pell left.", "He", None),
        ("Parley left.", "He", None),
        ("It rained.", "She", None),
        ("Ruth Pell left. " + "It rained. " * 20, "She", "Ruth Pell"),
        ("Ruth Pell left. " + "Parley met Whistle. " * 60, "She", None),
    ],
)
def test_he_and_she_are_the_person_named_whom_the_words_fit(before: str, pronoun: str, name: str | None) -> None:
    assert name_of(f"{before} {{s1:{pronoun}}} said {{c1:it was late}}.") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{s1:Ruth Pell} said {c1:no}. Ada Moor was there. {s2:She} added {c2:so}.", "Ada Moor"),
        ("{s1:Ruth Pell} said {c1:“Ada Moor left”}. {s2:She} added {c2:so}.", "Ruth Pell"),
        ("{s1:Ruth Pell} said {c1:no}. It rained. {s2:She} added {c2:so}.", "Ruth Pell"),
        ("{s1:A nurse} said {c1:no}. {s2:She} added {c2:so}.", "unnamed nurse"),
        ("{s1:A spokesman for Tom Quarles} said {c1:no}. {s2:He} added {c2:so}.", "spokesman for Tom Quarles"),
        ("{s1:Zolta} said {c1:no}. {s2:She} added {c2:so}.", "Zolta"),
    ],
    ids=["newer-subject", "quoted-name", "last-speaker", "unnamed", "voice", "unknown-name"],
)
def test_she_after_somebody_spoke(text: str, name: str) -> None:
    assert name_of(text, 2) == name


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Parley met Ruth Pell.", "Parley"),
        ("The Corve Eel Guild met in London.", "Corve Eel Guild"),
        ("Ruth Pell left.", None),
        ("", None),
    ],
)
def test_it_is_a_body(before: str, name: str | None) -> None:
    assert name_of(f"{before} {{s1:It}} said {{c1:no}}.") == name


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("{s1:Critics} said {c1:no}. {s2:They} added {c2:so}.", "critics", "collective"),
        ("{s1:Parley and Whistle} said {c1:no}. {s2:They} added {c2:so}.", "Parley and Whistle", "collective"),
        ("{s1:Parley} said {c1:no}. {s2:They} added {c2:so}.", "Parley", "organisation"),
        ("{s1:Robin Pell} said {c1:no}. {s2:They} added {c2:so}.", "Robin Pell", "person"),
        ("{s1:Ruth Pell} said {c1:no}. Parley heard. {s2:They} added {c2:so}.", "Parley", "organisation"),
        ("{s1:Critics} said {c1:no}. {s2:Both} added {c2:so}.", "critics", "collective"),
    ],
    ids=["collective", "list", "body", "person", "not-she", "both"],
)
def test_they_are_whoever_spoke_last_but_a_known_he_or_she(text: str, name: str, kind: str) -> None:
    found = find_speaker(RESOLVER, text, 2)
    assert (found.name, found.kind, found.resolved_by) == (name, kind, "pronoun")


def test_they_after_a_woman_alone_are_nobody() -> None:
    assert name_of("{s1:Ruth Pell} said {c1:no}. {s2:They} added {c2:so}.", 2) is None


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("They asked Ruth Pell,", "Ruth Pell"),
        ("They asked Ruth Pell, a nurse from Corve,", "Ruth Pell"),
        ("They asked Ruth Pell of Parley,", "Ruth Pell"),
        ("They asked engineers", "engineers"),
        ("They asked Parley,", "Parley"),
        ("They asked for a bridge", None),
        ("They asked the Signals Secretary,", None),
        ("", None),
    ],
)
def test_who_goes_back_to_what_stands_before_it(before: str, name: str | None) -> None:
    assert name_of(f"{before} {{s1:who}} said {{c1:it was late}}.") == name


@pytest.mark.parametrize(
    ("pronoun", "facts", "name", "category"),
    [
        ("I", {"authors": ("Ina Vey",)}, "Ina Vey", "news"),
        ("I", {"authors": ("Ina Vey", "Bo Ash")}, None, None),
        ("I", {}, None, None),
        ("We", {"publisher": "harbour-news"}, "Harbour News", "news"),
        ("We", {"publisher": "unknown"}, None, None),
        ("I", {"kind": "official", "record": {"name": "Mina Hale"}}, "Mina Hale", "platform"),
        ("We", {"kind": "official", "record": {"name": "Comreg", "kind": "organisation"}}, "Comreg", "regulator"),
        ("We", {"kind": "official", "publisher": "comreg"}, "Comreg", "regulator"),
        ("We", {"kind": "official", "publisher": "nobody-known"}, None, None),
    ],
    ids="author authors nobody house unknown record-person record-body own-site other-site".split(" "),  # noqa: SIM905
)
def test_i_and_we_are_whoever_writes(
    pronoun: str, facts: dict[str, Any], name: str | None, category: str | None
) -> None:
    (found,) = find_speakers(RESOLVER, f"It rained. {{s1:{pronoun}}} think {{c1:it is late}}.", **facts).values()
    assert ((found.name, found.category) if found else (None, None)) == (name, category)


@pytest.mark.parametrize("author", ["Fenland Press Agency", "Our science reporters", "Harbour Media"])
def test_i_is_no_agency_and_no_desk(author: str) -> None:
    (found,) = find_speakers(RESOLVER, "It rained. {s1:I} think {c1:it is late}.", authors=(author,)).values()
    assert found is None


def test_i_without_a_document_is_nobody() -> None:
    (found,) = RESOLVER.resolve("I think so.", [])[:1] or (None,)
    assert found is None


def test_whoever_writes_is_no_he_of_the_same_text() -> None:
    text = "{s1:I} think {c1:so}. {s2:He} said {c2:no}."
    found = find_speakers(RESOLVER, text, authors=("Tom Vey",))
    assert found[1] is not None
    assert found[2] is None


@pytest.mark.parametrize("pronoun", ["I", "we"])
def test_the_first_person_in_the_words_of_another_is_that_other(pronoun: str) -> None:
    text = f"{{s1:Ruth Pell}} said {{c1:“it rained and {{s2:{pronoun}}} thought {{c2:so}}”}}."
    assert name_of(text, 2, authors=("Ina Vey",)) == "Ruth Pell"


def test_the_first_person_two_quotations_deep_is_the_outermost_speaker_with_a_name() -> None:
    text = "{s1:Ruth Pell} said {c1:“yes, {s2:I} thought {c2:“well, {s3:we} knew {c3:so}”}”}."
    plain, marked = read_marks(text)
    for given in (list(marked.values()), list(marked.values())[::-1]):
        found = RESOLVER.resolve(plain, given)
        assert [one.speaker.name for one in found if one.speaker] == ["Ruth Pell"] * 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{s1:Ruth Pell} said {c1:no}, {q2:adding} {c2:so}.", "Ruth Pell"),
        ("{s1:Ruth Pell} said {c1:no}, but {q2:warned} {c2:of more}.", "Ruth Pell"),
        ("{s1:Ruth Pell} said {c1:no}.\n\nAnd {q2:adding} {c2:so}.", None),
        ("{s1:Ruth Pell} said {c1:no}. It rained. It was {q2:thought} {c2:late}.", None),
        ("{q2:Adding} {c2:so} was wrong.", None),
    ],
    ids=["adding", "but", "paragraph", "passive", "first"],
)
def test_a_cue_without_a_source_goes_on_only_within_its_sentence(text: str, name: str | None) -> None:
    assert name_of(text, 2) == name


@pytest.mark.parametrize(
    ("after", "name"),
    [
        ("\n\n{c2:“More will come.”}", "Ruth Pell"),
        (" {c2:“More will come.”}", None),
        ("\n\n{c2:“More will come.”} It rained.", None),
        ("\n\n{c2:“" + "More will come. " * 600 + "”}", None),
        ("\n\nIt rained.\n\n{c2:“More will come.”}", None),
        ("\n\n{c2:More will come.}", None),
    ],
    ids=["next", "same-but-apart", "not-alone", "too-long", "far", "no-marks"],
)
def test_a_quotation_without_cue_and_source_goes_on_where_it_fills_the_next_paragraph(
    after: str, name: str | None
) -> None:
    assert name_of("{s1:Ruth Pell} said {c1:“no”}." + after, 2) == name
