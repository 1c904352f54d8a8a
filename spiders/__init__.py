"""Crawlers: a Scrapy project with one small file per publisher."""
