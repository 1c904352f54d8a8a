"""Job titles behind the names of journalists: 'Ada Moor Deputy Political Editor' to 'Ada Moor'."""

import re

FIELDS = (
    r"acting|affairs|africa|ai|artificial|americas?|arts|asia|assistant|associate|audience|aviation|banking|books?|breaking|britain|business|celebrity|change|chief|"
    r"china|city|climate|communit(?:y|ies)|consumer|content|court|crime|cultur(?:e|al)|cyber(?:security)?|data|defen[cs]e|democracy|deputy|"
    r"digital|diplomatic|disability|disinformation|early|east(?:ern)?|economics?|education|energy|england|entertainment|"
    r"farming|gaming|motoring|nostalgia|parenting|racing|rail|rugby|rural|shopping|soaps?|trending|wellness|"
    r"environment(?:al)?|europe(?:an)?|executive|famil(?:y|ies)|fashion|features?|films?|finance|financial|food|football|foreign|"
    r"freelance|general|global|group|guest|health|home|housing|industry|innovation|intelligence|international|internet|investigations?|investigative|"
    r"ireland|irish|joint|junior|justice|labour|law|lead|legal|lifestyle|literary|live|lobby|local|managing|markets|media|medical|midlands|money|music|"
    r"multimedia|national|night|news|north(?:ern)?|online|opinion|parliamentary|pensions|personal|policing|policy|politic(?:s|al)|privacy|"
    r"principal|property|public|regional|religio(?:n|us)|retail|royal|safety|science|scotland|scottish|security|senior|services?|"
    r"showbiz|social|south(?:ern)?|special|sports?|staff|sunday|tech|technology|telecoms|theatre|trainee|transport|travel|trends|"
    r"tv|uk|us|video|visual|wales|war|washington|wealth|weekend|welfare|welsh|west(?:ern)?|westminster|whitehall|world|"
    r"years"
)
"""What journalists report on, and their ranks."""
NOUNS = (
    r"editors?|reporters?|correspondents?|journalists?|writers?|columnists?|producers?|presenters?|critics?|analysts?|"
    r"commentators?|contributors?|photographers?"
)
TITLE_PATTERN = rf"(?:(?:{FIELDS}|and|&|of)\s+)*(?:{FIELDS})\s+(?:{NOUNS})\b"
"""At least one field: a name before 'Reporter' alone may be that of a paper."""
LEADER = rf"(?:(?:{FIELDS})\s+)*(?:head|director|vice president)\s+(?:of|for|at)\s"
"""Of an organisation or a part of it."""
TITLE = re.compile(
    rf"(?P<name>\S+(?:\s+\S+)+?)(?:\s+|(?-i:(?<=[a-z])(?=[A-Z])))(?:{TITLE_PATTERN}|{LEADER}).*",
    re.IGNORECASE | re.DOTALL,
)
"""The title may touch the name, where elements stood side by side."""
TITLED_NAME = re.compile(
    rf"[A-Z][\w'’-]+(?: [A-Z][\w'’.-]*){{1,3}}, (?i:(?:{TITLE_PATTERN}|(?:{NOUNS}))(?: (?:at|for|in) [^.!?,]{{2,30}})?)"
)
FIELD = re.compile(FIELDS, re.IGNORECASE)
LONGEST = 120


def is_titled_name(text: str) -> bool:
    """Whether a text is nothing but a name and a journalist's title behind a comma."""
    return len(text) <= LONGEST and TITLED_NAME.fullmatch(text) is not None


def without_job_title(text: str) -> str:
    """A name of two or more words without the title behind it; the same text where there is none."""
    match = TITLE.fullmatch(text) if len(text) <= LONGEST else None
    return match["name"] if match and not FIELD.fullmatch(match["name"].split()[-1]) else text
