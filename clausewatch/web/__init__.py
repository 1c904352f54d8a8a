"""The REST API and the pages: what was said, searched and read in a browser."""

from clausewatch.web.app import make_app
from clausewatch.web.server import serve

__all__ = ["make_app", "serve"]
