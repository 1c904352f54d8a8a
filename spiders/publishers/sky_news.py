"""Sky News."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class SkyNews(FeedSpider):
    """Coverage by Sky News."""

    publisher = Publisher(
        name="sky-news",
        title="Sky News",
        kind="coverage",
        category="news",
        domains=("sky.com", "feeds.skynews.com"),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(
                article=".sdc-article-body",
                standfirst=".sdc-article-header__sub-title",
                leave_out=".sdc-article-strapline, .sdc-article-related-stories, .sdc-article-author,"
                " .sdc-article-widget",
            ),
        ),
    )
    feeds = (
        "https://feeds.skynews.com/feeds/rss/technology.xml",
        "https://feeds.skynews.com/feeds/rss/politics.xml",
        "https://feeds.skynews.com/feeds/rss/uk.xml",
    )
    gap_sitemaps = ("https://news.sky.com/sitemap/sitemap-news.xml",)
