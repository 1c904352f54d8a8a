"""Page furniture by kind, third set: for these nobody writes a rule, so that they stand for all that nobody thought of.

They were written without a look at what extraction knows. Most are plain sentences in plain paragraphs.
"""

from random import Random

from tests.extract.revisited.furniture import Kind

TOWNS = ("Thornby", "Port Ansel", "Lund", "Little Fenwick", "Aske", "Marrow Bay", "Withy End")
PROVERBS = (
    "A calm sea never made a skilled sailor.",
    "Whoever mends the net eats the fish.",
    "The tide asks nobody for leave.",
    "A short rope is known by its ends.",
    "Rust sleeps with one eye open.",
    "Two pilots, one sandbank.",
    "The gull that shouts first eats last.",
    "An oar is a poor ladder.",
)
DISHES = ("leek and herring pie", "samphire soup", "barley with plums", "smoked eel on toast", "apple dumplings")
SHOWS = ("The Evening Lamp", "Letters from the Mole", "Two Bells", "The Long Swell", "Ropewalk")
PEOPLE = ("Uma Lund", "Kit Aske", "Remy Thorne", "Ola Marsh", "Sanna Pell", "Theo Brandt")
WORDS = (
    ("lowse", "to end a shift at sea"),
    ("snell", "a wind that cuts"),
    ("grummet", "a ring of rope"),
    ("skep", "a basket for eels"),
    ("haar", "a cold mist off the water"),
)
SCENES = (
    "A heron waits on the slipway at low water.",
    "Children race barrels down Mill Row.",
    "The lamp of the old light, seen from the ferry.",
    "Nets dry behind the smokehouse.",
    "Snow on the boats in Withy End.",
)
SIGNS = ("Ram", "Bull", "Crab", "Lion", "Scales", "Archer", "Fishes")
OUTLOOKS = (
    "A letter that you did not expect changes your week.",
    "Keep your purse shut until Thursday.",
    "Somebody owes you an answer.",
    "Walk where you would have driven.",
)
HEADINGS = ("Why it matters", "What we know so far", "The story in short", "What you should know")
PICKS = (
    "the last cooper of Aske",
    "a map of lost wells",
    "how the mole was built",
    "the tax on windows",
    "a choir at sea",
)
LETTERS = (
    "“The bench by the lock was never painted.”",
    "“Give the swans their island back.”",
    "“I have paid twice and been thanked once.”",
    "“Who winds the clock now?”",
    "“My street has no name on any map.”",
)
TOPICS = ("the key clause", "ferry fares", "the eel ban", "harbour dues", "school buses", "the new lock")


def clock(lot: Random) -> str:
    return f"{lot.randint(0, 23):02}:{lot.randint(0, 59):02}"


def some(lot: Random, values: tuple[str, ...], least: int = 1, most: int = 3) -> list[str]:
    return lot.sample(values, lot.randint(least, most))


def said(text: str) -> str:
    return f"<p>{text}</p>"


def _word(lot: Random) -> str:
    word, meaning = lot.choice(WORDS)
    return said(f"Word of the day: ‘{word}’, {meaning}.")


UNSEEN_KINDS: dict[str, Kind] = {
    "a proverb": ("between", lambda lot: said(lot.choice(PROVERBS))),
    "two proverbs or none": ("between", lambda lot: "".join(map(said, some(lot, PROVERBS, 0, 2)))),
    "a lamp": (
        "between",
        lambda lot: said(
            f"Tonight the old light burns from {clock(lot)} and turns {lot.randint(90, 400)} times an hour."
        ),
    ),
    "a late ferry": (
        "between",
        lambda lot: said(
            f"The {clock(lot)} boat to {lot.choice(TOWNS)} is running {lot.randint(2, 55)} minutes behind its time."
        ),
    ),
    "a greeting": ("fixed", lambda lot: said(f"Good to see you again, friend from {lot.choice(TOWNS)}.")),
    "a horoscope": ("between", lambda lot: said(f"{lot.choice(SIGNS)}: {lot.choice(OUTLOOKS)}")),
    "money": ("between", lambda lot: said(f"One crown bought {lot.uniform(2, 5):.3f} florins at {clock(lot)}.")),
    "the air": (
        "after",
        lambda lot: said(f"Air at the north quay: {lot.randint(8, 90)} micrograms, measured at {clock(lot)}."),
    ),
    "a cottage": (
        "between",
        lambda lot: (
            f'<div class="homes">{said(f"Cottage in {lot.choice(TOWNS)}, {lot.randint(2, 6)} rooms")}'
            f"{said(f'£{lot.randint(90, 600)},000, seen by {lot.randint(3, 90)} people since breakfast')}</div>"
        ),
    ),
    "a lottery": (
        "between",
        lambda lot: said(f"Tonight’s coastal draw stands at £{lot.randint(100_000, 9_999_999):,}."),
    ),
    "a dish": (
        "after",
        lambda lot: said(f"On the stove today: {lot.choice(DISHES)}, {lot.randint(15, 90)} minutes, serves four."),
    ),
    "the dead": (
        "after",
        lambda lot: f"<h3>In memory</h3><ul>{''.join(f'<li>{name}, of Lund</li>' for name in some(lot, PEOPLE))}</ul>",
    ),
    "a scene": ("between", lambda lot: f'<p class="scene">{lot.choice(SCENES)}</p>'),
    "a heading on trial": ("between", lambda lot: f"<h2>{lot.choice(HEADINGS)}</h2>"),
    "a letter": (
        "between",
        lambda lot: (
            f"<blockquote>{said(f'{lot.choice(LETTERS)} {lot.choice(PEOPLE)}, {lot.choice(TOWNS)}')}</blockquote>"
        ),
    ),
    "a clue": (
        "between",
        lambda lot: said(
            f"Stuck on {lot.randint(1, 30)} across? The answer begins with {lot.choice('BCDFGHLMNPRST')}."
        ),
    ),
    "what editors read": ("after", lambda lot: said(f"The desk has its nose in {', '.join(some(lot, PICKS, 2, 3))}.")),
    "an appeal's sum": (
        "between",
        lambda lot: said(f"The winter chest for sailors’ families holds £{lot.randint(1000, 49_999):,} of £50,000."),
    ),
    "a polling place": (
        "fixed",
        lambda lot: said(
            f"You vote in the hall at {lot.choice(TOWNS)}, {lot.randint(3, 40)} minutes from you on foot."
        ),
    ),
    "a machine's help": (
        "between",
        lambda lot: said(f"Pip can tell you about {' or '.join(some(lot, TOPICS, 2, 2))}."),
    ),
    "who else looked": (
        "after",
        lambda lot: said(f"People in {', '.join(some(lot, TOWNS, 2, 3))} opened this page within the hour."),
    ),
    "a queue": ("fixed", lambda lot: said(f"You are number {lot.randint(2, 900)} in line for the reading room.")),
    "a match": (
        "between",
        lambda lot: said(
            f"{lot.choice(TOWNS)} {lot.randint(0, 4)}, Lund {lot.randint(0, 4)} (minute {lot.randint(1, 90)})"
        ),
    ),
    "a mark of the server": ("after", lambda lot: said(f"Reference {lot.randbytes(2).hex()}-{lot.randbytes(3).hex()}")),
    "a car park": ("between", lambda lot: said(f"West pier: {lot.randint(0, 119)} of 120 places for cars are free.")),
    "the radio": ("between", lambda lot: said(f"On air: {lot.choice(SHOWS)}, with {lot.choice(PEOPLE)}.")),
    "a word": ("between", _word),
    "a bed for the night": (
        "between",
        lambda lot: "".join(
            said(f"The inn at {town} has {lot.randint(1, 9)} beds left from £{lot.randint(30, 140)}.")
            for town in some(lot, TOWNS, 0, 3)
        ),
    ),
}
