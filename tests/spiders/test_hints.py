"""What a list says of a page decides when it is asked for, and never whether."""

from pathlib import Path

import pytest

from clausewatch.settings import Settings
from spiders.bases.sitemap import SitemapSpider
from spiders.hints import FOREIGN, HINTED, USUAL, rank_page, read_terms
from tests.spiders.making import answer, make_spider

TERMS = ("end-to-end encryption", "clause 122")
NEWS = """<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>"""


def entry(number: int, title: str, keywords: str = "", language: str = "en") -> str:
    return (
        f"<url><loc>https://gazette.example/{number}</loc><news:news><news:publication><news:name>Gazette</news:name>"
        f"<news:language>{language}</news:language></news:publication>"
        f"<news:publication_date>2025-03-0{number}T09:00:00Z</news:publication_date><news:title>{title}</news:title>"
        f"<news:keywords>{keywords}</news:keywords></news:news></url>"
    )


@pytest.mark.parametrize(
    ("words", "language", "rank"),
    [
        ("Peers debate End-to-End Encryption", "en", HINTED),
        ("Peers vote on CLAUSE 122", "", HINTED),
        ("A ball game", "en-gb", USUAL),
        ("A ball game", "eng", USUAL),
        ("", "", USUAL),
        ("Un vote", "fr", FOREIGN),
        ("Clause 122", "FR", FOREIGN),
    ],
)
def test_a_page_is_ranked_by_its_words_and_its_language(words: str, language: str, rank: int) -> None:
    assert rank_page(words, language, TERMS, "en") == rank


def test_the_terms_are_the_keywords_of_the_targets() -> None:
    terms = read_terms(Settings().targets)
    assert {"client-side scanning", "age verification"} <= set(terms)
    assert all(term == term.casefold() for term in terms)


def test_a_target_that_cannot_be_read_has_no_terms(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("keywords: [One, 2, '']\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("keywords: one\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text("- a\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("keywords: [\n", encoding="utf-8")
    (tmp_path / "e.yaml").write_bytes(b"\xff\xfe\x00")
    assert read_terms(tmp_path) == ("one", "2")
    assert read_terms(tmp_path / "nowhere") == ()


def test_pages_about_a_target_are_asked_first_and_foreign_ones_last() -> None:
    spider = make_spider(SitemapSpider)
    spider.wanted_words = TERMS
    listed = [entry(1, "Clause 122"), entry(2, "Ball"), entry(3, "Vote", "clause 122"), entry(4, "Un vote", "", "fr")]
    requests = list(spider.parse_sitemap(answer(NEWS.format("".join(listed))), depth=0))
    ranks = {request.url[-1]: request.priority for request in requests}
    assert ranks["1"] == ranks["3"] > ranks["2"] > ranks["4"]
    assert len(requests) == 4
