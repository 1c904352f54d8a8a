"""Whose documents are, from what the text says before and in the source."""

import pytest

from nlp.components.speakers.documents import ISSUED_WITHIN
from nlp.components.speakers.registry import load_registry
from nlp.components.speakers.resolver import Resolver
from tests.nlp.speakers.cases import REGISTRY, find_speakers

RESOLVER = Resolver(load_registry(REGISTRY))


def name_of(before: str, source: str) -> str | None:
    speaker = find_speakers(RESOLVER, f"{before} {{s1:{source}}} said {{c1:no}}.")[1]
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Quickspin issued a statement.", "The statement", "Quickspin"),
        ("Quickspin has published a long report.", "The report", "Quickspin"),
        ("On Monday Comreg also released its annual report.", "The report", "Comreg"),
        ("Ada Moor sent a letter to peers.", "The letter", "Ada Moor"),
        ("Lantern Chat put out a statement. It rained.", "The statement", "Lantern Chat"),
        ("Comreg published a report. Parley issued a statement.", "The report", "Comreg"),
        ("Comreg published a report. Parley published a report.", "The report", "Parley"),
    ],
)
def test_the_document_is_of_whoever_issued_one_before(before: str, source: str, name: str) -> None:
    assert name_of(before, source) == name


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Comreg published a report.", "A report"),
        ("Comreg published a report.", "The letter"),
        ("Comreg read the report.", "The report"),
        ("The government published a bill.", "The bill"),
        ("Comreg said that nobody published a report.", "The report"),
        ("A report was published by somebody.", "The report"),
        ("It rained. He published a report.", "The report"),
        ("Comreg published a report." + " It rained." * (ISSUED_WITHIN // 10), "The report"),
    ],
    ids=["indefinite", "another", "read", "law", "nobody", "passive", "no-name", "far"],
)
def test_a_document_that_nobody_named_issued_is_nobody_s(before: str, source: str) -> None:
    assert name_of(before, source) is None


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Parley has users.", "The app", "Parley"),
        ("Bluefern has users.", "The service", "Bluefern"),
        ("The Eel Guild met.", "The app", None),
        ("Comreg met.", "The app", None),
        ("Bluefern has users.", "Its app", "Bluefern"),
        ("It rained.", "This service", None),
        ("Bluefern has users.", "The app’s website", "Bluefern"),
        ("The Eel Guild met.", "The firm’s website", None),
        ("Bluefern has users.", "The Otterly app", "Otterly app"),
        ("Bluefern has users.", "One app", "one app"),
    ],
)
def test_an_app_is_the_company_behind_it(before: str, source: str, name: str | None) -> None:
    assert name_of(before, source) == name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A letter signed by Ada Moor", "Ada Moor"),
        ("A letter written by Parley", "Parley"),
        ("A letter from Lantern Chat", "Lantern Chat"),
        ("A letter from Zolta Quy", "Zolta Quy"),
        ("A report from Zolta Quy", None),
        ("A letter signed by 70 academics", "70 academics"),
        ("A letter signed by parents and teachers", "parents and teachers"),
        ("A letter by Parley and Whistle", "Parley and Whistle"),
        ("A letter signed by nobody", None),
        ("A law backed by Parley and Whistle", None),
        ("Bluefern’s report", "Bluefern"),
        ("Leeds’s report", None),
    ],
)
def test_a_letter_is_of_whoever_it_says(source: str, name: str | None) -> None:
    assert name_of("It rained.", source) == name
