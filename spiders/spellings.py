"""AMP spellings of a page, which are not asked for where the page is known by its plain address."""

import re
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from clausewatch.ledger.spellings import find_other_spellings

HOST = re.compile(r"(?:^|(?<=\.))amp\.(?=[^.]+\.)", re.IGNORECASE)
PATH = re.compile(r"/amp/?$|^/(?:google-)?amp(?=/.)|\.amp(?=\.html?$|/?$)", re.IGNORECASE)
PARAMETER = re.compile(r"(?:^|(?<=&))(?:amp(?:=[^&]*)?|output_?type=amp)(?:&|$)", re.IGNORECASE)


def guess_plain(url: str) -> str | None:
    """How the plain address of what may be an AMP page is likely written; none where it does not look like one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host, path, query = HOST.sub("", parts.netloc), PATH.sub("", parts.path), PARAMETER.sub("", parts.query)
    if (host, path, query) == (parts.netloc, parts.path, parts.query):
        return None
    return parts._replace(netloc=host, path=path or "/", query=query.rstrip("&")).geturl()


def find_plain(session: Session, url: str) -> str | None:
    """The plain address of the page that an AMP address has shown, where that was asked for, too, and is there. What
    only looks like AMP, as a page about it may, has shown no other page.
    """
    guess = guess_plain(url)
    if guess is None:
        return None
    others = find_other_spellings(session, url, (guess,))
    return next((other for other in others if guess_plain(other) is None), None)
