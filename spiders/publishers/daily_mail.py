"""Daily Mail: its feeds for news and technology."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.bases.feed import FeedSpider


class DailyMail(FeedSpider):
    """Coverage by the Daily Mail."""

    publisher = Publisher(
        name="daily-mail",
        title="Daily Mail",
        kind="coverage",
        category="news",
        domains=("dailymail.co.uk", "dailymail.com"),
        minimum=20,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(
                article="#js-article-text > .mol-bullets-with-font, [itemprop=articleBody]",
                leave_out=".mol-factbox, .mol-table, .imageCaption, .moduleFull, .related-carousel",
            ),
        ),
    )
    feeds = (
        "https://www.dailymail.co.uk/news/index.rss",
        "https://www.dailymail.co.uk/sciencetech/index.rss",
    )
