"""End-to-end F1 by the verb that reports, so that nobody has to believe a list of verbs that we chose.

Run: python -m bench.cues --train TRAIN.jsonl.gz --dev DEV.jsonl.gz

The lists are made from the training part alone, before the development part is looked at: a verb is one of quoting
where at least half, or a third, of what it reports there stands in quotation marks wholly or in part, among verbs with
five uses or more. Below them: all verbs of `reporting_verbs.txt`, by which `cue_type` goes, and everything else.
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

FEWEST_USES = 5
SHARES = (1 / 2, 1 / 3)
SIGN, OTHER = "(sign)", "(other)"
_WORD = re.compile(r"[a-z]+")
_MARK = re.compile('["“”]')


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


def list_quoting_verbs(texts: Sequence[GoldText], share: float) -> set[str]:
    """Verbs of which at least this share of uses reports words in quotation marks."""
    uses, quoted = Counter[str](), Counter[str]()
    for text in texts:
        for each in text.attributions:
            verb = name_verb(text_of(text.text, each.cue))
            uses[verb] += 1
            quoted[verb] += bool(_MARK.search(text_of(text.text, each.content)))
    return {verb for verb, count in uses.items() if count >= FEWEST_USES and quoted[verb] >= share * count} - {OTHER}


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
    total = sum(counts.gold.values())
    groups = {f"quoting in 1 of {1 / share:.0f} uses or more": list_quoting_verbs(train, share) for share in SHARES}
    groups["all that report words"] = set(counts.gold) | set(counts.found) - {OTHER}
    groups["all that report words"].discard(OTHER)
    groups["others"] = {OTHER}
    for name, verbs in groups.items():
        of_all = sum(counts.gold[verb] for verb in verbs) / total
        print(f"{name:32} {len(verbs):4} verbs, {of_all:4.0%} of cues: F1 {100 * counts.f1(verbs):.1f}")
        if name.startswith("quoting"):
            print("   " + ", ".join(sorted(verbs)))


if __name__ == "__main__":
    main()
