"""Paragraphs that come with an article but are not its words: sign-ups, captions, links to more, notices."""

import re

START = re.compile(
    r"^\W*(?:"
    r"read (?:more|next|also|the full|our|on)\b.{0,160}|see also\b.{0,160}|more on this(?: story)?|related(?: \w+){0,3}\s*:?.{0,120}(?<![.!?])|"
    r"(?:also|you may|you might) (?:read|like|be interested|also like)\b.{0,120}|recommended(?: \w+){0,3}:?|"
    r"editors?['’]?s?['’]? (?:recommendations?|picks?|choice)s?:?|(?:most|more) (?:read|popular|viewed|stories|news|from)\b.{0,80}|"
    r"(?:sign|signed) up (?:to|for|here|now|today|with|and)\b.{0,250}|subscribe (?:to|now|here|today|for|and)\b.{0,200}|get (?:the|our|all the) (?:latest|best|top|daily|"
    r"free|morning|newsletter)\b.{0,200}|join (?:our|the) (?:newsletter|mailing|whatsapp|facebook|telegram|discord|conversation|debate)\b.{0,200}|"
    r"follow (?:us|me|him|her|them|@|\w+ (?:\w+ )?on (?:twitter|x|facebook|instagram|threads|bluesky|linkedin|mastodon))\b.{0,160}|"
    r"(?:like|find) us on\b.{0,80}|download (?:the|our) .{0,40}\bapp\b.{0,100}|listen to (?:the|our) .{0,40}podcast\b.{0,100}|"
    r"share (?:this|on|via|your|the)\b.{0,60}|share|tweet|print|email|copy link|copied|save|bookmark|comments?(?: \(\d+\))?|\d+ comments?|"
    r"leave a (?:comment|reply).{0,60}|(?:have|got) (?:a|you|your|any) (?:story|news tip|views?|tip|confidential).{0,250}|"
    r"(?:contact|email|get in touch with) (?:us|the (?:author|reporter|newsroom|editor))\b.{0,200}|"
    r"advert(?:isement|ising)?|article continues (?:below|after).{0,60}|story continues (?:below|after).{0,60}|continue reading.{0,80}|"
    r"scroll (?:down )?(?:to|for) .{0,60}|skip (?:to|past|advert|ad|promotion|newsletter)\b.{0,80}|after newsletter promotion|end of newsletter promotion|"
    r"(?:image|photo|picture|video|media) (?:source|caption|credit|copyright|by|courtesy|via)s?\b.{0,200}|"
    r"(?:photograph|photo|picture|image|credit|illustration|graphic|video|source)s?\s*:\s.{0,160}|(?:getty|pa|reuters|afp|ap|alamy|shutterstock) ?(?:images|media|wire|photo)?|"
    r"media playback is .{0,80}|this video (?:can|is) not .{0,60}|(?:your browser|to play this|please (?:enable|use|upgrade)).{0,160}|watch(?: now| live| more)?\s*:.{0,120}|listen(?: now)?\s*:.{0,120}|"
    r"(?:copyright|©|\(c\)\s)\s?.{0,200}|all rights reserved\b.{0,120}|this (?:article|story|post) (?:was|is|has been) (?:originally |first |amended|updated|corrected|published|edited|part of).{0,300}|"
    r"(?:first |originally )?(?:published|posted|updated|last updated|last modified|modified|created)(?: on| at|:)? .{0,60}\d.{0,40}|"
    r"(?:additional )?reporting by .{3,160}|edited by .{3,80}|"
    r"(?:tags?|topics?|categories|category|filed under|keywords|labels|more about)\s*:.{0,200}|"
    r"(?:we|this site|this website) uses? (?:\w+ )?cookies.{0,300}|(?:terms|privacy policy|cookie policy).{0,60}|"
    r"estimated read(?:ing)? time.{0,40}|\d+ min(?:ute)?s? read|time to read.{0,30}|reading time.{0,30}|"
    r"back to (?:top|home).{0,30}|loading\W*|close|menu|open image in gallery|view (?:image|gallery|comments|more|full).{0,60}|(?:show|hide|load) more.{0,30}|(?:click|tap) here (?:to|for)\b.{0,160}|"
    r"notes to editors?.{0,0}|sponsored(?: content)?|promoted(?: content| stories)?|affiliate links?.{0,200}|"
    r"support (?:us|our|quality|independent) .{0,160}|donate(?: now| here| today)?.{0,60}|your (?:email|e-mail) address.{0,100}|"
    r"by (?:signing up|submitting|clicking|entering|subscribing).{0,300}|(?:enter|invalid) (?:your )?email.{0,60}|thank you for (?:signing|subscribing|reading|your).{0,120}|"
    r"what do you think\?? .{0,160}|let us know .{0,120}|do you (?:have|know) .{0,60}\? (?:email|contact|get in touch|share).{0,160}"
    r")\W*$",
    re.IGNORECASE | re.DOTALL,
)
BYLINE = re.compile(r"^(?:by|written by|words by|words:|from)\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,4}(?:\s*(?:,|and|&|\|).{0,80})?$")
DATE_LINE = re.compile(
    r"^(?:(?:published|updated|posted|last updated|first published)\W*)?(?:on )?(?:(?:mon|tue|wed|thu|fri|sat|sun)\w*,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? \w{3,9},? \d{4}|\w{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d)"
    r"(?:[,|·• -]*(?:at )?\d{1,2}[:.]\d\d(?: ?(?:am|pm))?(?: ?(?:gmt|bst|utc|et|est|edt))?)?\W*$",
    re.IGNORECASE,
)
FOLLOWED_BY_LINKS = re.compile(
    r"^\W*(?:related(?: \w+){0,3}|read (?:more|next|also)|see also|more on this(?: story)?|more (?:stories|news|from .{0,40}|like this)|recommended(?: \w+){0,3}|you (?:may|might) (?:also )?(?:like|be interested).{0,30}|"
    r"editors?['’]?s?['’]? (?:recommendations?|picks?)|most (?:read|popular|viewed)|popular(?: \w+)?|trending(?: \w+)?|latest(?: \w+){0,2}|further reading|external links?|"
    r"about the authors?|comments?|leave a reply|join the (?:discussion|conversation)|topics|tags|share this(?: \w+)?|what to read next|up next|don.t miss|"
    r"about us|contact us|newsletter)\W*$",
    re.IGNORECASE,
)
"""Headings after which nothing of the article comes if no more than links and teasers follow."""
LONG = 160
"""Characters from which a paragraph is likely to be of the article."""


def drop_boilerplate(paragraphs: list[str], title: str) -> list[str]:
    """The paragraphs without those around the article; order is kept."""
    found = list(paragraphs)
    heading = _fold(title)
    while found and (_fold(found[0]) == heading or BYLINE.match(found[0]) or DATE_LINE.match(found[0]) or START.match(found[0])):
        found = found[1:]
    found = _cut_end(found)
    kept: list[str] = []
    for paragraph in found:
        if START.match(paragraph) or DATE_LINE.match(paragraph) or _fold(paragraph) == heading:
            continue
        if kept and len(paragraph) > 40 and paragraph in kept:
            continue
        kept.append(paragraph)
    while kept and (BYLINE.match(kept[-1]) or _is_leftover(kept[-1])):
        kept.pop()
    return kept


def _cut_end(paragraphs: list[str]) -> list[str]:
    """Without a last section of links to more."""
    for place, paragraph in enumerate(paragraphs):
        if place >= len(paragraphs) / 2 and FOLLOWED_BY_LINKS.match(paragraph):
            rest = paragraphs[place + 1 :]
            if sum(len(p) >= LONG for p in rest) <= len(rest) / 3:
                return paragraphs[:place]
    return paragraphs


def _is_leftover(paragraph: str) -> bool:
    """Marks and single words that stood alone at the end."""
    return not re.search(r"\w{2}", paragraph) or (len(paragraph) < 30 and paragraph.endswith(":"))


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
