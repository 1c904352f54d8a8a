"""Registers of Parliament on loopback, at the port in CLAUSEWATCH_TEST_PORT."""

import os

from clausewatch.models import Publisher
from spiders.bases.bills import BillsSpider
from spiders.bases.committees import CommitteesSpider

BASE = f"http://{{}}.localhost:{os.environ.get('CLAUSEWATCH_TEST_PORT', '1')}"


def describe(name: str, api: str) -> Publisher:
    """What a register is on loopback."""
    return Publisher(
        name=name, title=name, kind="official", category="parliament", domains=(f"{api}.localhost",), minimum=0
    )


class LocalBills(BillsSpider):
    """Bills and amendments."""

    publisher = describe("local-bills", "bills-api")
    base = BASE.format("bills-api")
    terms = ("bells",)
    delay = 0


class LocalCommittees(CommitteesSpider):
    """Inquiries and evidence."""

    publisher = describe("local-committees", "committees-api")
    base = BASE.format("committees-api")
    terms = ("bells",)
    delay = 0
