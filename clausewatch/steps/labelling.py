"""Statements that a person may label, or has labelled, for a target."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from sqlalchemy.orm import Session

from clausewatch.errors import InputError, LedgerError
from clausewatch.identifiers import normalise_words
from clausewatch.ledger.corrections import Correction, list_stance_corrections
from clausewatch.ledger.database import Ledger
from clausewatch.ledger.documents import current_version
from clausewatch.ledger.statements import list_positions, read_statement, read_statements
from clausewatch.models import Statement
from clausewatch.steps.embedding import BATCH, find_vectors
from nlp.components.stance import load_classifier
from nlp.components.stance.classifier import take_evenly
from nlp.components.stance.features import Features
from nlp.components.stance.suggesting import Candidate, Suggestion, suggest_texts
from nlp.components.targets import Target
from nlp.components.targets.adopting import Labelled

FEWEST_WORDS = 4
"""Shorter statements show no stance by themselves."""


class Suggested(NamedTuple):
    """A statement worth a label, and why."""

    statement: Statement
    suggestion: Suggestion


def suggest_statements(
    ledger: Ledger, target: Target, limit: int, told: Callable[[int, int], None] | None = None
) -> list[Suggested]:
    """At most `limit` statements of current versions about a target, the most useful first.

    Without those that are examples or that a person corrected, and one only of those with the same words. `told` is
    called with how many of how many were read.
    """
    with ledger.read() as session:
        statements = _list_unlabelled(session, target)
    if not statements:
        return []
    examples = take_evenly(target)
    vectors = _stack(ledger, [text for _, text in examples])
    candidates = _judge(ledger, target, statements, told)
    return [Suggested(statements[each.key], each) for each in suggest_texts(candidates, examples, vectors, limit)]


def _list_unlabelled(session: Session, target: Target) -> dict[str, Statement]:
    """Statements by their normalised words."""
    labelled = {normalise_words(text) for _, text in target.labelled()}
    labelled |= {correction.words for correction in list_stance_corrections(session, target.id)}
    found: dict[str, Statement] = {}
    for position in list_positions(session, target.id):
        words = normalise_words(position.statement.text)
        if words not in labelled and words.count(" ") + 1 >= FEWEST_WORDS:
            found.setdefault(words, position.statement)
    return found


def _judge(
    ledger: Ledger, target: Target, statements: dict[str, Statement], told: Callable[[int, int], None] | None
) -> Iterator[Candidate]:
    classifier, names = load_classifier(target), list(statements)
    for first in range(0, len(names), BATCH):
        keys = names[first : first + BATCH]
        texts = tuple(statements[key].text for key in keys)
        features = Features(texts, _stack(ledger, texts))
        yield from map(Candidate, keys, features.vectors, classifier.classify_features(features))
        if told:
            told(first + len(keys), len(names))


def _stack(ledger: Ledger, texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    found = find_vectors(ledger, texts)
    return np.array([found[text] for text in texts], np.float64)


class Corrected(NamedTuple):
    """What people said of the stances of statements, and how many of these statements are kept no longer."""

    labelled: tuple[Labelled, ...]
    lost: int


def list_corrected(session: Session, target: str, statements: tuple[str, ...] = ()) -> Corrected:
    """The text of each statement whose stance towards a target was corrected, with its last correction; of those
    named by their ids alone where any is. `InputError` where one of these has no such correction.
    """
    last = {(each.document, each.words): each for each in list_stance_corrections(session, target)}
    found = [(each, _find_statement(session, each)) for each in last.values()]
    labelled = {
        statement.id: Labelled(statement.id, correction.label, statement.text)
        for correction, statement in found
        if statement is not None and correction.label is not None
    }
    for name in statements:
        if name not in labelled:
            raise InputError(
                f"statement {name} has no corrected stance towards {target}: say what it is with "
                f"`clausewatch correct {name} --target {target} --stance …`"
            )
    chosen = tuple(labelled[name] for name in dict.fromkeys(statements)) if statements else tuple(labelled.values())
    return Corrected(chosen, sum(statement is None for _, statement in found))


def _find_statement(session: Session, correction: Correction) -> Statement | None:
    """The corrected statement, else one with its words in the page as it is now."""
    try:
        return read_statement(session, correction.statement)
    except LedgerError:
        version = current_version(session, correction.document)
    beside = read_statements(session, version) if version else []
    return next((one for one in beside if normalise_words(one.text) == correction.words), None)
