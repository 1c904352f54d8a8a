"""The Guardian: its news sitemap."""

from clausewatch.layouts import Layout
from clausewatch.models import Publisher
from spiders.archives import DatedArchive
from spiders.bases.sitemap import SitemapSpider


class Guardian(SitemapSpider):
    """Coverage by The Guardian."""

    publisher = Publisher(
        name="guardian",
        title="The Guardian",
        kind="coverage",
        category="news",
        domains=("theguardian.com",),
        minimum=20,
        budget=300,
        terms="Copyright; kept for analysis and quoted in short, with a link.",
        layouts=(
            Layout(article=".article-body-commercial-selector", standfirst="[data-gu-name=standfirst] p"),
            Layout(article=".content__article-body", standfirst=".content__standfirst p", leave_out=".submeta"),
        ),
    )
    sitemaps = ("https://www.theguardian.com/sitemaps/news.xml",)
    pages_in = ("/technology/", "/politics/", "/uk-news/", "/law/", "/society/", "/media/", "/commentisfree/")
    archives = tuple(
        DatedArchive(
            address=f"https://www.theguardian.com/{section}/{{year}}/{{mon}}/{{day}}/all",
            holds="list",
            pages=r"/[a-z/-]+/{year}/{mon}/{day}/(?!all$).+",
        )
        for section in ("technology", "politics", "uk-news")
    )
