"""Answers with status 200 that are no article: consent walls, captchas, blocked and suspended pages, and pages that are
not there.
"""

import re

from clausewatch.errors import ExtractError, NotThereError

SHORTEST_TEXT = 60
"""Characters; no article is shorter."""
SUSPECT_UNDER = 1500
"""Characters of a text in which a telling phrase makes the whole suspect."""
CHARACTERS_A_SIGN = 150
"""Of a text that is all about what the sign says."""
NOT_THERE = "a page that says it is not there"
SIGNS = {
    "a consent page": re.compile(
        r"(?:before you (?:continue|proceed)[^.]{0,60}(?:cookies|consent)|we (?:value|care about|respect) your privacy"
        r"|(?:accept|manage|reject) (?:all )?(?:cookies|preferences|choices)|cookie (?:consent|wall|preferences)"
        r"|our \d* ?partners (?:store|process|use)|consent to (?:the use of )?cookies|privacy choices|"
        r"wir und unsere partner)",
        re.IGNORECASE,
    ),
    "a captcha page": re.compile(
        r"(?:are you a (?:human|robot)|not a robot|verify(?:ing)? (?:that )?you are (?:a )?human|"
        r"complete the (?:security check|captcha)"
        r"|captcha|checking your browser|just a moment\s*\.\.\.|enable javascript and cookies|unusual traffic"
        r"|press (?:and|&) hold|ddos protection by|ray id)",
        re.IGNORECASE,
    ),
    "a page that says the site is suspended": re.compile(
        r"(?:account (?:has been )?suspended|site (?:is |has been )?(?:temporarily )?suspended|"
        r"this domain (?:is|may be) for sale"
        r"|domain (?:has )?expired|website (?:is )?(?:offline|under construction)|bandwidth limit exceeded)",
        re.IGNORECASE,
    ),
    NOT_THERE: re.compile(
        r"(?:^404\b|page (?:(?:that )?you(?: a|.)re looking for |(?:that )?you (?:have )?requested )?(?:was |could |"
        r"can )?not (?:be )?found|page (?:does not|doesn.t|no longer) exists?"
        r"|\bthis (?:article|page|story|content) (?:is no longer (?:available|here)|"
        r"(?:was|has been) (?:removed|deleted)))",
        re.IGNORECASE,
    ),
    "an error page": re.compile(
        r"(?:^(?:403|500|502|503)\b|access (?:to this page has been )?denied|you (?:don.t|"
        r"do not) have permission"
        r"|internal server error|bad gateway|service (?:temporarily )?unavailable|something went wrong|forbidden"
        r"|request (?:was )?blocked|you have been blocked)",
        re.IGNORECASE,
    ),
    "a page that needs JavaScript": re.compile(
        r"(?:(?:please )?(?:enable|turn on|activate) javascript|javascript (?:is|has been) (?:disabled|"
        r"not enabled|required)"
        r"|you need to enable javascript|requires javascript|browser (?:is )?not supported)",
        re.IGNORECASE,
    ),
}

STEMS = {
    "a consent page": (
        "before you", "your privacy", "cookie", "preferences", "choices", "partner",
    ),
    "a captcha page": (
        "human", "robot", "security check", "captcha", "your browser", "just a moment", "javascript", "traffic",
        "hold", "ddos", "ray id",
    ),
    "a page that says the site is suspended": (
        "suspended", "for sale", "expired", "offline", "under construction", "bandwidth",
    ),
    NOT_THERE: ("404", "found", "exist", "no longer", "removed", "deleted"),
    "an error page": (
        "403", "500", "502", "503", "denied", "permission", "server error", "gateway",
        "unavailable", "went wrong", "forbidden", "blocked",
    ),
    "a page that needs JavaScript": ("javascript", "not supported"),
}  # fmt: skip
"""Of which one stands in whatever each sign matches: looked for first, as that is cheap."""
READ = 4000
"""Characters of a text that are looked at."""
WORDS = re.compile(r"\w+")


def check_text(text: str, title: str = "", visible: str = "") -> None:
    """`ExtractError` with the reason where a text cannot be an article's; `visible` is all that the page shows."""
    if not text.strip():
        named = _name_sign(title, visible) or "empty"
        # Beside much else, a video or post that is embedded may say it of itself.
        whole = (_name_sign(title, ""), _name_sign("", visible, at_most=len(visible)))
        raise _make_error("empty" if named == NOT_THERE and NOT_THERE not in whole else named)
    words = len(WORDS.findall(text))
    if len(text) < SUSPECT_UNDER and (sign := _name_sign(title, text, at_most=len(text))):
        raise _make_error(sign)
    if len(text) < SHORTEST_TEXT or words < 8:
        raise ExtractError(f"implausible body: {words} words are no article")


def _make_error(sign: str) -> ExtractError:
    kind = NotThereError if sign == NOT_THERE else ExtractError
    return kind(f"implausible body: it is {sign}")


def check_headline(title: str, summary: str) -> None:
    """`ExtractError` with the reason where headline and summary are all that is taken and cannot be an article's."""
    if not title:
        raise ExtractError("it has no title")
    if sign := _name_sign(title, summary, at_most=len(summary)):
        raise ExtractError(f"implausible headline: it is {sign}")


def _name_sign(title: str, text: str, at_most: int = 0) -> str | None:
    """What the page seems to be. A story that mentions a sign in passing is long or has it once among other words."""
    text = text[:READ]
    folded = f"{title}\n{text}".casefold()
    for name, sign in SIGNS.items():
        if not any(stem in folded for stem in STEMS[name]):
            continue
        if sign.search(title) and (not at_most or at_most < SUSPECT_UNDER / 2):
            return name
        found = sign.findall(text)
        if found and (not at_most or len(found) * CHARACTERS_A_SIGN >= at_most):
            return name
    return None
