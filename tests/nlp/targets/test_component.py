"""The component says for each attribution which targets it is about."""

from pathlib import Path

import pytest
import spacy

from clausewatch.errors import TargetError
from clausewatch.models import Document
from nlp.attribution import Attribution
from nlp.components.targets.component import read_attribution_targets

FILE = """
id: {id}
name: A target
proposition: It should be so
keywords: [{keyword}]
examples: {{FAVOR: [Yes.], AGAINST: [No.]}}
"""


def test_each_attribution_gets_the_targets_that_it_is_about(tmp_path: Path) -> None:
    for identifier, keyword in (("ferries", "ferry"), ("buses", "bus")):
        (tmp_path / f"{identifier}.yaml").write_text(FILE.format(id=identifier, keyword=keyword))
    pipeline = spacy.blank("en")
    pipeline.add_pipe("target_matcher", config={"targets": str(tmp_path)})
    doc = pipeline.make_doc("Take the ferry or the bus.\n\nTake a walk.")
    doc._.attributions = (Attribution("direct", ((0, 26),)), Attribution("direct", ((28, 40),)))
    assert read_attribution_targets(pipeline.get_pipe("target_matcher")(doc)) == (("buses", "ferries"), ())


def test_the_title_of_the_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FILE.format(id="ferries", keyword="ferry"))
    pipeline = spacy.blank("en")
    pipeline.add_pipe("target_matcher", config={"targets": str(tmp_path)})
    text = "The ferry is late.\n\nNo matter."
    doc = pipeline.make_doc(text)
    doc._.document = Document(url="https://a.example/1", title="Ferries", text=text, publisher="a")
    doc._.attributions = (Attribution("direct", ((20, 30),)),)
    assert read_attribution_targets(pipeline.get_pipe("target_matcher")(doc)) == (("ferries",),)


def test_a_wrong_folder_is_told_when_the_pipeline_is_made(tmp_path: Path) -> None:
    with pytest.raises(TargetError):
        spacy.blank("en").add_pipe("target_matcher", config={"targets": str(tmp_path / "none")})
