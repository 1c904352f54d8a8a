"""End-to-end F1 by the verb that reports, so that nobody has to believe a list of verbs that we chose.

Run: python -m bench.cues --train TRAIN.jsonl.gz --dev DEV.jsonl.gz

The lists grow by one rule, made of the training part alone: the verbs that report words there most often. So it can be
read off for every share of the cues, and none of them is picked out. Below them: all verbs of `reporting_verbs.txt`, by
which `cue_type` goes, and everything else.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from nlp.attribution import Attribution, text_of
from nlp.components.quotations.component import MODEL, QuotationTagger
from nlp.components.quotations.cues import REPORTING_VERBS, REPORTING_WORDS, base_forms
from nlp.components.quotations.onnx_network import load_network
from nlp.evaluation.alignment import align, letters_of
from nlp.evaluation.quotes import GoldAttribution, GoldText, read_gold

SIZES = (1, 2, 4, 8, 13, 20, 40)
"""Verbs of the lists."""
SIGN, OTHER = "(sign)", "(other)"
_WORD = re.compile(r"[a-z]+")


@dataclass
class Counts:
    """Attributions by the verb of their cue: marked, found, and right."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def f1(self, verbs: Set[str]) -> float:
        """Of the attributions with one of these verbs (0 to 1)."""
        right, gold, found = (sum(each[verb] for verb in verbs) for each in (self.right, self.gold, self.found))
        return 2 * right / max(gold + found, 1)


def name_verb(cue: str) -> str:
    """The base form of the first word of a cue that reports words, a sign alone, or neither."""
    words: list[str] = _WORD.findall(cue.casefold())
    for word in words:
        for base in (word, *sorted(base_forms(word))):
            if base in REPORTING_VERBS or base in REPORTING_WORDS:
                return base
    return OTHER if words or not cue.strip() else SIGN


def rank_verbs(texts: Sequence[GoldText]) -> list[str]:
    """The verbs that report words, most often used first; signs, which are no verbs, are left out."""
    uses = Counter(name_verb(text_of(text.text, each.cue)) for text in texts for each in text.attributions)
    return [verb for verb, _ in uses.most_common() if verb not in (SIGN, OTHER)]


def count_verbs(texts: Sequence[GoldText], found: Sequence[Sequence[Attribution]]) -> Counts:
    """Counts over all texts; right as the scorer has it: content with a Jaccard index of .3 and the right source."""
    counts = Counts()
    for text, ours in zip(texts, found, strict=True):
        counts.found.update(name_verb(text_of(text.text, one.cue)) for one in ours)
        counts.gold.update(name_verb(text_of(text.text, one.cue)) for one in text.attributions)
        counts.right.update(_list_right(text, ours))
    return counts


def _list_right(text: GoldText, ours: Sequence[Attribution]) -> Iterator[str]:
    marked, found = ([letters_of(text.text, one.content) for one in rows] for rows in (text.attributions, ours))
    for number, other in align(marked, found).items():
        if _has_source_of(text, text.attributions[number], ours[other]):
            yield name_verb(text_of(text.text, text.attributions[number].cue))


def _has_source_of(text: GoldText, one: GoldAttribution, other: Attribution) -> bool:
    sources = [letters_of(text.text, each) for each in (one.source, other.source)]
    return bool(sources[0] & sources[1]) or not any(sources)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    options = parser.parse_args()
    train, dev = list(read_gold(options.train)), list(read_gold(options.dev))
    tagger = QuotationTagger(*load_network(options.model, 1))
    counts = count_verbs(dev, [tagger.find([text.text])[0] for text in dev])
    ranked, total = rank_verbs(train), counts.gold.total()
    reporting = (set(counts.gold) | set(counts.found)) - {OTHER}
    groups = {f"most frequent {size}": set(ranked[:size]) for size in SIZES}
    for name, verbs in (groups | {"all that report words": reporting, "others": {OTHER}}).items():
        share = sum(counts.gold[verb] for verb in verbs) / total
        print(f"{name:22} {share:4.0%} of cues: F1 {100 * counts.f1(verbs):.1f}")
    print(", ".join(ranked[: SIZES[-1]]))


if __name__ == "__main__":
    main()
