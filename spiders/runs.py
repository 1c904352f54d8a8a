"""Ids of crawl processes."""

import uuid


def new_run() -> str:
    """An id that no other crawl has."""
    return uuid.uuid4().hex[:12]
