"""Tests of rules, matching, shifts and channels."""
