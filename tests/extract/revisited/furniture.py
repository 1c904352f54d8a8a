"""Page furniture by kind, first set: each kind is put alone into a page, and is another at each visit."""

from collections.abc import Callable
from random import Random
from typing import Literal

from tests.extract.revisited.noise import HEADLINES, NAMES

Place = Literal["between", "fixed", "after"]
"""Between paragraphs of the story, here or there or at one place, or after the last."""
Kind = tuple[Place, Callable[[Random], str]]

REMARKS = (
    "I was there and it was not so at all, as all know.",
    "The ferry has always been late, and will be for years.",
    "Nobody asked us, again, and nobody ever will.",
)
SALES = (
    "Warm boots for cold quays. Order before Sunday.",
    "Compare boat insurance in two minutes.",
    "Learn the accordion in 30 days.",
)
SUBJECTS = ("Harbour", "Messages", "Council", "Ferries", "Law")


def link(lot: Random, before: str = "", after: str = "") -> str:
    """A link to another story; what it stands in may be given."""
    return f'{before}<a href="/n/{lot.randint(1, 999)}">{lot.choice(HEADLINES)}</a>{after}'


def links(lot: Random, before: str, after: str, number: int = 3) -> str:
    return "".join(link(lot, before, after) for _ in range(number))


def number(lot: Random, least: int = 2, most: int = 999) -> int:
    return lot.randint(least, most)


def remarks(lot: Random, before: str, between: str, after: str) -> str:
    """One to four remarks of readers, each with a name."""
    several = range(lot.randint(1, 4))
    return "".join(f"{before}{lot.choice(NAMES)}{between}{lot.choice(REMARKS)}{after}" for _ in several)


def share(lot: Random) -> tuple[int, int]:
    yes = lot.randint(20, 80)
    return yes, 100 - yes


FIRST_KINDS: dict[str, Kind] = {
    "read more": ("between", lambda lot: link(lot, "<p><strong>READ MORE: ", "</strong></p>")),
    "also read": ("between", lambda lot: link(lot, "<p>Also read: ", "</p>")),
    "a link in italics": ("between", lambda lot: link(lot, "<p><em>", "</em></p>")),
    "a promotion": (
        "between",
        lambda lot: (
            link(lot, '<div class="inline-promo"><h4>Don’t miss</h4><p>', "</p>")
            + lot.choice(("<p>A short look at the coast this week.</p></div>", "<p>The best of our pages.</p></div>"))
        ),
    ),
    "a newsletter": (
        "between",
        lambda lot: lot.choice(
            (
                '<div class="newsletter-signup"><p>Get the Harbour Briefing in your inbox every weekday.</p></div>',
                "<p>Sign up to our morning newsletter, free every weekday.</p>",
                "<p>Sign up for our Harbour Briefing newsletter here.</p>",
                "",
            )
        ),
    ),
    "a box of appeals": (
        "after",
        lambda lot: f'<div class="contributions-epic"><p>You’ve read {number(lot)} articles. Will you help?</p></div>',
    ),
    "an appeal": ("after", lambda lot: f"<p>You’ve read {number(lot, 2, 40)} articles in the last year.</p>"),
    "a ticker": (
        "between",
        lambda lot: f'<div class="ticker"><span>COAST 100 {number(lot)}.4 +0.{number(lot, 1, 9)}%</span></div>',
    ),
    "a poll in a box": (
        "between",
        lambda lot: (
            '<div class="poll"><p>Should it run at night?</p><ul><li>Yes {}%</li><li>No {}%</li></ul></div>'.format(
                *share(lot)
            )
        ),
    ),
    "a poll": ("between", lambda lot: "<p>Poll: Should it run? Yes {}% No {}%</p>".format(*share(lot))),
    "a film": (
        "between",
        lambda lot: link(
            lot, '<figure class="video"><video></video><figcaption>Now playing: ', "</figcaption></figure>"
        ),
    ),
    "a carousel": (
        "between",
        lambda lot: (
            f'<div class="carousel">{links(lot, "<div><h3>", f"</h3><p>{number(lot, 1, 23)}h</p></div>")}</div>'
        ),
    ),
    "an advert": ("between", lambda lot: f"<p>Advertisement</p><p>{lot.choice(SALES)}</p>"),
    "a labelled advert": (
        "between",
        lambda lot: f'<div class="mpu"><span>ADVERTISEMENT</span><div>{lot.choice(SALES)}</div></div>',
    ),
    "a sponsor": ("after", lambda lot: f'<div class="taboola"><p>Sponsored</p><p>{lot.choice(SALES)}</p></div>'),
    "comments": (
        "after",
        lambda lot: (
            '<section id="comments"><h2>Comments</h2>'
            + remarks(lot, '<div class="comment"><b>', "</b><p>", "</p></div>")
            + "</section>"
        ),
    ),
    "remarks in a list": (
        "after",
        lambda lot: f"<h3>What readers say</h3><ol>{remarks(lot, '<li><b>', '</b><p>', '</p></li>')}</ol>",
    ),
    "more of an author": (
        "after",
        lambda lot: link(lot, '<div class="author-bio"><p>More from this author</p>', "</div>"),
    ),
    "most popular": ("after", lambda lot: f"<h3>Most popular</h3><ul>{links(lot, '<li>', '</li>', 4)}</ul>"),
    "a list of links": ("between", lambda lot: f"<ul>{links(lot, '<li>', '</li>')}</ul>"),
    "topics": ("after", lambda lot: f"<p>Topics: {', '.join(lot.sample(SUBJECTS, number(lot, 2, 4)))}</p>"),
    "a live badge": ("between", lambda lot: f"<p>LIVE: {number(lot)} updates</p>"),
    "weather": ("after", lambda lot: f"<p>Weather: {number(lot, 1, 20)}°C, wind {number(lot, 3, 40)} mph</p>"),
    "a sale": ("between", lambda lot: f"<p>Sale ends in {number(lot, 2, 9)} hours</p>"),
    "a date of printing": ("after", lambda lot: f"<p>Printed on {number(lot, 1, 28)} March 2031</p>"),
    "a copyright": ("after", lambda lot: f"<p>© {number(lot, 2031, 2039)} The Coast Courier. All rights reserved.</p>"),
    "a date of access": ("after", lambda lot: f"<p>Accessed {number(lot, 1, 28)} March 2031</p>"),
    "what is hidden": (
        "between",
        lambda lot: f'<p style="display:none">session {number(lot)}</p><p hidden>token {number(lot)}</p>',
    ),
    "a share label": ("between", lambda lot: lot.choice(("<p>Share this article</p>", "<p>Copy link</p>", ""))),
    "a picture": (
        "between",
        lambda lot: f'<figure><img src="a.jpg?w={number(lot)}"><figcaption>The quay at dawn</figcaption></figure>',
    ),
    "recommended": ("between", lambda lot: link(lot, "<h2>Recommended</h2><p>", "</p>")),
    "trending": ("between", lambda lot: link(lot, '<div class="trending"><b>Trending</b> ', "</div>")),
    "explore": (
        "after",
        lambda lot: f'<div><p>Explore more on these topics</p><a href="/t">{lot.choice(SUBJECTS)}</a></div>',
    ),
    "a currency": ("after", lambda lot: f"<p>£1 = $1.{number(lot, 10, 99)}</p>"),
}
