"""Reads what official registers say of the people of the registry, one register beside the other."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from clausewatch.errors import CrawlError
from clausewatch.settings import Settings
from nlp.components.speakers.registry import Registry
from nlp.components.speakers.schema import Person
from nlp.speakers_update import govuk, members
from nlp.speakers_update.matching import find_body
from nlp.speakers_update.names import is_same_person, list_search_words
from nlp.speakers_update.records import Holder, PostKind, Read, Record, RecordError
from spiders.registers import addresses
from spiders.registers.asking import NoRecordError, Register, RegisterClosedError
from spiders.watching.asking import Asker

Advance = Callable[[str], None]
DEBATE = date(2023, 6, 1)
"""When those of whom no post is dated had a seat: in the middle of the debate that the registry is of."""
LONGEST_WAIT_FOR_SEAT = timedelta(days=120)
"""After an appointment, twice over: some are made ministers some days before they are made peers."""
MOST_DEPARTMENTS = 12
"""Whose posts are asked for one by one; each is one request."""


class Places(NamedTuple):
    """Where the registers are, and the seconds between two requests to each."""

    members: str = addresses.MEMBERS_API
    govuk: str = addresses.GOVUK
    delay: float = 1.0


class Asked(NamedTuple):
    """Whom to ask the registers about."""

    members: Sequence[Person]
    govuk: Sequence[Person]
    with_holders: bool
    """Whether to ask who holds which post now."""


class Answers:
    """What came of asking. Reasons are lines for people."""

    def __init__(self) -> None:
        self.records: defaultdict[str, list[Record]] = defaultdict(list)
        self.holders: list[Holder] = []
        self.failures: list[str] = []
        """What could not be asked or read, so that it was not compared."""
        self.unknown: list[str] = []
        """People whom a register does not have under their name."""
        self.left_out: Counter[str] = Counter()
        """People who were not asked about as their register is ill, by reason."""
        self.requests = 0

    def add(self, person: Person, read: Read) -> None:
        """Keep a record."""
        self.records[person.id].append(read.record)
        self.failures += [f"{person.id}: {read.record.register_name}: left out: {reason}" for reason in read.skipped]


class NotKnownError(Exception):
    """The register does not have the person under their name."""


async def read_records(
    settings: Settings, registry: Registry, asked: Asked, places: Places, advance: Advance
) -> Answers:
    """Ask both registers at the same time, each one request after the other. `advance` gets who is done."""
    answers = Answers()
    asker = Asker(settings)
    parliament = Register(asker, places.members, places.delay)
    whitehall = Register(asker, places.govuk, places.delay)

    async def ask_parliament() -> None:
        if asked.with_holders:
            await _read_holders(parliament, registry, answers)
        await _read_people(
            "Parliament", asked.members, lambda person: _read_member(parliament, person), answers, advance
        )

    async def ask_govuk() -> None:
        await _read_people("GOV.UK", asked.govuk, lambda person: _read_page(whitehall, person), answers, advance)

    try:
        await asyncio.gather(ask_parliament(), ask_govuk())
    finally:
        await asker.aclose()
    answers.requests = parliament.requests + whitehall.requests
    # Parliament's record first, whichever answered first.
    for records in answers.records.values():
        records.sort(key=lambda record: record.register_name != "Parliament")
    return answers


async def _read_people(
    name: str, people: Sequence[Person], read: Callable[[Person], Awaitable[Read]], answers: Answers, advance: Advance
) -> None:
    for person in people:
        try:
            answers.add(person, await read(person))
        except RegisterClosedError as error:
            answers.left_out[f"{name}: {error}"] += 1
        except NotKnownError as error:
            answers.unknown.append(f"{person.id}: {name}: {error}")
        except (CrawlError, RecordError) as error:
            answers.failures.append(f"{person.id}: {name}: {error}")
        advance(person.id)


async def _read_member(register: Register, person: Person) -> Read:
    if person.parliament is None:
        member = await _find_member(register, person)
    else:
        member = members.read_member(await register.ask(addresses.read_member(person.parliament)))
    return members.read_biography(member, await register.ask(addresses.read_biography(int(member.key))))


async def _find_member(register: Register, person: Person) -> Record:
    """The one member of that name, else the one who had it when the registry last has a post of them."""
    words = list_search_words(person)
    for path in map(addresses.search_members, words):
        if member := await _search(register, person, path):
            return member
    if member := await _search(register, person, addresses.search_members_on(words[0], _choose_day(person))):
        # As they are called now.
        return members.read_member(await register.ask(addresses.read_member(int(member.key))))
    raise NotKnownError("no member has the name; if one does, write the number into the file as `parliament`")


def _choose_day(person: Person) -> date:
    """A day on which they had a seat: within their last post, as its ends may be those of a Parliament."""
    dated = [(role.since, role.until) for role in person.roles if role.since]
    if not dated:
        return DEBATE
    since, until = max(dated, key=lambda days: days[0])
    return since + min((until or date.max) - since, LONGEST_WAIT_FOR_SEAT) / 2


async def _search(register: Register, person: Person, path: str) -> Record | None:
    found, skipped = members.read_search(await register.ask(path))
    same = {member.key: member for member in found if is_same_person(person, member.name)}
    if len(same) > 1:
        numbers = " and ".join(sorted(same, key=int))
        raise RecordError(f"{numbers} have the name; write the right number into the file as `parliament`")
    if not same and skipped:
        raise RecordError(skipped[0])
    return next(iter(same.values()), None)


async def _read_page(register: Register, person: Person) -> Read:
    slug = person.govuk or person.id
    try:
        answer = await register.ask(addresses.read_govuk_person(slug))
    except NoRecordError as error:
        if person.govuk:
            raise
        raise NotKnownError(f"no page {slug!r}; if there is another, write its end into the file as `govuk`") from error
    read = govuk.read_person(slug, answer)
    if person.govuk is None and not is_same_person(person, read.record.name):
        raise NotKnownError(f"the page {slug!r} is of {read.record.name!r}; if it is theirs, write `govuk: {slug}`")
    return read


async def _read_holders(register: Register, registry: Registry, answers: Answers) -> None:
    """Who holds which post: of the cabinet and its shadows, then of each department in the registry."""
    kinds: tuple[tuple[PostKind, Callable[[int | None], str]], ...] = (
        ("government", addresses.list_government_posts),
        ("opposition", addresses.list_opposition_posts),
    )
    for kind, write in kinds:
        departments = await _read_posts(register, kind, write(None), answers)
        ours = [number for number, name in sorted(departments.items()) if find_body(registry, name)]
        for number in ours[:MOST_DEPARTMENTS]:
            await _read_posts(register, kind, write(number), answers)


async def _read_posts(register: Register, kind: PostKind, path: str, answers: Answers) -> dict[int, str]:
    try:
        holders, departments, skipped = members.read_holders(await register.ask(path), kind)
    except (CrawlError, RecordError) as error:
        answers.failures.append(f"{kind} posts: Parliament: {error}")
        return {}
    answers.holders += holders
    answers.failures += [f"{kind} posts: Parliament: left out: {reason}" for reason in skipped]
    return departments
