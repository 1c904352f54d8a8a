"""Who `we` are: rewrites a text so that the patterns see WE and OUR wherever the speaker's own side is meant."""

import re
from functools import lru_cache

CONTRACTIONS = {
    r"won't": "will not",
    r"\bcan't|\bcannot": "can not",
    r"n't\b": " not",
    r"'ve\b": " have",
    r"'ll\b": " will",
    r"'re\b": " are",
    r"\bi'm\b": "i am",
    r"\b(it|that|there|he|she)'s (?=been|had)": r"\1 has ",
    r"\b(it|that|there|he|she)'s\b": r"\1 is",
}
GOVERNMENT = frozenset(["government", "minister", "ministers", "whitehall", "department", "treasury", "cabinet"])
SPEAKS_FOR_GOVERNMENT = re.compile(
    r"\b(?:governments?|ministers?|whitehall|downing street|no\.? ?10|number 10|treasury|home office|departments?|"
    r"(?:technology|home|foreign|justice|culture|education|health) secretary|secretary of state|lord chancellor)\b"
)
SPEAKS_AGAINST = re.compile(r"\b(?:shadow|former|ex|opposition|critics?|opponents?|campaigners?|rebels?|formerly)\b")
NAMELESS = frozenset(
    ["spokesman", "spokeswoman", "spokesperson", "source", "director", "chief", "executive", "head", "said", "with"]
)
SHORTEST_NAME = 4
HEAD = re.compile(r"([\w-]+)(?=$|,| (?:of|for|at|in|who|from)\b)")
FIRST_PERSON = ((re.compile(r"\b(?:we|i)\b"), "WE"), (re.compile(r"\b(?:our|my)\b"), "OUR"))
THEY = ((re.compile(r"\bthey\b"), "WE"), (re.compile(r"\btheir\b"), "OUR"))
IT = (*THEY, (re.compile(r"\b(?:it|he|she)\b"), "WE"), (re.compile(r"\b(?:its|his|her)\b"), "OUR"))
MOST_NAMES = 12


def expand(text: str) -> str:
    """In lower case, on one line, apostrophes plain and contractions written out."""
    plain = " ".join(text.casefold().replace("’", "'").replace("‘", "'").split())
    for pattern, words in CONTRACTIONS.items():
        plain = re.sub(pattern, words, plain)
    return plain


def _is_plural(source: str) -> bool:
    """Whether several people or bodies speak, by the head word; a name that ends in `s` is no plural."""
    head = HEAD.search(source)
    word = head[1] if head else ""
    return word == "MPs" or (word.islower() and word.endswith("s") and not word.endswith("ss"))


@lru_cache(maxsize=1024)
def _find_names(source: str) -> re.Pattern[str] | None:
    """What the speaker's own side is called, from the words that name the speaker."""
    words = [word for word in re.findall(r"[\w-]+", source) if len(word) >= SHORTEST_NAME and word not in NAMELESS]
    names = set(words[:MOST_NAMES]) - GOVERNMENT
    if SPEAKS_FOR_GOVERNMENT.search(source) and not SPEAKS_AGAINST.search(source):
        names |= GOVERNMENT
    if not names:
        return None
    one = "|".join(sorted(map(re.escape, names)))
    return re.compile(rf"\b(?:(?:the|this|his|her|its) )?(?:{one})(?: (?:{one}))*('s?(?!\w))?(?![\w-])")


def mark_own(text: str, source: str, *, is_reported: bool) -> str:
    """An expanded text with WE and OUR; third-person pronouns are the speaker's own where the words are reported."""
    names = _find_names(expand(source))
    marked = text if names is None else names.sub(lambda found: "OUR" if found[1] else "WE", text)
    pairs: tuple[tuple[re.Pattern[str], str], ...] = FIRST_PERSON
    if is_reported:
        pairs += THEY if _is_plural(source) else IT
    for pattern, mark in pairs:
        marked = pattern.sub(mark, marked)
    return marked
