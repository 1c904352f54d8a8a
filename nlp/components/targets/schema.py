"""The schema of a target file."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from clausewatch.models import Category, StanceLabel
from nlp.components.targets.stems import read_stems

Words = Annotated[str, Field(pattern=r"^\S(.*\S)?$")]
LABELS: tuple[StanceLabel, ...] = get_args(StanceLabel)


def _make_plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    plain = " ".join(value.split())
    if not plain:
        raise ValueError("is empty")
    return plain


PlainText = Annotated[str, BeforeValidator(_make_plain)]
"""Text with single spaces between its words, and at least one."""


class Target(BaseModel):
    """A proposition that statements can be for or against, with examples of both; keys of other meaning are kept out.

    `keywords` make a sentence worth asking about. The phrases of one group of `synonyms` find each other in a search;
    those of a group that has a keyword in it are keywords, too.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: Words
    proposition: PlainText
    keywords: tuple[Words, ...] = ()
    synonyms: tuple[tuple[Words, ...], ...] = ()
    examples: Mapping[StanceLabel, tuple[PlainText, ...]]
    temperature: Annotated[float, Field(ge=0.05, le=20)] | None = None
    """Of the head, measured on labelled texts that are no examples (`clausewatch evaluate stance` tells it); the lower,
    the surer. Where there is none it is measured on examples held out, which are harder than most of what is met.
    """
    leanings: Mapping[Category, Literal["FAVOR", "AGAINST"]] = Field(default_factory=dict)
    """On which side speakers of a kind usually are; it counts a little where the words leave the side open."""

    @field_validator("examples", mode="before")
    @classmethod
    def _check_labels(cls, value: object) -> object:
        if not isinstance(value, Mapping):
            raise ValueError("must be a mapping from FAVOR, AGAINST and NONE to texts")  # noqa: TRY004  pydantic's way
        unknown = [str(label) for label in value if label not in LABELS]
        if unknown:
            raise ValueError(f"unknown label {unknown[0]!r}: write {', '.join(LABELS)}")
        return value

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not any(map(read_stems, self.phrases())):
            raise ValueError("needs keywords or synonyms with a word in them, else no statement is about it")
        labels = [label for label in LABELS if self.examples.get(label)]
        if len(labels) < 2:
            given = f"only {labels[0]} has" if labels else "no label has"
            raise ValueError(f"examples of at least two labels are needed, {given} any")
        first: dict[str, StanceLabel] = {}
        for label, text in self.labelled():
            if first.setdefault(text.casefold(), label) != label:
                raise ValueError(f"the example {text!r} stands under {first[text.casefold()]} and {label}")
        return self

    def labelled(self) -> list[tuple[StanceLabel, str]]:
        """Label and text of each example, label by label, in the file's order."""
        return [(label, text) for label in LABELS for text in self.examples.get(label, ())]

    def phrases(self) -> tuple[str, ...]:
        """Keywords and their synonyms, each once; without keywords all synonyms."""
        keywords = {keyword.casefold() for keyword in self.keywords}
        groups = [
            group for group in self.synonyms if not keywords or any(word.casefold() in keywords for word in group)
        ]
        return tuple(dict.fromkeys((*self.keywords, *(phrase for group in groups for phrase in group))))
