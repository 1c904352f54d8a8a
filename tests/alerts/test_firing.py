"""Rules held against what is new."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from clausewatch.alerts.firing import Firing, Link, fire, link
from clausewatch.alerts.matching import match_rules
from clausewatch.alerts.news import News, NewShift, NewStatement
from clausewatch.alerts.rules import parse_rule
from clausewatch.alerts.shifts import find_shifts
from clausewatch.index.protocol import IndexEntry
from clausewatch.models import Speaker, Stance
from tests.alerts.builders import (
    CLAUSE,
    NOON,
    make_document,
    make_entry,
    make_matcher,
    make_position,
    make_speaker,
    make_statement,
)

NAMES = {CLAUSE: "Encryption clause"}
ADA = make_speaker(role="technology minister")
SCAN = make_entry(make_statement("They will scan messages", ADA, "FAVOR .9"))
DENY = make_entry(make_statement("Our position has not changed", ADA, claims_change="denies", content=((30, 40),)))


def new(*entries: IndexEntry) -> News:
    return News(tuple(NewStatement(entry, entry.statement.subject) for entry in entries))


def run(news: News, *rules: dict[str, Any]) -> list[Firing]:
    parsed = [parse_rule({"name": f"rule {place}", **rule}) for place, rule in enumerate(rules)]
    return list(fire(parsed, news, match_rules(make_matcher(), parsed, news.entries), NAMES))


def titles(firings: Sequence[Firing]) -> list[str]:
    return [firing.title for firing in firings]


def test_a_statement_that_matches_a_saved_search_fires_with_speaker_stance_and_page() -> None:
    (firing,) = run(new(SCAN, DENY), {"kind": "statement", "query": {"text": "scan", "category": "government"}})
    assert firing.title == "Ada Moor (technology minister) on Encryption clause (FAVOR): “They will scan messages”"
    assert (firing.rule, firing.subject, firing.kind) == ("rule 0", SCAN.statement.subject, "statement")
    assert firing.payload["statement"]["id"] == SCAN.id
    assert firing.payload["pages"][0]["url"] == "https://courier.example/a"


def test_every_condition_of_the_search_must_hold() -> None:
    assert run(new(SCAN), {"kind": "statement", "query": {"text": "scan", "category": "platform"}}) == []
    assert run(new(SCAN), {"kind": "statement", "query": {"text": "scan", "until": NOON}}) == []
    assert len(run(new(SCAN), {"kind": "statement", "query": {"text": "scan", "since": NOON}})) == 1


def test_a_rule_for_any_target_passes_over_what_is_about_none() -> None:
    firings = run(new(SCAN, DENY), {"kind": "statement", "about_target": True})
    assert [firing.payload["statement"]["id"] for firing in firings] == [SCAN.id]


def test_a_copy_of_the_same_words_fires_no_second_alert() -> None:
    copy = make_entry(SCAN.statement, make_document(url="https://harbour.example/copy", publisher="harbour"))
    copy = copy.model_copy(update={"id": "another"})
    assert len(run(new(SCAN, copy), {"kind": "statement", "query": {"text": "scan"}})) == 1
    assert len(run(new(SCAN, copy), {"kind": "statement", "query": {"publisher": "harbour"}})) == 1


def test_a_claim_of_change_fires_for_the_claims_and_people_that_the_rule_names() -> None:
    (firing,) = run(new(SCAN, DENY), {"kind": "change-claim", "query": {"category": "government"}})
    assert firing.title == (
        "Ada Moor (technology minister) denies a change of position: “Our position has not changed”"
    )
    assert run(new(DENY), {"kind": "change-claim", "claims": ["announces"]}) == []
    assert run(new(DENY), {"kind": "change-claim", "query": {"category": "platform"}}) == []


def test_a_claim_about_a_target_names_it() -> None:
    told = make_entry(make_statement("We will drop it", ADA, "AGAINST .9", claims_change="announces"))
    (firing,) = run(new(told), {"kind": "change-claim"})
    assert " announces a change of position on Encryption clause: “" in firing.title
    assert len(run(new(told, DENY), {"kind": "change-claim", "about_target": True})) == 1


def test_two_rules_fire_each_for_the_same_statement() -> None:
    firings = run(new(DENY), {"kind": "change-claim"}, {"kind": "statement", "query": {"text": "position"}})
    assert [firing.rule for firing in firings] == ["rule 0", "rule 1"]
    assert len({firing.subject for firing in firings}) == 1


BEN = make_speaker("Ben Lock", role="security minister")
PAGE = make_document(url="https://gov.example/speech", title="A speech", publisher="gov")
PER_DOCUMENT = {"kind": "statement", "takes_side": True, "per_document": True}


def say(text: str, stance: str = "", speaker: Speaker | None = ADA, place: int = 0, **changes: Any) -> IndexEntry:
    return make_entry(make_statement(text, speaker, stance, content=((place, place + 1),), **changes), PAGE)


def test_a_page_with_many_statements_is_one_alert_that_counts_them() -> None:
    said = [
        say("We will scan", "FAVOR .7", kind="indirect"),
        say("It is needed", "FAVOR .8", BEN, 1),
        say("It harms", "AGAINST .5", place=2),
        say("We shall see", "NONE .9", place=3),
        say("Good morning", place=4),
    ]
    (firing,) = run(new(*said), PER_DOCUMENT)
    assert firing.title == (
        "Ben Lock (security minister) and 1 other on Encryption clause (2 FAVOR, 1 AGAINST) "
        "in “A speech”: “It is needed”"
    )
    assert firing.subject == PAGE.id
    assert [statement["text"] for statement in firing.payload["statements"]] == [
        "We will scan",
        "It is needed",
        "It harms",
    ]
    assert [page["url"] for page in firing.payload["pages"]] == ["https://gov.example/speech"]


def test_the_speaker_s_own_words_stand_for_the_page_before_surer_reports() -> None:
    said = [
        say("that it is needed", "FAVOR .9", kind="indirect"),
        say("We need it", "FAVOR .85", kind="primary", place=1),
    ]
    (firing,) = run(new(*said), PER_DOCUMENT)
    assert firing.title == "Ada Moor (technology minister) on Encryption clause (2 FAVOR) in “A speech”: “We need it”"


def test_one_statement_of_a_page_is_not_counted() -> None:
    (firing,) = run(new(say("We need it", "FAVOR .9")), PER_DOCUMENT)
    assert firing.title.endswith(" on Encryption clause (FAVOR) in “A speech”: “We need it”")


def test_a_page_that_takes_no_side_fires_only_where_a_rule_asks_for_no_side() -> None:
    said = new(say("We shall see", "NONE .9"), say("So shall we", "NONE .9", None, 1))
    assert run(said, PER_DOCUMENT) == []
    (firing,) = run(said, PER_DOCUMENT | {"takes_side": False, "about_target": True})
    assert firing.title.startswith("Ada Moor (technology minister) and 1 other on Encryption clause (2 NONE) in ")


def test_a_page_about_no_target_is_named_without_one() -> None:
    said = new(say("We scan"), say("We scan more", place=1))
    (firing,) = run(said, {"kind": "statement", "per_document": True, "query": {"text": "scan"}})
    assert firing.title == "Ada Moor (technology minister) in “A speech”: “We scan”"


def test_a_copy_fires_for_what_it_adds_and_not_for_what_it_repeats() -> None:
    said = [say("We need it", "FAVOR .9"), say("It is right", "FAVOR .8", place=1)]
    copy = make_document(url="https://harbour.example/copy", publisher="harbour", title="A copy")
    copied = [make_entry(entry.statement.model_copy(update={"version": "copy"}), copy) for entry in said]
    own = make_entry(make_statement("I doubt it", BEN, "AGAINST .9", version="copy", content=((7, 8),)), copy)
    pairs = list(zip(said, copied, strict=True))
    original = [NewStatement(one, one.statement.subject, (two,)) for one, two in (*pairs, pairs[0])]
    repeated = [NewStatement(two, two.statement.subject, (one,)) for one, two in pairs]
    added = NewStatement(own, own.statement.subject)
    first, second = run(News((*original, *repeated, added)), PER_DOCUMENT)
    assert (first.subject, second.subject) == (PAGE.id, copy.id)
    assert [len(firing.payload["statements"]) for firing in (first, second)] == [2, 1]
    assert [page["publisher"] for page in first.payload["pages"]] == ["gov", "harbour"]
    assert second.title == "Ben Lock (security minister) on Encryption clause (AGAINST) in “A copy”: “I doubt it”"
    assert run(News(tuple(repeated)), PER_DOCUMENT) == []
    (of_harbour,) = run(News((*original, *repeated)), PER_DOCUMENT | {"query": {"publisher": "harbour"}})
    assert of_harbour.subject == copy.id


def links(news: News, rule: dict[str, Any]) -> list[Link]:
    parsed = [parse_rule({"name": "rule", **rule})]
    return list(link(parsed, news, match_rules(make_matcher(), parsed, news.entries)))


def make_copy(text: str, days: int, stance: str = "FAVOR .9") -> IndexEntry:
    published: dict[str, Any] = {"publisher": f"paper{days}", "published_at": NOON + timedelta(days=days)}
    page = make_document(url=f"https://paper{days}.example/", **published)
    return make_entry(make_statement(text, ADA, stance, version=f"v{days}"), page)


def test_a_copy_is_told_of_the_oldest_page_of_which_the_rule_tells() -> None:
    short, full, later = (make_copy(text, day) for day, text in enumerate(["We need it", "We need it now", "We need"]))
    everything = [
        NewStatement(one, "group", tuple(other for other in (full, later, short) if other is not one))
        for one in (later, full, short)
    ]
    (firing,) = run(News(tuple(everything)), PER_DOCUMENT)
    assert firing.subject == short.document.id
    assert [page["publisher"] for page in firing.payload["pages"]] == ["paper0", "paper1", "paper2"]
    (firing,) = run(News(tuple(everything)), PER_DOCUMENT | {"query": {"text": "now"}})
    assert firing.subject == full.document.id
    (firing,) = run(News(tuple(everything)), {"kind": "statement", "query": {"text": "need"}})
    assert (firing.subject, firing.payload["statement"]["text"]) == ("group", "We need")


def test_an_unsure_copy_on_an_older_page_hides_nothing() -> None:
    unsure, sure = make_copy("We need it", 0, "NONE .3"), make_copy("We need it now", 1)
    (firing,) = run(News((NewStatement(sure, "group", (unsure,)),)), PER_DOCUMENT)
    assert firing.subject == sure.document.id


def test_a_link_leads_to_what_the_alert_is_told_under() -> None:
    older, newer = make_copy("We need it", 0), make_copy("We need it now", 1)
    news = News((NewStatement(newer, "group", (older,)), NewStatement(SCAN, "alone")))
    (one,) = links(news, {"kind": "statement", "query": {"text": "need"}})
    assert (one.rule, one.subject) == ("rule", "group")
    assert [page["publisher"] for page in one.pages] == ["paper0", "paper1"]
    (one,) = links(news, PER_DOCUMENT)
    assert one.subject == older.document.id
    assert links(news, {"kind": "statement", "query": {"text": "nowhere"}}) == []
    assert links(news, {"kind": "revision"}) == []


@pytest.mark.parametrize(("target", "found"), [(None, 1), (CLAUSE, 0), ("age-checks", 1)])
def test_a_side_is_that_on_the_target_that_the_search_names(target: str | None, found: int) -> None:
    stances = [
        Stance(target=CLAUSE, label="NONE", confidence=0.9),
        Stance(target="age-checks", label="FAVOR", confidence=0.9),
    ]
    told = new(say("We need checks, not scans", stances=stances))
    assert len(run(told, {"kind": "statement", "takes_side": True, "query": {"target": target}})) == found


def make_shift(target: str = CLAUSE) -> News:
    said = [make_position(day, stance) for day, stance in enumerate(["FAVOR .9"] * 3 + ["AGAINST .9"] * 3)]
    (shift,) = find_shifts(said, "ada-moor", CLAUSE)
    shift = shift.model_copy(update={"target": target})
    sides = (shift.evidence_before, shift.evidence_after)
    before, after = (tuple(make_entry(position.statement) for position in side) for side in sides)
    return News(shifts=(NewShift(shift, before, after),))


def test_a_shift_fires_with_the_statements_on_both_sides() -> None:
    (firing,) = run(make_shift(), {"kind": "shift"})
    assert firing.title == "Ada Moor moved from FAVOR to AGAINST on Encryption clause"
    assert len(firing.payload["evidence_before"]) == len(firing.payload["evidence_after"]) == 3
    assert firing.payload["evidence_after"][0]["page"]["publisher"] == "courier"
    assert firing.payload["probability"] >= 0.85


def test_a_shift_is_held_against_the_search_by_its_new_position() -> None:
    assert len(run(make_shift(), {"kind": "shift", "query": {"speaker": "moor", "stance": "AGAINST"}})) == 1
    assert run(make_shift(), {"kind": "shift", "query": {"stance": "FAVOR"}}) == []
    assert run(make_shift(), {"kind": "shift", "query": {"speaker": "barrow"}}) == []
    assert len(run(make_shift(), {"kind": "shift", "query": {"target": CLAUSE}})) == 1
    assert run(make_shift("age-checks"), {"kind": "shift", "query": {"target": CLAUSE}}) == []


def test_long_statements_and_unknown_speakers_have_short_titles() -> None:
    told = make_entry(make_statement("scan " * 100))
    (firing,) = run(new(told), {"kind": "statement", "query": {"text": "scan"}})
    assert firing.title.startswith("Somebody: “scan scan")
    assert firing.title.endswith("scan…”")
    assert len(firing.title) < 120


def test_a_body_that_speaks_for_itself_is_named_once() -> None:
    ofcom = make_speaker("Ofcom", kind="organisation", organisation="Ofcom", category="regulator")
    (firing,) = run(new(make_entry(make_statement("We scan", ofcom))), {"kind": "statement", "query": {"text": "scan"}})
    assert firing.title == "Ofcom: “We scan”"


def test_quotation_marks_are_not_doubled() -> None:
    told = make_entry(make_statement("“They will scan”", ADA))
    (firing,) = run(new(told), {"kind": "statement", "query": {"text": "scan"}})
    assert firing.title == "Ada Moor (technology minister): “They will scan”"
