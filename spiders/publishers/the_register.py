"""The Register."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.archives import DatedArchive
from spiders.bases.feed import FeedSpider


class TheRegister(FeedSpider):
    """Coverage by The Register."""

    publisher = Publisher(
        name="the-register",
        title="The Register",
        kind="coverage",
        category="news",
        domains=("theregister.com", "theregister.co.uk"),
        minimum=5,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(
                article="#body",
                standfirst=".header_right h2, .article_head h2",
                leave_out=".promo_article, .wptl, .listinks, .adun",
            ),
        ),
    )
    feeds = ("https://www.theregister.com/headlines.atom",)
    archives = (
        DatedArchive(
            address="https://www.theregister.com/Archive/{year}/{month}/{day}/",
            holds="list",
            pages=r"/{year}/{month}/{day}/.+",
        ),
    )
