"""The demo: a small fictional web on loopback, and the crawl of it through two days."""
