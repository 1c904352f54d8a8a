"""One small file for each publisher, found by Scrapy itself. docs/publishers.md tells how to add one."""
