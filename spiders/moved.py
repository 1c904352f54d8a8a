"""Redirects that say that a page is not there any more: to a front page, or to where readers log in."""

from urllib.parse import urlsplit

PERMANENT = frozenset({301, 308})
FRONTS = frozenset({"index.html", "index.htm", "index.php", "home", "homepage"})
DOORS = frozenset({"login", "log-in", "signin", "sign-in", "subscribe", "subscription", "subscriptions", "register"})
DEEPER = 2
"""Parts of a path that are lost where a page leads to the front of its section: one less is another form of it."""
LANGUAGE = 2
"""Letters."""


def is_front(url: str, target: str) -> bool:
    """Whether an address that is no front page leads to one: of the site, of a language, or of the page's section."""
    here, there = _read_parts(url), _read_parts(target)
    asks = bool(urlsplit(url).query)
    if urlsplit(target).query or (not asks and _is_root(here)):
        return False
    if _is_root(there):
        return True
    if len(there) > 1 or not here:
        return False
    return (len(there[0]) == LANGUAGE and len(here) > 1) or (there[0] == here[0] and len(here) > DEEPER)


def is_door(url: str, target: str) -> bool:
    """Whether an address leads to where readers log in or subscribe, and is no such page itself."""
    return not DOORS.isdisjoint(_read_parts(target)) and DOORS.isdisjoint(_read_parts(url))


def _read_parts(url: str) -> list[str]:
    return [part.casefold() for part in urlsplit(url).path.split("/") if part]


def _is_root(parts: list[str]) -> bool:
    return not parts or (len(parts) == 1 and parts[0] in FRONTS)
