"""What a target must have, and which phrases it goes by."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from clausewatch.settings import SHIPPED
from nlp.components.targets import Target, load_targets
from nlp.components.targets.matching import PhraseFinder
from nlp.components.targets.schema import LABELS

TARGETS = load_targets(SHIPPED / "targets")


def make_target(**changes: Any) -> Target:
    facts: dict[str, Any] = {
        "id": "ferries",
        "name": "Ferries",
        "proposition": "Ferries should be taxed",
        "keywords": ["ferry"],
        "examples": {"FAVOR": ["Tax them."], "AGAINST": ["Do not."]},
    }
    return Target.model_validate(facts | changes)


@pytest.mark.parametrize(
    ("changes", "phrases"),
    [
        pytest.param({"keywords": ["ferry", "boat"]}, ("ferry", "boat"), id="keywords"),
        pytest.param({"synonyms": [["boat", "ship"]]}, ("ferry",), id="a group without a keyword"),
        pytest.param({"synonyms": [["boat", "ferry"]]}, ("ferry", "boat"), id="a group with one"),
        pytest.param({"synonyms": [["FERRY", "boat"]]}, ("ferry", "FERRY", "boat"), id="capitals make no difference"),
        pytest.param({"keywords": [], "synonyms": [["a1", "b2"], ["c3"]]}, ("a1", "b2", "c3"), id="synonyms alone"),
        pytest.param({"keywords": ["ferry", "ferry"]}, ("ferry",), id="each once"),
    ],
)
def test_the_phrases_of_a_target(changes: dict[str, Any], phrases: tuple[str, ...]) -> None:
    assert make_target(**changes).phrases() == phrases


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"keywords": ["--", "🔒"]}, id="keywords without a word"),
        pytest.param({"keywords": [" ferry"]}, id="a keyword that begins with a blank"),
        pytest.param({"keywords": ["ferry\nboat"]}, id="a keyword over two lines"),
        pytest.param({"keywords": "ferry"}, id="a keyword that is no list"),
        pytest.param({"keywords": [122]}, id="a keyword that is a number"),
        pytest.param({"synonyms": ["ferry", "boat"]}, id="synonyms that are no groups"),
        pytest.param({"keywords": [], "synonyms": [[]]}, id="a group of nothing"),
        pytest.param({"id": "-ferries"}, id="an id that begins with a hyphen"),
        pytest.param({"id": ""}, id="no id"),
        pytest.param({"name": " "}, id="a name of a blank"),
        pytest.param({"proposition": "\n"}, id="a proposition of nothing"),
        pytest.param({"examples": {}}, id="no examples"),
        pytest.param({"examples": {"FAVOR": ["Yes."], "AGAINST": "No."}}, id="an example that is no list"),
        pytest.param({"examples": {"FAVOR": ["Yes."], "AGAINST": [False]}}, id="an example that YAML takes for no"),
        pytest.param({"examples": {"FAVOR": ["Tax it."], "NONE": ["TAX  IT."]}}, id="one example under two labels"),
    ],
)
def test_what_is_no_target(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        make_target(**changes)


def test_examples_come_label_by_label_whatever_their_order() -> None:
    target = make_target(examples={"NONE": ["c"], "AGAINST": ["b1", "b2"], "FAVOR": ["a"]})
    assert target.labelled() == [("FAVOR", "a"), ("AGAINST", "b1"), ("AGAINST", "b2"), ("NONE", "c")]


def test_a_target_does_not_change() -> None:
    with pytest.raises(ValidationError):
        make_target().name = "Boats"  # type: ignore[misc]


@given(st.text(alphabet="aB -’'0é", min_size=1, max_size=20))
def test_a_keyword_is_found_in_itself_and_in_a_sentence_of_it(keyword: str) -> None:
    try:
        target = make_target(keywords=[keyword])
    except ValidationError:
        return
    finder = PhraseFinder(target.phrases())
    assert finder.find(keyword)
    assert finder.find(f"On the {keyword.upper()}: a word.")


@pytest.mark.parametrize("target", TARGETS, ids=[target.id for target in TARGETS])
def test_a_shipped_target_is_whole(target: Target) -> None:
    finder = PhraseFinder(target.phrases())
    assert all(finder.find(phrase) for phrase in target.phrases())
    assert set(target.examples) == set(LABELS)
    texts = [text.casefold() for _, text in target.labelled()]
    assert len(set(texts)) == len(texts)
    counts = [len(target.examples[label]) for label in LABELS]
    assert max(counts) < 2 * min(counts)


def test_shipped_targets_do_not_share_a_name() -> None:
    assert len({target.name for target in TARGETS}) == len(TARGETS)
