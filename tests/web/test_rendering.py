"""What is shown of dates, shares and addresses."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clausewatch.models import Document, Stance, StanceLabel
from clausewatch.web.rendering import (
    fill_field,
    is_web_address,
    say_day,
    say_facet_value,
    say_moment,
    say_share,
    say_site,
    say_stance,
)


@pytest.mark.parametrize(
    ("at", "day", "moment"),
    [
        (datetime(2023, 6, 30, 23, 30, tzinfo=UTC), "1 July 2023", "1 July 2023, 00:30"),
        (datetime(2023, 12, 31, 23, 30, tzinfo=UTC), "31 December 2023", "31 December 2023, 23:30"),
        (datetime(2023, 10, 29, 0, 59, tzinfo=UTC), "29 October 2023", "29 October 2023, 01:59"),
        (datetime(2023, 10, 29, 1, 0, tzinfo=UTC), "29 October 2023", "29 October 2023, 01:00"),
    ],
    ids=["summer", "winter", "before the clocks go back", "after the clocks went back"],
)
def test_days_and_moments_are_london_s(at: datetime, day: str, moment: str) -> None:
    assert (say_day(at), say_moment(at)) == (day, moment)


def test_a_document_without_a_date_says_so() -> None:
    assert say_day(None) == "no date"


@pytest.mark.parametrize(("share", "said"), [(0, "0 %"), (0.004, "0 %"), (0.946, "95 %"), (0.999, "99 %"), (1, "99 %")])
def test_nothing_is_wholly_sure(share: float, said: str) -> None:
    assert say_share(share) == said


@pytest.mark.parametrize(
    ("value", "facet", "said"),
    [
        ("2023-09", "month", "September 2023"),
        ("FAVOR", "stance", "for"),
        ("child-safety", "category", "child safety"),
        ("government", "category", "government"),
        ("FAVOR", "speaker", "FAVOR"),
    ],
)
def test_a_facet_s_value_is_said_in_a_reader_s_words(value: str, facet: str, said: str) -> None:
    assert say_facet_value(value, facet) == said


def test_a_field_for_a_date_gets_a_day_in_utc() -> None:
    assert fill_field(datetime(2023, 6, 30, 23, 30, tzinfo=UTC)) == "2023-06-30"
    assert (fill_field("moor"), fill_field(None)) == ("moor", "")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://News.Example:8443/a?b#c", "news.example"),
        ("http://user:word@news.example/", "news.example"),
        ("http://[2001:db8::1]/a", "2001:db8::1"),
        ("javascript:alert(1)//news.example", None),
        ("javascript://news.example/%0Aalert(1)", None),
        ("ftp://news.example/a", None),
        ("data:text/html,x", None),
        ("urn:note:1", None),
        ("//news.example/a", None),
        ("https:///a", None),
        ("http://[news/a", None),
        ("", None),
    ],
)
def test_only_a_web_address_is_linked_and_named(url: str, site: str | None) -> None:
    assert is_web_address(url) is (site is not None)
    assert say_site(Document(url=url, text="x", publisher="courier")) == (site or "courier")


@given(st.text(alphabet="htps:/[]@.%#?\\a1 \t\n", max_size=20))
def test_whatever_stands_in_an_address_can_be_shown(url: str) -> None:
    for odd in (url, f"http://{url}", f"javascript:{url}"):
        said = say_site(Document(url=odd, text="x", publisher="courier"))
        assert said
        assert is_web_address(odd) or said == "courier"


@pytest.mark.parametrize(
    ("label", "confidence", "said"),
    [("FAVOR", 0.43, "for"), ("AGAINST", 0.99, "against"), ("NONE", 0.5, "no stance"), ("NONE", 0.49, "unsure")],
)
def test_an_unsure_stance_is_not_said_to_be_none(label: StanceLabel, confidence: float, said: str) -> None:
    assert say_stance(Stance(target="clause", label=label, confidence=confidence)) == said
