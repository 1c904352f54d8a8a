"""Where a page shows who wrote it: elements named as bylines, and short paragraphs that say "By ..."."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain, islice, pairwise

from lxml.etree import XPath
from lxml.html import HtmlElement

from clausewatch.extract.author_links import find_author_links, follow, keep_of_first_line, short_text_of_few
from clausewatch.extract.job_titles import is_titled_name
from clausewatch.extract.names import clean_lone_name, clean_names
from clausewatch.extract.text_blocks import UNSEEN, short_text
from clausewatch.extract.times import MONTH

TAGS = (
    "a", "span", "div", "p", "li", "section", "small", "h2", "h3", "h4", "h5", "strong", "address", "cite", "ul", "em",
    "i", "byline",
)  # fmt: skip
NAMED = ("rel", "itemprop", "class", "id", "data-component", "data-testid")
HINT = re.compile(
    r"author|byline|\bby\b|\bfn\b|writer|journalist|posted-by|dateline|contributor|autor|auteur", re.IGNORECASE
)
STEMS = ("aut", "by", "fn", "writer", "journalist", "dateline", "contrib")
"""Of which one stands in whatever `HINT` matches: looked for first, as that is cheap."""
RANKS = (
    re.compile(r"^(?:\S+ )*author\b[^|]*\||^[^|]*\|[^|]*author"),
    re.compile(
        r"author[-_]{0,2}(?:name|link)|byline[-_]{0,2}name|contributor-?name|\bfn\b|\|author\||(?<![\w-])author(?=\|)",
        re.IGNORECASE,
    ),
    re.compile(r"byline|(?<![\w])by(?![\w])|autorenzeile", re.IGNORECASE),
    HINT,
)
"""What names of an element tell that a byline stands in it, surest first."""
SURE_RANKS = 3
LONE_RANKS = 2
"""Those in which a single word may be a name."""
MANY_NAMES = 4096
"""That are remembered, as a site uses few and each many times."""
LONGEST_NAMES = 500
"""Characters that are read of an element's names."""
MOST_BYLINES, MOST_BEHIND = 30, 100
"""Elements of each rank, and elements behind a headline within which its byline stands."""
LONGEST = 160
LONGEST_MARGIN = 300
"""Characters of a margin that holds facts of the article alone."""
NEAR = 6
"""Elements around a byline whose names tell what it belongs to."""
WHOLE = ("body", "html", "main", "article")
NOT_AROUND = ("aside", "footer", "nav", "figure", "figcaption", "blockquote")
OTHER_HEADLINE = XPath("boolean((.//h2|.//h3|.//h4|.//h5)[.//a or ancestor::a])")
"""In an item of a list: a heading that leads to another story."""
OWN_META = re.compile(r"(?:entry|post|article)[-_]?(?:footer|meta)|\bmeta\b", re.IGNORECASE)
"""Names of a footer or a margin that holds facts of the article itself."""
NOT_BYLINE = re.compile(
    r"comment(?!s?[-_](?:datetime|counts?\b))|dont[-_]?miss|related|sidebar|"
    r"(?<!post-)(?<!entry-)(?<!article-)(?<!__)footer|(?<!with-)(?<!has-)avatar|"
    r"(?<!hasnt-)(?<!has-)(?<!no-)bio\b|about|(?<![vh])(?<!\bh-)(?<!author-)(?<!byline-)card|teaser|"
    r"(?<!node-)(?<!node--)promo|most-|recommend|reply|quote|(?:main|site|sub|top|global|primary)[-_]?(?:nav|menu)",
    re.IGNORECASE,
)
OWN_LINE = re.compile(r"\b(?:entry|post|article|story)[-_]{0,2}(?:header|meta|info|byline|author)", re.IGNORECASE)
"""Names of an element that is a line of facts of the article itself, whatever else it is named."""
MOST_HEADINGS = 5
SPOKEN = re.compile(
    r"^(?:words\s+|written\s+|story\s+|report\s+|(?:posted|published)\b.{0,60}?\s)?by:?\s+(\S.{2,80})$", re.IGNORECASE
)
LABELLED = re.compile(r"^(?:Von|Par|Por|(?:Author|Autor(?:in|en)?|Auteure?|Text|Words)\s?:)\s+([^\Wa-z]\S.{1,60})$")
AND = re.compile(r"(?:\b(?:and|with|und|et)|&)\s*$")
FIRST_PARAGRAPHS = "(following::p)[position() <= 5]"
BEGIN = re.compile(
    r"\s*+(?:(?:written\s+)?by|posted|published|von|par|por|author|autor(?:in|en)?|auteure?|text|words)\b",
    re.IGNORECASE,
)
DAY = re.compile(rf"(?:[a-z]+day,? )?(?:\d{{1,2}} (?:{MONTH})|(?:{MONTH})\.? \d{{1,2}}),? \d{{4}}", re.IGNORECASE)
INLINE = ("b", "strong", "em", "i", "span", "a", "small", "font", "time")
GLUED = re.compile(r"[^\W\d_][A-Z]")


class Bylines:
    """The bylines of one page, which are looked for once, when first asked for."""

    def __init__(self, tree: HtmlElement, outlets: Iterable[str]) -> None:
        """`outlets` are names that are no person's."""
        self._tree = tree
        self.outlets = tuple(outlets)

    @cached_property
    def _headline(self) -> HtmlElement | None:
        """The longest of the first headings."""
        headings = list(islice(self._tree.iter("h1"), MOST_HEADINGS))
        return max(headings, key=lambda heading: len(short_text(heading, 300)), default=None)

    @cached_property
    def _around(self) -> set[HtmlElement]:
        """What the headline stands in: that is no margin, whatever its names say."""
        return set() if self._headline is None else set(self._headline.iterancestors())

    @cached_property
    def _ranked(self) -> list[list[HtmlElement]]:
        """Elements that may hold a byline, by how sure that is."""
        ranked: list[list[HtmlElement]] = [[] for _ in RANKS]
        for element in self._tree.iter(*TAGS):
            rank = _rank_element(element)
            if rank is not None and len(ranked[rank]) < MOST_BYLINES and not _is_elsewhere(element, self._around):
                ranked[rank].append(element)
        return ranked

    def find_names(self) -> tuple[str, ...]:
        """The people whom the surest byline names; empty where there is none, or none that names a person."""
        return (
            self.find_sure_names()
            or self._find_in(self._ranked[LONE_RANKS:])
            or self._find_spoken()
            or self._find_headed()
        )

    def find_sure_names(self) -> tuple[str, ...]:
        """The people whom links at the headline, or elements that are nothing but an author's name, tell."""
        for elements in self._list_surest():
            for place, element in enumerate(elements):
                # The first that has a name: later ones are those of other stories.
                if self._names_in([element]):
                    names = self._names_in(keep_of_first_line(elements[place:]))
                    return self._find_said_before(element, names) or names
        return ()

    def _list_surest(self) -> Iterator[list[HtmlElement]]:
        """Links at the headline; where these name nobody, elements that are nothing but a name."""
        links = [] if self._headline is None else find_author_links(self._headline)
        yield [link for link in keep_of_first_line(links) if not _is_elsewhere(link, self._around)]
        yield from self._ranked[:LONE_RANKS]

    def _find_said_before(self, element: HtmlElement, names: tuple[str, ...]) -> tuple[str, ...]:
        """Others whom a byline between the headline and an element names and says that it is by them.

        Links to authors further down are those of a list of staff, or of what is quoted.
        """
        for byline in self._list_at_headline():
            text = _line(byline)
            if SPOKEN.match(" ".join(text.split())) and (said := clean_names([text], self.outlets)):
                is_before = not set(said) & set(names) and element in chain(byline.iter(), follow(byline))
                return said if is_before else ()
        return ()

    def _find_in(self, ranked: Iterable[list[HtmlElement]]) -> tuple[str, ...]:
        # The first that has a name: later ones are those of other stories.
        return next((names for element in chain.from_iterable(ranked) if (names := self._names_in([element]))), ())

    def _names_in(self, elements: Iterable[HtmlElement]) -> tuple[str, ...]:
        return clean_names([text for element in elements if len(text := _line(element)) > 3], self.outlets)

    def complete(self, named: tuple[str, ...], *, is_short: bool = False) -> tuple[str, ...]:
        """`named`, or the people of a byline that says "By ..." and names all of them and more.

        `is_short`: it comes from a system that knows only one author a page, so that all of the page is looked through.
        """
        for element in chain.from_iterable(self._ranked[:SURE_RANKS]) if is_short else self._list_at_headline():
            text = _line(element)
            is_byline = SPOKEN.match(text) or LABELLED.match(text) or text.startswith("von ")
            if is_byline and (names := clean_names([text], self.outlets)) and set(named) < set(names):
                # Behind a comma alone the outlet or a place may stand.
                is_sure = is_short or names[-1] in named or self._is_added(names[-1], element, text)
                return names if is_sure else named
        return named

    def _list_at_headline(self) -> Iterator[HtmlElement]:
        """Elements between the headline and the article, or soon behind it, that may hold a byline."""
        behind = () if self._headline is None else follow(self._headline)
        for element in islice(behind, MOST_BEHIND):
            if len(element.text or "") > LONGEST and element.tag == "p":
                break
            rank = _rank_element(element) if element.tag in TAGS else None
            if rank is not None and rank < SURE_RANKS and not _is_elsewhere(element, self._around):
                yield element

    def _is_added(self, name: str, byline: HtmlElement, text: str) -> bool:
        """Whether a byline links its last name by itself, or joins it to the others by a word."""
        before, _, _ = text.casefold().partition(name.casefold())
        return AND.search(before) is not None or any(self._names_in([link]) == (name,) for link in byline.iter("a"))

    def find_lone_name(self, outlets: Iterable[str]) -> tuple[str, ...]:
        """A name of one word, which only an element that is nothing but the author's name can hold."""
        for element in chain.from_iterable(self._ranked[:LONE_RANKS]):
            if name := clean_lone_name(_line(element), outlets):
                return (name,)
        return ()

    def list_lines(self) -> list[str]:
        """The first texts of the surest elements, one of each kind: later ones are those of other stories."""
        firsts = (next(filter(None, map(_line, elements)), "") for elements in self._ranked[:SURE_RANKS])
        return [line for line in firsts if line]

    def _find_headed(self) -> tuple[str, ...]:
        """Who is named in one of the first paragraphs that says nothing else but a journalist's title, or the day."""
        paragraphs = [] if self._headline is None else self._headline.xpath(FIRST_PARAGRAPHS)
        for paragraph in paragraphs:
            text = short_text(paragraph, LONGEST)
            name = text if is_titled_name(text) else _name_above_day(text)
            if name and not _is_elsewhere(paragraph, self._around) and (names := clean_names([name], self.outlets)):
                return names
        return ()

    def _find_spoken(self) -> tuple[str, ...]:
        """The people of a short paragraph that says "By ..."."""
        for begun in islice(_find_begins(self._tree), MOST_BYLINES):
            element: HtmlElement | None = begun
            while element is not None and element.tag in INLINE:
                element = element.getparent()
            text = _line(element).partition("\n")[0] if element is not None else ""
            if (
                (match := SPOKEN.match(text) or LABELLED.match(text))
                and not _is_elsewhere(element, self._around)
                and (names := clean_names([match[1]], self.outlets))
            ):
                return names
        return ()


def _rank_element(element: HtmlElement) -> int | None:
    names = "|".join([element.get(name, "") for name in NAMED]) if element.attrib else ""
    return _rank(names[:LONGEST_NAMES]) if names else None


@lru_cache(MANY_NAMES)
def _rank(names: str) -> int | None:
    """How sure names of an element tell of a byline, 0 for the surest; none where they do not."""
    folded = names.casefold()
    if not any(stem in folded for stem in STEMS) or not HINT.search(names):
        return None
    return next(place for place, pattern in enumerate(RANKS) if pattern.search(names))


def _line(element: HtmlElement) -> str:
    """The text of a byline; what touches what stands in the next element is a line of its own."""
    text = short_text(element, LONGEST)
    if GLUED.search(text):
        pieces = [" ".join(piece.split()) for piece in element.itertext() if piece.strip()]
        for before, after in pairwise(pieces):
            if after[0].isupper() and (before[-1].islower() or (before[-2:].isupper() and after[1:2].islower())):
                parting = " " if BEGIN.fullmatch(before) else "\n"
                text = text.replace(f"{before}{after}", f"{before}{parting}{after}")
    return text


def _name_above_day(text: str) -> str:
    """The first of a few lines of which the last is a day; empty where they are none."""
    lines = text.split("\n")
    return lines[0] if len(lines) in (2, 3) and DAY.fullmatch(lines[-1]) else ""


def _find_begins(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Elements with a piece of text that begins like a byline."""
    body = tree.find("body")
    for element in () if body is None else body.iter():
        # Scripts have long texts, which no reader sees.
        if element.tag not in UNSEEN and (text := element.text) and BEGIN.match(text):
            yield element
        if (tail := element.tail) and BEGIN.match(tail) and (parent := element.getparent()) is not None:
            yield parent


def _is_elsewhere(element: HtmlElement, around_headline: set[HtmlElement]) -> bool:
    """Whether a byline belongs to a comment or another story."""
    near = [element]
    for depth, ancestor in enumerate(element.iterancestors()):
        if ancestor in around_headline:
            break
        if ancestor.tag == "li" and OTHER_HEADLINE(ancestor):
            return True
        is_margin = ancestor.tag in NOT_AROUND and not OWN_META.search(_own_names(ancestor))
        if is_margin and not _is_own_margin(ancestor, around_headline):
            return True
        if depth < NEAR and ancestor.tag not in WHOLE:
            near.append(ancestor)
    names = (_own_names(other) for other in near)
    return any(NOT_BYLINE.search(name) and not OWN_LINE.search(name) for name in names)


def _is_own_margin(element: HtmlElement, around_headline: set[HtmlElement]) -> bool:
    """Whether a margin is of the article itself: short, without headings, in the element that holds its headline.

    A foot is one only in an element that is an article by its tag: any other is the foot of the site.
    """
    parent = element.getparent()
    return (
        element.tag in ("aside", "nav", "footer")
        and parent is not None
        and parent in around_headline
        and (parent.tag == "article" if element.tag == "footer" else parent.tag != "body")
        and bool(short_text_of_few(element, LONGEST_MARGIN))
        and not element.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6")
    )


def _own_names(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"
