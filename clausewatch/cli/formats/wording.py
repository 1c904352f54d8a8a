"""Speaker, stance and date of a found statement in words."""

from clausewatch.index.protocol import Hit
from clausewatch.index.times import LONDON
from clausewatch.models import Speaker, Stance

UNKNOWN = "unknown speaker"


def describe_speaker(speaker: Speaker | None) -> str:
    """Name, then role and organisation in brackets as far as they are known."""
    if speaker is None:
        return UNKNOWN
    known = ", ".join(part for part in (speaker.role, speaker.organisation) if part)
    return f"{speaker.name} ({known})" if known else speaker.name


def describe_stances(hit: Hit) -> str:
    """Label and confidence, or `unsure`; with the target's id where there are several."""
    stances = hit.entry.statement.stances
    if len(stances) == 1:
        return _describe(stances[0])
    return ", ".join(f"{stance.target}: {_describe(stance)}" for stance in stances)


def _describe(stance: Stance) -> str:
    """As in `AGAINST 0.94`; in `NONE 0.31, unsure` no label was likely."""
    return f"{stance.label} {stance.confidence:.2f}{', unsure' if stance.is_unsure else ''}"


def describe_date(hit: Hit) -> str:
    """YYYY-MM-DD in London, where the debate is."""
    at = hit.entry.document.published_at
    return at.astimezone(LONDON).strftime("%Y-%m-%d") if at else "no date"
