"""Hands Clausewatch's own settings on to Scrapy: who we are, whom we crawl and where it is kept."""

from scrapy.settings import BaseSettings

from clausewatch.settings import Settings, load_settings


class ClausewatchAddon:
    """Under `scrapy crawl` the settings in force; a process of `clausewatch run` is handed its own."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """Set what follows from CLAUSEWATCH; `-s` on the command line wins over all but that."""
        ours = settings.get("CLAUSEWATCH")
        if not isinstance(ours, Settings):
            ours = load_settings()
            settings.set("CLAUSEWATCH", ours, priority="addon")
        settings.set("USER_AGENT", ours.user_agent, priority="addon")
        settings.set("SPIDER_MODULES", [ours.publishers], priority="project")
        settings.set("ALLOW_LOOPBACK", ours.allow_loopback, priority="addon")
