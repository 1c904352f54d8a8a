"""What is nearly the same is put into one group as it is annotated, and told once with every page that has it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from clausewatch.index.protocol import Query
from clausewatch.ledger import Ledger
from clausewatch.ledger.annotations import Selection
from clausewatch.ledger.copies import lock_groups, read_leaders
from clausewatch.ledger.corrections import correct
from clausewatch.ledger.queue import claim, finish
from clausewatch.models import Statement
from clausewatch.steps.alert import alert_batch, deliver
from clausewatch.steps.annotate import annotate_batch
from clausewatch.steps.copies import group_all, group_statements
from clausewatch.steps.copy_reports import add_copies, find_copies, find_repeated
from clausewatch.steps.index import index_batch
from clausewatch.steps.report import repeat_until_done
from clausewatch.steps.reprocess import reprocess_waiting, request_reprocessing
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import NOON, make_speaker, make_statement
from tests.ledger.conftest import migrated_url, postgres_ledger, postgres_server
from tests.steps.publishing import ADA, alerts, make_settings, publish
from tests.steps.rereading import Reader, bring, read_again

__all__ = ["migrated_url", "postgres_ledger", "postgres_server"]

HOUR = timedelta(hours=1)
LONG = "We want client-side scanning of every private message in the land"
SHORT = "We want client-side scanning of every private message"
NEGATED = "We do not want client-side scanning of every private message in the land"
STORY = (
    "The minister went to Saint Bray. She spoke in the old hall by the harbour for half an hour.\n\n"
    "{said}, she told them.\n\nA debate is due next week. Islanders have asked for a longer pier and more boats."
)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


@contextmanager
def with_rule(folder: Path, **rule: Any) -> Iterator[Stores]:
    settings = make_settings(folder)
    path = folder / "rules.yaml"
    path.write_text(json.dumps({"rules": [{"name": "rule", "kind": "statement"} | rule]}))
    with open_stores(settings.model_copy(update={"rules": path})) as opened:
        yield opened


def said(text: str, stance: str = "FAVOR .9", **facts: Any) -> Statement:
    return make_statement(text, facts.pop("speaker", ADA), stance, **facts)


def find_leader(stores: Stores, statement: Statement) -> str | None:
    with stores.ledger.read() as session:
        return read_leaders(session, [statement.subject]).get(statement.subject)


def read(stores: Stores, name: str, text: str, *known: Statement, hours: int = 0, alert: bool = True) -> str:
    """A page of the publisher of that name is crawled, annotated and held against the rules; its id."""
    facts: dict[str, Any] = {"url": f"https://{name}.example/a", "publisher": name}
    page = bring(stores, text, published_at=NOON + hours * HOUR, **facts)
    reader = Reader("v1", *known)
    repeat_until_done("annotate", lambda: annotate_batch(stores, reader))
    if alert:
        repeat_until_done("alert", lambda: alert_batch(stores))
    return page.id


def test_the_first_that_is_seen_leads_and_what_claims_something_else_leads_its_own(stores: Stores) -> None:
    read(stores, "courier", LONG, said(LONG))
    read(stores, "harbour", SHORT, said(SHORT))
    read(stores, "third", NEGATED, said(NEGATED))
    first = said(LONG).subject
    assert [find_leader(stores, said(text)) for text in (LONG, SHORT)] == [first, first]
    assert find_leader(stores, said(NEGATED)) == said(NEGATED).subject


def test_the_same_words_of_another_speaker_are_another_group(stores: Stores) -> None:
    ben = said(SHORT, speaker=make_speaker("Ben Lock"))
    read(stores, "courier", LONG, said(LONG))
    read(stores, "harbour", SHORT, ben)
    assert find_leader(stores, ben) == ben.subject


def test_two_of_one_page_are_one_group(stores: Stores) -> None:
    read(stores, "courier", f"{SHORT}. Later: {LONG}.", said(LONG), said(SHORT))
    assert find_leader(stores, said(LONG)) == find_leader(stores, said(SHORT))


def test_what_has_a_group_keeps_it_when_it_is_read_again(stores: Stores) -> None:
    read(stores, "courier", LONG, said(LONG))
    read(stores, "harbour", SHORT, said(SHORT))
    read_again(stores, Reader("v2"))
    read_again(stores, Reader("v3", said(SHORT)))
    assert find_leader(stores, said(SHORT)) == said(LONG).subject


def test_reprocessing_finds_the_groups_of_what_was_kept_before_there_were_any(stores: Stores) -> None:
    first = publish(stores, [said(LONG)])
    publish(stores, [said(SHORT)], url="https://harbour.example/copy", publisher="harbour")
    with stores.ledger.begin() as session:
        finish(session, "annotate", claim(session, "annotate", 10))
    assert find_leader(stores, said(SHORT)) is None
    request_reprocessing(stores, Selection())
    reprocess_waiting(stores, Reader("v1", said(LONG), said(SHORT)), ())
    assert find_leader(stores, said(SHORT)) is not None
    assert find_leader(stores, said(SHORT)) == find_leader(stores, said(LONG))
    with stores.ledger.read() as session:
        assert first.version in read_leaders(session, [first.version])


@pytest.mark.parametrize("per_document", [True, False], ids=["one a page", "one a statement"])
@pytest.mark.parametrize("seen_first", ["older", "newer"])
def test_a_near_copy_is_one_alert_with_two_links(tmp_path: Path, per_document: bool, seen_first: str) -> None:
    with with_rule(tmp_path, about_target=True, per_document=per_document) as stores:
        pages = [("courier", LONG, 0), ("harbour", SHORT, 1)]
        for name, text, hours in pages if seen_first == "older" else reversed(pages):
            read(stores, name, text, said(LONG), said(SHORT), hours=hours, alert=False)
        repeat_until_done("alert", lambda: alert_batch(stores))
        (alert,) = alerts(stores)
        assert [page["publisher"] for page in alert.payload["pages"]] == ["courier", "harbour"]


@pytest.mark.parametrize("per_document", [True, False], ids=["one a page", "one a statement"])
def test_a_near_copy_of_what_was_told_adds_its_link_and_tells_nothing(tmp_path: Path, per_document: bool) -> None:
    with with_rule(tmp_path, about_target=True, per_document=per_document, channels=["file"]) as stores:
        read(stores, "courier", LONG, said(LONG))
        deliver(stores, NOON + timedelta(days=9000))
        read(stores, "harbour", SHORT, said(SHORT), hours=1)
        read(stores, "third", f"He said: {LONG}", said(LONG), hours=2)
        (alert,) = alerts(stores)
        assert [page["publisher"] for page in alert.payload["pages"]] == ["courier", "harbour", "third"]
        assert deliver(stores, NOON + timedelta(days=9000)).sent == 0


def test_what_a_channel_is_still_to_take_stays_as_it_is(tmp_path: Path) -> None:
    with with_rule(tmp_path, about_target=True, channels=["file"]) as stores:
        read(stores, "courier", LONG, said(LONG))
        read(stores, "harbour", SHORT, said(SHORT), hours=1)
        (alert,) = alerts(stores)
        assert [page["publisher"] for page in alert.payload["pages"]] == ["courier"]
        deliver(stores, NOON + timedelta(days=9000))
        read(stores, "third", f"He said: {LONG}", said(LONG), hours=2)
        (alert,) = alerts(stores)
        assert [page["publisher"] for page in alert.payload["pages"]] == ["courier", "harbour", "third"]


def test_a_page_that_a_rule_would_not_tell_of_does_not_hide_a_newer_one_that_it_would(tmp_path: Path) -> None:
    """The older page has the words cut, so that the search does not find it; the newer one has them all."""
    with with_rule(tmp_path, per_document=True, query={"text": "land"}) as stores:
        read(stores, "courier", SHORT, said(SHORT))
        newer = read(stores, "harbour", LONG, said(LONG), hours=1)
        (alert,) = alerts(stores)
        assert alert.subject == newer
        read(stores, "third", f"He said: {LONG}", said(LONG), hours=2)
        assert len(alerts(stores)) == 1


def test_words_that_an_older_page_has_are_told_of_that_page_alone(tmp_path: Path) -> None:
    own = said("I would rather leave than see this happen to our islands")
    with with_rule(tmp_path, per_document=True, about_target=True) as stores:
        older = read(stores, "courier", LONG, said(LONG))
        newer = read(stores, "harbour", f"{SHORT}. {own.text}.", said(SHORT), own, hours=1)
        by_subject = {alert.subject: alert for alert in alerts(stores)}
        assert set(by_subject) == {older, newer}
        assert [one["text"] for one in by_subject[newer].payload["statements"]] == [own.text]


def test_a_reversed_statement_is_told_whatever_was_told_before(tmp_path: Path) -> None:
    with with_rule(tmp_path, about_target=True) as stores:
        read(stores, "courier", LONG, said(LONG))
        read(stores, "harbour", NEGATED, said(NEGATED, "AGAINST .9"), hours=1)
        assert len(alerts(stores)) == 2


def test_a_corrected_speaker_leaves_the_group(tmp_path: Path) -> None:
    with with_rule(tmp_path, about_target=True) as stores:
        read(stores, "courier", LONG, said(LONG))
        read(stores, "harbour", SHORT, said(SHORT), hours=1)
        with stores.ledger.read() as session:
            page = find_repeated(session, [said(LONG)])
        ((copy, *_),) = page.values()
        with stores.ledger.begin() as session:
            correct(session, copy.statement.id, speaker_name="Ben Lock", why="heard it", at=NOON)
        repeat_until_done("alert", lambda: alert_batch(stores))
        told = sorted(alert.payload["statement"]["speaker"]["name"] for alert in alerts(stores))
        assert told == ["Ada Moor", "Ben Lock"]
        assert all(len(alert.payload["pages"]) <= 2 for alert in alerts(stores))


def test_a_shift_is_not_made_of_one_statement_in_many_copies(stores: Stores) -> None:
    texts = [LONG, SHORT, LONG.replace("private ", "private, "), LONG.replace("in the land", "in this land")]
    before = [said(f"{word} is against what we stand for as a party", "AGAINST .9") for word in ("This", "Scanning")]
    read(stores, "courier", ". ".join(one.text for one in before), *before)
    for hours, text in enumerate(texts, 24):
        read(stores, f"paper{hours}", text, said(text), hours=hours)
    assert [alert.kind for alert in alerts(stores)].count("shift") == 0


def test_a_hit_says_at_which_other_pages_it_stands(stores: Stores) -> None:
    read(stores, "courier", LONG, said(LONG))
    read(stores, "harbour", f"{SHORT}. Once more: {LONG}.", said(SHORT), said(LONG), hours=1)
    read(stores, "third", NEGATED, said(NEGATED), hours=2)
    repeat_until_done("index", lambda: index_batch(stores))
    result = stores.index.search(Query(publisher="courier"))
    assert result.hits[0].also_at == ()
    (hit,) = add_copies(stores.ledger, result).hits
    assert [page.publisher for page in hit.also_at] == ["harbour"]
    (alone,) = add_copies(stores.ledger, stores.index.search(Query(publisher="third"))).hits
    assert alone.also_at == ()
    assert add_copies(stores.ledger, stores.index.search(Query(text="nothing"))).hits == ()


def test_a_page_knows_its_copies_as_they_are_now(stores: Stores) -> None:
    text = STORY.format(said=LONG)
    read(stores, "courier", text)
    read(stores, "harbour", f"By our staff in Saint Bray\n\n{text}", hours=1)
    read(stores, "third", text.replace("next week", "in the autumn"), hours=2)
    with stores.ledger.read() as session:
        page = bring(stores, text, url="https://courier.example/a", publisher="courier")
        assert [copy.publisher for copy in find_copies(session, page)] == ["harbour"]
    bring(stores, "It is gone.", NOON + HOUR, url="https://harbour.example/a", publisher="harbour")
    with stores.ledger.read() as session:
        assert find_copies(session, page) == ()


def test_a_page_that_nobody_annotated_yet_has_no_copies(stores: Stores) -> None:
    page = bring(stores, STORY.format(said=LONG))
    with stores.ledger.read() as session:
        assert find_copies(session, page) == ()
        assert find_repeated(session, [said(LONG)]) == {said(LONG).id: ()}


def test_to_group_again_changes_nothing(stores: Stores) -> None:
    page = bring(stores, STORY.format(said=LONG))
    for _ in range(2):
        with stores.ledger.begin() as session:
            group_all(session, page, [said(LONG), said(SHORT), said(LONG)])
            known = read_leaders(session, [said(LONG).subject, said(SHORT).subject, page.version])
    first, second = said(LONG).subject, said(SHORT).subject
    assert known == {first: first, second: first, page.version: page.version}


@pytest.mark.postgres
def test_two_workers_at_once_make_one_group(postgres_ledger: Ledger) -> None:
    started, entered = threading.Event(), threading.Event()

    def work() -> None:
        with postgres_ledger.begin() as session:
            started.set()
            lock_groups(session)
            entered.set()
            group_statements(session, [said(SHORT)])

    worker = threading.Thread(target=work)
    with postgres_ledger.begin() as session:
        lock_groups(session)
        worker.start()
        assert started.wait(20)
        group_statements(session, [said(LONG)])
        assert not entered.is_set()
    worker.join(20)
    with postgres_ledger.read() as session:
        assert read_leaders(session, [said(SHORT).subject]) == {said(SHORT).subject: said(LONG).subject}
