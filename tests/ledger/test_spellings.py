"""Two addresses are two spellings of one page where both brought its document."""

from sqlalchemy.orm import Session

from clausewatch.ledger.documents import save_version
from clausewatch.ledger.spellings import find_other_spellings
from tests.ledger.examples import DAY, NOON, TEXT, URL, fetch_gone, fetch_page, make_document

AMP = f"{URL}/amp"
OTHER = "https://harbour.example/tide"


def bring(session: Session, url: str, day: int, text: str = TEXT, address: str = URL) -> None:
    """A document that came from an address, on a day."""
    at = NOON + day * DAY
    document = make_document(text).model_copy(update={"url": address})
    save_version(session, document, fetch=fetch_page(session, url, at=at), seen_at=at)


def test_addresses_that_brought_the_same_words_are_found_from_each_other(session: Session) -> None:
    bring(session, URL, 0)
    bring(session, AMP, 1)
    assert find_other_spellings(session, AMP, [URL]) == [URL]
    assert find_other_spellings(session, URL, [URL]) == [AMP]


def test_so_are_those_that_brought_other_words_the_last_one_first(session: Session) -> None:
    mobile = f"{URL}?mobile=1"
    for day, url in enumerate((AMP, URL, mobile)):
        bring(session, url, day, f"{TEXT} Day {day} was calm.")
    assert find_other_spellings(session, AMP, [URL]) == [mobile, URL]


def test_the_source_of_the_current_version_needs_no_guess(session: Session) -> None:
    bring(session, URL, 0)
    bring(session, AMP, 1)
    assert find_other_spellings(session, AMP, []) == [URL]


def test_an_address_that_is_gone_is_none(session: Session) -> None:
    bring(session, URL, 0)
    bring(session, AMP, 1)
    fetch_gone(session, URL, at=NOON + 2 * DAY)
    assert find_other_spellings(session, AMP, [URL]) == []


def test_an_address_that_brought_another_document_or_nothing_is_no_spelling(session: Session) -> None:
    bring(session, URL, 0)
    bring(session, OTHER, 0, address=OTHER)
    fetch_page(session, AMP)
    assert find_other_spellings(session, AMP, [URL]) == []
    assert find_other_spellings(session, OTHER, [URL, OTHER]) == []
    assert find_other_spellings(session, "https://harbour.example/never", [URL]) == []
