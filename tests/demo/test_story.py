"""What the fictional web promises its reader: size, facts of the two days, links, and no real person."""

import itertools
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import yaml
from lxml import html

from clausewatch.demo.pages import Day, Page
from clausewatch.demo.server import DemoWeb
from tests.demo.conftest import Ask

ROOT = Path(__file__).resolve().parents[2]
CHANGED = {
    ("ledger", "marsh-on-scanning"),
    ("harbour", "quillchat-to-leave"),
    ("government", "guidance-for-messaging-services"),
}
ABOUT_THE_CLAUSE = re.compile(r"clause 122|end-to-end encryption|client-side scanning|private messages", re.IGNORECASE)


def all_pages(web: DemoWeb, day: Day) -> dict[tuple[str, str], Page]:
    return {(site.host, page.slug): page for site in web.publishers for page in site.pages_on(day)}


def forbidden(web: DemoWeb, key: tuple[str, str], page: Page) -> bool:
    site = web.sites[key[0]]
    return site.path_of(page).startswith(site.facts.robots.disallow or ("\n",))


def test_there_are_enough_pages_and_enough_of_them_are_new_on_day_two(web: DemoWeb) -> None:
    first, second = all_pages(web, 1), all_pages(web, 2)
    readable = [key for key, page in second.items() if not forbidden(web, key, page)]
    assert len(readable) >= 48
    assert len(second.keys() - first.keys()) >= 8
    assert first.keys() < second.keys()


def test_about_a_fifth_of_the_pages_is_about_other_things(web: DemoWeb) -> None:
    pages = all_pages(web, 2).values()
    others = [page for page in pages if not ABOUT_THE_CLAUSE.search(f"{page.title} {page.body}")]
    assert 0.15 <= len(others) / len(pages) <= 0.3


def test_every_page_answers_on_both_days_as_it_should(web: DemoWeb, ask: Ask) -> None:
    for day in (1, 2):
        web.day = 1 if day == 1 else 2
        for (host, slug), page in all_pages(web, web.day).items():
            answer = ask(host, web.sites[host].path_of(page))
            assert answer.status_code == page.status, (host, slug)
            gone = (host, slug, day) == ("harbour", "quillchat-to-leave", 2)
            assert page.status == (410 if gone else 200)


def test_day_one_pages_are_the_same_bytes_on_day_two_but_for_the_declared_changes(web: DemoWeb, ask: Ask) -> None:
    pages = all_pages(web, 1)
    first = {key: ask(key[0], web.sites[key[0]].path_of(page)) for key, page in pages.items()}
    web.day = 2
    second = {key: ask(key[0], web.sites[key[0]].path_of(page)) for key, page in pages.items()}
    differing = {key for key in pages if first[key].content != second[key].content}
    assert differing == CHANGED
    for key in pages.keys() - CHANGED:
        assert first[key].headers["ETag"] == second[key].headers["ETag"]
        assert first[key].headers["Last-Modified"] == second[key].headers["Last-Modified"]


def test_api_answers_for_day_one_pages_stay_the_same_but_for_the_withdrawn_one(web: DemoWeb, ask: Ask) -> None:
    government, parliament = web.sites["government"], web.sites["parliament"]
    paths = [("government", f"/api/content{government.path_of(page)}") for page in government.pages_on(1)]
    paths += [("parliament", f"/debates/debate/{page.ext_id}.json") for page in parliament.pages_on(1)]
    first = {path: ask(*path).content for path in paths}
    web.day = 2
    differing = [path for path in paths if ask(*path).content != first[path]]
    assert differing == [("government", "/api/content/government/news/guidance-for-messaging-services")]


def links_of(page: bytes, address: str) -> list[tuple[str, str]]:
    """Where a page leads: host label and path of its links and pictures, those within the page left out."""
    elements = html.fromstring(page).iter("a", "img")
    found = [str(element.get("href") or element.get("src")) for element in elements]
    urls = [urlsplit(urljoin(address, link)) for link in found if not link.startswith("#")]
    return [(str(url.hostname).removesuffix(".localhost"), url.path) for url in urls]


@pytest.mark.parametrize("day", [1, 2])
def test_every_link_leads_somewhere_or_is_dead_on_purpose(web: DemoWeb, ask: Ask, day: Day) -> None:
    web.day = day
    led: dict[tuple[str, str], str] = {}
    for site in web.publishers:
        for path in [*(site.path_of(page) for page in site.pages_on(day)), *site.facts.sections]:
            address = web.base(site.host) + path
            led |= dict.fromkeys(links_of(ask(site.host, path).content, address), address)
    assert len(led) > 80
    dead = {(site.host, path) for site in web.publishers for path in site.facts.dead}
    moved = {(site.host, path) for site in web.publishers for path in site.facts.redirects}
    expected = {link: 404 if link in dead else 301 if link in moved else 200 for link in led}
    assert {link: ask(*link).status_code for link in led} == expected
    assert dead <= led.keys()


def test_one_quotation_was_changed_and_nothing_else(web: DemoWeb) -> None:
    key = ("ledger", "marsh-on-scanning")
    before, after = all_pages(web, 1)[key], all_pages(web, 2)[key]
    pairs = list(itertools.zip_longest(before.body.split("\n\n"), after.body.split("\n\n")))
    differing = [pair for pair in pairs if pair[0] != pair[1]]
    assert len(differing) == 1
    assert all(side.startswith("“Messaging services") and side.endswith("she said.") for side in differing[0])
    assert before.published == after.published
    assert "2025-03-05" not in web.answer("ledger", web.sites["ledger"].path_of(after)).body.decode()


def test_an_article_is_repeated_word_for_word_on_a_second_outlet(web: DemoWeb) -> None:
    pages = all_pages(web, 2)
    original, copy = (pages[host, "messaging-firms-threaten-to-quit"] for host in ("ledger", "courier"))
    assert copy.body.startswith(original.body)
    assert ("courier", copy.slug) not in all_pages(web, 1)


def test_one_speaker_moves_from_for_to_against_in_her_own_words(web: DemoWeb) -> None:
    first, second = all_pages(web, 1), all_pages(web, 2)
    assert (
        "“I support clause 122 and I will vote for it,” said Imogen Farraday."
        in first["ledger", "farraday-backs-clause"].body
    )
    dropped = second["ledger", "farraday-drops-support"].body
    assert "“I have changed my mind" in dropped
    assert "I cannot support clause 122." in dropped
    assert "I have changed my mind" in second["parliament", "commons-question"].body


def test_ministers_deny_that_anything_has_changed_on_day_two_only(web: DemoWeb) -> None:
    def denying(day: Day) -> set[tuple[str, str]]:
        pattern = re.compile(r"position has not changed|Nothing has changed", re.IGNORECASE)
        return {key for key, page in all_pages(web, day).items() if pattern.search(page.body)}

    assert denying(1) == set()
    assert {
        ("ledger", "position-has-not-changed"),
        ("harbour", "ministers-deny-climbdown"),
        ("parliament", "lords-third-reading"),
        ("government", "position-on-encryption"),
    } <= denying(2)


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("direct quotation", r"“[^”]+,” said [A-Z]"),
        ("straight marks", r'"[^"]+," said [A-Z]'),
        ("split quotation", r"” (?:he|she|Vail|Pell)? ?said[^.“]*, “"),
        ("multi-paragraph quotation", r"“[^”\n]+\n\n“[^”]+”"),
        ("collective", r"Pigeonpost, Quillchat and two other firms"),
        ("campaigners", r"Campaigners said"),
        ("anonymous", r"[Aa] Whitehall source said"),
        ("former office", r"former head of the National Digital Security Office"),
        ("government spokesperson", r"[Aa] government spokesperson said"),
        ("organisation by short form", r"The charity said"),
        ("pronoun for an organisation", r"” it said"),
        ("question and answer", r"\*\*[^*]+\?\*\*"),
        ("bullet with name and role", r"- “[^”]+” - [A-Z][^,\n]+, [a-z]+"),
        ("block quotation", r"said:\n\n> "),
    ],
)
def test_the_texts_hold_every_form_of_quotation(web: DemoWeb, what: str, pattern: str) -> None:
    assert any(re.search(pattern, page.body) for page in all_pages(web, 2).values()), what


def test_the_pages_have_no_clock_in_them(web: DemoWeb) -> None:
    text = b"".join(
        web.answer(host, web.sites[host].path_of(page)).body for (host, _), page in all_pages(web, 1).items()
    )
    years = set(re.findall(rb"\b20[2-9]\d-\d\d-\d\d", text))
    assert {year[:4] for year in years} == {b"2025"}


def read_registry(folder: Path) -> dict[str, list[dict[str, Any]]]:
    files = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.yaml"))]
    kinds = ("people", "organisations", "offices")
    return {kind: [entry for file in files for entry in file.get(kind, [])] for kind in kinds}


def names_of(entries: list[dict[str, Any]]) -> set[str]:
    return {str(name) for entry in entries for name in [entry["name"], *entry.get("aliases", [])]}


def test_no_real_person_or_body_is_named(web: DemoWeb) -> None:
    real, fictional = (
        read_registry(ROOT / "nlp" / "speakers"),
        read_registry(ROOT / "clausewatch" / "demo" / "speakers"),
    )
    people = {name for name in names_of(real["people"]) if " " in name}
    text = " ".join(f"{page.title} {page.body} {' '.join(page.authors)}" for page in all_pages(web, 2).values())
    assert len(people) >= 30
    assert {name for name in people if re.search(rf"\b{re.escape(name)}\b", text)} == set()
    assert names_of(fictional["people"]) & names_of(real["people"]) == set()
    companies = {
        str(entry["name"])
        for entry in real["organisations"]
        if entry.get("kind") in {"company", "charity", "regulator"}
    }
    assert {name for name in companies if re.search(rf"\b{re.escape(name)}\b", text)} == set()


def test_the_demo_knows_its_own_speakers(web: DemoWeb) -> None:
    registry = read_registry(ROOT / "clausewatch" / "demo" / "speakers")
    people = {str(entry["name"]) for entry in registry["people"]}
    members = {member.name for member in web.sites["parliament"].facts.members.values()} - {"Mr Speaker"}
    assert members <= people
    quoted = re.compile(r"” - (?:(?:Dr|Dame|Sir|Prof) )?([A-Z][a-z]+ [A-Z][a-z]+), ")
    found = {name for page in all_pages(web, 2).values() for name in quoted.findall(page.body)}
    assert found
    assert found <= people


def test_offices_of_the_demo_are_held_by_one_person_at_a_time() -> None:
    registry = read_registry(ROOT / "clausewatch" / "demo" / "speakers")
    offices = {str(entry["id"]) for entry in registry["offices"]}
    bodies = {str(entry["id"]) for entry in registry["organisations"]}
    held = [(person["id"], role) for person in registry["people"] for role in person.get("roles", [])]
    assert {role["office"] for _, role in held if "office" in role} <= offices
    assert {role["organisation"] for _, role in held if "organisation" in role} <= bodies
    present = [role["office"] for _, role in held if "office" in role and "until" not in role]
    assert sorted(present) == sorted(set(present))
    assert {person for person, role in held if role.get("office") == "ndso-head"} == {"conrad-pell", "maud-ellerby"}
