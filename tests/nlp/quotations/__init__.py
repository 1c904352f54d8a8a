"""Tests of the room that finds quotations."""
