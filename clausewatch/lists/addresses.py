"""What a link in a list means, on whose site it is, and what in it is only of one visit."""

import re
from functools import lru_cache
from urllib.parse import urljoin

SESSION_NAMES = frozenset({"phpsessid", "jsessionid", "asp.net_sessionid", "cfid", "cftoken"})
"""Names of parameters that are new at each visit; a server that misses one gives another. Not `session`, which may be
Parliament's.
"""
SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
"""The same at the end of a part of a path."""
MOST_HOSTS = 1024
"""That are remembered, as they are looked up."""


def is_on_domains(host: str, domains: tuple[str, ...]) -> bool:
    """Whether a host is one of the domains or below one, in whichever way both are written."""
    name = _as_looked_up(host)
    return any(name == domain or name.endswith(f".{domain}") for domain in map(_as_looked_up, domains))


@lru_cache(MOST_HOSTS)
def _as_looked_up(host: str) -> str:
    """In small letters; a name in other letters than ours as DNS has it (`xn--`), as which it is asked for."""
    name = host.casefold().removesuffix(".")
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def join_address(base: str, link: str) -> str:
    """The address that a link on a page means; the link as it is where it is no address."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link
