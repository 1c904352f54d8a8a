"""What Clausewatch talks about: frozen, validated values without behaviour of their own."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from clausewatch import identifiers
from clausewatch.layouts import Layout

PublisherKind = Literal["coverage", "official"]
Category = Literal[
    "government", "parliament", "regulator", "platform", "child-safety", "civil-society", "expert", "news", "other"
]
SpeakerKind = Literal["person", "organisation", "collective"]
StatementKind = Literal["direct", "indirect", "mixed", "primary"]
StanceLabel = Literal["FAVOR", "AGAINST", "NONE"]
DatePrecision = Literal["second", "minute", "day"]
DateConfidence = Literal["high", "low"]
ChangeClaim = Literal["denies", "announces"]
CueType = Literal["speech", "attitude"]
EditKind = Literal["same", "left-out", "put-in"]
OriginVerdict = Literal["verbatim", "shortened", "changed", "paraphrase", "not-found"]
Access = Literal["free", "paid", "walled", "teaser"]
"""`free`, `paid`: as the page declares; `walled`: it declares nothing and shows a paywall; `teaser`: it had more."""
Confidence = Annotated[float, Field(ge=0, le=1)]


def _refuse_surrogates(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"half of a surrogate pair at character {error.start} is no text") from error
    return text


Text = Annotated[str, AfterValidator(_refuse_surrogates)]
"""Text that can be written as UTF-8, which a JSON string with a lone surrogate cannot."""
Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
"""Code points of the document's text, end exclusive."""


def _check_address(url: str) -> str:
    if not identifiers.is_address(url):
        raise ValueError(f"{url!r} is not an absolute address without white space")
    return url


class Model(BaseModel):
    """Frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Record(Model):
    """Whose words an official document is, as the record says."""

    name: Text
    kind: SpeakerKind = "person"
    role: Text | None = None
    organisation: Text | None = None
    category: Category = "other"


class Publisher(Model):
    """A website or body we collect from."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: str
    kind: PublisherKind
    category: Category
    domains: tuple[str, ...]
    language: str = "en"
    organisation: str | None = None
    """The body that speaks on the site where it is an official one; a document without an own record is its words."""
    minimum: int = 1
    """Fewest pages that a healthy crawl sees (fresh or unchanged); 0 where a search may well find nothing."""
    budget: int = 500
    """Most requests that one crawl makes."""
    day_budget: int | None = None
    """Most requests on one day in UTC, over all crawls; none: ten times those of one crawl."""
    terms: str = ""
    headlines_only: bool = False
    """Whether its terms allow headlines and summaries only, so that nothing else of its pages is extracted."""
    enabled: bool = True
    layouts: tuple[Layout, ...] = ()
    verified: bool = False
    """Whether the addresses were checked against the live site."""

    @property
    def requests_a_day(self) -> int:
        """Most requests on one day."""
        return 10 * self.budget if self.day_budget is None else self.day_budget


class RawResponse(Model):
    """One answer as it came: what the archive keeps and `extract` reads."""

    url: Annotated[str, AfterValidator(_check_address)]
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes
    fetched_at: AwareDatetime

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        return next((value for key, value in self.headers if key.casefold() == name.casefold()), None)


class RecordAddress(Model):
    """Where the archive keeps a response: offset and length in bytes of its WARC record in the file."""

    file: str
    """Relative to the archive's folder, with forward slashes."""
    offset: Annotated[int, Field(ge=0)]
    length: Annotated[int, Field(gt=0)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Of the body as kept, hexadecimal."""


class ChangeNote(Model):
    """A change that the publisher itself announced."""

    at: AwareDatetime
    note: Text


class Document(Model):
    """The content of a page at a time. Paragraphs of `text` are separated by one blank line."""

    url: Text
    """Canonical."""
    title: Text = ""
    text: Annotated[Text, Field(min_length=1)]
    publisher: Text
    kind: PublisherKind = "coverage"
    language: Text | None = None
    authors: tuple[Text, ...] = ()
    published_at: AwareDatetime | None = None
    published_precision: DatePrecision | None = None
    published_confidence: DateConfidence | None = None
    modified_at: AwareDatetime | None = None
    document_type: Text | None = None
    record: Record | None = None
    people: tuple[Text, ...] = ()
    """Whom the publisher's own description of the page names, the speaker first; so also the next two."""
    roles: tuple[Text, ...] = ()
    organisations: tuple[Text, ...] = ()
    change_notes: tuple[ChangeNote, ...] = ()
    withdrawn_at: AwareDatetime | None = None
    access: Access | None = None
    """Who can read it; none: the page says nothing of it. The ledger keeps here how the page was when last asked."""

    @property
    def id(self) -> str:
        """Id of the page, whatever its content."""
        return identifiers.document_id(self.url)

    @property
    def version(self) -> str:
        """Id of this content of the page."""
        return identifiers.version_id(self.id, self.title, self.text)


class Speaker(Model):
    """Who made a statement, how that was decided and how sure it is (0 to 1); the id is that of the registry."""

    id: str | None = None
    name: str
    kind: SpeakerKind
    role: str | None = None
    organisation: str | None = None
    category: Category = "other"
    members: tuple[str, ...] = ()
    resolved_by: str
    confidence: Confidence


LIKELY = 0.5
"""Confidence below which a stance that is NONE is unsure."""


class Stance(Model):
    """For or against a target."""

    target: str
    label: StanceLabel
    confidence: Confidence

    @property
    def is_unsure(self) -> bool:
        """Whether NONE means that no label was likely, and not that the words take no side."""
        return self.label == "NONE" and self.confidence < LIKELY


class Statement(Model):
    """One attribution: source, cue and content spans (PARC's words), its kind, its speaker and stances."""

    document: str
    version: str
    kind: StatementKind
    text: str
    """The content; parts that stand apart in the document are joined by ' … '."""
    content: Annotated[tuple[Span, ...], Field(min_length=1)]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    cue_type: CueType | None = None
    speaker: Speaker | None = None
    stances: tuple[Stance, ...] = ()
    claims_change: ChangeClaim | None = None
    """Whether the statement itself denies or announces a change of position."""

    @model_validator(mode="after")
    def _check_spans(self) -> Self:
        for start, end in (*self.content, *self.source, *self.cue):
            if start >= end:
                raise ValueError(f"span {start}-{end} is empty")
        return self

    @property
    def id(self) -> str:
        """Id by version and content spans."""
        return identifiers.statement_id(self.version, self.content, self.kind)

    @property
    def subject(self) -> str:
        """Id by speaker and words: equal in a later version of the page and in a syndicated copy."""
        speaker = (self.speaker.id or self.speaker.name) if self.speaker else ""
        return identifiers.make_id("subject", speaker, identifiers.normalise_words(self.text))


class Edit(Model):
    """Words of a text beside another that came from it: the same, left out of the other, or put into it."""

    kind: EditKind
    text: str


class Origin(Model):
    """Where a quotation was really said, as far as what is kept can tell.

    `verbatim`: the same words, of a part of a sentence or of neighbouring ones; `shortened`: words left out, the
    others in their order; `changed`: other words; `paraphrase`: the same claim in words of the reporter's.
    """

    verdict: OriginVerdict
    confidence: Confidence
    statements: tuple[str, ...] = ()
    """Ids of the primary statements in their order; of what was not found, of the nearest in words, which says else."""
    edits: tuple[Edit, ...] = ()
    """What became of the primary statement's words; none where it is verbatim or a paraphrase."""
