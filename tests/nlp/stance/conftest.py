"""A small target about nothing that the shipped ones are about."""

import pytest

from nlp.components.targets import Target

FAVOR = (
    "The island needs a bridge, and it should be built now.",
    "A bridge would save lives in winter.",
    "I fully support the bridge.",
    "Build the bridge and the village will live.",
    "We have waited forty years for this bridge and we want it.",
    "The bridge is worth every penny.",
    "With a bridge the ambulance would come in time.",
    "Businesses are united in favour of a bridge.",
)
AGAINST = (
    "The bridge would ruin the bay and must never be built.",
    "I oppose the bridge.",
    "A bridge is a waste of public money.",
    "The ferry is good enough; we don't want a bridge.",
    "Stop the bridge before it destroys the nesting grounds.",
    "No bridge can stand in those winds, and it is folly to try.",
    "The bridge will bring noise and ruin our island.",
    "We reject the plan for a bridge.",
)
NONE = (
    "The council meets on Tuesday.",
    "The ferry left at nine.",
    "The plans can be seen in the library.",
    "The bay is four miles wide.",
    "The consultation on the bridge closes in May.",
    "Some want a bridge and some do not.",
    "The engineer's report has ninety pages.",
    "It rained all week.",
)


@pytest.fixture(scope="session")
def bridge() -> Target:
    return Target(
        id="bridge",
        name="Bridge to the island",
        proposition="A bridge to the island should be built",
        keywords=("bridge",),
        examples={"FAVOR": FAVOR, "AGAINST": AGAINST, "NONE": NONE},
    )
