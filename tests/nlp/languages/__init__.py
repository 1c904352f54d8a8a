"""Tests of what is in another language than English."""
