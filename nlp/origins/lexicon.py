"""Words that decide whether two sentences may claim the same: function words, negations, opposites, numbers."""

from nlp.components.targets.stems import stem


def _list_words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FUNCTION_WORDS = _list_words(
    "a an the this that these those it its they them their he him his she her hers we us our ours i me my you your who "
    "whom whose which what when where while if as so than then there here and or but because of to in on at by for "
    "from with into about over under after before until up out off be am is are was were been being have has had do "
    "does did done will would shall should can could may might must also just very too own such some any each every "
    "all both s t d ll ve re m said says say"
)
NEGATIONS = _list_words(
    "not no never nobody none nothing neither nor without unable cannot nowhere hardly untrue false"
)
"""`n't`, `fail to` and `rather than` are negations, too."""
DENIALS = _list_words("deni deny dismiss reject refut refus disput declin")
"""Stems of verbs after which comes what the speaker does not say."""
OPPOSITES = (
    ("support back favour welcome", "oppose resist"),
    ("rise rose risen increase grow grew", "fall fell fallen drop decrease shrink"),
    ("accept approve agree", "reject refuse disagree"),
    ("keep retain", "remove scrap drop delete withdraw abolish close"),
    ("strengthen", "weaken"),
    ("allow permit", "ban forbid prohibit"),
    ("open reopen", "close shut"),
    ("pleased glad delighted", "disappointed sorry"),
    ("confirm", "deny"),
    ("approval", "refusal"),
    ("more higher", "fewer less lower"),
    ("first", "last"),
    ("safe", "unsafe dangerous"),
    ("start begin", "stop end"),
    ("win won", "lose lost"),
    ("include", "exclude exempt"),
)
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
NUMBERS = {word: str(value) for value, word in enumerate(_NUMBER_WORDS.split())}
NUMBERS |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80"}
NUMBERS |= {"ninety": "90", "hundred": "100", "thousand": "1000", "million": "million", "billion": "billion"}
NUMBERS |= {"m": "million", "mn": "million", "bn": "billion", "k": "1000", "dozen": "12", "half": "half"}
NUMBERS |= {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th"}
DATES = _list_words(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday spring summer autumn winter"
)
"""`may` is left out, as it is mostly a verb; beside a number or one of these it is a month."""
BEFORE_MONTHS = _list_words("in by since until till last next early late mid")


def _read_opposites() -> dict[str, frozenset[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    for pair, sides in enumerate(OPPOSITES):
        for side, words in enumerate(sides):
            for word in words.split():
                found.setdefault(stem(word), set()).add((pair, side))
    return {word: frozenset(sides) for word, sides in found.items()}


SIDES = _read_opposites()
"""Stem to the numbers of its pairs of opposites, each with its side (0 or 1)."""
