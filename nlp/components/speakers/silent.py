"""Attributions whose source the text leaves out."""

import re
from functools import lru_cache

from clausewatch.models import Speaker
from nlp.attribution import Attribution, text_of
from nlp.components.speakers.scene import Scene

_QUESTION = re.compile(r"\?[*_]{0,3}\n")
LONGEST_PARAGRAPH = 8000
"""Code points of a paragraph that may be one quotation."""
MOST_PEOPLE = 500
"""Figures among whom the one who is interviewed is looked for."""
_OPENING, _CLOSING = '“"‘«', '”"’»'


def resolve_silent(scene: Scene, attribution: Attribution) -> Speaker | None:
    """`…, adding that`: who spoke in the same sentence; a quotation that fills its paragraph: who spoke just before."""
    if attribution.cue:
        return _resolve_joined(scene, attribution)
    return _resolve_floating(scene, attribution)


def _resolve_joined(scene: Scene, attribution: Attribution) -> Speaker | None:
    start, end = attribution.cue[0][0], attribution.cue[-1][1]
    cue = text_of(scene.text, attribution.cue).casefold()
    before = scene.text[max(0, start - 5) : start].rstrip()
    joined = (
        cue.partition(" ")[0].endswith("ing")
        or before.endswith((" and", ",", " but"))
        or cue.startswith(("and ", "but "))
    )
    last = scene.last_turn(end, 1)
    if not joined or last is None or scene.sentences.paragraph(last.place) != scene.sentences.paragraph(start):
        return None
    return scene.take(start, last.figure, "continuation", 0.8)


@lru_cache(maxsize=1)
def _is_interview(text: str) -> bool:
    """Whether several paragraphs are questions."""
    return len(_QUESTION.findall(text[:100_000])) >= 2


def _resolve_floating(scene: Scene, attribution: Attribution) -> Speaker | None:
    start, end = attribution.content[0][0], attribution.content[-1][1]
    number = scene.sentences.paragraph(start)
    begin, after = scene.sentences.paragraph_bounds(number, len(scene.text))
    if after - begin > LONGEST_PARAGRAPH:
        return None
    paragraph = scene.text[begin:after].strip()
    fills = start - begin <= 2 and after - end <= 6 + len(scene.text[begin:after]) - len(paragraph)
    last = scene.last_turn(start, 40)
    apart = number - scene.sentences.paragraph(last.place) if last is not None else 2
    answered = last is None or last.speaker.resolved_by == "continuation"
    if answered and apart > 1 and fills and paragraph[:1] in _OPENING and _is_interview(scene.text):
        person = max(scene.cast.people(MOST_PEOPLE), key=lambda figure: len(figure.mentions), default=None)
        return scene.take(start, person, "continuation", 0.6) if person else None
    if last is None or attribution.kind == "indirect" or paragraph[:1] not in _OPENING:
        return None
    if apart == 0 or (fills and apart == 1):
        return scene.take(start, last.figure, "continuation", 0.75)
    return None
