"""What a site says to whoever reads it, and lines that show a value of the moment: one pattern a whole paragraph."""

import re

PRICE = r"[£$€]\d[\d.,]*"
PLACE = r"(?-i:[A-Z][\w’'.&]*(?: [A-Z0-9][\w’'.&]*){0,3})"
LANGUAGE = r"(?:english|cymraeg|welsh|gàidhlig|gaeilge|français|español|deutsch|polski|italiano|português|العربية|اردو)"
ACCOUNT = r"(?:sign up|subscribe|register|log ?in|sign ?in|join)"
NETWORK = r"(?:twitter|x|facebook|instagram|bluesky|threads|tiktok|youtube|linkedin|google(?: buzz|\+)?)"
PERIOD = r"(?:a|per|/) ?(?:week|month|year|day)"

LINES = (
    r"(?:trending|popular|more on|explore|topics?|tags|listen|share|follow)\b[^|·•.!?]{0,40} [|·•] [^|·•.!?]{1,80}",
    rf"{LANGUAGE}(?:\W{{1,3}}{LANGUAGE})*",
    r"@\w+ [|·•] [\d.,]+ ?[km]? followers",
    r"(?:video|breaking news|trending(?: now)?|in pictures|gallery|podcast|quiz|coming up)\s*:\s[^“‘\"]{3,100}",
    r"today[’']?s (?:crossword|puzzles?|quiz|horoscopes?|cartoon|front pages?|paper|weather|tv)\b[^“‘\"]{0,60}",
    rf"(?:today[’']?s )?(?:best |top )?(?:deals?|offers?|savings?)\s*:\s.{{0,60}}{PRICE}.{{0,40}}",
    # An index of a market: a value with a decimal point, and how it moved.
    rf"{PLACE}\s*\d*:? \d[\d,]*\.\d+\s?\(?[+−-] ?\d+\.\d+ ?%?\)?(?:\s?\(?[+−-] ?\d+\.\d+ ?%\)?)?",
    (
        r"(?:traffic|travel|trains|(?:high|low) (?:tide|water)s?(?: today)?|sunrise|sunset|pollen|"
        r"air quality)\s*:\s[^!?]{0,40}\d[^!?]{0,50}"
    ),
    (
        rf"(?:live\W{{1,3}})?{PLACE} \d+ ?[-–] ?\d+ {PLACE} \((?:\d+(?:\+\d+)? ?(?:mins?|[’'])|half-?time|"
        rf"full-?time|ht|ft)\)"
    ),
    r"\d{1,3} ?/ ?\d\d+ [A-Z][^!?]{2,100}",
    r"(?:only )?\d+ (?:days?|hours?|weeks?) (?:left|to go|remaining)(?: (?:to|for|until|in) .{1,40})?",
    (
        r"(?:this )?(?:consultation|survey|petition|offer|competition|vote|sale)? ?(?:closes|closing|ends|"
        r"opens) in \d+ (?:days?|hours?|weeks?)"
    ),
    r"\d[\d,.]* signatures\W{1,4}\d[\d,.]* (?:needed|required|to go|more)\b.{0,50}",
    (
        r"\d[\d,.]*k? (?:likes?|replies|reposts|retweets|shares|quotes|views)(?:\W{1,3}\d[\d,.]*k? (?:likes?|"
        r"replies|reposts|retweets|shares|quotes|views))+"
    ),
    # What a reader may do here.
    r"(?:log ?in|sign ?in|register|subscribe|sign up) (?:to|for|with|here|now|free|today)\b[^“‘\"]{0,80}",
    r"(?:turn (?:on|off)|enable|allow|get) (?:\w+ ){0,3}(?:notifications?|alerts?)\b[^“‘\"]{0,60}",
    r"(?:add|saved?) to (?:your |my |a )?(?:\w+ )?(?:lists?|bookmarks|library|favou?rites)",
    r"(?:gift|give|cite|report|rate|save|email|print|like|bookmark) this (?:article|story|page|post)\b.{0,50}",
    r"follow [^.“‘\"]{1,40} (?:to|for) (?:see |get )?(?:more|updates|alerts|stories)\b.{0,40}",
    (
        r"(?:premium|exclusive|only|free)(?: (?:content|article|story))?(?: (?:for|"
        r"to) (?:our )?(?:subscribers|members|readers))?"
    ),
    r"(?:current|estimated|average|typical) (?:wait(?:ing)?|queue|call) times?\W.{0,40}",
    r"(?:donated|raised|pledged)(?: so far)?\W{1,3}[£$€]\d.{0,40}",
    r"(?:popular|recent|top|related) (?:searches|tags|topics)\s*:.{0,90}",
    r"(?:#\w+[\s,]*){2,}",
    r"(?:next )(?:bulletin|broadcast|update|service|show) (?:in|at) \d.{0,20}",
    r"(?:did you|do you) (?:like|enjoy|find) (?:this|the) (?:story|article|page|post)\b.{0,60}",
    r"(?:is|was) this (?:page|article|story|information|content|answer) (?:useful|helpful|interesting)\b.{0,40}",
    r"(?:yes|no),? (?:this (?:page|article|story)|it) (?:is|was) (?:not )?(?:useful|helpful)",
)
"""None is a sentence: it ends in no full stop."""
SENTENCES = (
    r"(?:get|try|install) (?:the|our) .{0,30}\bapp\b(?: (?:for|to|now|today|on)\b.{0,60})?",
    (
        rf"(?:try|get|read|enjoy|subscribe|join|unlimited|subscriptions?)\b[^“”‘\"]{{0,60}}\b(?:for|from|"
        rf"at) (?:just |only |as little as )*{PRICE} {PERIOD}\b.{{0,60}}"
    ),
    r"cancel any ?time\b.{0,30}",
    r"you(?:[’']re| are) (?:currently )?reading (?:article|story|your) .{0,40}\bfree\b.{0,60}",
    r"we have a (?:small )?favou?r to ask(?: of you)?",
    r"you(?:[’']ve| have) (?:accepted|rejected) (?:all |additional |optional |analytics )*cookies\b.{0,120}",
    (
        r"(?:we(?:[’']d| would) like to|we also|can we|may we) (?:set|use|store) (?:all |additional |"
        r"optional |analytics )*cookies\b.{0,160}"
    ),
    (
        r"this (?:content|site|website|page|video|player|post)\b[^“”‘\"]{0,100}\b(?:may|might|"
        r"will) (?:be using|use|set|place) cookies\b.{0,200}"
    ),
    r"allow .{1,30} (?:content|cookies)\?",
    (
        r"this (?:video|content|clip|programme|audio) (?:is|can|could|has)(?:n[’']t| not| no longer|"
        r" been removed)\b.{0,60}"
    ),
    r"to play this (?:video|audio|clip)\b.{0,80}",
    (
        r"(?:help us|please|take|complete|answer|fill in)\b[^“”‘\"]{0,60}\b(?:our|a|this|short|"
        r"quick)\b[^“”‘\"]{0,30}\b(?:survey|questionnaire)\b.{0,40}"
    ),
    r"(?:turn on|sign up for|get) (?:\w+ ){0,3}alerts?\b.{0,60}",
    (
        r"th(?:is|e) (?:article|story|page|post|document|video) (?:has been |was )?(?:viewed|read|shared|"
        r"downloaded) \d[\d,.]*k? times"
    ),
    (
        r"(?:want (?:more|to read more)\b.{0,40}\?|stay (?:informed|up to date|in touch))\W{1,2}(?:sign up|"
        r"subscribe|enter|get|follow|join)\b.{0,80}"
    ),
    r"thank you for your (?:feedback|response|vote)",
    (
        r"(?:see|view|watch) (?:all |more |the |our |\w[\w .]{0,20}[’']s )(?:\w+ ){0,3}"
        r"(?:pictures?|photos?|cartoons?|video|gallery|slideshow)(?: (?:of|from|about) [^.“”\"]{1,60})?"
    ),
    r"(?:(?:questions|comments|tips|corrections)\? )+(?:e-?mail|write to|contact|tell) us\b[^“”\"]{0,60}",
    (
        rf"(?:get|follow) [^.“”\"]{{2,40}} on {NETWORK}(?:(?:,|,? (?:and|or)) {NETWORK})*"
        r"(?:\W+know something[^.“”\"]{0,40})?(?:\W+e-?mail us\b[^“”\"]{0,60})?"
    ),
)
LONGEST = 320
"""Characters."""
LONGEST_LINE = 120
BEGIN = r"[^\w“‘\"'+~@]*"
KEYED_LINES = (
    # Several labels in a row, as tools, subjects or languages are.
    ((" | ", " · ", " • "), r"(?:[^|·•.!?=]{1,50} [|·•] ){2,}[^|·•.!?=]{1,60}"),
    ((" | ", " · ", " • "), r"[^|·•]{0,30}\bid\W{1,2}[\w-]+ [|·•] .{1,60}"),
    (("(was", "(rrp"), rf".{{0,80}}\bnow (?:only )?{PRICE} \((?:was|rrp) {PRICE}\)"),
    ((" ago",), r".{10,110}\s\d+ ?(?:secs?|seconds?|mins?|minutes?|hours?|hrs?|days?|weeks?|[smhd]) ago"),
)
KEYED_SENTENCES = (
    (
        ("newsletter", "mail", "briefing", "bulletin", "digest"),
        (
            rf"[^“”‘\"]{{0,150}}\b(?:newsletter|e-?mail|briefing|bulletin|"
            rf"digest)s?\b[^“”‘\"]{{0,100}}\b{ACCOUNT}(?: (?:here|now|today|free|for free|below))*"
        ),
    ),
    (
        ("already ",),
        (
            rf"(?:[^“”‘\"]{{0,80}}\W)?already (?:a|an|have an?) (?:\w+ )?(?:subscriber|member|subscription|account|"
            rf"customer)\W{{1,3}}{ACCOUNT}\b.{{0,30}}"
        ),
    ),
    (("as little as",), rf"[^“”‘\"]{{0,100}}\b(?:from|for) as little as {PRICE}\b[^“”‘\"]{{0,80}}"),
)
"""Those that may begin with any words, each behind some of which one must stand in it: to try them takes long."""
LINE_END = r"[^\w.!?“”\"]*\??"
Keyed = tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]


def _compile(keyed: tuple[tuple[tuple[str, ...], str], ...], end: str) -> Keyed:
    return tuple((words, re.compile(rf"{BEGIN}{pattern}{end}", re.IGNORECASE)) for words, pattern in keyed)


LINE = re.compile(rf"{BEGIN}(?:{'|'.join(LINES)}){LINE_END}", re.IGNORECASE)
SENTENCE = re.compile(rf"{BEGIN}(?:{'|'.join(SENTENCES)})\W*", re.IGNORECASE)
LINES_BY_WORDS, SENTENCES_BY_WORDS = _compile(KEYED_LINES, LINE_END), _compile(KEYED_SENTENCES, r"\W*")


def is_call(paragraph: str) -> bool:
    """Whether a paragraph is such a call or line, and no words of an article."""
    if len(paragraph) > LONGEST:
        return False
    is_line = len(paragraph) <= LONGEST_LINE and not paragraph.rstrip().endswith((".", "!"))
    if SENTENCE.fullmatch(paragraph) or (is_line and LINE.fullmatch(paragraph)):
        return True
    keyed = SENTENCES_BY_WORDS + LINES_BY_WORDS if is_line else SENTENCES_BY_WORDS
    lower = paragraph.lower()
    return any(
        pattern.fullmatch(paragraph) is not None for words, pattern in keyed if any(word in lower for word in words)
    )
