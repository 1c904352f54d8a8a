"""Tests of the statements of official documents."""
