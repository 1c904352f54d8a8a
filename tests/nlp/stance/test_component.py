"""The component gives stances to the statements that are about a target, and to no others."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
import yaml
from spacy.tokens import Doc

from clausewatch.errors import TargetError
from clausewatch.models import Stance
from nlp.attribution import Attribution, read_attributions
from nlp.components.stance import component
from nlp.components.stance.component import StancePipe
from nlp.components.targets import Target
from nlp.components.targets.component import DocumentMatcher

TEXTS = ("I fully support the bridge.\n\nI like cake.", "We reject the bridge.", "It rained.")


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def make_docs(texts: Iterable[str]) -> list[Doc]:
    pipeline = spacy.blank("en")
    docs = [pipeline.make_doc(text) for text in texts]
    for doc in docs:
        ends = [place for place in range(len(doc.text)) if doc.text.startswith("\n\n", place)] + [len(doc.text)]
        starts = [0, *(end + 2 for end in ends)]
        doc._.attributions = tuple(Attribution("direct", (span,)) for span in zip(starts, ends, strict=False))
    return docs


def test_only_statements_about_the_target_get_a_stance(bridge: Target) -> None:
    docs = [DocumentMatcher([bridge])(doc) for doc in make_docs(TEXTS)]
    done = list(StancePipe([bridge]).pipe(docs, batch_size=2))
    found = [[[(s.target, s.label) for s in each.stances] for each in read_attributions(doc)] for doc in done]
    assert found == [[[("bridge", "FAVOR")], []], [[("bridge", "AGAINST")]], [[]]]


def test_a_statement_can_be_about_two_targets(bridge: Target) -> None:
    other = bridge.model_copy(update={"id": "other"})
    doc = DocumentMatcher([bridge, other])(make_docs(["I fully support the bridge."])[0])
    stances = read_attributions(StancePipe([bridge, other])(doc))[0].stances
    assert [stance.target for stance in stances] == ["bridge", "other"]


def test_no_head_is_fitted_where_no_statement_asks(bridge: Target, tmp_path: Path) -> None:
    StancePipe([bridge])(DocumentMatcher([bridge])(make_docs(["It rained."])[0]))
    assert not (tmp_path / "cache").exists()


def test_a_document_that_was_not_matched_gets_no_stances(bridge: Target) -> None:
    doc = StancePipe([bridge])(make_docs(TEXTS[:1])[0])
    assert all(each.stances == () for each in read_attributions(doc))


def test_the_factories_work_in_a_pipeline(bridge: Target, tmp_path: Path) -> None:
    content = bridge.model_dump(mode="json")
    (tmp_path / "bridge.yaml").write_text(yaml.safe_dump(content, allow_unicode=True))
    pipeline = spacy.blank("en")
    pipeline.add_pipe("target_matcher", config={"targets": str(tmp_path)})
    pipeline.add_pipe("stance_classifier", config={"targets": str(tmp_path)})
    doc = next(iter(pipeline.pipe(make_docs(["We reject the bridge."]))))
    assert [stance.label for stance in read_attributions(doc)[0].stances] == ["AGAINST"]


def test_a_wrong_folder_is_told_when_the_pipeline_is_made(tmp_path: Path) -> None:
    with pytest.raises(TargetError):
        spacy.blank("en").add_pipe("stance_classifier", config={"targets": str(tmp_path / "none")})


@pytest.mark.parametrize("batch_size", [1, 2, 16])
def test_documents_keep_their_order_and_their_stances_in_batches_of_any_size(bridge: Target, batch_size: int) -> None:
    texts = ["It rained.", "I fully support the bridge.", "We reject the bridge.", "It rained.", "Stop the bridge!"]
    docs = [DocumentMatcher([bridge])(doc) for doc in make_docs(texts)]
    done = list(StancePipe([bridge]).pipe(docs, batch_size=batch_size))
    assert [doc.text for doc in done] == texts
    assert [[stance.label for one in read_attributions(doc) for stance in one.stances] for doc in done] == [
        [], ["FAVOR"], ["AGAINST"], [], ["AGAINST"],
    ]  # fmt: skip


def test_a_statement_of_several_parts_is_read_as_a_whole(bridge: Target) -> None:
    text = "I, said Moor, fully support the bridge."
    (doc,) = make_docs([text])
    doc._.attributions = (Attribution("direct", ((0, 1), (14, len(text)))),)
    (attribution,) = read_attributions(StancePipe([bridge])(DocumentMatcher([bridge])(doc)))
    assert [stance.label for stance in attribution.stances] == ["FAVOR"]


def test_earlier_stances_are_replaced_and_all_else_is_kept(bridge: Target) -> None:
    (doc,) = make_docs(["It rained."])
    old = Stance(target="bridge", label="FAVOR", confidence=1)
    before = Attribution("direct", ((0, 10),), ((0, 2),), ((3, 9),), "speech", stances=(old,), claims_change="denies")
    doc._.attributions = (before,)
    assert read_attributions(StancePipe([bridge])(doc)) == (replace(before, stances=()),)


def test_more_statements_than_are_read_at_once_all_get_their_stance(
    bridge: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(component, "AT_ONCE", 2)
    texts = ["I fully support the bridge.", "We reject the bridge."] * 3
    docs = [DocumentMatcher([bridge])(doc) for doc in make_docs(texts)]
    done = StancePipe([bridge]).pipe(docs, batch_size=16)
    labels = [stance.label for doc in done for one in read_attributions(doc) for stance in one.stances]
    assert labels == ["FAVOR", "AGAINST"] * 3


def test_nothing_in_nothing_out(bridge: Target) -> None:
    assert list(StancePipe([bridge]).pipe([])) == []
