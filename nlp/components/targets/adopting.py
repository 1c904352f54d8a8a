"""Which labelled texts can become examples of a target: those whose words are not there yet under any label."""

from collections.abc import Iterable
from typing import NamedTuple

from clausewatch.identifiers import normalise_words
from clausewatch.models import StanceLabel
from nlp.components.targets.schema import Target


class Labelled(NamedTuple):
    """A text with the label that a person gave it; `name` is what the person knows it by."""

    name: str
    label: StanceLabel
    text: str


class Adoption(NamedTuple):
    """What becomes of labelled texts."""

    examples: dict[StanceLabel, list[str]]
    """New ones, by label."""
    known: tuple[str, ...]
    """Why others need not be added."""
    refused: tuple[str, ...]
    """Why others cannot be added before a person has decided."""

    @property
    def size(self) -> int:
        """Number of new examples."""
        return sum(map(len, self.examples.values()))


def plan_adoption(target: Target, given: Iterable[Labelled]) -> Adoption:
    """Texts are equal when their words are; of those with the same words under two labels none is added."""
    written = {normalise_words(text): label for label, text in target.labelled()}
    by_words: dict[str, list[Labelled]] = {}
    for each in given:
        by_words.setdefault(normalise_words(each.text), []).append(each)
    plan = Adoption({}, (), ())
    for words, group in by_words.items():
        first, names = group[0], ", ".join(each.name for each in group)
        labels = dict.fromkeys(each.label for each in group)
        if not words:
            plan = plan._replace(refused=(*plan.refused, f"{names}: has no words"))
        elif len(labels) > 1:
            reason = f"{names}: have the same words, but were corrected to {' and '.join(labels)}: correct one of them"
            plan = plan._replace(refused=(*plan.refused, reason))
        elif words not in written:
            plan.examples.setdefault(first.label, []).append(" ".join(first.text.split()))
        elif written[words] == first.label:
            plan = plan._replace(known=(*plan.known, f"{names}: is an example of {first.label} already"))
        else:
            reason = f"{names}: was corrected to {first.label}, but {target.id} has it as an example of "
            reason += f"{written[words]}: correct the statement, or take that example out of the file"
            plan = plan._replace(refused=(*plan.refused, reason))
    return plan
