"""Lines that count readers or tell the time, and are others at each visit: one pattern a line, of a whole paragraph."""

import re

COUNT = r"(?:over |more than |about |~|\+)?\d[\d.,\u00a0 ]*(?:\s?(?:k|m|thousand|million)\b)?\+?"
REACTIONS = (
    r"(?:(?:total |page ?)?(?:shares?|comments?|views?|likes?|reactions?|votes?|reads?|hits|followers|subscribers|"
    r"retweets|reposts|claps|replies|readers|listens|plays|downloads|signatures|responses|upvotes|ratings|bookmarks|"
    r"favou?rites))"
)
POSTS = r"(?:(?:more|new|latest) )?(?:updates?|posts?|stories|articles|photos|comments?|replies|responses)"
CROWD = r"(?:people|readers|users|others|visitors|members|supporters|subscribers|friends)"
UNIT = r"(?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month|year|[smhd])s?"
AGO = rf"(?:(?:\d+|an?|one|two|few) ?{UNIT}\.? ago|just now|moments? ago)"
CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?"
DAY = r"(?:\d{4}|\d{1,2} \w{3,9}|\w{3,9} \d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|today|yesterday)"
TOUCHED = r"(?:updated|modified|edited|reviewed|refreshed|published|posted|generated)"
MINUTES = r"(?:~|about )?\d+\s?-?\s?(?:to \d+ )?min(?:ute)?s?\.?"

LINES = (
    rf"{COUNT}\s*{REACTIONS}(?:\s*(?:so far|and counting|today|on this .{{0,20}}|to this .{{0,20}}))?",
    rf"{REACTIONS}\W{{0,3}}{COUNT}",
    rf"{COUNT} of {COUNT}\s*{REACTIONS}",
    (
        r"(?:view|read|see|show|join|load|open|add|leave)\b.{0,30}"
        rf"(?:{REACTIONS}|conversation|discussion)\W{{0,3}}(?:{COUNT})?"
    ),
    rf"(?:view|read|see|show|load|open)? ?(?:all )?{COUNT}\s*{POSTS}",
    rf"{COUNT}\s*(?:more|new)",
    (
        rf"{COUNT}\s*(?:{CROWD} )?(?:(?:are|is) )?(?:currently |now )?(?:reading|viewing|watching|online)"
        r"(?: (?:now|this|this now|right now|this page|this article|this story|live))?"
    ),
    rf"{COUNT}\s*{CROWD} (?:have )?(?:shared|liked|read|viewed|recommend(?:ed)?|bookmarked) this(?: \w+)?",
    rf"(?:shared|liked|read|recommended) by {COUNT}\s*{CROWD}",
    rf"(?:viewed|read|shared|downloaded|seen) {COUNT}\s*times",
    r"(?:no comments yet|comments are (?:now )?closed|be the first .{0,40}\b(?:share|comment|like|reply)\b.{0,20})",
    (
        r"(?:(?:this|the) )?(?:page |article |story |post )?(?:was )?(?:first |last |originally )?"
        rf"{TOUCHED}\W*(?:on |at |by )?.{{0,20}}?(?:{AGO}|{CLOCK}|{DAY}).{{0,30}}"
    ),
    AGO,
    rf"(?:as of|at) {CLOCK}(?: \w{{2,5}})?",
    rf"(?:next |auto-?)?(?:update|refresh)(?:s|es)? (?:in|every) \d+ {UNIT}",
    rf"{MINUTES}(?:\s?-?\s?(?:read|listen|watch|video|audio)(?:ing)?(?: time)?)?",
    r"(?:estimated |average )?(?:read(?:ing)?|listen(?:ing)?|watch(?:ing)?) time\b.{0,30}",
    rf"(?:listen|play|audio|video|watch|duration|length|ad)\b[^.!?]{{0,25}}?(?:\d+:\d\d|{MINUTES})\W*",
    r"(?:listen to|hear) (?:this|the) (?:article|story|page|post)\b.{0,30}",
    r"(?:word count\W*)?\d[\d,]*(?: words)|word count\W*\d[\d,]*",
    r"(?:(?:story|page|slide|image|photo|picture) )?\d+ ?(?:of|/) ?\d+",
    r"(?:rate this\b.{0,40}|\d(?:\.\d)? ?(?:out of|/) ?(?:5|10)\b.{0,30})",
    r"reading progress\W*\d+ ?%?",
    r"\d[\d.,]* ?[km]",
    r"(?:offer|sale) ends\b.{0,30}",
    rf"live\W{{1,3}}{COUNT}\s*{POSTS}",
    rf"(?:printed|accessed|retrieved|downloaded)\W*(?:on |at )?{DAY}.{{0,20}}",
    r"weather\W.{0,40}\d ?°.{0,40}",
    r"(?:(?:our |today[’']s )?poll\W.{0,70}?)?\byes\W{0,3}\d+ ?%\W*no\W{0,3}\d+ ?%",
    r"[£$€]1 ?= ?[£$€]?\d[\d.]*(?: \w{3,7})?",
)
"""None is a sentence: it ends in no full stop."""
SENTENCES = (
    (
        rf"{COUNT}\s*{CROWD} (?:have )?(?:signed|joined|donated|given|pledged|taken action)\W.{{0,20}}"
        r"(?:will you|add your|join them|so far|and counting|be next)\b.{0,40}"
    ),
    (
        r"(?:since you[’']re here\W*)?you(?:[’']ve| have) (?:read |used |viewed |only )?"
        rf"{COUNT}(?: of (?:your )?{COUNT})?\s*(?:free |complimentary )*articles?"
        r"(?: (?:left|remaining|(?:this|in the (?:last|past)) (?:month|week|year)|for free)\b|"
        r"\W{1,3}(?:will|can|could|please|support|help)\b).{0,60}"
    ),
    rf"(?:only )?{COUNT}\s*(?:free |complimentary )+articles? (?:left|remaining)\b.{{0,60}}",
)
LONGEST = 120
"""Characters."""
BEGIN = r"[^\w“‘\"'+~]*"
LINE = re.compile(rf"{BEGIN}(?:{'|'.join(LINES)})[^\w.!?]*", re.IGNORECASE)
SENTENCE = re.compile(rf"{BEGIN}(?:{'|'.join(SENTENCES)})\W*", re.IGNORECASE)


def is_counter(paragraph: str) -> bool:
    """Whether a paragraph is such a line and no words of an article."""
    if len(paragraph) > LONGEST:
        return False
    is_line = not paragraph.rstrip().endswith((".", "!", "?")) and LINE.fullmatch(paragraph) is not None
    return is_line or SENTENCE.fullmatch(paragraph) is not None
