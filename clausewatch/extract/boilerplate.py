"""Paragraphs that come with an article but are not its words: sign-ups, captions, links to more, notices."""

import re
from bisect import bisect_left, bisect_right
from itertools import islice

from clausewatch.extract.job_titles import is_titled_name
from clausewatch.extract.notices import LONGEST, is_notice
from clausewatch.extract.phrases import LAST_HEADINGS
from clausewatch.extract.text_blocks import fold_words
from clausewatch.extract.times import parse_time

LAST_HEADING = re.compile(rf"\W*(?:{'|'.join(LAST_HEADINGS)})\W*", re.IGNORECASE)
NAME = r"[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,4}"
BYLINE = re.compile(
    rf"(?:[Bb]y:?|BY:?|(?:[Ww]ritten|[Ww]ords|[Pp]osted|[Ss]tory) by:?|Words:)\s+{NAME}(?:\s*(?:,|and|&|\|).{{0,80}})?"
)
ROLE = r"(?:editor|correspondent|reporter|writer|columnist|journalist|author|fellow|contributor)s?"
BIO = re.compile(
    rf"[^\w“‘\"']*{NAME}\s+(?:can be (?:reached|contacted|followed)|is on (?:Twitter|X|Bluesky)|tweets (?:at|@)|"
    rf"(?:is|are|was) (?:an?|the|[\w’' ]{{2,40}}[’']s) [\w’', &-]{{0,60}}\b{ROLE}\b|covers [^.]{{2,80}} for)\b"
    r"[^“\"]{0,250}"
)
"""Who wrote an article, below it."""
WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?"
DAY_WORDS = r"\d{1,2}(?:st|nd|rd|th)? \w{3,9}\.?,? \d{4}|\w{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
DAY_SPACED = r"\d{1,2} ?/ ?\d{1,2} ?/ ?\d{2,4}|\d{1,2} ?\. ?\d{1,2} ?\. ?\d{4}"
DAY = rf"(?:{DAY_WORDS}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|{DAY_SPACED}|\d{{4}}-\d\d-\d\d)"
CLOCK = (
    r"(?:[,|·• -]*(?:at )?\d{1,2}[:.]\d\d(?: ?(?:am|pm))?(?: ?(?:gmt|bst|utc|ist|cest|cet|eest|eet|[ecmp][sd]?t))?)?"
)
DATE_LINE = re.compile(
    r"(?:(?:story |article )?(?:first |last )?(?:published|updated|posted|modified)\W*)?"
    rf"(?:on )?{WEEKDAY}{DAY}{CLOCK}\W*",
    re.IGNORECASE,
)
TWO_CHARACTERS = re.compile(r"\w{2}")
LONG = 160
"""Characters from which a paragraph is likely to be of the article."""
SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*$")
LEAST_SENTENCE = 60
MOST_LABELS = 3
"""Short paragraphs that may stand above the headline: a section, a kind of article."""
MOST_HEADINGS = 50
"""Headings that are taken for the last section's, for the time that it takes."""
MOST_SENTENCES = 0.8
"""Share of the paragraphs after a box of links from which they are the rest of the article."""


def drop_boilerplate(paragraphs: list[str], title: str, *, is_whole: bool = False) -> list[str]:
    """The paragraphs without those around the article; order is kept.

    `is_whole`: nothing of them stands after the article, so that a heading of links to more is dropped alone.
    """
    heading = fold_words(title)
    found = _cut_labels(paragraphs, heading)
    first = next((place for place, part in enumerate(found) if not _is_above(part, heading)), len(found))
    found = (
        [part for part in found[first:] if not _is_like(LAST_HEADING, part)] if is_whole else _cut_end(found[first:])
    )
    kept: list[str] = []
    seen: set[str] = set()
    for paragraph in found:
        if _is_furniture(paragraph) or _is_title(paragraph, heading):
            continue
        if len(paragraph) > 40 and paragraph in seen:
            continue
        seen.add(paragraph)
        kept.append(paragraph)
    while kept and (_is_like(BYLINE, kept[-1]) or _is_like(BIO, kept[-1]) or _is_leftover(kept[-1])):
        kept.pop()
    return kept


def _cut_labels(paragraphs: list[str], heading: str) -> list[str]:
    """Without what labels the article above its headline, if that is there."""
    for place, paragraph in enumerate(paragraphs[: MOST_LABELS + 1]):
        if heading and fold_words(paragraph) == heading:
            return paragraphs[place:]
        if len(paragraph) >= LEAST_SENTENCE or SENTENCE_END.search(paragraph):
            break
    return list(paragraphs)


def _is_above(paragraph: str, heading: str) -> bool:
    """The headline, or a byline or date, of which nothing of the text stands before."""
    return _is_title(paragraph, heading) or _is_head_line(paragraph)


def _is_title(paragraph: str, heading: str) -> bool:
    # A long one is not folded.
    return len(paragraph) <= 2 * len(heading) and fold_words(paragraph) == heading


def _is_furniture(paragraph: str) -> bool:
    """A notice or a date, of which a page shows others at each visit."""
    return is_notice(paragraph) or _is_like(DATE_LINE, paragraph)


def _is_like(pattern: re.Pattern[str], paragraph: str) -> bool:
    """Whether the whole paragraph fits. A long one is not looked at, as its marks are tried one by one."""
    return len(paragraph) <= LONGEST and pattern.fullmatch(paragraph) is not None


def _is_head_line(paragraph: str) -> bool:
    """A byline or date above the text."""
    if _is_like(BYLINE, paragraph) or is_titled_name(paragraph) or _is_furniture(paragraph):
        return True
    is_note = len(paragraph) < 80 and not re.search(r"[.!?:”\"]$", paragraph)
    return is_note and parse_time(paragraph) is not None


def _cut_end(paragraphs: list[str]) -> list[str]:
    """Without a last section of links to more."""
    # Its first line tells what a paragraph of several lines is.
    headings = [place for place, part in enumerate(paragraphs) if _is_like(LAST_HEADING, part.partition("\n")[0])]
    if not headings:
        return paragraphs
    # Counted without furniture, of which there is another number at each visit.
    story = [place for place, paragraph in enumerate(paragraphs) if not _is_furniture(paragraph)]
    late = (place for place in headings if bisect_left(story, place) >= len(story) / 2)
    for place in islice(late, MOST_HEADINGS):
        rest = [paragraphs[other] for other in story[bisect_right(story, place) :]]
        if sum(len(p) >= LONG for p in rest) <= len(rest) / 3 and not _goes_on(rest):
            return paragraphs[:place]
    return paragraphs


def _goes_on(rest: list[str]) -> bool:
    """Whether an article follows a box of links in its middle: sentences, and hardly any headline."""
    sentences = sum(len(p) >= LEAST_SENTENCE and SENTENCE_END.search(p) is not None for p in rest)
    return bool(rest) and sentences >= MOST_SENTENCES * len(rest)


def _is_leftover(paragraph: str) -> bool:
    """Marks and single words that stood alone at the end."""
    return not TWO_CHARACTERS.search(paragraph) or (len(paragraph) < 30 and paragraph.endswith(":"))
