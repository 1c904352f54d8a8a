"""Tests of the WARC archive."""
