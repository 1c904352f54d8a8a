"""The `change_claims` component: sets `claims_change` of each attribution."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from nlp.attribution import Attribution, read_attributions, text_of
from nlp.components.claims.detector import detect_change_claim

REPORTED = ("indirect", "mixed")
MOST_BETWEEN = 60
"""Code points between a cue and its content that are looked at."""


class ChangeClaims:
    """Reads content, cue, source and speaker, so that it stands behind whatever finds the speaker."""

    def __call__(self, doc: Doc) -> Doc:
        """The document with `claims_change` set on its attributions."""
        text = doc.text  # spaCy puts it together anew each time
        doc._.attributions = tuple(_with_claim(text, attribution) for attribution in read_attributions(doc))
        return doc


def _with_claim(text: str, attribution: Attribution) -> Attribution:
    claim = detect_change_claim(
        text_of(text, attribution.content),
        _read_cue(text, attribution),
        _name_source(text, attribution),
        is_reported=attribution.kind in REPORTED,
    )
    return replace(attribution, claims_change=claim)


def _read_cue(text: str, attribution: Attribution) -> str:
    """The cue, with the words up to what is reported: `responded to` may be followed by `reports`."""
    cue = text_of(text, attribution.cue)
    if not attribution.cue or not 0 < attribution.content[0][0] - attribution.cue[-1][1] <= MOST_BETWEEN:
        return cue
    return cue + text[attribution.cue[-1][1] : attribution.content[0][0]]


def _name_source(text: str, attribution: Attribution) -> str:
    """The words for the speaker in the text, and what is known of who that is."""
    speaker = attribution.speaker
    known = (speaker.name, speaker.role, speaker.organisation) if speaker else ()
    side = "government" if speaker and speaker.category == "government" else None
    return " ".join(part for part in (text_of(text, attribution.source), *known, side) if part)


@Language.factory("change_claims")
def make_change_claims(nlp: Language, name: str) -> ChangeClaims:
    """A component without settings."""
    del nlp, name
    return ChangeClaims()
