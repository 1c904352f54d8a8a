"""A site whose pages burst when they are decoded, or never end."""

from tests.spiders.sites import make

Bombs = make("bombs", minimum=0)
Bombs.custom_settings = {"DOWNLOAD_TIMEOUT": 1.5, "RETRY_TIMES": 0}
Bombs.__module__ = __name__
