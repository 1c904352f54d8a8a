"""False alarms of the daily check in synthetic years, and after how many days each fault is found.

Run: python -m bench.health [--seeds 5]
"""

import argparse
import random
import statistics

from tests.alerts.sick_years import FAULTS, days_until_found
from tests.alerts.years import KINDS, WARM_UP, draw_days, follow, year

YEARS = (2023, 2025)


def count_alarms(name: str, seed: int) -> list[str]:
    """What was found in a year in which nothing was wrong."""
    lot = random.Random(f"{name} {seed}")  # noqa: S311 - by lot
    days = draw_days(lot, KINDS[name], year(YEARS[seed % 2], before=WARM_UP))
    return [f"{at} {', '.join(sorted(found))}" for at, found in follow(KINDS[name], days, WARM_UP) if found]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    seeds = range(parser.parse_args().seeds)
    for name in KINDS:
        alarms = [told for seed in seeds for told in count_alarms(name, seed)]
        print(f"{name:16} {len(alarms) / len(seeds):.2f} false alarms a year {'; '.join(alarms)}", flush=True)
    for fault in FAULTS:
        for name in KINDS:
            found = [days_until_found(name, fault, seed) for seed in seeds]
            days = sorted(each for each in found if each is not None)
            told = f"after {statistics.median(days):g} days, {days[-1]} at most" if days else "never"
            print(f"{fault:16} {name:16} found in {len(days)} of {len(found)}: {told}", flush=True)


if __name__ == "__main__":
    main()
