"""The parts that the patterns are made of. WE and OUR stand for the speaker's own side; all else is in lower case."""


def one_of(*phrases: str) -> str:
    """A group that takes any of the phrases; the words of one phrase that stand apart by `|` count each."""
    return f"(?:{'|'.join(phrases)})"


STAND = one_of(
    "positions?|stances?|views?|polic(?:y|ies)|approach|minds?|opinions?|intentions?|plans?|thinking",
    "support|opposition|objections?|commitments?",
)
"""What one takes to a question."""
FIRM = one_of("position|stance|view|policy|opinion|mind")
"""Those of which it means something that they remain."""
THING = one_of(
    "clauses?|powers?|bill|plans?|proposals?|measures?|requirements?|duty|duties|policy|amendments?",
    "position|opposition|support|objections?|commitment",
)
"""What is given up when a position is."""
ADVERB = one_of(
    "simply|now|also|therefore|already|always|absolutely|entirely|certainly|really|plainly|still|all|since|today",
    r"\w+ly",
)
REST = r"(?: (?:on|of|about|to|towards?|in|for|regarding) [^,.;:?!]{1,60}?)?"
"""What a position is about, if it says so."""
HAVE = rf"(?:have|has|had)(?: {ADVERB}){{0,2}}"
BE = rf"(?:am|is|are|was|were|be|been)(?: {ADVERB}){{0,2}}"
TURN = one_of(
    "u-turns?|climb-?downs?|retreats?|reversals?|about-turns?|volte-faces?|row-?backs?|back-?downs?|capitulations?",
    "surrenders?|watering[ -]down|backtracking|backing down|rowing back",
)
SWITCH = (
    r"(?:change|shift|departure|softening|dilution|weakening)s? (?:of|in|to|from|on) (?:[\w'-]+ ){0,2}?"
    rf"(?:{STAND}|heart|course)"
)
POLICY_CHANGE = "(?:policy|position) (?:change|shift)s?"
MOVED = one_of("changed|shifted|moved|altered|wavered|softened|evolved|budged")
GAVE_IN = one_of(
    "back(?:ed|ing)? down|climb(?:ed|ing)? down|cav(?:e|ed|ing) in|row(?:ed|ing)? back|retreat(?:ed|ing)?",
    "backtrack(?:ed|ing)?|u-turn(?:ed|ing)?|budg(?:e|ed|ing)|waver(?:ed|ing)?|blink(?:ed|ing)?",
    r"gi(?:ve|ven|ving) (?:way|in|ground)|water(?:ed|ing)? (?:\w+ ){0,2}down|moved (?:an inch|on this)",
    "resil(?:e|ed|ing) from",
)
DROP = one_of(
    "drop(?:ped|ping)?|abandon(?:ed|ing)?|withdr(?:aw|awn|ew|awing)|scrap(?:ped|ping)?|ditch(?:ed|ing)?",
    "revers(?:e|ed|ing)|shelv(?:e|ed|ing)|remov(?:e|ed|ing)|amend(?:ed|ing)?|rewrit(?:e|ten|ing)|redraft(?:ed|ing)?",
    "soften(?:ed|ing)?|dilut(?:e|ed|ing)|lift(?:ed|ing)?|gut(?:ted|ting)?|paus(?:e|ed|ing)|chang(?:e|ed|ing)",
    "alter(?:ed|ing)?",
)
DROPPED = (
    rf"{DROP} (?:implementation of )?(?:(?:OUR|WE|the|this|that|any|a|its|all|some)(?: [\w'-]+){{0,2}} )?{THING}\b"
)
REVISED = one_of(
    "chang(?:e|ed|ing)|alter(?:ed|ing)?|revis(?:e|ed|ing)|rethought|rethinking|reconsider(?:ed|ing)?",
    "shift(?:ed|ing)?|mov(?:ed|ing)|soften(?:ed|ing)?|revers(?:e|ed|ing)",
)
REVISED_STAND = rf"{REVISED} (?:OUR (?:{STAND}|line|tone|ground)|course|tack|direction|{FIRM}s?)\b"
GAVE_UP = one_of(REVISED_STAND, GAVE_IN, DROPPED)
ANY_CHANGE = one_of(
    TURN, SWITCH, POLICY_CHANGE, rf"WE (?:{HAVE}|{BE}|would) {GAVE_UP}", rf"OUR {STAND}{REST} {HAVE} {MOVED}"
)
SUPPORT = (
    r"(?:support|back|oppos|believ|pursu|requir|proceed|press|insist|defend|accept|object|seek|vot|stand|think|thought)"
    r"\w*"
)
