"""Speaker, stance and date of a found statement in words."""

from clausewatch.index.protocol import Corrected, Hit
from clausewatch.index.times import LONDON
from clausewatch.models import Speaker, Stance

UNKNOWN = "unknown speaker"


def describe_speaker(speaker: Speaker | None) -> str:
    """Name, then role and organisation in brackets as far as they are known and are not the name itself."""
    if speaker is None:
        return UNKNOWN
    known = ", ".join(part for part in (speaker.role, speaker.organisation) if part and part != speaker.name)
    return f"{speaker.name} ({known})" if known else speaker.name


def describe_stances(hit: Hit) -> str:
    """Label and confidence, or `unsure`; with the target's id where there are several."""
    stances = hit.entry.statement.stances
    put_right = {each.target for each in hit.corrected}
    told = {stance.target: describe_stance(stance, is_corrected=stance.target in put_right) for stance in stances}
    if len(stances) == 1:
        return told[stances[0].target]
    return ", ".join(f"{target}: {said}" for target, said in told.items())


def describe_stance(stance: Stance, *, is_corrected: bool = False) -> str:
    """As in `AGAINST 0.94`; in `NONE 0.31, unsure` no label was likely, and a person said `FAVOR, corrected`."""
    if is_corrected:
        return f"{stance.label}, corrected"
    return f"{stance.label} {stance.confidence:.2f}{', unsure' if stance.is_unsure else ''}"


def describe_corrections(hit: Hit) -> str:
    """`speaker corrected 2023-09-07: it was her; stance on TARGET corrected 2023-09-08: irony`, or nothing."""
    return "; ".join(map(_describe_correction, hit.corrected))


def _describe_correction(corrected: Corrected) -> str:
    what = f"{corrected.part} on {corrected.target}" if corrected.target else corrected.part
    return f"{what} corrected {corrected.at.astimezone(LONDON):%Y-%m-%d}: {' '.join(corrected.why.split())}"


def describe_date(hit: Hit) -> str:
    """YYYY-MM-DD in London, where the debate is."""
    at = hit.entry.document.published_at
    return at.astimezone(LONDON).strftime("%Y-%m-%d") if at else "no date"
