"""The spaCy component `target_matcher`: finds the targets that each statement is about."""

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp.attribution import read_attributions, read_document
from nlp.components.targets.files import load_targets
from nlp.components.targets.matching import TargetMatcher
from nlp.components.targets.schema import Target

if not Doc.has_extension("attribution_targets"):
    Doc.set_extension("attribution_targets", default=())


def read_attribution_targets(doc: Doc) -> tuple[tuple[str, ...], ...]:
    """Ids of the targets of each attribution, in the attributions' order."""
    found: tuple[tuple[str, ...], ...] = doc._.attribution_targets
    return found


class DocumentMatcher:
    """Sets `doc._.attribution_targets`; only these targets are asked about later."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._matchers = [TargetMatcher(target) for target in targets]

    def __call__(self, doc: Doc) -> Doc:
        """One document."""
        attributions = read_attributions(doc)
        document = read_document(doc)
        title = document.title if document else ""
        contents = [attribution.content for attribution in attributions]
        text = doc.text
        matches = {matcher.target.id: matcher.match(text, title, contents) for matcher in self._matchers}
        doc._.attribution_targets = tuple(
            tuple(identifier for identifier, about in matches.items() if about[number])
            for number in range(len(attributions))
        )
        return doc


@Language.factory("target_matcher")
def make_target_matcher(nlp: Language, name: str, targets: str) -> DocumentMatcher:
    """The component with the target files of a folder; `TargetError` when one is wrong."""
    del nlp, name
    return DocumentMatcher(load_targets(Path(targets)))
