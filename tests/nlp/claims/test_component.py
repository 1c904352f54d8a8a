"""The component of the pipeline reads what the components before it found."""

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from clausewatch.models import Category, Speaker, StatementKind
from nlp.attribution import Attribution, read_attributions
from nlp.components.claims.component import ChangeClaims


def make_pipeline() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("change_claims")
    return pipeline


def make_attribution(
    text: str,
    content: str,
    cue: str = "",
    source: str = "",
    kind: StatementKind = "direct",
    speaker: Speaker | None = None,
) -> Attribution:
    spans = [((text.index(part), text.index(part) + len(part)),) if part else () for part in (content, source, cue)]
    return Attribution(kind, spans[0], spans[1], spans[2], speaker=speaker)


def make_speaker(category: Category) -> Speaker:
    return Speaker(name="Lord Ashby", kind="person", category=category, resolved_by="surname", confidence=0.9)


def run(text: str, *attributions: Attribution) -> tuple[Attribution, ...]:
    pipeline = make_pipeline()
    doc = pipeline.make_doc(text)
    doc._.attributions = attributions
    for _, component in pipeline.pipeline:
        assert isinstance(component, ChangeClaims)
        doc = component(doc)
    assert isinstance(doc, Doc)
    return read_attributions(doc)


def test_content_cue_and_source_are_read_from_the_text() -> None:
    text = "The trust denied that its position had changed."
    found = run(text, make_attribution(text, "its position had changed", "denied", "The trust", "indirect"))
    assert [one.claims_change for one in found] == ["denies"]


def test_an_indirect_statement_is_told_apart_from_a_direct_one() -> None:
    text = "It has changed its position, said Ada Moor."
    content, source = "It has changed its position", "Ada Moor"
    direct, indirect = (
        run(text, make_attribution(text, content, "said", source, kind))[0] for kind in ("direct", "indirect")
    )
    assert direct.claims_change is None
    assert indirect.claims_change == "announces"


def test_the_resolved_speaker_says_whose_government_it_is() -> None:
    text = "“The government’s position has not changed,” Ashby said."
    content = "The government’s position has not changed"
    minister = make_attribution(text, content, "said", "Ashby", speaker=make_speaker("government"))
    critic = make_attribution(text, content, "said", "Ashby", speaker=make_speaker("civil-society"))
    assert run(text, minister)[0].claims_change == "denies"
    assert run(text, critic)[0].claims_change is None


def test_all_else_of_an_attribution_is_kept_and_an_older_claim_is_overwritten() -> None:
    text = "“It is safe,” Ashby said."
    before = Attribution("direct", ((1, 11),), ((14, 19),), ((20, 24),), claims_change="denies")
    (after,) = run(text, before)
    assert after == Attribution("direct", ((1, 11),), ((14, 19),), ((20, 24),))


def test_a_document_without_attributions_passes_through() -> None:
    assert run("Nothing to see.") == ()


def test_what_is_only_reported_of_the_speaker_is_no_announcement() -> None:
    told = "that the government has abandoned its plans"
    for noun in ("reports", "claims"):
        text = f"The government has heard {noun} {told}."
        (found,) = run(text, make_attribution(text, told, "has heard", "The government", "indirect"))
        assert found.claims_change is None


def test_reports_of_a_change_that_are_dismissed_are_denied() -> None:
    told = "that the government has abandoned its plans"
    text = f"The government has dismissed reports {told}."
    (found,) = run(text, make_attribution(text, told, "has dismissed", "The government", "indirect"))
    assert found.claims_change == "denies"
