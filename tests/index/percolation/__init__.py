"""Tests of saved searches on a server that has a percolator."""
