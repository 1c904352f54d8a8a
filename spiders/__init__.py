"""The Scrapy project: polite crawls of the publishers, kept in the archive and the ledger."""
