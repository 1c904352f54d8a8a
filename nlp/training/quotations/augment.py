"""The same article as another newsroom would set it: every change keeps the length, so all offsets stay right."""

import random
import re

from nlp.training.quotations.corpus import Article

_CURLY: dict[int, int] = {}
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_BRITISH = str.maketrans("“”‘’", "‘’“”")
_PLAIN_BRITISH = str.maketrans("“”‘’", "''\"\"")
_OPENING = re.compile(r'(?<![^\s(\[—–‘\'])"(?=\S)')
_OPENING_SINGLE = re.compile(r"(?<![^\s(\[—–“\"])'(?=\w)")
_DASHES = "–—-"


def augment(article: Article, draw: random.Random) -> Article:
    """The article with other quotation marks, other paragraph breaks and other layouts of quotations, by chance."""
    text = curl(article.text)
    text = text.translate(draw.choices((_CURLY, _STRAIGHT, _BRITISH, _PLAIN_BRITISH), (46, 24, 20, 10))[0])
    characters = list(text)
    if draw.random() < 0.05:
        _join_paragraphs(characters, draw)
    cue_free = set()
    for number, gold in enumerate(article.attributions):
        if draw.random() < 0.04 and _sign(characters, gold.content, gold.source, gold.cue, draw):
            cue_free.add(number)
        elif draw.random() < 0.04:
            _script(characters, gold.content, gold.source, gold.cue)
    golds = tuple(
        type(gold)(gold.content, gold.source, ()) if number in cue_free else gold
        for number, gold in enumerate(article.attributions)
    )
    return Article(article.id, "".join(characters), golds)


def curl(text: str) -> str:
    """Straight quotation marks made curly: opening after white space, closing elsewhere."""
    text = _OPENING.sub("“", text).replace('"', "”")
    return _OPENING_SINGLE.sub("‘", text).replace("'", "’")


def _join_paragraphs(characters: list[str], draw: random.Random) -> None:
    for place, character in enumerate(characters):
        if character == "\n" and draw.random() < 0.7:
            characters[place] = " "


Places = tuple[tuple[int, int], ...]


def _sign(characters: list[str], content: Places, source: Places, cue: Places, draw: random.Random) -> bool:
    """Turn '"…," said NAME' into '"…" – NAME'."""
    if not (len(content) == len(source) == len(cue) == 1):
        return False
    (begun, end), (named, _), (first, last) = content[0], source[0], cue[0]
    between = "".join(characters[end:first]) + "".join(characters[last:named])
    if not end <= first < last <= named or between.strip(" ,") or not _suits(characters, begun, named):
        return False
    characters[end:named] = " " * (named - end)
    characters[end + (named - end) // 2] = draw.choice(_DASHES)
    for place in range(max(begun, end - 2), end):
        if characters[place] == ",":
            characters[place] = "."
    return True


def _script(characters: list[str], content: Places, source: Places, cue: Places) -> None:
    """Turn 'NAME said, "…"' into 'NAME: …', as transcripts have it; the colon is the cue."""
    if not (len(content) == len(source) == len(cue) == 1):
        return
    (begun, end), (_, named), (first, last) = content[0], source[0], cue[0]
    between = "".join(characters[named:first]) + "".join(characters[last:begun])
    if not named <= first < last <= begun or between.strip(" ,:") or not _suits(characters, begun, source[0][0]):
        return
    characters[named:begun] = " " * (begun - named)
    characters[first] = ":"
    if end - begun > 40 and characters[end - 1] in "”\"’'":
        characters[begun] = characters[end - 1] = " "


def _suits(characters: list[str], begun: int, named: int) -> bool:
    return characters[begun] in "“\"‘'" and characters[named].isupper()
