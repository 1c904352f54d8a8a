"""How a change of position is denied and announced, over texts in which the speaker's own side is WE and OUR."""

from nlp.components.claims.phrases import (
    ADVERB,
    ANY_CHANGE,
    BE,
    DROP,
    DROPPED,
    FIRM,
    GAVE_UP,
    HAVE,
    MOVED,
    POLICY_CHANGE,
    REST,
    REVISED_STAND,
    STAND,
    SUPPORT,
    SWITCH,
    THING,
    TURN,
    one_of,
)

OUR = r"OUR (?:[\w-]+'s? )?"
IT = "(?:this|that|it|which|WE)"
NOT_A = one_of("no", "not (?:an?|any|the)", "not (?:represent|mean|mark|amount to) (?:an?|any)")
LONG_SINCE = r"(?:from the (?:very )?(?:start|outset|beginning)|all along|throughout|from day one|since)\b"
UNTRUE = one_of(
    "wrong|untrue|nonsense|false|not true|not right|not correct|incorrect|inaccurate|misleading|not the case"
)
HEARD = rf"(?:WE {HAVE} |having )(?:listened|heard|reflected|taken)\b.{{0,80}}?(?:and|so|,)(?: so)?(?: WE)?"
DO_DIFFERENTLY = one_of(
    "not now|no longer|bring forward|table|add|introduce|make changes|put it right",
    rf"now (?:{SUPPORT}|{DROP}|bring|table|add|make|introduce|put)\b",
    "not be (?:taking|pressing|proceeding|pursuing|going|moving)",
    f"be (?:{DROP}|bringing|tabling)",
    DROPPED,
)
BIG_CHANGE = one_of(TURN, SWITCH, POLICY_CHANGE)
REJECT = r"(?:reject|den(?:y|ies)|dispute|refute|dismiss|do not (?:accept|recognise))\w*"
UNDECIDED = "(?: under| to be| open| flexible| unclear| subject)"

DENIES = one_of(
    rf"{OUR}{STAND}{REST} {HAVE} (?:not|never) (?:[\w-]+ )?{MOVED}",
    rf"{OUR}{FIRM}{REST} (?:remain|remains|remained|stays|stayed)\b(?!{UNDECIDED})",
    rf"{OUR}{STAND}{REST} (?:{BE}|remain(?:s|ed)?) (?:exactly )?(?:unchanged|the same|what (?:it|they|WE) )",
    rf"WE (?:{HAVE}|{BE}|will|do|does|did) (?:not|never) (?:{ADVERB} )?(?:be )?(?:going to )?{GAVE_UP}",
    r"(?:clause|bill|power|plan|policy|requirement)s?(?: \d+)? (?:is|are) not being (?:watered down|\w+ed|withdrawn)",
    rf"(?:this|that|it|there|WE) (?:{BE}|{HAVE} been|does|do) {NOT_A} (?:[\w-]+ )?{BIG_CHANGE}\b",
    r"\b(?:this|that|it) (?:is|was) not (?:a|any) change\b(?! (?:of|in|to|for|that|which))",
    rf"WE (?:{ADVERB} )?{REJECT} .{{0,60}}?{ANY_CHANGE}",
    rf"\b{UNTRUE} (?:to (?:say|suggest|claim) )?(?:that )?WE (?:{HAVE}|{BE}) {GAVE_UP}",
    r"(?:^|\b(?:so|clear|stress|repeat) (?:that )?)nothing (?:has|had) changed"
    rf"(?:$|(?=[.,;!])| (?:in|about|on|with) OUR {STAND})",
    rf"\b{IT} (?:has|had) always been (?:OUR|WE) (?:[\w-]+ )?{STAND}",
    rf"\b{IT} (?:has|had) been (?:OUR|WE) (?:[\w-]+ )?{STAND}.{{0,30}}? {LONG_SINCE}",
    rf"WE (?:{BE} )?(?:{ADVERB} )?(?:stands?|stood|standing|sticks?|sticking)(?: firmly)? (?:by|to|with) "
    r"OUR (?:position|policy|plans?|decision|stance|approach|commitment|view)\b",
    rf"WE {HAVE} been (?:\w+ly )?consistent\b",
    rf"\bnothing\b.{{0,40}}? (?:alters?|altered|changes?|changed|shifts?) OUR {STAND}\b",
    rf"\bthe policy (?:intent|intention|aim) (?:{HAVE} not {MOVED}|(?:is|remains?) (?:unchanged|the same))",
    r"\bthere (?:is|was|has been) no (?:change|shift)(?: here| whatsoever| at all)+(?:$|(?=[.,;!])| (?:in|of|to) OUR)",
    rf"\b(?:reports?|talk|claims?|suggestions?|stories) (?:of|about) (?:an? |any )?{BIG_CHANGE} (?:is|are|was|were) "
    rf"(?:{ADVERB} )?{UNTRUE}",
    rf"\b{UNTRUE} to (?:describe|call|portray|present|see) (?:this|that|it) (?:as )?(?:an? )?"
    rf"(?:{BIG_CHANGE}|concession)",
    r"\b(?:is|was|are) (?:exactly |only )?what WE have always said\b",
    rf"WE (?:remain (?:\w+ly )?(?:committed|opposed)|still {SUPPORT}) "
    rf".{{0,40}}?{THING}.{{0,40}}?, as WE (?:always have|have always)\b",
    rf"WE {HAVE} no (?:plans?|intentions?) (?:to|of) {GAVE_UP}",
)
ANNOUNCES = one_of(
    rf"WE (?:{HAVE}|{BE}) {REVISED_STAND}",
    rf"{OUR}{STAND}{REST} {HAVE} {MOVED}",
    r"WE (?:have|has|had)(?: now)? (?:reconsidered|thought again|had a change of heart|(?:done|performed) a u-turn)\b",
    rf"{HEARD}(?: will| shall) {DO_DIFFERENTLY}",
    rf"{HEARD} (?:am|are|is) {DROPPED}",
    rf"WE (?:{HAVE}|{BE}) (?:decided|agreed|chosen|resolved|concluded) "
    rf"(?:to {DROPPED}|not to (?:proceed|go ahead|pursue|move|press)|against\b)",
    rf"WE (?:(?:can|will|do|does|shall) )?no longer {SUPPORT}",
    rf"WE (?:{BE}|{HAVE}) {DROPPED}",
    r"WE (?:was|were|am|are|is|had been) (?:\w+ly )?wrong to (?:support|back|oppose|propose|defend|vote|say|believe)",
    rf"WE (?:was|were) (?:(?!not|never)\w+ )?wrong (?:about|on) (?:this|it|that|the {THING})\b",
    rf"WE {HAVE} (?:had second thoughts|come a?round to (?:the|this|that) (?:idea|view|{THING}))\b",
    rf"WE {HAVE} taken (?:the|a) decision (?:to {DROPPED}|not to (?:proceed|go ahead|pursue|move|press))",
    rf"WE will now (?:support|back|oppose|accept|vote (?:for|against)) (?:the|this|that|an) (?:[\w-]+ ){{0,2}}{THING}",
    rf"WE now (?:believe|think) (?:that )?(?:the|this) {THING}",
    r"WE (?:have )?got (?:this|it|that) wrong",
    r"\bon reflection,? WE\b",
    r"WE (?:will|do|shall) not now (?:move|press|proceed|pursue|oppose|support|vote)",
    r"WE used to (?:support|oppose|back|think|believe|say|argue|defend)"
    r".{0,60}(?:\bno longer\b|\bnow\b|not (?:any ?more|any longer|now)|any ?more\b)",
    r"WE (?:have|had) come to a (?:different|new) (?:view|conclusion|position)",
    rf"WE now (?:back|oppose) |WE now (?:support|accept) (?:the|this) (?:[\w-]+ ){{0,2}}{THING}",
)
DENIED = one_of(
    ANY_CHANGE,
    rf"{THING} (?:had|has|have|was|were|is|are) (?:been |being )?(?:{DROP}|watered down)\b",
    r"WE (?:had|have|has) (?:changed|backed|caved|climbed)\b",
)
"""What it is that a verb of denial denies."""
ANNOUNCED = rf"WE (?:would|will|is to|are to) {DROPPED}"
"""What it is that a verb of announcing announces."""
HINT = one_of(
    "chang|shift|moved|alter|waver|soften|budg|remain|stay|same|back|climb|cav|row|retreat|turn|water|drop|abandon",
    "withdr|scrap|ditch|revers|shelv|remov|amend|always|start|outset|beginning|along|day one|stand|stick|no longer",
    "listen|heard|reflect|decid|agree|wrong|used to|now|come to|thought|what (?:it|they)|intention|plans|lift",
    "capitulat|volte|been (?:our|its)|dilut|consider|revis|rethough|rethink|paus|rewrit|redraft|gut|blink",
    "g[ia]v|surrender|evolv|depart|weaken|conclu|cho[os]|decis|concession",
    "resil|consistent|second thoughts|come a?round",
)
"""A text without any of these need not be looked at."""
