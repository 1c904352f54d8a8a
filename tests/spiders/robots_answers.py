"""What a server may answer to /robots.txt, and whether its pages may then be asked for (RFC 9309, 2.3 and 2.5)."""

from itertools import pairwise
from typing import NamedTuple

from tests.spiders.local_web import HANG_UP, Reply, Route

SHUT = Reply(b"User-agent: *\nDisallow: /shut\n")
FULL = 512_000
"""Bytes of a robots.txt that count."""


class RobotsAnswer(NamedTuple):
    """One host: what it answers, and which of /open and /shut may be asked for."""

    name: str
    routes: dict[str, Route]
    open: bool = True
    shut: bool = False


def status(number: int, *, allowed: bool, **headers: str) -> RobotsAnswer:
    """A status with rules in its body, which do not count."""
    reply = Reply(b"User-agent: *\nDisallow: /shut\n", number, {"Retry-After": "0"} | headers)
    return RobotsAnswer(f"status {number}", {"/robots.txt": reply}, allowed, allowed)


def moved(hops: int, number: int = 302, *, followed: bool = True) -> RobotsAnswer:
    """So many redirects, the last of them to the rules."""
    places = ["/robots.txt", *(f"/rules/{hop}" for hop in range(1, hops + 1))]
    routes: dict[str, Route] = {here: Reply(b"", number, {"Location": there}) for here, there in pairwise(places)}
    return RobotsAnswer(f"{hops} redirects of {number}", routes | {places[-1]: SHUT}, followed)


def at(name: str, *lines: str, shut: bool = False, allowed: bool = True) -> RobotsAnswer:
    """A file in which a rule stands at a certain place."""
    return RobotsAnswer(name, {"/robots.txt": Reply("".join(lines).encode())}, allowed, shut)


def fill(number: int) -> str:
    """So many bytes of comment lines."""
    return ("#" * 79 + "\n") * (number // 80) + "#" * (number % 80 - 1) + "\n" * (number % 80 > 0)


GROUP, RULE = "User-agent: *\n", "Disallow: /shut\n"
ANSWERS = (
    *(status(number, allowed=True) for number in (400, 401, 402, 403, 404, 405, 406, 410, 418, 451)),
    *(status(number, allowed=False) for number in (429, 500, 501, 502, 503, 504, 520)),
    RobotsAnswer("an empty answer", {"/robots.txt": Reply(b"")}, shut=True),
    RobotsAnswer("no content", {"/robots.txt": Reply(b"", 204)}, shut=True),
    RobotsAnswer("a page of words", {"/robots.txt": Reply(b"<html><p>Not found</p></html>")}, shut=True),
    RobotsAnswer("rules called HTML", {"/robots.txt": Reply(SHUT.body, headers={"Content-Type": "text/html"})}),
    RobotsAnswer("rules of another charset", {"/robots.txt": Reply(b"# caf\xe9\n" + SHUT.body)}),
    RobotsAnswer("no answer", {"/robots.txt": Reply(status=HANG_UP)}, open=False),
    RobotsAnswer(
        "an answer cut off", {"/robots.txt": Reply(SHUT.body, headers={"Content-Length": "4000"})}, open=False
    ),
    RobotsAnswer("an answer that takes too long", {"/robots.txt": Reply(SHUT.body * 2, drip=0.1)}, open=False),
    RobotsAnswer("broken compression", {"/robots.txt": Reply(b"no", headers={"Content-Encoding": "gzip"})}, open=False),
    RobotsAnswer("a redirect to nowhere", {"/robots.txt": Reply(b"", 301)}, open=False),
    RobotsAnswer("a circle", {"/robots.txt": Reply(b"", 302, {"Location": "/robots.txt"})}, open=False),
    RobotsAnswer(
        "a redirect out", {"/robots.txt": Reply(b"", 302, {"Location": "http://10.0.0.1/robots.txt"})}, open=False
    ),
    RobotsAnswer("a redirect to nothing", {"/robots.txt": Reply(b"", 302, {"Location": "/none"})}, shut=True),
    *(moved(1, number) for number in (301, 303, 307, 308)),
    *(moved(hops) for hops in (1, 2, 3, 4, 5)),
    moved(6, followed=False),
    at("a rule in the last counted line", GROUP, fill(FULL - len(GROUP) - len(RULE)), RULE),
    at("a rule behind what counts", GROUP, fill(FULL - len(GROUP)), RULE, shut=True),
    at("a rule before a long rest", GROUP, RULE, fill(FULL)),
    at("all forbidden before a long rest", GROUP, "Disallow: /\n", fill(FULL), allowed=False),
)
