"""What a person put right is shown as such wherever a statement is."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from clausewatch.ledger.corrections import correct
from clausewatch.ledger.statements import list_positions
from tests.collected import CLAUSE, index_all
from tests.web.conftest import open_example, serve_in_background

AT = datetime(2024, 6, 30, 23, 30, tzinfo=UTC)
WORDS = "technically feasible"


@pytest.fixture(scope="module")
def put_right(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, str]]:
    """The example in which one statement was put right, and that statement's id."""
    folder: Path = tmp_path_factory.mktemp("corrected")
    with open_example(folder) as stores:
        with stores.ledger.begin() as session:
            found = next(p.statement for p in list_positions(session, CLAUSE) if WORDS in p.statement.text)
            correct(session, found.id, stance="NONE", target=CLAUSE, why="a <b>condition</b>", at=AT)
            correct(session, found.id, speaker_name="Ada Moor", why="it was her", at=AT)
        index_all(stores)
        with serve_in_background(stores) as address, httpx.Client(base_url=address, timeout=20) as asking:
            yield asking, found.id


def test_a_statements_page_says_what_when_and_why(put_right: tuple[httpx.Client, str]) -> None:
    client, statement = put_right
    page = client.get(f"/statements/{statement}").text
    assert (
        "<dt>Stance corrected</dt><dd>Encryption clause of the Online Safety Bill, 1 July 2024: a &lt;b&gt;condition"
        in page
    )
    assert "<dt>Speaker corrected</dt><dd>1 July 2024: it was her</dd>" in page
    assert '<span class="sure">corrected</span>' in page
    assert "% sure" not in page


def test_a_search_a_document_and_a_feed_say_that_it_was_corrected(put_right: tuple[httpx.Client, str]) -> None:
    client, statement = put_right
    found = client.get("/", params={"q": f'"{WORDS}"'}).text
    assert found.count("corrected</span>") == 2
    document = client.get(f"/api/statements/{statement}").json()["document"]["id"]
    assert client.get(f"/documents/{document}").text.count("corrected</span>") == 2
    assert "no stance (corrected)" in client.get("/search.rss", params={"q": f'"{WORDS}"'}).text


def test_other_statements_keep_their_confidence(put_right: tuple[httpx.Client, str]) -> None:
    client, _ = put_right
    page = client.get("/?stance=AGAINST").text
    assert "94 %" in page
    assert "corrected" not in page


def test_the_api_has_it_as_scripts_do(put_right: tuple[httpx.Client, str]) -> None:
    client, statement = put_right
    alone = client.get(f"/api/statements/{statement}").json()
    assert [(each["part"], each["target"], each["why"]) for each in alone["corrected"]] == [
        ("stance", CLAUSE, "a <b>condition</b>"),
        ("speaker", None, "it was her"),
    ]
    (hit,) = client.get("/api/search", params={"q": f'"{WORDS}"'}).json()["results"]
    assert hit["corrected"] == alone["corrected"]
