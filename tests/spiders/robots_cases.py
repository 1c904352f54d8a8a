"""Cases of RFC 9309: a robots.txt, paths that it allows us and paths that it forbids us."""

from typing import NamedTuple


class RobotsCase(NamedTuple):
    """One robots.txt."""

    name: str
    content: str
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


CASES = (
    RobotsCase("an empty file", "", ("/", "/a", "/a?b=c")),
    RobotsCase("nothing but a comment", "# all are welcome\n", ("/", "/a")),
    RobotsCase("an empty disallow", "User-agent: *\nDisallow:\n", ("/", "/a")),
    RobotsCase("everything", "User-agent: *\nDisallow: /\n", (), ("/", "/a", "/a/b?c=d")),
    RobotsCase(
        "a folder", "User-agent: *\nDisallow: /private/\n", ("/", "/private", "/a"), ("/private/", "/private/a")
    ),
    RobotsCase("a prefix", "User-agent: *\nDisallow: /priv\n", ("/", "/pri"), ("/priv", "/private", "/priv/a")),
    RobotsCase(
        "the longest match allows", "User-agent: *\nDisallow: /a\nAllow: /a/b\n", ("/a/b", "/a/b/c"), ("/a", "/a/c")
    ),
    RobotsCase("the longest match forbids", "User-agent: *\nAllow: /a\nDisallow: /a/b\n", ("/a", "/a/c"), ("/a/b",)),
    RobotsCase("order does not matter", "User-agent: *\nAllow: /a/b\nDisallow: /a\n", ("/a/b",), ("/a/c",)),
    RobotsCase(
        "of equal length the allowing one", "User-agent: *\nDisallow: /page\nAllow: /page\n", ("/page", "/page/a")
    ),
    RobotsCase(
        "a wildcard in the middle",
        "User-agent: *\nDisallow: /*/print\n",
        ("/print", "/a"),
        ("/a/print", "/a/b/printer"),
    ),
    RobotsCase("a wildcard at the end", "User-agent: *\nDisallow: /a*\n", ("/b",), ("/a", "/ab", "/a/b")),
    RobotsCase(
        "an end mark", "User-agent: *\nDisallow: /*.pdf$\n", ("/a.pdf?x=1", "/a.pdfs", "/a"), ("/a.pdf", "/b/c.pdf")
    ),
    RobotsCase("an end mark without a wildcard", "User-agent: *\nDisallow: /a$\n", ("/ab", "/a/"), ("/a",)),
    RobotsCase("the front page alone", "User-agent: *\nDisallow: /$\n", ("/a",), ("/",)),
    RobotsCase("all but the front page", "User-agent: *\nDisallow: /\nAllow: /$\n", ("/",), ("/a",)),
    RobotsCase("a query", "User-agent: *\nDisallow: /*?\n", ("/a",), ("/a?b", "/?b=c")),
    RobotsCase("one parameter", "User-agent: *\nDisallow: /*?sort=\n", ("/a?page=2",), ("/a?sort=new",)),
    RobotsCase("two wildcards", "User-agent: *\nDisallow: /*/a/*/b\n", ("/x/a/b", "/a/y/b"), ("/x/a/y/b",)),
    RobotsCase("case counts in paths", "User-agent: *\nDisallow: /Secret\n", ("/secret",), ("/Secret",)),
    RobotsCase("case does not count in names", "USER-AGENT: *\nDISALLOW: /a\n", ("/b",), ("/a",)),
    RobotsCase("spaces around", "  User-agent :  *  \n  Disallow :  /a  \n", ("/b",), ("/a",)),
    RobotsCase("a comment behind a rule", "User-agent: * # all\nDisallow: /a # not this\n", ("/b",), ("/a",)),
    RobotsCase("lines ended as on Windows", "User-agent: *\r\nDisallow: /a\r\n", ("/b",), ("/a",)),
    RobotsCase("lines ended as on old Macs", "User-agent: *\rDisallow: /a\r", ("/b",), ("/a",)),
    RobotsCase("no end of line at the end", "User-agent: *\nDisallow: /a", ("/b",), ("/a",)),
    RobotsCase("empty lines inside a group", "User-agent: *\n\nDisallow: /a\n\nDisallow: /b\n", ("/c",), ("/a", "/b")),
    RobotsCase(
        "our own group", "User-agent: *\nDisallow: /\n\nUser-agent: Clausewatch\nDisallow: /a\n", ("/", "/b"), ("/a",)
    ),
    RobotsCase(
        "our own group first", "User-agent: Clausewatch\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n", ("/b",), ("/a",)
    ),
    RobotsCase("our own group in other letters", "User-agent: CLAUSEWATCH\nDisallow: /a\n", ("/b",), ("/a",)),
    RobotsCase(
        "our own group lets all in", "User-agent: *\nDisallow: /\n\nUser-agent: clausewatch\nAllow: /\n", ("/", "/a")
    ),
    RobotsCase(
        "our own group forbids all",
        "User-agent: clausewatch\nDisallow: /\n\nUser-agent: *\nAllow: /\n",
        (),
        ("/", "/a"),
    ),
    RobotsCase("somebody else's group", "User-agent: Otherbot\nDisallow: /\n", ("/", "/a")),
    RobotsCase(
        "somebody else and us together",
        "User-agent: Otherbot\nUser-agent: Clausewatch\nDisallow: /a\n",
        ("/b",),
        ("/a",),
    ),
    RobotsCase("all and us together", "User-agent: *\nUser-agent: Clausewatch\nDisallow: /a\n", ("/b",), ("/a",)),
    RobotsCase(
        "our groups are one",
        "User-agent: Clausewatch\nDisallow: /a\n\nUser-agent: Clausewatch\nDisallow: /b\n",
        ("/c",),
        ("/a", "/b"),
    ),
    RobotsCase(
        "the groups for all are one",
        "User-agent: *\nDisallow: /a\n\nUser-agent: *\nDisallow: /b\n",
        ("/c",),
        ("/a", "/b"),
    ),
    RobotsCase(
        "the group of all does not add to ours",
        "User-agent: *\nDisallow: /a\n\nUser-agent: Clausewatch\nDisallow: /b\n",
        ("/a",),
        ("/b",),
    ),
    RobotsCase("rules before any group", "Disallow: /a\nUser-agent: *\nDisallow: /b\n", ("/a",), ("/b",)),
    RobotsCase("unknown lines", "User-agent: *\nNoindex: /a\nDisallow: /b\n", ("/a",), ("/b",)),
    RobotsCase(
        "a sitemap inside a group", "User-agent: *\nSitemap: https://n.example/s.xml\nDisallow: /a\n", ("/b",), ("/a",)
    ),
    RobotsCase("a crawl delay inside a group", "User-agent: *\nCrawl-delay: 3\nDisallow: /a\n", ("/b",), ("/a",)),
    RobotsCase("escapes in the rule", "User-agent: *\nDisallow: /a%20b\n", ("/a",), ("/a%20b",)),
    RobotsCase(
        "escapes in the rule are the letters", "User-agent: *\nDisallow: /%7Ejo\n", ("/jo",), ("/~jo", "/%7Ejo")
    ),
    RobotsCase(
        "letters beyond ASCII in the rule", "User-agent: *\nDisallow: /caf\u00e9\n", ("/cafe",), ("/caf%C3%A9",)
    ),
    RobotsCase(
        "escapes in the rule for letters beyond ASCII",
        "User-agent: *\nDisallow: /caf%C3%A9\n",
        ("/cafe",),
        ("/caf%C3%A9",),
    ),
    RobotsCase("an escaped slash is no slash", "User-agent: *\nDisallow: /a%2Fb\n", ("/a/b",), ("/a%2Fb",)),
    RobotsCase("robots.txt itself", "User-agent: *\nDisallow: /\n", ("/robots.txt",), ("/robots.txt.old",)),
    RobotsCase("a byte order mark", "\ufeffUser-agent: *\nDisallow: /a\n", ("/b",), ("/a",)),
    RobotsCase("HTML instead of rules", "<!doctype html><html><body>Not found</body></html>", ("/", "/a")),
    RobotsCase(
        "many rules",
        "User-agent: *\n" + "".join(f"Disallow: /p{n}/\n" for n in range(2000)),
        ("/p2000/", "/a"),
        ("/p0/", "/p1999/a"),
    ),
    RobotsCase(
        "a wildcard and an allowed end",
        "User-agent: *\nDisallow: /*.php\nAllow: /*.php$\n",
        ("/a.php",),
        ("/a.php?x=1",),
    ),
    RobotsCase(
        "a long allow beats a wildcard",
        "User-agent: *\nDisallow: /*news\nAllow: /open/news\n",
        ("/open/news",),
        ("/x/news",),
    ),
    RobotsCase(
        "a disallowed folder with an open page",
        "User-agent: *\nDisallow: /search/\nAllow: /search/about\n",
        ("/search/about",),
        ("/search/q",),
    ),
    RobotsCase("misspelt, but meant", "User-agent: *\nDissallow: /a\n", ("/b",), ("/a",)),
    RobotsCase("a group without rules", "User-agent: Clausewatch\n\nUser-agent: *\nDisallow: /a\n", ("/b",), ("/a",)),
    RobotsCase("stars at the end of an agent", "User-agent: Clausewatch*\nDisallow: /a\n", ("/b",), ("/a",)),
    RobotsCase("a rule that is only a wildcard", "User-agent: *\nDisallow: *\n", (), ("/", "/a")),
    RobotsCase("a parameter anywhere", "User-agent: *\nDisallow: /*page=\n", ("/a?size=2",), ("/a?x=1&page=2",)),
    RobotsCase("a semicolon in a path", "User-agent: *\nDisallow: /a;b\n", ("/a",), ("/a;b",)),
    RobotsCase(
        "a newspaper's members",
        "User-agent: *\nDisallow: /subscribers/\nDisallow: /search\n",
        ("/news/1",),
        ("/subscribers/1", "/search?q=a"),
    ),
    RobotsCase(
        "a government's search",
        "User-agent: *\nDisallow: /search/all*\nAllow: /search/news\n",
        ("/search/news",),
        ("/search/all?q=a",),
    ),
)
