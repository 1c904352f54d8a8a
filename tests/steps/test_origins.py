"""Quotations are matched to what is on record, whichever of the two comes first, and the ledger keeps it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from clausewatch.ledger.corrections import correct
from clausewatch.ledger.origins import read_origins
from clausewatch.ledger.queue import enqueue
from clausewatch.ledger.statements import read_statement, read_statements, save_statements
from clausewatch.ledger.tables import EmbeddingRow, OriginRow
from clausewatch.models import Document, Origin, Speaker
from clausewatch.steps.origins import AFTER, BEFORE, trace_all, trace_origins
from clausewatch.steps.stores import Stores, open_stores
from tests.collected import MOOR, RENN, index_all, make_settings, save, state
from tests.traced import (
    CHANGED,
    DEPARTMENT,
    OTHER_NUMBER,
    PARAPHRASE,
    SENTENCES,
    SHORTENED,
    SPOKEN_AT,
    VERBATIM,
    save_article,
    save_speech,
)

VERDICTS = ["verbatim", "changed", "paraphrase", "not-found"]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with open_stores(make_settings(tmp_path)) as opened:
        yield opened


def origins_of(stores: Stores, page: Document) -> list[Origin | None]:
    """The origin of each statement of a page, in their order."""
    with stores.ledger.read() as session:
        statements = read_statements(session, page.version)
        found = read_origins(session, [one.id for one in statements])
    return [found.get(one.id) for one in statements]


def verdicts(stores: Stores, page: Document) -> list[str | None]:
    return [origin.verdict if origin else None for origin in origins_of(stores, page)]


def spoken(stores: Stores, origin: Origin | None) -> list[str]:
    with stores.ledger.read() as session:
        return [read_statement(session, name).text for name in origin.statements] if origin else []


def person(name: str, **facts: Any) -> Speaker:
    values = {"name": name, "kind": "person", "category": "government", "resolved_by": "record", "confidence": 0.9}
    return Speaker.model_validate(values | facts)


def test_each_quotation_gets_its_verdict_and_the_sentence_that_it_comes_from(stores: Stores) -> None:
    save_speech(stores)
    article = save_article(stores, VERBATIM, SHORTENED, CHANGED, PARAPHRASE, OTHER_NUMBER)
    index_all(stores)
    assert verdicts(stores, article) == ["verbatim", "shortened", "changed", "paraphrase", "not-found"]
    found = [spoken(stores, origin) for origin in origins_of(stores, article)]
    assert found == [[SENTENCES[number]] for number in (1, 0, 0, 1, 2)]


def test_a_record_that_comes_later_is_found_as_well(stores: Stores) -> None:
    article = save_article(stores, VERBATIM, PARAPHRASE, OTHER_NUMBER)
    index_all(stores)
    assert verdicts(stores, article) == [None, None, None]
    save_speech(stores)
    index_all(stores)
    assert verdicts(stores, article) == ["verbatim", "paraphrase", "not-found"]


def test_a_better_record_that_comes_later_takes_the_place_of_a_worse(stores: Stores) -> None:
    text = "The powers would be used only where that is technically feasible, and only as our last resort."
    save_speech(stores, url="https://order.example/blog", text=text)
    article = save_article(stores, "“The power will be used only where it is technically feasible,”")
    index_all(stores)
    assert verdicts(stores, article) == ["changed"]
    save_speech(stores)
    index_all(stores)
    assert verdicts(stores, article) == ["verbatim"]
    save_speech(stores, url="https://order.example/worse", text=text)
    index_all(stores)
    assert verdicts(stores, article) == ["verbatim"]


def test_tracing_again_gives_the_same_and_writes_nothing(stores: Stores) -> None:
    speech, article = save_speech(stores), save_article(stores, VERBATIM, CHANGED, PARAPHRASE)
    index_all(stores)
    before = origins_of(stores, article)
    trace_origins(stores.ledger, [article.id, speech.id])
    assert trace_all(stores.ledger) == 2
    assert origins_of(stores, article) == before


def test_the_order_in_which_pages_come_makes_no_difference(tmp_path: Path) -> None:
    found = []
    records = [SENTENCES, (SENTENCES[1], "The weather was fine."), ("We have no intention of weakening encryption.",)]
    for order in permutations(range(4)):
        folder = tmp_path / "".join(map(str, order))
        folder.mkdir()
        with open_stores(make_settings(folder)) as opened:
            for number in order:
                if number == 3:
                    article = save_article(opened, VERBATIM, CHANGED, PARAPHRASE, OTHER_NUMBER)
                else:
                    text = "\n\n".join(records[number])
                    at = SPOKEN_AT - timedelta(days=number)
                    save_speech(opened, url=f"https://order.example/{number}", text=text, published_at=at)
                index_all(opened)
            found.append(origins_of(opened, article))
    for one in found:
        assert one == found[0]
    assert [origin.verdict if origin else None for origin in found[0]] == VERDICTS


@pytest.mark.parametrize(
    ("days", "is_found"),
    [
        (-AFTER.days, True),
        (-AFTER.days - 0.1, False),
        (0, True),
        (BEFORE.days, True),
        (BEFORE.days + 0.1, False),
    ],
)
@pytest.mark.parametrize("record_first", [True, False])
def test_only_records_of_the_time_are_looked_at(
    stores: Stores, days: float, is_found: bool, record_first: bool
) -> None:
    if record_first:
        save_speech(stores)
        index_all(stores)
    article = save_article(stores, VERBATIM, days=days)
    index_all(stores)
    if not record_first:
        save_speech(stores)
        index_all(stores)
    assert verdicts(stores, article) == ["verbatim" if is_found else None]


@pytest.mark.parametrize(
    ("quoted", "on_record", "is_found"),
    [
        (RENN, RENN, True),
        (DEPARTMENT, RENN, True),
        (RENN, DEPARTMENT, True),
        (person("Ben Ash", organisation="Department for Order"), RENN, False),
        (MOOR, RENN, False),
        (person("Government", kind="organisation"), RENN, True),
        (person("UK Government", kind="organisation", organisation="UK Government"), DEPARTMENT, True),
        (person("Lady Ash", organisation="House", category="parliament"), person("House", kind="organisation"), False),
        (None, RENN, False),
        (RENN, None, False),
    ],
)
@pytest.mark.parametrize("record_first", [True, False])
def test_whose_words_may_be_whose(
    stores: Stores, quoted: Speaker | None, on_record: Speaker | None, is_found: bool, record_first: bool
) -> None:
    if record_first:
        save_speech(stores, on_record)
        index_all(stores)
    article = save_article(stores, VERBATIM, speaker=quoted)
    index_all(stores)
    if not record_first:
        save_speech(stores, on_record)
        index_all(stores)
    assert verdicts(stores, article) == ["verbatim" if is_found else None]


def test_a_page_is_not_its_own_source(stores: Stores) -> None:
    page = Document(
        url="https://order.example/post",
        text=f"{SENTENCES[1]}\n\nI said then: {VERBATIM}",
        publisher="order-gov",
        kind="official",
        published_at=SPOKEN_AT,
    )
    said = {"text": VERBATIM, "speaker": RENN}
    save(stores, page, {"text": SENTENCES[1], "kind": "primary", "speaker": RENN}, said)
    index_all(stores)
    assert verdicts(stores, page) == [None, None]


def test_a_corrected_speaker_has_another_origin(stores: Stores) -> None:
    save_speech(stores)
    article = save_article(stores, VERBATIM, speaker=MOOR)
    index_all(stores)
    assert verdicts(stores, article) == [None]
    for name, expected in ((RENN.name, "verbatim"), ("Ada Moor", None)):
        with stores.ledger.begin() as session:
            (statement,) = read_statements(session, article.version)
            at = datetime.now(UTC)
            correct(session, statement.id, speaker_name=name, why="misread", at=at)
        index_all(stores)
        assert verdicts(stores, article) == [expected]


def test_a_corrected_quotation_is_found_by_a_record_that_comes_later(stores: Stores) -> None:
    article = save_article(stores, VERBATIM, speaker=MOOR)
    with stores.ledger.begin() as session:
        (statement,) = read_statements(session, article.version)
        correct(session, statement.id, speaker_name=RENN.name, why="misread", at=datetime.now(UTC))
    index_all(stores)
    save_speech(stores)
    index_all(stores)
    assert verdicts(stores, article) == ["verbatim"]


def test_what_was_taken_out_of_a_record_is_still_found_where_it_stood(stores: Stores) -> None:
    save_speech(stores)
    new = save_speech(stores, text=SENTENCES[0])
    article = save_article(stores, VERBATIM, "“only where it is technically feasible,”")
    index_all(stores)
    assert verdicts(stores, article) == ["verbatim", "verbatim"]
    with stores.ledger.read() as session:
        versions = [
            read_statement(session, origin.statements[0]).version for origin in origins_of(stores, article) if origin
        ]
    assert versions[0] != new.version
    assert versions[1] == new.version


def test_a_record_that_is_annotated_anew_is_matched_anew(stores: Stores) -> None:
    speech, article = save_speech(stores), save_article(stores, VERBATIM)
    index_all(stores)
    other = "no intention to weaken the encryption that people rely on."
    with stores.ledger.begin() as session:
        kept = [state(speech, text, kind="primary", speaker=RENN) for text in (SENTENCES[0], other)]
        save_statements(session, speech.version, kept)
    assert verdicts(stores, article) == [None]
    index_all(stores)
    assert verdicts(stores, article) == ["changed"]


def test_what_somebody_denied_is_no_paraphrase_of_the_same_claim(stores: Stores) -> None:
    save_speech(stores)
    page = Document(
        url="https://harbour.example/denial",
        text=f"Sir Tobias Renn denied that {PARAPHRASE}.",
        publisher="harbour-post",
        published_at=SPOKEN_AT,
    )
    save(stores, page, {"text": PARAPHRASE, "speaker": RENN, "kind": "indirect", "cue": "denied"})
    index_all(stores)
    assert verdicts(stores, page) == ["not-found"]


def test_nothing_is_encoded_or_kept_where_nothing_is_on_record(stores: Stores) -> None:
    page = save_article(stores, VERBATIM, PARAPHRASE)
    trace_origins(stores.ledger, [page.id])
    with stores.ledger.read() as session:
        for table in (EmbeddingRow, OriginRow):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_a_document_that_is_not_kept_is_passed_over(stores: Stores) -> None:
    trace_origins(stores.ledger, ["nowhere"])
    with stores.ledger.begin() as session:
        enqueue(session, "index", "nowhere")
    index_all(stores)


def test_everything_that_is_kept_can_be_traced_afterwards(stores: Stores) -> None:
    save_speech(stores)
    articles = [save_article(stores, VERBATIM, name=f"article-{number}") for number in range(3)]
    seen: list[tuple[int, int]] = []
    assert trace_all(stores.ledger, lambda done, total: seen.append((done, total))) == 4
    assert seen[-1] == (4, 4)
    assert [verdicts(stores, article) for article in articles] == [["verbatim"]] * 3
