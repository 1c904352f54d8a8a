"""Between tasks travel ids, names and counts, never content."""

from itertools import chain

import pytest

from clausewatch.ledger.documents import iterate_documents
from clausewatch.steps.stores import open_stores
from tests.dags.airflow_home import Airflow
from tests.dags.story import Story

MOST = 4096
"""Bytes of a value."""
LONG = 40
"""Characters of a paragraph that no count or name has by chance."""


@pytest.fixture(scope="module")
def values(airflow: Airflow, story: Story, watched: Story, ill: Story) -> list[str]:
    """What all runs of all DAGs left."""
    assert len(story.outcomes) + len(watched.outcomes) + len(ill.outcomes) >= 10
    return [str(value) for (value,) in airflow.read("select value from xcom")]


def test_no_value_is_large(values: list[str]) -> None:
    assert len(values) > 50
    assert max(len(value.encode()) for value in values) <= MOST


def test_no_value_has_a_title_or_a_paragraph_of_a_page(values: list[str], story: Story) -> None:
    with open_stores(story.installation.settings) as stores, stores.ledger.read() as session:
        documents = list(iterate_documents(session))
    paragraphs = chain.from_iterable((document.title, *document.text.split("\n\n")) for document in documents)
    told = {text[:LONG] for text in paragraphs if len(text) >= LONG // 2}
    assert len(told) > 200
    everything = "\n".join(values)
    assert [text for text in told if text in everything] == []
