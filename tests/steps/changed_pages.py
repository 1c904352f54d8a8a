"""A fictional page that was edited without a word about it, cut to a teaser and taken away."""

from datetime import datetime, timedelta

from clausewatch.ledger.documents import save_version, withdraw
from clausewatch.models import Document
from clausewatch.steps.stores import Stores
from tests.collected import MOOR, SEEN, save

DAY = timedelta(days=1)
URL = "https://news.example/keys"
OLD_TEXT = (
    "Peers met on Tuesday. They spoke of keys.\n\n"
    "“We will never use it,” said Ada Moor. “It would be reckless, Mr. Renn.”\n\n"
    "The cost is £2.5m a year. It will rise. Nobody knows why.\n\n"
    "The debate goes on <b>next</b> week."
)
NEW_TEXT = (
    OLD_TEXT.replace("never use", "seldom use").replace("£2.5m", "£25m").replace(" It will rise.", "")
    + "\n\nA vote is due in May."
)
TEASER = "Peers met on Tuesday. They spoke of keys.\n\n“We will seldom use it,” said Ada Moor."


def make_page(text: str, **facts: object) -> Document:
    values: dict[str, object] = {"url": URL, "title": "Peers & keys", "text": text, "publisher": "courier"}
    return Document.model_validate({**values, "published_at": SEEN, **facts})


def save_edited(stores: Stores) -> tuple[Document, Document]:
    """The page before and after its edit; a quotation was reworded."""
    old, new = make_page(OLD_TEXT), make_page(NEW_TEXT)
    save(stores, old, {"text": "We will never use it", "speaker": MOOR, "stance": "AGAINST"})
    save(stores, new, {"text": "We will seldom use it", "speaker": MOOR, "stance": "AGAINST"}, seen_at=SEEN + DAY)
    return old, new


def close_page(stores: Stores) -> Document:
    """The teaser that is left of it on the third day."""
    teaser = make_page(TEASER, access="paid")
    with stores.ledger.begin() as session:
        save_version(session, teaser, fetch=None, seen_at=SEEN + 2 * DAY)
    return teaser


def take_away(stores: Stores, at: datetime = SEEN + 3 * DAY) -> None:
    """The page is gone on the fourth day."""
    with stores.ledger.begin() as session:
        withdraw(session, URL, at, "HTTP 410")
