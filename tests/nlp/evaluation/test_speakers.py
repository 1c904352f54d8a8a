"""The measure of speakers."""

import json
from pathlib import Path

import pytest

from clausewatch.errors import InputError
from clausewatch.models import Speaker, Stance, Statement
from nlp.evaluation.speakers import (
    GoldStatement,
    JudgedSpeaker,
    find_calibration_error,
    is_right_speaker,
    is_same_name,
    measure_ways,
    read_article,
    score_speakers,
)


def speaker(name: str, **facts: object) -> Speaker:
    return Speaker.model_validate({"name": name, "kind": "person", "resolved_by": "test", "confidence": 1, **facts})


def gold(name: str | list[str] | None, **facts: object) -> GoldStatement:
    return GoldStatement.model_validate({"content": [[0, 4]], "speaker": name, **facts})


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("Ada Moor", "Ada Moor"),
        ("Ada Moor", "Moor"),
        ("Lord Hale of Wick", "Hale of Wick"),
        ("the Lamp Trust", "Lamp Trust"),
    ],
)
def test_titles_and_short_forms_are_the_same_name(wanted: str, given: str) -> None:
    assert is_same_name(wanted, given)


@pytest.mark.parametrize(("wanted", "given"), [("Ada Moor", "Ada Hale"), ("Ada Moor", "Ada"), ("Ada Moor", "the")])
def test_other_names_are_not(wanted: str, given: str) -> None:
    assert not is_same_name(wanted, given)


def test_nobody_is_right_where_nobody_is_marked() -> None:
    assert is_right_speaker(gold(None), None)
    assert not is_right_speaker(gold(None), speaker("Ada Moor"))
    assert not is_right_speaker(gold("Ada Moor"), None)


def test_two_thirds_of_several_names_are_enough() -> None:
    several = gold(["Quill", "Kestrel", "Wren"])
    group = {"kind": "collective", "members": ["Quill", "Wren"]}
    assert is_right_speaker(several, speaker("messaging firms", **group))
    assert not is_right_speaker(several, speaker("Quill"))


def test_a_spokesperson_may_be_the_body() -> None:
    marked = gold("a Lamp Trust spokesperson", organisation="Lamp Trust")
    assert is_right_speaker(marked, speaker("spokesperson", organisation="Lamp Trust"))
    assert is_right_speaker(
        gold("Lamp Trust"), speaker("a spokeswoman", kind="organisation", organisation="Lamp Trust")
    )


def write_article(folder: Path, **changes: object) -> Path:
    (folder / "a.txt").write_text("Ada Moor said the lamp was out. Hale said no.")
    attributions = [
        {"content": [[14, 30]], "speaker": "Ada Moor", "stance": ["AGAINST"], "note": "x"},
        {"content": [[42, 44]], "speaker": "Hale", "stance": ["NONE"]},
    ]
    path = folder / "a.json"
    path.write_text(json.dumps({"document": "a.txt", "target": "lamps", "attributions": attributions, **changes}))
    return path


def test_found_speakers_and_stances_are_counted(tmp_path: Path) -> None:
    article = read_article(write_article(tmp_path))
    stance = Stance(target="lamps", label="AGAINST", confidence=0.9)
    found = Statement(
        document="d",
        version="v",
        kind="indirect",
        text="",
        content=((14, 30),),
        speaker=speaker("Moor"),
        stances=(stance,),
    )
    score = score_speakers(article, [found])
    assert (score.gold, score.found, score.right_speaker, score.right_stance) == (2, 1, 1, 1)
    assert score.errors == ("not found: no",)
    wrong = found.model_copy(update={"speaker": None, "stances": ()})
    assert "nobody in place of Ada Moor" in score_speakers(article, [wrong]).errors[0]


def test_a_missing_text_and_a_wrong_shape_are_named(tmp_path: Path) -> None:
    path = write_article(tmp_path, document="b.txt")
    with pytest.raises(InputError, match=r"b\.txt: No such file"):
        read_article(path)
    path.write_text("{}")
    with pytest.raises(InputError, match=r"a\.json"):
        read_article(path)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"\xff", "can't decode", id="not UTF-8"),
        pytest.param(b"{", "Expecting", id="no JSON"),
        pytest.param(b"[]", "1 validation error", id="a list"),
        pytest.param(
            b'{"document": "a.txt", "attributions": [{"content": [], "speaker": null}]}', "error", id="no words"
        ),
        pytest.param(b'{"document": "a.txt", "attributions": [{"content": [[0, 4]]}]}', "error", id="no speaker"),
        pytest.param(b'{"document": "a.txt", "kind": "rumour", "attributions": []}', "error", id="an unknown kind"),
    ],
)
def test_what_is_wrong_with_an_article_is_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = write_article(tmp_path)
    path.write_bytes(content)
    with pytest.raises(InputError, match=rf"^a\.json: .*{reason}"):
        read_article(path)


def test_a_text_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    with pytest.raises(InputError, match="can't decode"):
        read_article(path)


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        pytest.param("Moor’s", "Ada Moor", id="a genitive"),
        pytest.param("ADA MOOR", "ada moor", id="capitals"),
        pytest.param("Zoë Price", "Zoe Price", id="accents"),
        pytest.param("Dr Moor", "Professor Ada Moor", id="titles"),
        pytest.param("Ada Moor", "Ada Jane Moor", id="a middle name"),
    ],
)
def test_names_that_are_the_same(wanted: str, given: str) -> None:
    assert is_same_name(wanted, given)


@pytest.mark.parametrize("name", ["", "the", "Mr", "…"])
def test_a_name_of_no_words_is_nobody_s(name: str) -> None:
    assert not is_same_name(name, "Ada Moor")
    assert not is_same_name(name, name)


@pytest.mark.parametrize(
    ("named", "is_right"),
    [
        pytest.param(("Quill", "Kestrel", "Wren"), True, id="all"),
        pytest.param(("Quill", "Kestrel"), True, id="two of three"),
        pytest.param(("Quill",), False, id="one of three"),
        pytest.param(("Heron", "Crane", "Quill", "Wren"), True, id="two of three among others"),
        pytest.param((), False, id="none"),
    ],
)
def test_how_many_of_several_must_be_named(named: tuple[str, ...], is_right: bool) -> None:
    group = speaker("messaging firms", kind="collective", members=named)
    assert is_right_speaker(gold(["Quill", "Kestrel", "Wren"]), group) == is_right


def test_a_person_is_not_the_body_that_employs_them() -> None:
    assert not is_right_speaker(gold("Lamp Trust"), speaker("Ada Moor", organisation="Lamp Trust"))
    assert not is_right_speaker(gold("Ada Moor", organisation="Lamp Trust"), speaker("x", organisation="Lamp Trust"))


def test_nothing_found_is_all_errors(tmp_path: Path) -> None:
    article = read_article(write_article(tmp_path))
    score = score_speakers(article, [])
    assert (score.gold, score.found, score.right_speaker, score.right_stance) == (2, 0, 0, 0)
    assert score.errors == ("not found: the lamp was out", "not found: no")


def test_a_statement_without_a_stance_on_the_target_has_none(tmp_path: Path) -> None:
    article = read_article(write_article(tmp_path))
    other = Stance(target="oil", label="AGAINST", confidence=0.9)
    found = Statement(
        document="d", version="v", kind="indirect", text="no", content=((42, 44),), speaker=speaker("Hale"),
        stances=(other,),
    )  # fmt: skip
    assert score_speakers(article, [found]).right_stance == 1


def _named(way: str, confidence: float, *rights: bool) -> list[JudgedSpeaker]:
    return [JudgedSpeaker(resolved_by=way, confidence=confidence, is_right=right) for right in rights]


def test_each_way_of_finding_speakers_is_measured_the_commonest_first_then_all() -> None:
    judged = [*_named("noun", 0.5, True), *_named("surname", 0.9, True, True, True, False)]
    ways = measure_ways(judged)
    assert list(ways) == ["surname", "noun", "all"]
    assert (ways["surname"].named, ways["surname"].right, ways["surname"].confidence) == (4, 0.75, 0.9)
    assert (ways["all"].named, ways["all"].right, ways["all"].confidence) == (5, 0.8, 0.82)


def test_nobody_named_has_no_figures() -> None:
    assert measure_ways([]) == {}
    assert find_calibration_error([]) == 0


@pytest.mark.parametrize(
    ("judged", "error"),
    [
        (_named("noun", 1.0, True, True), 0.0),
        (_named("noun", 0.5, True, False), 0.0),
        (_named("noun", 0.9, True, False), 0.4),
        ([*_named("noun", 0.25, True), *_named("noun", 0.75, True)], 0.5),
    ],
)
def test_the_calibration_error_is_how_far_confidence_is_from_what_is_right(
    judged: list[JudgedSpeaker], error: float
) -> None:
    assert find_calibration_error(judged) == pytest.approx(error)


def test_a_score_keeps_the_way_of_each_speaker_that_was_named(tmp_path: Path) -> None:
    article = read_article(write_article(tmp_path))
    named = Statement(
        document="d",
        version="v",
        kind="indirect",
        text="",
        content=((14, 30),),
        speaker=speaker("Ada Moor"),
        stances=(),
    )
    nobody = named.model_copy(update={"content": ((42, 44),), "speaker": None})
    judged = score_speakers(article, [named, nobody]).judged
    assert [(one.resolved_by, one.confidence, one.is_right) for one in judged] == [("test", 1, True)]
