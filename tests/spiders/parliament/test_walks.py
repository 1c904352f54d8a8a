"""Every request to Parliament's registers is one of their specification, and every list is read to its end, once."""

import json
import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from spiders.addresses import explain_refusal
from tests.spiders.making import tally_of
from tests.spiders.parliament.serving import AMENDMENTS, EVIDENCE, MOTIONS, SITTINGS, SPOKEN, WRITTEN, answer
from tests.spiders.parliament.specification import explain
from tests.spiders.parliament.walking import REGISTERS, SPIDERS, Walked, make, walk

SINCE = "2025-02-27"


@pytest.fixture(scope="module")
def walks() -> dict[str, Walked]:
    """Each register walked once, back to a day."""
    return {name: walk(make(name, SINCE)) for name in REGISTERS}


def pages_of(walked: Walked, pattern: str) -> list[str]:
    return [path for url in walked.pages if re.fullmatch(pattern, path := urlsplit(url).path)]


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


@pytest.mark.parametrize("name", REGISTERS)
def test_every_path_parameter_and_value_is_in_the_specification(name: str, walks: dict[str, Walked]) -> None:
    walked = walks[name]
    own = [url for url in [*walked.lists, *walked.pages] if "-api.parliament.uk" in url]
    assert [wrong for url in own for wrong in explain(url)] == []
    assert len(own) > 20


@pytest.mark.parametrize("name", REGISTERS)
def test_nothing_is_asked_that_the_publisher_may_not(name: str, walks: dict[str, Walked]) -> None:
    walked = walks[name]
    domains = SPIDERS[name].publisher.domains
    assert [explain_refusal(url, domains) for url in [*walked.lists, *walked.pages]] == [None] * (
        len(walked.lists) + len(walked.pages)
    )
    tally = tally_of(walked.spider)
    assert (tally.failed_lists, tally.empty_lists) == ([], [])


def test_all_results_of_the_search_of_hansard_are_read(walks: dict[str, Walked]) -> None:
    for name in ("hansard-commons", "hansard-lords"):
        assert len(pages_of(walks[name], r"/debates/debate/D\d+\.json")) == SPOKEN // 2
        skips = Counter(query_of(url).get("queryParameters.skip") for url in walks[name].lists)
        terms = len(SPIDERS[name].terms)  # type: ignore[attr-defined]
        assert (skips["0"], skips["50"], skips["100"], skips["120"]) == (terms, terms, terms, 0)


def test_sittings_are_read_back_to_the_day_asked_for(walks: dict[str, Walked]) -> None:
    asked = [query_of(url) for url in walks["hansard-commons"].lists if "sectionsforday" in url]
    assert [query["date"] for query in asked] == list(SITTINGS[:4])
    assert {query["house"] for query in asked} == {"Commons"}
    sections = {query_of(url)["section"] for url in walks["hansard-commons"].lists if "sectiontrees" in url}
    assert sections == {"Debate", "Westminster Hall"}
    debates = pages_of(walks["hansard-commons"], r"/debates/debate/2025.*")
    assert len(debates) == 4 * 2
    assert {debate.rpartition("-")[2] for debate in debates} == {"bells.json"}


@pytest.mark.parametrize("sittings", [1, 3, 50])
def test_without_a_day_some_sittings_are_read_and_no_more_than_there_are(sittings: int) -> None:
    walked = walk(make("hansard-lords", sittings=sittings, terms=()))
    days = [query_of(url)["date"] for url in walked.lists if "sectionsforday" in url]
    assert days == list(SITTINGS[:sittings])


def test_a_far_day_does_not_ask_for_sittings_without_end() -> None:
    walked = walk(make("hansard-lords", "1999-01-01", most_sittings=2, terms=()))
    assert sum("sectionsforday" in url for url in walked.lists) == 2


@pytest.mark.parametrize("name", ["written-questions", "written-statements"])
def test_all_written_papers_are_read_each_by_its_id(name: str, walks: dict[str, Walked]) -> None:
    assert len(walks[name].pages) == WRITTEN
    assert all(query_of(url) == {"expandMember": "true"} for url in walks[name].pages)
    lists = [query_of(url) for url in walks[name].lists]
    assert {query["sessionStatus"] for query in lists} == {"Any"}
    assert {query["skip"] for query in lists} == {"0", "50", "100"}


def test_of_bills_that_changed_all_amendments_are_read_each_by_its_id(walks: dict[str, Walked]) -> None:
    assert pages_of(walks["bills"], r"/api/v1/Bills/\d+") == ["/api/v1/Bills/1", "/api/v1/Bills/2"]
    stages = pages_of(walks["bills"], r"/api/v1/Bills/\d+/Stages/\d+")
    assert stages == [f"/api/v1/Bills/{bill}/Stages/{stage}" for bill in (1, 2) for stage in (11, 12)]
    amendments = pages_of(walks["bills"], r"/api/v1/Bills/\d+/Stages/11/Amendments/\d+")
    assert len(amendments) == 2 * AMENDMENTS
    assert "/api/v1/Bills/2/Stages/11/Amendments/1025" in amendments
    motions = pages_of(walks["bills"], r"/api/v1/Bills/\d+/Stages/12/PingPongItems/\d+")
    assert len(motions) == 2 * MOTIONS


def test_a_stage_that_was_over_before_the_day_is_left_out(walks: dict[str, Walked]) -> None:
    assert not any("/Stages/10/" in url for url in walks["bills"].lists)
    early = walk(make("bills", "2022-01-01"))
    assert sum("/Stages/10/Amendments" in url for url in early.lists) == 3
    assert len(pages_of(early, r"/api/v1/Bills/\d+")) == 3


def test_the_text_of_all_evidence_is_read_where_it_is_html(walks: dict[str, Walked]) -> None:
    walked = walks["select-committees"]
    assert len(pages_of(walked, r"/api/WrittenEvidence/\d+/Document/Html")) == EVIDENCE - EVIDENCE // 10
    assert len(pages_of(walked, r"/api/OralEvidence/\d+/Document/Html")) == 2
    assert pages_of(walked, r"/pa/.*") == ["/pa/bells/1.html"]
    assert tally_of(walked.spider).offsite == 2
    evidence = [query_of(url) for url in walked.lists if "/api/WrittenEvidence" in url]
    assert {query["CommitteeBusinessId"] for query in evidence} == {"1", "2"}
    assert {query["StartDate"] for query in evidence} == {SINCE}


UNTIL = {
    "hansard-lords": ("/search/", "queryParameters.endDate"),
    "written-questions": ("tabledWhenFrom", "tabledWhenTo"),
    "written-statements": ("/api/", "madeWhenTo"),
    "select-committees": ("Evidence", "EndDate"),
}


@pytest.mark.parametrize("name", UNTIL)
def test_days_of_the_past_are_asked_for_with_their_end(name: str) -> None:
    lists, parameter = UNTIL[name]
    walked = walk(make(name, SINCE, "2025-03-04"))
    assert [wrong for url in walked.lists for wrong in explain(url)] == []
    asked = [query_of(url) for url in walked.lists if lists in url]
    assert {query[parameter] for query in asked} == {"2025-03-04"}
    assert walked.pages
    for endless in (None, "9999-12-31"):
        assert not any(parameter in query_of(url) for url in walk(make(name, SINCE, endless)).lists)


def test_of_questions_each_date_is_asked_for_with_its_end() -> None:
    asked = [query_of(url) for url in walk(make("written-questions", SINCE, "2025-03-04")).lists]
    ends = {name: value for query in asked for name, value in query.items() if name.endswith(("From", "To"))}
    assert ends == {f"{name}WhenFrom": SINCE for name in ("tabled", "answered", "corrected")} | {
        f"{name}WhenTo": "2025-03-04" for name in ("tabled", "answered", "corrected")
    }


def test_sittings_of_the_past_are_read_from_the_last_day_back() -> None:
    walked = walk(make("hansard-commons", SINCE, "2025-03-02", terms=()))
    assert [query_of(url)["date"] for url in walked.lists if "sectionsforday" in url] == ["2025-02-28", "2025-02-27"]
    assert [wrong for url in walked.lists for wrong in explain(url)] == []
    assert not any("lastsittingdate" in url for url in walked.lists)


def test_a_bill_of_days_of_the_past_is_asked_for_though_it_changed_since() -> None:
    walked = walk(make("bills", "2022-01-01", "2024-06-01"))
    assert pages_of(walked, r"/api/v1/Bills/\d+") == [f"/api/v1/Bills/{number}" for number in (1, 2, 3)]


def test_a_stage_after_the_last_day_is_left_out() -> None:
    walked = walk(make("bills", "2022-01-01", "2024-06-01"))
    assert any("/Stages/10/Amendments" in url for url in walked.lists)
    assert not any("/Stages/11/" in url for url in walked.lists)


@pytest.mark.parametrize("name", REGISTERS)
def test_a_server_that_gives_the_same_page_for_ever_is_left_at_the_end_that_it_names(name: str) -> None:
    def serve(url: str) -> str:
        return answer(re.sub(r"(?i)(skip=)\d+", r"\g<1>0", url))

    assert walk(make(name, SINCE), serve).pages


@pytest.mark.parametrize("name", REGISTERS)
def test_an_empty_page_is_the_last_whatever_the_server_says_that_there_is(name: str) -> None:
    def serve(url: str) -> str:
        return json.dumps(empty(json.loads(answer(url))))

    def empty(found: Any) -> Any:
        lists = {"items", "results", "Results"}
        return {**found, **{key: [] for key in lists & found.keys()}} if isinstance(found, dict) else found

    walked = walk(make(name, SINCE), serve)
    assert len(walked.lists) < 60
    assert not [url for url in walked.pages if "/debates/debate/2025" not in url]
