"""A statement as a server keeps it, and back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clausewatch.identifiers import normalise_words
from clausewatch.index.cleaning import clean_text
from clausewatch.index.elastic.stored import StoredStatement, from_stored, to_stored
from clausewatch.index.fullness import count_words
from clausewatch.index.protocol import DocumentFacts, IndexEntry
from clausewatch.index.times import EPOCH
from clausewatch.models import Speaker, Stance, Statement
from tests.index.contract.examples import make_entry, make_speaker

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
times = st.datetimes(datetime(1066, 1, 1), datetime(2999, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
spans = st.tuples(st.integers(0, 50), st.integers(51, 99))
speakers = st.builds(
    Speaker,
    id=st.none() | texts,
    name=texts,
    kind=st.sampled_from(["person", "organisation", "collective"]),
    role=st.none() | texts,
    organisation=st.none() | texts,
    members=st.lists(texts, max_size=2).map(tuple),
    resolved_by=texts,
)
stances = st.builds(Stance, target=texts)


@st.composite
def entries(draw: st.DrawFn) -> IndexEntry:
    """Any statement of any document."""
    document = draw(st.builds(DocumentFacts, published_at=st.none() | times, withdrawn_at=st.none() | times))
    statement = draw(
        st.builds(
            Statement,
            document=st.just(document.id),
            text=texts,
            content=st.lists(spans, min_size=1, max_size=3).map(tuple),
            source=st.lists(spans, max_size=2).map(tuple),
            cue=st.lists(spans, max_size=2).map(tuple),
            speaker=st.none() | speakers,
            stances=st.lists(stances, max_size=2).map(tuple),
        )
    )
    return IndexEntry(id=draw(texts), statement=statement, document=document)


def send_and_read(stored: StoredStatement) -> StoredStatement:
    """As it comes back from a server."""
    return StoredStatement.model_validate_json(stored.model_dump_json(exclude_defaults=True))


@settings(max_examples=60, deadline=None)
@given(entries())
def test_what_is_put_in_comes_out(entry: IndexEntry) -> None:
    back = from_stored(send_and_read(to_stored(entry)))
    assert back == entry
    assert back.model_dump_json() == entry.model_dump_json()


@settings(max_examples=60, deadline=None)
@given(entries())
def test_what_a_server_keeps_is_valid_and_has_no_unclean_text_but_in_exact(entry: IndexEntry) -> None:
    stored = to_stored(entry)
    assert StoredStatement.model_validate(stored.model_dump()) == stored
    shown = [stored.text, stored.document.title]
    if stored.speaker:
        given_texts = (stored.speaker.name, stored.speaker.role, stored.speaker.organisation, *stored.speaker.members)
        shown += [text for text in given_texts if text is not None]
    assert shown == [clean_text(text) for text in shown]


@settings(max_examples=60, deadline=None)
@given(entries())
def test_the_exact_entry_is_kept_just_where_cleaning_changes_a_text(entry: IndexEntry) -> None:
    speaker = entry.statement.speaker
    kept = [entry.statement.text, entry.document.title]
    if speaker:
        kept += [speaker.name, speaker.role or "", speaker.organisation or "", *speaker.members]
    changes = any(clean_text(text) != text for text in kept)
    assert to_stored(entry).exact == (entry if changes else None)


@pytest.mark.parametrize("text", ["two  blanks", "soft\u00adhyphen", "e\u0301", "ﬁne", "line\nbreak", " before"])
def test_unclean_text_is_searched_clean_and_given_back_as_it_was(text: str) -> None:
    entry = make_entry("d", text, title=text, speaker=make_speaker(text, members=(text,)))
    stored = to_stored(entry)
    assert stored.text == stored.document.title == clean_text(text) != text
    assert stored.exact == entry
    assert from_stored(stored).statement.text == text


def test_clean_text_is_kept_once() -> None:
    entry = make_entry("d", "“Quite right” — and ½ of it … naïve", speaker=make_speaker("Zoë Ó Briain"))
    assert to_stored(entry).exact is None


def test_a_statement_that_names_another_document_is_given_back_as_it_was() -> None:
    entry = make_entry("d", "Words.")
    odd = entry.model_copy(update={"statement": entry.statement.model_copy(update={"document": "other"})})
    assert from_stored(send_and_read(to_stored(odd))).statement.document == "other"


def test_the_embedding_is_kept_once_and_never_given_back() -> None:
    entry = make_entry("d", "two  blanks").model_copy(update={"embedding": (0.6, 0.8)})
    stored = to_stored(entry)
    assert stored.embedding == (0.6, 0.8)
    assert stored.exact is not None
    assert stored.exact.embedding is None
    assert from_stored(stored).embedding is None


def test_where_it_begins_and_how_long_it_is() -> None:
    entry = make_entry("d", "No, \u200bnot  at\tall: one-two.", place=17)
    stored = to_stored(entry)
    assert (stored.place, stored.words) == (17, 5)
    assert stored.words == count_words(stored.text)


@settings(max_examples=60, deadline=None)
@given(times)
def test_time_is_kept_to_the_microsecond(at: datetime) -> None:
    stored = to_stored(make_entry("d", "Words.", at=at))
    assert stored.document.published_us is not None
    assert EPOCH + timedelta(microseconds=stored.document.published_us) == at


def test_a_time_in_another_zone_is_the_same_moment() -> None:
    at = datetime(2024, 7, 1, 13, 30, tzinfo=timezone(timedelta(hours=1)))
    stored = to_stored(make_entry("d", "Words.", at=at))
    assert stored.document.published_us == (at.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def test_without_a_time_there_is_none() -> None:
    document = to_stored(make_entry("d", "Words.", at=None)).document
    assert (document.published_at, document.published_us, document.month) == (None, None, None)


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2024, 6, 30, 22, 59, 59, tzinfo=UTC), "2024-06"),
        (datetime(2024, 6, 30, 23, 0, tzinfo=UTC), "2024-07"),
        (datetime(2024, 12, 31, 23, 59, 59, tzinfo=UTC), "2024-12"),
        (datetime(1066, 10, 14, tzinfo=UTC), "1066-10"),
    ],
)
def test_the_month_is_that_of_london(at: datetime, month: str) -> None:
    assert to_stored(make_entry("d", "Words.", at=at)).document.month == month


@settings(max_examples=60, deadline=None)
@given(speakers)
def test_a_speaker_is_looked_up_by_its_own_and_its_members_names(speaker: Speaker) -> None:
    stored = to_stored(make_entry("d", "Words.", speaker=speaker)).speaker
    assert stored is not None
    assert stored.names == tuple(normalise_words(name) for name in (speaker.name, *speaker.members))


@pytest.mark.parametrize(
    ("speaker", "body"),
    [
        (make_speaker("Ada Firth"), None),
        (make_speaker("Ada Firth", organisation="Harbour  Office"), "Harbour  Office"),
        (make_speaker("Harbour Office", kind="organisation"), "Harbour Office"),
        (make_speaker("Harbour Desk", kind="organisation", organisation="Harbour Office"), "Harbour Office"),
        (make_speaker("fishermen", kind="collective"), None),
    ],
)
def test_a_speaker_speaks_for_its_organisation_or_is_one(speaker: Speaker, body: str | None) -> None:
    stored = to_stored(make_entry("d", "Words.", speaker=speaker)).speaker
    assert stored is not None
    assert stored.body == body
