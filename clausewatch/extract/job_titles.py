"""Job titles behind the names of journalists: 'Ada Moor Deputy Political Editor' to 'Ada Moor'."""

import re

FIELDS = (
    r"affairs|arts|assistant|associate|audience|business|celebrity|chief|city|climate|community|consumer|content|court|"
    r"crime|cultur(?:e|al)|cyber|data|defen[cs]e|deputy|digital|diplomatic|economics?|education|energy|entertainment|"
    r"environment(?:al)?|europe(?:an)?|executive|fashion|features?|films?|finance|financial|food|football|foreign|"
    r"freelance|general|global|group|guest|health|home|housing|industry|international|investigations?|investigative|"
    r"joint|junior|labour|law|lead|legal|lifestyle|literary|live|lobby|local|managing|media|medical|money|music|"
    r"multimedia|national|night|news|north(?:ern)?|online|opinion|parliamentary|personal|policing|policy|politic(?:s|al)|"
    r"principal|property|public|regional|religio(?:n|us)|retail|royal|science|scotland|scottish|security|senior|services?|"
    r"showbiz|social|south(?:ern)?|special|sports?|staff|sunday|tech|technology|theatre|trainee|transport|travel|trends|"
    r"tv|uk|us|video|visual|wales|war|washington|weekend|welfare|welsh|westminster|whitehall|world"
)
"""What journalists report on, and their ranks."""
NOUNS = (
    r"editors?|reporters?|correspondents?|journalists?|writers?|columnists?|producers?|presenters?|critics?|analysts?|"
    r"commentators?|contributors?|photographers?"
)
TITLE_PATTERN = rf"(?:(?:{FIELDS}|and|&|of)\s+)*(?:{FIELDS})\s+(?:{NOUNS})\b"
"""At least one field: a name before 'Reporter' alone may be that of a paper."""
TITLE = re.compile(rf"(?P<name>\S+(?:\s+\S+)+?)\s+{TITLE_PATTERN}.*", re.IGNORECASE | re.DOTALL)
FIELD = re.compile(FIELDS, re.IGNORECASE)
LONGEST = 120


def without_job_title(text: str) -> str:
    """A name of two or more words without the title behind it; the same text where there is none."""
    match = TITLE.fullmatch(text) if len(text) <= LONGEST else None
    return match["name"] if match and not FIELD.fullmatch(match["name"].split()[-1]) else text
