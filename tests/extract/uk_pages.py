"""Pages in the shapes of British and Irish news sites; outlets, people and story are fictional."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from clausewatch.models import Document
from tests.extract.answers import extract

FOLDER = Path(__file__).parent / "uk_shapes"
STORY = {
    "T": "Ferry to Quill Island stops after pilot finds crack in hull",
    "S": "Islanders were told at breakfast that the crossing would not open again before Easter",
    "1": (
        "The only ferry to Quill Island has been taken out of service after a pilot found a crack in its hull, the "
        "harbour board has said."
    ),
    "2": (
        "About 400 people who live on the island were told on Tuesday that they would have to rely on fishing boats "
        "until a replacement is found."
    ),
    "3": (
        "“We looked at the crack and we looked at each other,” said Helena Marsh, who has steered the ferry for eleven "
        "years. “Nobody said anything for a while.”"
    ),
    "4": (
        "The board said it had asked three yards on the mainland for a price and expected the first answer within a "
        "week."
    ),
    "5": (
        "Josiah Fennel, who runs the island’s only shop, said shelves would be empty by the weekend unless somebody "
        "carried his orders across."
    ),
    "H": "‘No plan B’",
    "6": (
        "In a report last year, inspectors warned that the vessel was “past the age at which it should be trusted in "
        "winter”."
    ),
    "7": "Ministers have promised to look at the cost of a new boat, but have set no date.",
    "8": (
        "A spokesperson for the board said: “We know how hard this is, and we are sorry. Tickets that have been paid "
        "for will be refunded.”"
    ),
}
"""Title, standfirst, paragraphs and a heading."""
STORY["t"] = STORY["1"][1:]
"""The first paragraph behind a dropped capital."""
PARAGRAPHS = [STORY[key] for key in "12345678"]
PLACE = re.compile(rf"\[([{''.join(STORY)}])\]")


class Shape(NamedTuple):
    """One page and what a reader would name of it."""

    facts: dict[str, str]
    page: str

    @property
    def authors(self) -> set[str] | None:
        """None where they are not asked for."""
        names = {name.strip() for name in self.facts["authors"].split(";")} - {""}
        return None if names == {"?"} else names

    @property
    def text(self) -> list[str]:
        """The paragraphs, headings and lists."""
        parts = (part.strip() for part in self.facts["text"].split(" | "))
        return [STORY.get(part) or fill(part) for part in parts]

    def extract(self) -> Document:
        """The document that we make of it."""
        outlet = self.facts["outlet"]
        named: dict[str, Any] = {"title": outlet, "name": "-".join(re.findall(r"\w+", outlet.lower()))}
        if kind := self.facts.get("kind"):
            named |= {"kind": kind, "category": "government", "organisation": outlet}
        url = self.facts["url"]
        is_short = self.facts.get("headlines") == "yes"
        return extract(self.page, url, domains=(url.split("/")[2],), headlines_only=is_short, **named)


def fill(template: str) -> str:
    """A template with the parts of the story in their places."""
    return PLACE.sub(lambda match: STORY[match[1]], template)


def list_shapes() -> list[str]:
    """The names of all shapes."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def read_shape(name: str) -> Shape:
    """A shape by its name: facts, an empty line, a page."""
    head, _, page = (FOLDER / f"{name}.html").read_text(encoding="utf-8").partition("\n\n")
    pairs = (line.partition(":") for line in head.splitlines())
    return Shape({key: value.strip() for key, _, value in pairs}, fill(page))
