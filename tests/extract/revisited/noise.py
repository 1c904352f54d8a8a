"""What is different on a page from visit to visit though nobody touched the story."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

HEADLINES = (
    "Gull steals bread for the third day running",
    "Why the tide tables were wrong in April",
    "Port Ansel wins the cup at last",
    "Ten walks for a windy Sunday",
    "Mayor’s boat sold for a song",
    "What the census says about the coast",
    "Bakery reopens after the flood",
    "The quiet man who winds the clock",
    "Ferry fares to rise in the autumn",
    "A winter without herring",
)
ADVERTS = (
    "Warm boots for cold quays. Order before Sunday.",
    "Sleep better with a mattress from Brandt & Sons.",
    "Compare boat insurance in two minutes.",
    "New: the harbour card. Apply now.",
    "Learn the accordion in 30 days.",
)
STRAY = (
    "♥ 1.2K", "2h ago", "Published 3h ago", "Updated 2h ago", "Edited: Tue 5 Mar, 14:02", "As of 14:02 GMT",
    "Rate this article: 4.5/5 (123 votes)", "23,112 of 25,000 signatures", "Only 3 free articles left",
    "You have 1 article remaining", "Next update in 5 minutes", "620 words", "Word count: 620", "Story 3 of 12",
    "Liked by 34 readers", "34 readers liked this", "1 comment", "No comments yet", "Comments are closed",
    "134 responses", "Page views: 23,456", "Shared 1.4k times", "2,031 reading now", "213 watching",
    "Reading progress 0%", "Last reviewed 5 March 2031", "This page was generated on 5 March 2031 at 14:02", "4 min",
    "Audio, 4 minutes", "Listen · 4:32", "Duration: 3 mins", "+12 more", "See all 12 updates", "Show 3 new updates",
    "You’ve read 12 articles in the last year.", "LIVE: 7 updates", "Printed on 13 March 2031", "Accessed 5 March 2031",
    "Since you’re here… you’ve read 28 articles in the past month. Will you help?", "Sale ends in 8 hours",
    "Weather: 4°C, wind 14 mph", "Poll: Should the ferry run at night? Yes 75% No 25%", "£1 = $1.26",
    "49.2K people have signed. Will you?", "You have 2 free articles left this month.",
)  # fmt: skip
"""Lines that may stand anywhere between the paragraphs of a story."""
NAMES = ("Kit", "Ola", "Remy", "Sanna", "Theo", "Uma")


class Noise:
    """Furniture of one visit: the same seed gives the same."""

    def __init__(self, seed: int, at: datetime) -> None:
        self.random = random.Random(seed)
        self.at = at

    def count(self, most: int = 4000) -> str:
        """Some number as sites show it: 87, 1,204 or 2.3K."""
        number = self.random.randint(2, most)
        return f"{number / 1000:.1f}K" if number > 1000 and self.random.random() < 0.5 else f"{number:,}"

    def choose(self, values: Sequence[str], number: int = 1) -> list[str]:
        return self.random.sample(list(values), number)

    def maybe(self, markup: str, chance: float = 0.6) -> str:
        return markup if self.random.random() < chance else ""

    def hashed(self, name: str) -> str:
        """A class name as build tools make them, another one at each release."""
        return f"{name}-{self.random.randbytes(3).hex()}"

    def links(self, number: int = 4) -> list[str]:
        """Links to other stories, with the tracking parameters of the day."""
        titles = self.choose(HEADLINES, number)
        return [f'<a href="/n/{self.random.randint(1, 999)}?ref={self.count()}">{title}</a>' for title in titles]

    def link_list(self, number: int = 4) -> str:
        return "".join(f"<li>{link}</li>" for link in self.links(number))

    def advert(self) -> str:
        return self.choose(ADVERTS)[0]

    def ago(self) -> str:
        """How old the page is, as its script says."""
        unit = self.random.choice(("minutes", "hours", "days"))
        return f"{self.random.randint(2, 23)} {unit} ago"

    def updated(self) -> str:
        """A line that says when the page was last touched: by the server, at each visit."""
        at = self.at - timedelta(minutes=self.random.randint(1, 600))
        shapes = (
            f"Last updated: {at:%d %B %Y} at {at:%H:%M}",
            f"Updated {at:%H:%M}, {at:%d %b %Y}",
            f"Last updated {self.ago()}",
            f"Updated: {at:%d/%m/%Y %H:%M}",
            f"Updated at {at:%H:%M} GMT",
            f"Page last modified on {at:%A %d %B %Y}",
        )
        return self.random.choice(shapes)

    def reading_time(self) -> str:
        minutes = self.random.randint(2, 9)
        shapes = (
            f"{minutes} min read",
            f"Reading time: {minutes} minutes",
            f"{minutes}-minute read",
            f"{minutes} mins read",
            f"Listen to this article ({minutes} min)",
            f"Estimated reading time: {minutes} min",
        )
        return self.random.choice(shapes)

    def shares(self) -> str:
        return self.random.choice(
            (f"{self.count()} shares", f"Shares {self.count()}", f"{self.count()} people shared this", "Share this")
        )

    def comments(self) -> str:
        number = self.count(900)
        shapes = (
            f"{number} comments",
            f"Comments ({number})",
            f"Join the conversation ({number})",
            f"View {number} comments",
            f"{number} Comments",
        )
        return self.random.choice(shapes)

    def views(self) -> str:
        return self.random.choice(
            (
                f"{self.count(90_000)} views",
                f"{self.count(300)} people are reading this now",
                f"You have {self.random.randint(1, 5)} free articles left this month",
                f"Viewed {self.count(90_000)} times",
            )
        )

    def scatter(self, markup: str, number: int = 2) -> str:
        """The page with some stray lines after paragraphs of it."""
        parts = markup.split("</p>")
        for line in self.choose(STRAY, number):
            parts[self.random.randrange(len(parts) - 1)] += f"</p><p>{line}"
        return "</p>".join(parts)

    def remarks(self) -> str:
        """What readers wrote below the line."""
        said = [
            f'<div class="comment-body"><b>{name}</b> <span>{self.ago()}</span>'
            f"<p>I was there and it was not like that at all, as anybody who was there will tell you.</p>"
            f"<button>Like ({self.count(90)})</button></div>"
            for name in self.choose(NAMES, self.random.randint(1, 4))
        ]
        return "".join(said)

    def weather(self) -> str:
        return f"Port Ansel {self.random.randint(-3, 24)}°C"


class Typography:
    """One way to set the same words: straight or curly marks, dashes, spaces that do not break, soft hyphens."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._curly = self._random.random() < 0.5
        self._space = self._random.choice((" ", "\u00a0", "&nbsp;", "  ", "\n      "))
        self._soft = self._random.random() < 0.3
        self._dots = self._random.random() < 0.5

    def set(self, text: str) -> str:
        """The text as this edition sets it."""
        if not self._curly:
            text = text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
        words = text.split(" ")
        for place in self._random.sample(range(1, len(words)), k=min(2, len(words) - 1)):
            words[place - 1] = f"{words[place - 1]}{self._space}{words[place]}"
            words[place] = ""
        text = " ".join(word for word in words if word)
        if self._soft:
            text = text.replace("government", "govern\u00adment").replace("messages", "mes&shy;sages")
        return text

    def title(self, text: str) -> str:
        """The headline, which is tried in several settings at once."""
        text = self.set(text)
        return self._random.choice((text, f" {text} ", f"\n   {text}\n", text.replace("’", "'")))
