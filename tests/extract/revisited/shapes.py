"""Page shapes: how a headline, the blocks of a story and what comes after them are put into a page."""

from collections.abc import Callable

from tests.extract.revisited.stories import Story

Shape = Callable[[Story, str, str], str]
"""Markup of the story, of its blocks, and of what comes after them, to that of a page's body."""


def _article(story: Story, blocks: str, after: str) -> str:
    return (
        f'<main><article><h1>{story.title}</h1><p class="byline">By {story.author}</p>{blocks}</article>{after}</main>'
    )


def _divs(story: Story, blocks: str, after: str) -> str:
    return f'<div id="content"><h1>{story.title}</h1><div class="story-body">{blocks}{after}</div></div>'


def _sections(story: Story, blocks: str, after: str) -> str:
    return (
        f"<article><header><h1>{story.title}</h1></header>"
        f'<section itemprop="articleBody">{blocks}</section>{after}</article>'
    )


def _bare(story: Story, blocks: str, after: str) -> str:
    return f"<h1>{story.title}</h1>{blocks}{after}"


def _government(story: Story, blocks: str, after: str) -> str:
    return (
        f'<main id="content" role="main"><h1>{story.title}</h1><dl><dt>Published</dt><dd>4 March 2031</dd></dl>'
        f'<div class="govspeak">{blocks}</div>{after}</main>'
    )


def _blog(story: Story, blocks: str, after: str) -> str:
    return (
        f'<div class="hfeed"><article class="hentry"><h1 class="entry-title">{story.title}</h1>'
        f'<div class="entry-content">{blocks}</div></article>{after}</div>'
    )


def _page_table(story: Story, blocks: str, after: str) -> str:
    news = '<ul><li><a href="/a">News</a></li></ul>'
    return f"<table><tr><td>{news}</td><td><h1>{story.title}</h1>{blocks}{after}</td></tr></table>"


def _columns(story: Story, blocks: str, after: str) -> str:
    return (
        f'<div class="grid"><div class="column-main"><h1>{story.title}</h1><div>{blocks}</div>{after}</div>'
        '<aside class="sidebar"><h2>Latest</h2><ul><li><a href="/a">A gull</a></li></ul></aside></div>'
    )


def _nested(story: Story, blocks: str, after: str) -> str:
    return (
        f'<div id="root"><div><div><main><div><h1>{story.title}</h1></div>'
        f"<div><div>{blocks}</div><div>{after}</div></div></main></div></div></div>"
    )


def _component(story: Story, blocks: str, after: str) -> str:
    return (
        f"<main><article><header><h1>{story.title}</h1></header>"
        f'<div data-component="text-block">{blocks}</div></article>'
        f'<div data-component="after">{after}</div></main>'
    )


def _statement(story: Story, blocks: str, after: str) -> str:
    return (
        f'<div class="container"><section class="hero"><h1>{story.title}</h1><p>4 March 2031</p></section>'
        f'<section class="rich-text">{blocks}</section><section>{after}</section></div>'
    )


def _posts(story: Story, blocks: str, after: str) -> str:
    return (
        f'<main><h1>{story.title}</h1><article id="post-1"><div class="post-content">{blocks}</div></article>'
        f"<div>{after}</div></main>"
    )


def _microdata(story: Story, blocks: str, after: str) -> str:
    return (
        '<div itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{story.title}</h1><div itemprop="articleBody">{blocks}</div></div>{after}'
    )


def _amp(story: Story, blocks: str, after: str) -> str:
    return (
        f'<article class="amp-article"><header><h1>{story.title}</h1></header>'
        f'<div class="amp-article-content">{blocks}</div></article><section>{after}</section>'
    )


def _standfirst(story: Story, blocks: str, after: str) -> str:
    return (
        f'<main><article><h1>{story.title}</h1><p class="standfirst">What was said on the coast, and what was not.</p>'
        f'<div class="article-text">{blocks}</div>{after}</article></main>'
    )


SHAPES: tuple[Shape, ...] = (
    _article, _divs, _sections, _bare, _government, _blog, _page_table, _columns, _nested, _component, _statement,
    _posts, _microdata, _amp, _standfirst,
)  # fmt: skip


def make_page(story: Story, blocks: list[str], after: str, shape: Shape) -> str:
    """A page with masthead, foot and a date."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{story.title} | The Coast Courier</title>'
        '<meta property="article:published_time" content="2031-03-04T09:30:00Z"></head>'
        f'<body><header><nav><a href="/">Home</a></nav></header>{shape(story, "".join(blocks), after)}'
        "<footer>© 2031 The Coast Courier</footer></body></html>"
    )
