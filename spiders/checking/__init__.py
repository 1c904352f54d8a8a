"""Looks at publishers and sites live, a few polite requests each: what a crawl would ask first, without a crawl."""
