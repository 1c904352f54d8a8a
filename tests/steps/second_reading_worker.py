"""A run that may be killed: `python -m tests.steps.second_reading_worker FOLDER`, as `clausewatch run` of one site."""

import io
import sys
from pathlib import Path

import spacy

from clausewatch.steps.crawl import crawl
from clausewatch.steps.process import deliver_all, process_new
from clausewatch.steps.report import StepReport
from clausewatch.steps.stores import Stores, open_stores
from nlp.annotator import Annotator
from spiders.run import list_publishers
from tests.spiders.conftest import make_settings


def run(stores: Stores, site: str = "varied") -> list[StepReport]:
    """Crawl a site and take what is new to the alerts; the annotator finds nothing, which is another room's matter."""
    crawled = [result.publisher for result in crawl(stores, [site])]
    annotator = Annotator(spacy.blank("en"))
    reports = process_new(stores, annotator, list_publishers(stores.settings), crawled=crawled)
    return [*reports, deliver_all(stores, io.StringIO())]


if __name__ == "__main__":
    with open_stores(make_settings(Path(sys.argv[1]))) as opened:
        run(opened)
