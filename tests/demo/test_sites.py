"""Sites are read from their folders and know their pages."""

from pathlib import Path

import pytest

from clausewatch.demo.sites import load_site, load_web
from clausewatch.errors import InputError


def test_a_site_is_what_its_file_says(tmp_path: Path) -> None:
    folder = tmp_path / "gazette"
    folder.mkdir()
    (folder / "site.yaml").write_text("title: The Gazette\npath: /a/{date}/{slug}\n")
    (folder / "rain.md").write_text("---\ntitle: Rain\npublished: 2025-03-04T08:00:00+00:00\n---\nIt rained.\n")
    site = load_site(folder)
    assert (site.host, site.facts.title) == ("gazette", "The Gazette")
    assert [site.path_of(page) for page in site.pages_on(1)] == ["/a/2025/03/04/rain"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("title: The Gazette\ncategory: gossip\n", "category: Input should be"),
        ("title: The Gazette\ncolour: red\n", "colour: Extra inputs"),
        ("title: [The Gazette\n", "not YAML: "),
        ("- The Gazette\n", ": Input should be a valid dictionary"),
        ("", ": Input should be a valid dictionary"),
    ],
    ids=["wrong value", "unknown field", "no YAML", "a list", "empty"],
)
def test_a_wrong_site_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, told: str) -> None:
    folder = tmp_path / "gazette"
    folder.mkdir()
    (folder / "site.yaml").write_text(text)
    with pytest.raises(InputError, match=f"^gazette/site.yaml: {told}"):
        load_site(folder)


def test_folders_without_a_site_file_are_no_sites(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    assert load_web(tmp_path) == {}


def test_the_shipped_web_has_the_publishers_that_the_demo_promises() -> None:
    web = load_web()
    publishers = {host: site for host, site in web.items() if site.facts.publisher}
    news = {
        host: site.facts.feed.format
        for host, site in publishers.items()
        if site.facts.feed and site.facts.category == "news"
    }
    assert len(publishers) == 10
    assert news == {"ledger": "rss", "courier": "atom", "harbour": "news-sitemap", "bytewise": "list"}
    assert {site.facts.engine for site in publishers.values()} == {"pages", "government", "parliament"}
    assert {"regulator", "platform", "child-safety", "civil-society"} < {s.facts.category for s in publishers.values()}


def test_a_page_that_is_gone_is_known_and_not_listed() -> None:
    harbour = load_web()["harbour"]
    assert "quillchat-to-leave" in {page.slug for page in harbour.listed_on(1)}
    assert "quillchat-to-leave" not in {page.slug for page in harbour.listed_on(2)}
    assert "quillchat-to-leave" in {page.slug for page in harbour.pages_on(2)}
