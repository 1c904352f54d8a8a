"""Scrapy's settings: polite, bounded and honest. What a person may choose comes from Clausewatch's own settings."""

from typing import Any

from clausewatch.errors import SettingsError
from clausewatch.settings import load_settings


def _find_spiders() -> list[str]:
    """For `scrapy list`, which asks no addon. Wrong settings are reported by the addon, where they matter."""
    try:
        return [load_settings().publishers]
    except SettingsError:
        return ["spiders.publishers"]


SPIDER_MODULES = _find_spiders()
ADDONS = {"spiders.addon.ClausewatchAddon": 0}
BOT_NAME = "clausewatch"
NEWSPIDER_MODULE = "spiders.publishers"
DOWNLOADER = "spiders.downloader.CountingDownloader"

ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 1
"""Spiders give requests only, and Scrapy starts so many tasks for every answer."""
DOWNLOAD_DELAY = 1.0
# In the order of the lists: what is newest there first.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
DOWNLOAD_DELAY_JITTER = 0
"""None, as a crawl delay is a promise and not an average."""
DOWNLOAD_TIMEOUT = 30
"""Seconds for a whole response, so that a server that drips bytes is cut off."""
DOWNLOAD_MAXSIZE = 10_000_000
"""Bytes, before and after decoding."""
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
CLOSESPIDER_TIMEOUT = 1800
MEMUSAGE_ENABLED = True
MEMUSAGE_LIMIT_MB = 512

COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
METAREFRESH_ENABLED = False
HTTPPROXY_ENABLED = False
"""A proxy would look up names by itself, and so undo the check of addresses."""
REDIRECT_MAX_TIMES = 5
RETRY_TIMES = 2
RETRY_HTTP_CODES = [408, 429, 500, 502, 503, 504, 522, 524]
RETRY_AFTER_LONGEST = 120
"""Seconds that a crawl waits when it is asked to; asked for longer, it leaves the host alone until the next crawl."""
RETRY_AFTER_DEFAULT = 5
RETRY_AFTER_LOOK_EVERY = 15
"""Seconds after which a crawl sees what servers asked of others meanwhile, as of the watch beside it."""

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
TWISTED_DNS_RESOLVER = "spiders.resolver.GuardedResolver"
DNS_TIMEOUT = 10
LOG_LEVEL = "INFO"
DOWNLOADER_STATS = False
"""Nobody asks for its counts of bytes, which take their time of every page; the tally has the requests."""
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.9",
}
DOWNLOAD_HANDLERS: dict[str, Any] = {
    "http": "spiders.downloads.BoundedDownloadHandler",
    "https": "spiders.downloads.BoundedDownloadHandler",
    "ftp": None,
    "file": None,
    "s3": None,
    "data": None,
}

# Not used, and loading them takes a third of the time in which a crawl begins; the guard of memory is our own.
EXTENSIONS = {
    "scrapy.extensions.memusage.MemoryUsage": None,
    "spiders.memory.OwnMemoryUsage": 0,
    "scrapy.extensions.memdebug.MemoryDebugger": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
}
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "spiders.middlewares.own_addresses.OwnAddressesMiddleware": 40,
    "spiders.middlewares.robots.RobotsMiddleware": 100,
    "spiders.middlewares.reservations.SiteReservationMiddleware": 105,
    "spiders.middlewares.budget.BudgetMiddleware": 110,
    "spiders.middlewares.recording.RecordingMiddleware": 540,
    "spiders.middlewares.reservations.PageReservationMiddleware": 545,
    "spiders.middlewares.retry_after.RetryAfterMiddleware": 550,
    "spiders.middlewares.bounded_compression.BoundedCompressionMiddleware": 590,
    "spiders.middlewares.own_redirects.OwnRedirectMiddleware": 600,
}
SPIDER_MIDDLEWARES = {
    # Every page passes each of these. Nobody asks how many links deep one lies, no request says where its address was
    # found, and none is made from the meta of another.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware": None,
    # The last to see what a spider gives.
    "spiders.middlewares.scheduling.SchedulingMiddleware": 10,
    "spiders.middlewares.revisits.RevisitMiddleware": 100,
    "spiders.middlewares.polling.PollingMiddleware": 110,
}
