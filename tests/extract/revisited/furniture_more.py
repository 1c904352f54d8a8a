"""Page furniture by kind, second set: what British news and government pages show otherwise from visit to visit."""

from random import Random

from tests.extract.revisited.furniture import SALES, SUBJECTS, Kind, link, links, number, remarks, share
from tests.extract.revisited.noise import HEADLINES, NAMES

EVENTS = ("Open day at the lock", "Lantern walk", "Public meeting in the hall", "Herring supper")
JOBS = ("Deckhand, Port Ansel Ferries", "Clerk to the harbour council", "Teacher of history, Thornby")
WARNINGS = (
    "Storm warning for the coast from midnight. Check before you travel.",
    "Our offices are closed on Monday for the bank holiday.",
    "There are delays to post across the county this week.",
)


def clock(lot: Random) -> str:
    return f"{number(lot, 0, 23):02}:{number(lot, 0, 59):02}"


MORE_KINDS: dict[str, Kind] = {
    "more on this story": (
        "between",
        lambda lot: f"<h2>More on this story</h2><ul>{links(lot, '<li><h3>', '</h3><span>2h</span></li>')}</ul>",
    ),
    "an advert labelled short": ("between", lambda lot: f"<p>Ad</p><p>{lot.choice(SALES)}</p>"),
    "a paid feature": ("between", lambda lot: f"<p>Ad feature</p><p>{lot.choice(HEADLINES)}</p>"),
    "partners": (
        "after",
        lambda lot: f"<h3>From our partners</h3><ul><li>{lot.choice(SALES)}</li><li>{lot.choice(SALES)}</li></ul>",
    ),
    "a deal": (
        "between",
        lambda lot: f"<p>Today’s best deal: quay boots, now £{number(lot, 10, 60)}.99 (was £79.99)</p>",
    ),
    "a consent to embeds": (
        "between",
        lambda lot: lot.choice(
            (
                "<p>This content is provided by Gullbox, which may be using cookies and other technologies.</p>",
                "<p>Allow Gullbox content?</p>",
                "",
            )
        ),
    ),
    "a player's message": (
        "between",
        lambda lot: lot.choice(
            ("<p>This video is not available in your area.</p>", "<p>To play this video, turn on JavaScript.</p>", "")
        ),
    ),
    "top comments": (
        "after",
        lambda lot: f"<h2>Top comments</h2><ul>{remarks(lot, '<li><strong>', '</strong><p>', '</p></li>')}</ul>",
    ),
    "remarks in a glossary": (
        "after",
        lambda lot: f"<h2>Have your say</h2><dl>{remarks(lot, '<dt>', ', Port Ansel</dt><dd>', '</dd>')}</dl>",
    ),
    "remarks in paragraphs": (
        "after",
        lambda lot: f"<h2>{number(lot)} Comments</h2>{remarks(lot, '<p><b>', '</b> 3 hours ago</p><p>', '</p>')}",
    ),
    "a quiz": (
        "between",
        lambda lot: f"<h3>Quiz of the week</h3><p>How many gulls sat on the roof in {number(lot, 1900, 2030)}?</p>",
    ),
    "a puzzle": ("after", lambda lot: f"<p>Today’s crossword: No {number(lot)}</p>"),
    "a market": ("between", lambda lot: f"<p>COAST 100: 7,{number(lot, 100, 999)}.2 (+0.{number(lot, 1, 9)}%)</p>"),
    "a sign-up at the end of a sentence": (
        "between",
        lambda lot: lot.choice(
            (
                "<p>Our Coast Weekly newsletter brings you the best of the week. Sign up here.</p>",
                "<p>The Tide Table is our free weekly email. Sign up here.</p>",
                "",
            )
        ),
    ),
    "an app": (
        "between",
        lambda lot: lot.choice(("<p>Get the Courier app for breaking news alerts</p>", "<p>Download our app</p>", "")),
    ),
    "a channel": (
        "between",
        lambda lot: lot.choice(("<p>Join our WhatsApp channel for the news of the coast.</p>", "<p>Follow us</p>", "")),
    ),
    "an offer": ("between", lambda lot: f"<p>Try the Courier for £{number(lot, 1, 9)} a month. Cancel any time.</p>"),
    "a meter": (
        "between",
        lambda lot: (
            f"<p>You are reading article {number(lot, 1, 5)} of 5 free this month. Already a subscriber? Log in</p>"
        ),
    ),
    "an epic": (
        "after",
        lambda lot: (
            "<p>We have a small favour to ask.</p>"
            f"<p>{number(lot)} readers support the Courier. From as little as £1 you can join them.</p>"
        ),
    ),
    "subjects in a row": ("after", lambda lot: f"<p>More on: {' | '.join(lot.sample(SUBJECTS, 3))}</p>"),
    "tools in a row": ("between", lambda lot: f"<p>Listen {number(lot, 1, 9)}:32 | Share | Save</p>"),
    "a score": (
        "between",
        lambda lot: (
            f"<p>LIVE: Port Ansel {number(lot, 0, 4)}-{number(lot, 0, 4)} Thornby ({number(lot, 1, 90)} mins)</p>"
        ),
    ),
    "traffic": ("after", lambda lot: f"<p>Traffic: delays of {number(lot, 2, 50)} minutes on the coast road</p>"),
    "tides": ("after", lambda lot: f"<p>High tide today: {clock(lot)}, low tide: {clock(lot)}</p>"),
    "a gallery": ("between", lambda lot: f"<p>{number(lot, 1, 12)}/12 The quay at dawn</p>"),
    "a series": ("after", lambda lot: f"<h4>In this series</h4><ol>{links(lot, '<li>', '</li>')}</ol>"),
    "more by an author": (
        "after",
        lambda lot: f"<h3>More by {lot.choice(NAMES)} Brand</h3><p>{lot.choice(HEADLINES)}</p>",
    ),
    "a film by name": ("between", lambda lot: f"<p>Video: {lot.choice(HEADLINES)}</p>"),
    "a teaser with its age": (
        "between",
        lambda lot: link(lot, "<p>", f" <span>{number(lot, 2, 9)} hours ago</span></p>"),
    ),
    "an embedded post": (
        "fixed",
        lambda lot: (
            '<blockquote class="twitter-tweet"><p>We have counted the gulls.</p>'
            f"<p>{number(lot)} likes, {number(lot)} replies</p></blockquote>"
        ),
    ),
    "a breaking line": ("between", lambda lot: f'<div role="alert"><p>Breaking: {lot.choice(HEADLINES)}</p></div>'),
    "a running line": ("between", lambda lot: f"<p>Trending now: {' | '.join(lot.sample(HEADLINES, 2))}</p>"),
    "a site's warning": (
        "between",
        lambda lot: (
            '<div class="notification-banner" role="region" aria-label="Notice"><h2>Important</h2>'
            f"<p>{lot.choice(WARNINGS)}</p></div>"
        ),
    ),
    "feedback": (
        "after",
        lambda lot: lot.choice(
            (
                "<h2>Is this page useful?</h2><p>Yes this page is useful</p><p>No this page is not useful</p>",
                "<h2>Is this page useful?</h2><p>Thank you for your feedback</p>",
            )
        ),
    ),
    "related content": (
        "after",
        lambda lot: f"<h2>Related content</h2><nav><ul>{links(lot, '<li>', '</li>')}</ul></nav>",
    ),
    "an update line with a link": (
        "after",
        lambda lot: f"<p>Last updated {number(lot, 1, 28)} March 2031 <a href='#h'>+ show all updates</a></p>",
    ),
    "a petition": ("after", lambda lot: f"<p>14,{number(lot, 100, 999)} signatures – 100,000 needed for a debate</p>"),
    "a deadline": ("between", lambda lot: f"<p>{number(lot, 2, 60)} days left to respond</p>"),
    "a cookie notice": (
        "between",
        lambda lot: lot.choice(
            (
                "<p>You’ve accepted additional cookies. You can change your cookie settings at any time.</p>",
                "<p>We’d like to set additional cookies to understand how you use this site.</p>",
                "",
            )
        ),
    ),
    "a survey": (
        "after",
        lambda lot: f"<p>Help us improve this site: take our {number(lot, 2, 9)}-minute survey</p>",
    ),
    "languages": (
        "between",
        lambda lot: lot.choice(("<p>English | Cymraeg</p>", "<p>Cymraeg | English</p>", "<p>English</p>")),
    ),
    "a request's name": ("after", lambda lot: f"<p>Page ID: {number(lot)} | Request: {lot.randbytes(4).hex()}</p>"),
    "events": (
        "after",
        lambda lot: (
            "<h3>Upcoming events</h3><ul>"
            + "".join(f"<li>{number(lot, 1, 28)} March: {event}</li>" for event in lot.sample(EVENTS, 2))
            + "</ul>"
        ),
    ),
    "jobs": ("after", lambda lot: f"<h3>Jobs near you</h3><p>{lot.choice(JOBS)}, £{number(lot, 20, 60)},000</p>"),
    "a row of followers": ("after", lambda lot: f"<p>@courier · {number(lot)}.1K followers</p>"),
    "votes on a story": ("after", lambda lot: "<p>Did you like this story? Yes ({}) No ({})</p>".format(*share(lot))),
}
