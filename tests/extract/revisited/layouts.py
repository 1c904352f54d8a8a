"""Twelve ways in which sites lay out a story, each with furniture of its own that changes from visit to visit."""

import json
from collections.abc import Callable

from tests.extract.revisited.noise import Noise, Typography
from tests.extract.revisited.stories import Story

Layout = Callable[[Story, Noise, Typography], str]
PUBLISHED = "2031-03-04T09:30:00Z"


def page(story: Story, noise: Noise, body: str, head: str = "") -> str:
    """Head, masthead and foot that all sites have."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{story.title} | The Coast Courier</title>{head}
<script nonce="{noise.hashed("n")}">window.visit = {noise.random.random()};</script></head>
<body class="{noise.hashed("page")}">
{noise.maybe('<div class="cookie-banner"><p>We use cookies to remember you.</p><button>Accept</button></div>', 0.4)}
<header class="site-header"><span class="weather">{noise.weather()}</span><time>{noise.at:%A %d %B %Y}</time>
<nav><ul>{noise.link_list(3)}</ul></nav></header>
{body}
<footer><p>© {noise.at:%Y} The Coast Courier</p><ul>{noise.link_list(2)}</ul></footer></body></html>"""


def described(story: Story, noise: Noise, **facts: object) -> str:
    """JSON-LD with counters that change."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": PUBLISHED,
        "author": {"@type": "Person", "name": story.author},
        "interactionStatistic": {"@type": "InteractionCounter", "userInteractionCount": noise.random.randint(1, 999)},
        **facts,
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def metas() -> str:
    return f'<meta property="article:published_time" content="{PUBLISHED}">'


def broadsheet(story: Story, noise: Noise, set_: Typography) -> str:
    parts = [f"<p>{set_.set(text)}</p>" for text in story.paragraphs]
    parts.insert(
        2, noise.maybe(f'<aside class="related"><h3>More on this story</h3><ul>{noise.link_list()}</ul></aside>')
    )
    parts.insert(4, noise.maybe(f'<div class="ad-slot"><span>Advertisement</span><p>{noise.advert()}</p></div>'))
    body = f"""<main><article><h1>{set_.title(story.title)}</h1>
<div class="meta"><span class="byline">By {story.author}</span> <span>{noise.updated()}</span>
<span>{noise.reading_time()}</span></div><ul class="share-bar"><li>{noise.shares()}</li></ul>
<div class="article-body">{"".join(parts)}</div></article>
<section class="most-read"><h2>Most read</h2><ol>{noise.link_list(5)}</ol></section></main>"""
    return page(story, noise, body, described(story, noise))


def tabloid(story: Story, noise: Noise, set_: Typography) -> str:
    parts = [f'<p class="{noise.hashed("mol")}">{set_.set(text)}</p>' for text in story.paragraphs]
    parts.insert(1, f"<p>{noise.shares()}</p><p>{noise.comments()}</p>")
    parts.insert(3, noise.maybe(f"<p><strong>READ MORE: {noise.links(1)[0]}</strong></p>"))
    parts.insert(5, noise.maybe(f'<div class="promo"><p>{noise.advert()}</p></div>'))
    body = f"""<div id="content"><h1>{set_.title(story.title)}</h1><p class="author">By {story.author}</p>
<p>{noise.updated()}</p><div class="{noise.hashed("body")}">{"".join(parts)}</div>
<p>{noise.views()}</p><div class="puff"><h3>Trending</h3><ul>{noise.link_list(6)}</ul></div>
<div class="comments-list">{noise.remarks()}</div></div>"""
    return page(story, noise, body, metas())


def blog(story: Story, noise: Noise, set_: Typography) -> str:
    parts = [f"<p>{set_.set(text)}</p>" for text in story.paragraphs]
    tail = f"""<div class="sharedaddy"><h3>Share this:</h3><ul><li>{noise.shares()}</li></ul></div>
<div class="jp-relatedposts"><h3>Related</h3>{"".join(f"<p>{link}</p>" for link in noise.links(3))}</div>"""
    body = f"""<div class="hfeed"><article class="hentry post-{noise.random.randint(1, 9999)}">
<header><h1 class="entry-title">{set_.title(story.title)}</h1><p class="entry-meta">Posted on 4 March 2031 by
{story.author} · {noise.reading_time()} · <a href="#comments">{noise.comments()}</a></p></header>
<div class="entry-content">{"".join(parts)}{tail}</div></article>
<div id="comments" class="comments-area"><h2>{noise.comments()}</h2>{noise.remarks()}</div>
<aside class="widget-area"><h2>Recent posts</h2><ul>{noise.link_list()}</ul></aside></div>"""
    return page(story, noise, body, metas())


def broadcaster(story: Story, noise: Noise, set_: Typography) -> str:
    css = noise.hashed("ssrcss")
    blocks = [
        f'<div data-component="text-block" class="{css}"><p class="{css}-P"><span>{set_.set(text)}</span></p></div>'
        for text in story.paragraphs
    ]
    links = f'<div data-component="links-block"><h2>Related topics</h2><ul>{noise.link_list(3)}</ul></div>'
    blocks.insert(3, noise.maybe(links))
    blocks.insert(2, f'<div data-component="ad-slot"><p>{noise.advert()}</p></div>')
    body = f"""<main id="main-content"><article><header><h1>{set_.title(story.title)}</h1></header>
<div data-component="byline-block"><span><time datetime="{PUBLISHED}">{noise.ago()}</time></span>
<span>{story.author}</span></div>{"".join(blocks)}
<section data-component="topic-list"><ul>{noise.link_list(3)}</ul></section></article></main>
<section><h2>Top stories</h2><ul>{noise.link_list(5)}</ul></section>"""
    return page(story, noise, body, described(story, noise))


def government(story: Story, noise: Noise, set_: Typography) -> str:
    parts = [f"<p>{set_.set(text)}</p>" for text in story.paragraphs]
    body = f"""<div class="banner"><p>{noise.random.choice(("Help us improve", "Take our survey"))} this site</p></div>
<main><h1>{set_.title(story.title)}</h1><dl><dt>Published</dt><dd>4 March 2031</dd>
<dt>Last updated</dt><dd>{noise.at:%d %B %Y}</dd></dl><div class="govspeak">{"".join(parts)}</div>
<h2>Share this page</h2><ul class="share-buttons"><li><a href="#">Share on somewhere</a></li></ul>
<p>{noise.updated()}</p><div class="feedback"><h2>Is this page useful?</h2><p>{noise.count()} people said yes</p></div>
</main>"""
    return page(story, noise, body, f'<meta name="dcterms.issued" content="{PUBLISHED}">')


def company(story: Story, noise: Noise, set_: Typography) -> str:
    grid = noise.hashed("grid")
    parts = [f'<div class="{grid}"><p>{set_.set(text)}</p></div>' for text in story.paragraphs]
    body = f"""<main><section class="{grid}"><p>{noise.reading_time()}</p><h1>{set_.title(story.title)}</h1>
<p>4 March 2031</p></section><section>{"".join(parts)}</section>
<section class="{noise.hashed("up-next")}"><h2>More from the newsroom</h2>
{"".join(f"<div><h3>{link}</h3><p>{noise.ago()}</p></div>" for link in noise.links(3))}</section>
<section class="newsletter"><h2>Get our news</h2><p>Join {noise.count(90_000)} readers.</p></section></main>"""
    return page(story, noise, body, metas())


def line_breaks(story: Story, noise: Noise, set_: Typography) -> str:
    text = "<br><br>".join(set_.set(paragraph) for paragraph in story.paragraphs)
    body = f"""<table width="100%"><tr><td width="150"><ul>{noise.link_list()}</ul></td><td>
<h1>{set_.title(story.title)}</h1><i>by {story.author}</i><br>
<div class="story">{text}</div><p><small>{noise.views()}</small></p>
<p><small>{noise.updated()}</small></p></td></tr></table>"""
    return page(story, noise, body, metas())


def amp(story: Story, noise: Noise, set_: Typography) -> str:
    parts = [f"<p>{set_.set(text)}</p>" for text in story.paragraphs]
    parts.insert(3, '<amp-ad width="300" height="250" type="doubleclick"></amp-ad>')
    body = f"""<article class="amp-wp-article"><header class="amp-wp-article-header">
<h1 class="amp-wp-title">{set_.title(story.title)}</h1><div class="amp-wp-meta">{story.author}</div>
<div class="amp-wp-meta"><time datetime="{PUBLISHED}">{noise.ago()}</time></div></header>
<div class="amp-wp-article-content">{"".join(parts)}</div>
<footer><div class="amp-wp-comments-link"><a href="#">{noise.comments()}</a></div></footer></article>"""
    return page(story, noise, body, described(story, noise))


def magazine(story: Story, noise: Noise, set_: Typography) -> str:
    parts = [f"<p>{set_.set(text)}</p>" for text in story.paragraphs]
    parts.insert(
        2, f'<figure><img src="/i/{noise.hashed("p")}.jpg" alt=""><figcaption>The quay at dawn</figcaption></figure>'
    )
    parts.insert(4, noise.maybe(f"<p><em>Story continues below</em></p><p>{noise.links(1)[0]}</p>"))
    parts.append(f"<p>{noise.links(1)[0]}</p>")
    body = f"""<main><div class="stats"><span>{noise.views()}</span></div><article itemscope>
<h1 itemprop="headline">{set_.title(story.title)}</h1><p class="dek">{noise.reading_time()}</p>
<div itemprop="articleBody">{"".join(parts)}</div><div class="author-bio"><p>{story.author} has
{noise.count(90_000)} followers.</p></div><div class="poll"><p>{noise.count()} votes</p></div></article></main>"""
    return page(story, noise, body, metas())


def live(story: Story, noise: Noise, set_: Typography) -> str:
    parts = [f"<p>{set_.set(text)}</p>" for text in story.paragraphs]
    body = f"""<main><article><h1>{set_.title(story.title)}</h1><p class="status">{noise.updated()}</p>
<p>{noise.count(300)} people are reading this now</p><div class="post"><time datetime="{PUBLISHED}">{noise.ago()}</time>
{"".join(parts)}<p>{noise.shares()}</p></div></article><aside><h2>Latest</h2><ul>{noise.link_list(5)}</ul></aside></main>"""
    return page(story, noise, body, described(story, noise, dateModified=f"{noise.at:%Y-%m-%dT%H:%M:%SZ}"))


def plain_divs(story: Story, noise: Noise, set_: Typography) -> str:
    css = noise.hashed("css")
    parts = [f'<div class="{css}">{set_.set(text)}</div>' for text in story.paragraphs]
    parts.insert(3, noise.maybe(f'<div class="{noise.hashed("advert")}">{noise.advert()}</div>'))
    body = f"""<div class="{css}"><h1>{set_.title(story.title)}</h1><div>{noise.comments()}</div>
<div class="text">{"".join(parts)}</div><div>{noise.shares()}</div>
<div class="recommended-{css}"><h3>You may also like</h3>
{"".join(f"<div>{link}</div>" for link in noise.links(4))}</div></div>"""
    return page(story, noise, body, metas())


def campaign(story: Story, noise: Noise, set_: Typography) -> str:
    first, *rest = [f"<p>{set_.set(text)}</p>" for text in story.paragraphs]
    body = f"""<main class="wp-block-group"><h1>{set_.title(story.title)}</h1><p>{noise.reading_time()}</p>
<div class="wp-block-post-content">{first}<blockquote class="wp-block-quote">{rest[0]}</blockquote>{"".join(rest[1:])}
<p>{noise.count(90_000)} people have signed. Will you?</p></div>
<div class="donate-box"><p>{noise.count()} supporters gave this week</p></div>
<section><h2>Related articles</h2><ul>{noise.link_list(3)}</ul></section></main>"""
    return page(story, noise, body, metas())


LAYOUTS: dict[str, Layout] = {
    each.__name__: each
    for each in (
        broadsheet, tabloid, blog, broadcaster, government, company, line_breaks, amp, magazine, live, plain_divs,
        campaign,
    )
}  # fmt: skip
