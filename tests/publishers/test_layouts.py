"""Each layout of a publisher is shown by a sample page, and so is every selector in it.

Where a layout has none, add one whose folder is named after the publisher, a plus and what it is: `wired+2018`.
"""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from clausewatch.extract.body import SHORTEST
from clausewatch.extract.laid_out import compile_selector, read_laid_out
from clausewatch.extract.parsing import parse_page
from clausewatch.extract.pruning import prune_page
from clausewatch.layouts import Layout
from tests.publishers.test_samples import FOLDERS, PUBLISHERS, publisher_of

LAYOUTS = [
    pytest.param(name, number, id=f"{name}-{number}")
    for name, publisher in sorted(PUBLISHERS.items())
    for number in range(len(publisher.layouts))
]
SELECTORS = [
    pytest.param(name, number, selector, id=f"{name}-{number}-{field}-{selector}")
    for name, publisher in sorted(PUBLISHERS.items())
    for number, layout in enumerate(publisher.layouts)
    for field, selectors in layout.model_dump().items()
    for selector in re.split(r",\s*", selectors)
    if selector
]


@cache
def read_sample(folder: Path) -> HtmlElement:
    """The page as it came."""
    return parse_page((folder / "sample.html").read_text(encoding="utf-8"))


@cache
def prune_sample(folder: Path) -> HtmlElement:
    """The page as layouts find it."""
    return prune_page(parse_page((folder / "sample.html").read_text(encoding="utf-8")))


def fits(layout: Layout, folder: Path) -> bool:
    return read_laid_out(prune_sample(folder), (layout,), SHORTEST) is not None


def samples_of(name: str, number: int) -> list[Path]:
    """The samples that this layout reads and none of the newer ones does."""
    *newer, layout = PUBLISHERS[name].layouts[: number + 1]
    pages = [folder for folder in FOLDERS if publisher_of(folder) == name and (folder / "sample.html").exists()]
    return [page for page in pages if fits(layout, page) and not any(fits(other, page) for other in newer)]


@pytest.mark.parametrize(("name", "number"), LAYOUTS)
def test_a_sample_is_read_by_each_layout_and_by_no_newer_one(name: str, number: int) -> None:
    assert samples_of(name, number), f"write tests/publishers/{name}+old/, as the site wrote its pages then"


@pytest.mark.parametrize(("name", "number", "selector"), SELECTORS)
def test_each_selector_of_a_layout_finds_something_on_its_samples(name: str, number: int, selector: str) -> None:
    find = compile_selector(selector)
    assert any(find(read_sample(page)) for page in samples_of(name, number)), f"no sample has {selector}"


def test_a_layout_that_no_sample_shows_is_found() -> None:
    name = next(name for name, publisher in PUBLISHERS.items() if publisher.layouts)
    layouts = (*PUBLISHERS[name].layouts, Layout(article=".quenby-story"))
    changed = PUBLISHERS[name].model_copy(update={"layouts": layouts})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(PUBLISHERS, name, changed)
        assert not samples_of(name, len(layouts) - 1)
