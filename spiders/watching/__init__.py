"""Notices that a publisher's lists name something new, without crawling: conditional requests, as polite as a crawl."""
