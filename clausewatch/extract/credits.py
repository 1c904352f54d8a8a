"""Lines that say whose a picture is, or what it shows, where they stand among the paragraphs of an article."""

import re

AGENCY = (
    r"(?:getty(?: ?images?)?|pa(?: ?(?:wire|media|images|archive))?|reuters|afp|ap(?: ?photo)?|epa(?:-efe)?|alamy|"
    r"shutterstock|rex(?: features)?|corbis|i?stock(?:photo)?|unsplash|pexels|pixabay|flickr|swns|handout|"
    r"file(?: photo)?|supplied|google (?:maps|street ?view))"
)
PICTURE = r"(?:photo(?:graph)?|picture|image|illustration|portrait|graphic|artwork|video|composite|pic|credit|source)s?"
SHOWN = r"(?:photo(?:graph)?|picture|image|illustration|portrait|graphic|artwork)"
WHICH = r"(?:(?:top|lead|main|cover|header|hero|featured?|file|stock|all) )?"
LINES = (
    rf"{WHICH}{PICTURE}\s*:\s.{{0,160}}",
    rf"{WHICH}{SHOWN}s? (?:by|courtesy(?: of)?) [^.!?]{{2,60}}",
    rf"(?:top|lead|main|cover|header|hero|featured?) {SHOWN}s? (?:by|courtesy|from|via)\b[^!?“”\"]{{2,80}}",
    rf"{WHICH}{SHOWN}s? (?:from|via)\W+{AGENCY}(?:\W+{AGENCY})*",
    r"courtesy(?: of [^.!?]{2,60}|(?: [\w-]+){1,2})",
    r"(?:file|library|stock) (?:photo(?:graph)?|picture|image|pic)\b.{0,200}",
    rf"{AGENCY}(?:\W+{AGENCY})*",
)
WITH_SLASH = (
    rf"(?:[\w.’'-]+ ){{0,4}}[\w.’'-]*\s?(?:/|\bvia )\s?(?:[\w.’' -]{{1,25}}/)*(?:{AGENCY}\W+)?(?:via )?{AGENCY}"
)
IN_BRACKETS = (
    rf"[^.!?“”\"]{{0,200}}[^.!?“”\"\s]\s?"
    rf"[(\[](?:{WHICH}{PICTURE}[:\s][^)]{{0,60}}|(?:[^()]{{0,30}}/)?{AGENCY}(?:/[^()]{{0,30}})?)[)\]]"
)
LABELLED = r"[^.!?]{10,140}\[(?!APPLAUSE|LAUGHTER|INAUDIBLE|CROSSTALK|CHEER|PAUSE|MUSIC)[A-Z][A-Z ]{3,20}\]"
"""A link to another article, and in capitals of what kind it is; what is heard in a speech stands like that, too."""
LONGEST = 300
"""Characters."""
BEGIN = r"[^\w“‘\"']*"
END = r"[^\w.!?]*"
LINE = re.compile(rf"{BEGIN}(?:{'|'.join(LINES)}){END}")
SLASH_LINE = re.compile(rf"{BEGIN}{WITH_SLASH}{END}")
BAR_LINE = re.compile(rf"{BEGIN}[^.!?“”\"|]{{3,200}}\s\|\s{AGENCY}(?:\W+{AGENCY})*{END}")
BRACKET_LINE = re.compile(rf"{BEGIN}{IN_BRACKETS}{END}")
LABELLED_LINE = re.compile(LABELLED)


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph is such a line: no sentence, or one that ends with an agency's name in brackets."""
    if len(paragraph) > LONGEST:
        return False
    lower = paragraph.lower()
    if LINE.fullmatch(lower):
        return True
    if paragraph.endswith((")", "]")):
        return BRACKET_LINE.fullmatch(lower) is not None or LABELLED_LINE.fullmatch(paragraph) is not None
    if " | " in lower:
        return BAR_LINE.fullmatch(lower) is not None
    return ("/" in lower or "via " in lower) and SLASH_LINE.fullmatch(lower) is not None
