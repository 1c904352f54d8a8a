"""The ways in which a speaker is found, and how sure each of them is."""

from typing import Literal, get_args

ResolvedBy = Literal[
    "registry-name",
    "alias",
    "surname",
    "given-name",
    "quoted-name",
    "apposition",
    "office",
    "pronoun",
    "organisation",
    "spokesperson",
    "noun",
    "collective",
    "document",
    "continuation",
    "record",
    "publisher",
]
"""registry-name: a full name of the registry; alias: another form or a misspelling that the registry knows;
surname, given-name: part of a name that the text or the registry has in full; quoted-name: a name as read that nothing
else is known of; apposition: a phrase that the text says of a named person; office: who held a post on the day;
pronoun: he, she, they, it; organisation: a body by its name; spokesperson: the unnamed voice of a body; noun: somebody
without a name, as read; collective: several people or bodies; document: the body whose letter or statement it is;
continuation: a quotation that goes on without naming anybody; record: the speaker of an official document;
publisher: the body or author behind `we` and `I`."""

ALL_WAYS: tuple[str, ...] = get_args(ResolvedBy)
CONFIDENCE: dict[ResolvedBy, float] = {
    "registry-name": 0.98,
    "alias": 0.95,
    "surname": 0.93,
    "given-name": 0.75,
    "quoted-name": 0.9,
    "apposition": 0.8,
    "office": 0.85,
    "pronoun": 0.8,
    "organisation": 0.93,
    "spokesperson": 0.9,
    "noun": 0.6,
    "collective": 0.85,
    "document": 0.5,
    "continuation": 0.8,
    "record": 0.97,
    "publisher": 0.8,
}
"""How often each way is right where nothing speaks for or against it."""
