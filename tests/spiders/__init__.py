"""The Scrapy project: parts by themselves, and whole crawls of webs on loopback."""
