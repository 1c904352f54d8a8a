"""A shift is a change that holds against noise, with the statements on both sides."""

import random
from collections.abc import Sequence

from clausewatch.alerts.shifts import Shift, find_shifts
from clausewatch.ledger.statements import Position
from tests.alerts.builders import CLAUSE, NOON, make_position, make_speaker

ERRORS, SILENT, SURE = 0.04, 0.2, (0.7, 0.98)
"""Of simulated readings: share with the opposite label, share of NONE, range of confidence."""


def find(positions: Sequence[Position]) -> list[tuple[str, str]]:
    return [(shift.before, shift.after) for shift in find_shifts(positions, "ada-moor", CLAUSE)]


def say(*stances: str, first_day: int = 0) -> list[Position]:
    return [make_position(first_day + day, stance) for day, stance in enumerate(stances)]


def test_a_change_with_two_statements_on_each_side_is_a_shift() -> None:
    before, after = say("FAVOR .9", "FAVOR .9"), say("AGAINST .9", "AGAINST .9", first_day=5)
    (shift,) = find_shifts([*after, *before], "ada-moor", CLAUSE)
    assert (shift.before, shift.after, shift.at, shift.number) == ("FAVOR", "AGAINST", after[0].at, 1)
    assert shift.evidence_before == tuple(before)
    assert shift.evidence_after == tuple(after)
    assert 0.85 <= shift.probability <= 1
    assert shift.speaker == make_speaker()


def test_two_articles_with_some_statements_each_are_enough() -> None:
    before = [make_position(1, "FAVOR .9", text, version="v1") for text in ("one", "two", "three")]
    after = [make_position(2, "AGAINST .9", text, version="v2") for text in ("four", "five", "six")]
    assert find(before + after) == [("FAVOR", "AGAINST")]


def test_a_change_announced_in_another_sentence_of_the_document_counts() -> None:
    before = [make_position(1, "FAVOR .85", text, version="v1") for text in ("one", "two", "three")]
    after = [make_position(2, "AGAINST .85", text, version="v2") for text in ("four", "five")]
    assert find_shifts(before + after, "ada-moor", CLAUSE) == ()
    (shift,) = find_shifts(before + after, "ada-moor", CLAUSE, announced={"v2"})
    assert shift.after == "AGAINST"


def test_one_odd_statement_is_no_shift() -> None:
    assert find(say("FAVOR .9", "FAVOR .9", "AGAINST .95", "FAVOR .9", "FAVOR .9")) == []
    assert find(say("FAVOR .9", "FAVOR .9", "FAVOR .9", "AGAINST .97")) == []
    assert find(say("AGAINST .97", "FAVOR .9", "FAVOR .9", "FAVOR .9")) == []


def test_statements_that_say_neither_move_nobody() -> None:
    assert find(say("FAVOR .9", "FAVOR .9", "NONE .9", "NONE .9", "NONE .9")) == []
    assert find(say("NONE .9", "AGAINST .9", "AGAINST .9")) == []


def test_unsure_readings_are_no_shift() -> None:
    assert find(say("FAVOR .45", "FAVOR .45", "AGAINST .45", "AGAINST .45")) == []


def test_a_change_that_the_speaker_announces_needs_one_statement() -> None:
    before, after = say("FAVOR .9", "FAVOR .9"), make_position(3, "AGAINST .9")
    told = make_position(3, "AGAINST .9", claims_change="announces")
    assert find([*before, after]) == []
    assert find([*before, told]) == [("FAVOR", "AGAINST")]


def test_a_denial_neither_makes_nor_hides_a_shift() -> None:
    stances = ("FAVOR .9", "FAVOR .9", "AGAINST .9", "AGAINST .9")
    denied = [make_position(day, stance, claims_change="denies") for day, stance in enumerate(stances)]
    assert find(denied) == find(say(*stances)) == [("FAVOR", "AGAINST")]
    assert find(denied[:2]) == []


def test_reports_of_denials_are_no_evidence_of_what_was_denied() -> None:
    """`denied that it had backed down` is read as against the clause when its words are read alone."""
    denied = [
        make_position(day, "AGAINST .9", f"it had backed down {day}", kind="indirect", claims_change="denies")
        for day in (5, 6, 7)
    ]
    assert find([*say("FAVOR .9", "FAVOR .9"), *denied]) == []
    turned = say("AGAINST .9", "AGAINST .9", first_day=9)
    (shift,) = find_shifts([*say("FAVOR .9", "FAVOR .9"), *denied, *turned], "ada-moor", CLAUSE)
    assert shift.evidence_after == tuple(turned)
    assert shift.at == turned[0].at


def test_a_speaker_may_move_back_and_forth() -> None:
    for_it, against = ["FAVOR .95"] * 3, ["AGAINST .95"] * 3
    shifts = find_shifts(say(*for_it, *against, *for_it, *against), "ada-moor", CLAUSE)
    assert [(shift.before, shift.number) for shift in shifts] == [("FAVOR", 1), ("AGAINST", 1), ("FAVOR", 2)]
    assert len({shift.subject for shift in shifts}) == 3


def test_the_subject_of_a_shift_stays_as_more_is_said() -> None:
    said = say(*["FAVOR .9"] * 4, *["AGAINST .9"] * 4)
    subjects = {shift.subject for end in range(6, 9) for shift in find_shifts(said[1:end], "ada-moor", CLAUSE)}
    late = find_shifts([*said, make_position(-30, "FAVOR .9", "said long ago")], "ada-moor", CLAUSE)
    assert {shift.subject for shift in late} == subjects
    assert len(subjects) == 1


def test_speakers_and_targets_have_shifts_of_their_own() -> None:
    said = say("FAVOR .9", "FAVOR .9", "AGAINST .9", "AGAINST .9")
    (one,), (other,) = find_shifts(said, "ada-moor", CLAUSE), find_shifts(said, "owen-barrow", CLAUSE)
    assert one.subject != other.subject


def test_a_collective_and_the_unknown_have_no_position() -> None:
    stances = ("FAVOR .9", "FAVOR .9", "AGAINST .9", "AGAINST .9")
    crowd = make_speaker("Critics", kind="collective")
    assert find([make_position(day, stance, speaker=crowd) for day, stance in enumerate(stances)]) == []
    assert find([make_position(day, stance, speaker=None) for day, stance in enumerate(stances)]) == []


def test_only_the_statements_nearest_to_the_shift_are_given() -> None:
    (shift,) = find_shifts(say(*["FAVOR .9"] * 9, *["AGAINST .9"] * 9), "ada-moor", CLAUSE)
    days = [(position.at - NOON).days for position in (*shift.evidence_before, *shift.evidence_after)]
    assert days == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13]


def test_the_autumn_in_which_a_power_was_hedged() -> None:
    """A minister adds a condition, the press reports a retreat, the government denies one, a company is pleased."""
    minister = make_speaker("Lord Wexcombe", id="wexcombe")
    story = [
        (1, "FAVOR .93", "The regulator must be able to look inside private messages", "direct", None),
        (3, "FAVOR .9", "There is no hiding place in this clause", "direct", None),
        (6, "NONE .7", "A notice can only be given where it is technically feasible", "primary", None),
        (6, "FAVOR .62", "the power stays in the Bill", "indirect", "denies"),
        (7, "FAVOR .9", "Our position has not changed: services will have to scan", "direct", "denies"),
    ]
    said = [
        make_position(day, stance, text, speaker=minister, kind=kind, claims_change=claim)
        for day, stance, text, kind, claim in story
    ]
    assert find(said) == []
    turned = [
        make_position(
            20, "AGAINST .9", "We will not ask any service to scan", speaker=minister, claims_change="denies"
        ),
        make_position(22, "AGAINST .9", "Private messages stay private", speaker=minister, kind="primary"),
    ]
    assert find([*said, *turned]) == [("FAVOR", "AGAINST")]


def simulate(chance: random.Random, sides: Sequence[str]) -> list[Position]:
    """Readings of a speaker with those true sides: some wrong, some silent."""
    said = []
    for day, side in enumerate(sides):
        other = "AGAINST" if side == "FAVOR" else "FAVOR"
        label = chance.choices([side, other, "NONE"], [1 - ERRORS - SILENT, ERRORS, SILENT])[0]
        said.append(make_position(day, f"{label} {chance.uniform(*SURE):.2f}"))
    return said


def test_simulated_speakers_who_never_move_are_left_in_peace_and_those_who_do_are_found() -> None:
    chance = random.Random(20250304)
    runs = 300
    steady = sum(bool(find(simulate(chance, ["FAVOR"] * 15))) for _ in range(runs))
    moved = sum(find(simulate(chance, ["AGAINST"] * 6 + ["FAVOR"] * 6)) == [("AGAINST", "FAVOR")] for _ in range(runs))
    assert steady / runs <= 0.02
    assert moved / runs >= 0.95


def test_a_shift_can_be_written_down_and_read_again() -> None:
    (shift,) = find_shifts(say("FAVOR .9", "FAVOR .9", "AGAINST .9", "AGAINST .9"), "ada-moor", CLAUSE)
    assert Shift.model_validate_json(shift.model_dump_json()) == shift
