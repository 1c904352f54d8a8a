"""The days of a publisher's history in London: which were watched, which are slow, and what each brought."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

from clausewatch.index.times import LONDON
from clausewatch.ledger.history import WINDOW, History
from clausewatch.models import Category

DAY = timedelta(days=1)
CHRISTMAS = ((12, 21), (1, 2))
RECESSES = (((12, 16), (1, 9)), ((2, 6), (2, 25)), ((5, 18), (6, 6)), ((7, 16), (9, 5)), ((9, 12), (10, 17)))
"""Month and day between which Parliament usually rises for a while and comes back; Easter moves."""
EASTER_RECESS = (timedelta(days=-17), timedelta(days=17))


@lru_cache(maxsize=5000)
def is_slow(day: date, category: Category = "other") -> bool:
    """Whether little is published on that day by custom: weekends, England's bank holidays, the days around
    Christmas, and for Parliament its usual recesses.
    """
    return is_weekend(day) or _is_holiday(day, category)


def is_weekend(day: date) -> bool:
    """Whether it is Saturday or Sunday."""
    return day.weekday() >= 5


def _is_holiday(day: date, category: Category) -> bool:
    if _is_between(day, *CHRISTMAS) or _is_bank_holiday(day):
        return True
    if category != "parliament":
        return False
    begin, end = EASTER_RECESS
    return begin <= day - find_easter(day.year) <= end or any(_is_between(day, *recess) for recess in RECESSES)


def _is_between(day: date, first: tuple[int, int], last: tuple[int, int]) -> bool:
    place = (day.month, day.day)
    return first <= place <= last if first <= last else place >= first or place <= last


def _is_bank_holiday(day: date) -> bool:
    if day - find_easter(day.year) in (-2 * DAY, DAY):
        return True
    is_last_of_month = (day + 7 * DAY).month != day.month
    is_may = day.month == 5 and (day.day <= 7 or is_last_of_month)
    return day.weekday() == 0 and (is_may or (day.month == 8 and is_last_of_month))


def find_easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - shift + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def london_day(at: datetime) -> date:
    """The day that it is in London at an aware time."""
    return at.astimezone(LONDON).date()


class Days:
    """A history by days in London. The day of `at` itself is not over, so that nothing is counted on it."""

    def __init__(self, history: History, at: datetime) -> None:
        self._history = history
        self.today = london_day(at)

    @cached_property
    def new(self) -> Counter[date]:
        """How many new pages came on each day that any came, today among them."""
        return Counter(london_day(page.at) for page in self._history.pages if page.is_new)

    @cached_property
    def heard(self) -> list[date]:
        """The days that brought a new page, or on which a document says that it was published, in order: where the
        crawls are young, the dates of older documents show the rhythm.
        """
        sure = (one.published_at for one in self._history.versions if one.published_confidence == "high")
        dated = {london_day(at) for at in sure if at is not None}
        return sorted({day for day in dated if day <= self.today} | set(self.new))

    def count_working(self, first: date, last: date) -> int:
        """How many days after the first and up to the last are not slow, watched or not."""
        between = (first + place * DAY for place in range(1, (last - first).days + 1))
        return sum(not is_slow(day, self._history.category) for day in between)

    @cached_property
    def seen(self) -> dict[date, int]:
        """How many pages the last healthy crawl of each day saw, on the days that had one: those that were watched."""
        healthy = (crawl for crawl in self._history.crawls if crawl.healthy)
        counts = {london_day(crawl.finished_at): crawl.fresh + crawl.unchanged + crawl.known for crawl in healthy}
        return {day: count for day, count in counts.items() if day < self.today}

    @cached_property
    def working(self) -> list[date]:
        """The watched days that are not slow, in order."""
        return [day for day in sorted(self.seen) if not is_slow(day, self._history.category)]

    @cached_property
    def with_weekends(self) -> list[date]:
        """The same and the weekends between them, for those who publish at weekends."""
        return [day for day in sorted(self.seen) if not _is_holiday(day, self._history.category)]

    @cached_property
    def watched(self) -> frozenset[date]:
        """Those that are not slow, to look days up."""
        return frozenset(self.working)

    @cached_property
    def counted(self) -> list[date]:
        """Those whose new pages are all their own: on the first day, and after a gap, come those of the time before."""
        return [day for day in self.working if day - DAY in self.seen]


def before(days: Iterable[date], edge: date, window: timedelta = WINDOW) -> list[date]:
    """Those in the four weeks, or another time, before a day."""
    return [day for day in days if edge - window <= day < edge]
