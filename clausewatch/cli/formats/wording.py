"""Speaker, stance and date of a found statement in words."""

from clausewatch.index.protocol import Hit
from clausewatch.index.times import LONDON
from clausewatch.models import Speaker

UNKNOWN = "unknown speaker"


def describe_speaker(speaker: Speaker | None) -> str:
    """Name, then role and organisation in brackets as far as they are known."""
    if speaker is None:
        return UNKNOWN
    known = ", ".join(part for part in (speaker.role, speaker.organisation) if part)
    return f"{speaker.name} ({known})" if known else speaker.name


def describe_stances(hit: Hit) -> str:
    """Label and confidence; with the target's id where there are several."""
    stances = hit.entry.statement.stances
    if len(stances) == 1:
        return f"{stances[0].label} {stances[0].confidence:.2f}"
    return ", ".join(f"{stance.target}: {stance.label} {stance.confidence:.2f}" for stance in stances)


def describe_date(hit: Hit) -> str:
    """YYYY-MM-DD in London, where the debate is."""
    at = hit.entry.document.published_at
    return at.astimezone(LONDON).strftime("%Y-%m-%d") if at else "no date"
