"""Crawl, extract, annotate, index, alert: each a short function over a batch of the ledger's work.

A step claims work, does it and writes the result in one transaction with the end of the claim. It may be killed
anywhere and run again: what it had claimed is taken over, and every write is by deterministic id.
"""
