"""Who speaks for which body, so that a quotation of the body is looked for among the words of its people."""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from clausewatch.identifiers import normalise_words
from clausewatch.ledger.tables import VoiceRow
from clausewatch.ledger.upsert import in_lots, upsert
from clausewatch.models import Speaker

GOVERNMENT = "government"
"""Body for which every minister and department speaks."""
MOST = 1000
"""Speakers of one body that are looked at."""


def key_of(speaker: Speaker) -> str:
    """What a speaker is looked up by: the registry's id, else the name."""
    return speaker.id or speaker.name


def list_bodies(speaker: Speaker) -> dict[str, bool]:
    """The bodies that somebody speaks for, by normalised name, and whether the speaker is that body itself.

    Members of a parliament speak for themselves.
    """
    if speaker.kind == "collective" or speaker.category == "parliament":
        return {}
    is_body = speaker.kind == "organisation"
    name = normalise_words(speaker.organisation or (speaker.name if is_body else ""))
    is_government = speaker.category == GOVERNMENT
    if is_government and name.split(" ")[-1] == GOVERNMENT:
        name = GOVERNMENT
    found = {name: is_body} if name else {}
    return {GOVERNMENT: False} | found if is_government else found


def save_voices(session: Session, speakers: Iterable[Speaker]) -> None:
    """Keep for which bodies they speak."""
    found = {(body, key_of(speaker)): is_body for speaker in speakers for body, is_body in list_bodies(speaker).items()}
    known = _read_known(session, {key for _, key in found})
    # What is known is left alone, as many workers see the same few speakers.
    new = sorted((body, key, is_body) for (body, key), is_body in found.items() if known.get((body, key)) != is_body)
    rows = [{"body": body, "speaker": key, "is_body": is_body} for body, key, is_body in new]
    upsert(session, VoiceRow, rows, ("body", "speaker"))


def _read_known(session: Session, speakers: Collection[str]) -> dict[tuple[str, str], bool]:
    known: dict[tuple[str, str], bool] = {}
    for lot in in_lots(sorted(speakers)):
        chosen = select(VoiceRow.body, VoiceRow.speaker, VoiceRow.is_body).where(VoiceRow.speaker.in_(lot))
        known.update(((row.body, row.speaker), row.is_body) for row in session.execute(chosen))
    return known


def find_voices(session: Session, speaker: Speaker) -> set[str]:
    """`speaker_key`s of those whose words may be this speaker's: the same, a body for its people, and the other way
    round; two people of one body do not speak for each other.
    """
    found = {key_of(speaker)}
    for body, is_body in list_bodies(speaker).items():
        chosen = select(VoiceRow.speaker).where(VoiceRow.body == body).order_by(VoiceRow.speaker).limit(MOST)
        found.update(session.scalars(chosen if is_body else chosen.where(VoiceRow.is_body)))
    return found
