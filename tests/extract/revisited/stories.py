"""Stories of a fictional coast, and one small edit after the other of each."""

from typing import NamedTuple


class Story(NamedTuple):
    """What an editor wrote."""

    title: str
    author: str
    paragraphs: tuple[str, ...]


STORIES = (
    Story(
        "Harbour council puts off the vote on message checks",
        "Ines Calloway",
        (
            (
                "The harbour council has put off its vote on checks of private messages for 3 weeks, after engineers "
                "told it that nobody had yet built a tool that could do what the clause asks for."
            ),
            (
                "“We will not use a power that does not work,” said Tobias Renn, the minister for order, as he left "
                "the chamber on Tuesday evening. “We will use it when it does.”"
            ),
            (
                "Ada Moor, who runs the messaging firm Pigeonpost, said that the delay changed nothing for the 40,000 "
                "people who write to each other over its lines every day."
            ),
            (
                "“A door that opens for the council opens for everybody,” she told the Courier. “There is no key that "
                "only good people can hold.”"
            ),
            (
                "The council’s own report puts the cost of the checks at £2.5m a year, of which the harbour would pay "
                "a third and the firms the rest."
            ),
            (
                "Members return to the question on 14 May, when three amendments are to be debated and the clerk "
                "expects a long night."
            ),
        ),
    ),
    Story(
        "Lighthouse firm threatens to leave over the key clause",
        "Bram Okafor",
        (
            (
                "A firm that carries the messages of half the coast says it would rather close its office than weaken "
                "its locks, in the clearest warning yet to the ministers behind the bill."
            ),
            (
                "In a letter of 6 pages, seen by this newspaper, Openline writes that the clause “asks for the "
                "impossible, and then fines whoever fails to deliver it”."
            ),
            (
                "“Nobody has told us how it can be done,” said Helena Marsh, its chief engineer. “We asked 4 times, "
                "and 4 times we were sent the same leaflet.”"
            ),
            (
                "The department said that it did not comment on letters. A spokesman added that the power was a last "
                "resort, and that it would be used only where it was technically feasible."
            ),
            (
                "Campaigners for children took another view. “Every week that passes is a week in which somebody is "
                "harmed,” said Nuria Fell of the Safe Shores trust, which backs the clause."
            ),
            ("Peers will see the bill again before the summer, and few expect it to pass unchanged."),
        ),
    ),
    Story(
        "Regulator says it needs two years to test scanning tools",
        "Solveig Hart",
        (
            (
                "The regulator of the coast’s networks has asked for more time: it wants 24 months to test the tools "
                "that are meant to look for harm in private messages."
            ),
            (
                "Its head, Marcus Thole, told a committee that of the 9 tools it had seen, none was ready. “Two of "
                "them found more cats than crimes,” he said."
            ),
            (
                "Members were not amused. “You have known of this duty for a year,” said the chair, Lady Pell, who "
                "asked how many people worked on it. The answer was 11."
            ),
            (
                "Mr Thole said the number would grow to 30 by the winter, provided that the treasury kept its word "
                "and released the £8m that it had promised in the spring."
            ),
            (
                "The firms that would have to use the tools say that no test can make them safe, because what is "
                "wrong with them is not that they miss things but that they look at all."
            ),
            ("A first report is due in November. It will name the tools that failed, and why."),
        ),
    ),
    Story(
        "Minister denies that the spy clause has been dropped",
        "Jonah Pike",
        (
            (
                "A minister has denied that the government is retreating from its plan to check private messages, "
                "hours after a colleague seemed to say the opposite in the other house."
            ),
            (
                "“Our position has not changed,” said Imogen Farraday on the steps of the department. “The power "
                "stays in the bill, and we will use it if we must.”"
            ),
            (
                "On Monday Lord Aske had told peers that a notice would not be issued until a tool existed that could "
                "do the work without opening every letter on the coast."
            ),
            (
                "Engineers read his words as a surrender; 68 of them signed a note that thanked him for it. The note "
                "was taken down again within 5 hours."
            ),
            (
                "“It is a form of words,” one official said. “It lets everybody say that they have won, which is what "
                "forms of words are for.”"
            ),
            (
                "The bill comes back to the chamber next Wednesday, and the opposition has said that it will vote "
                "against the clause whatever it is called by then."
            ),
        ),
    ),
    Story(
        "Teachers ask for clear rules before the new safety act",
        "Maren Vogt",
        (
            (
                "Teachers along the coast want to be told what they may read and what they may not, before a law "
                "comes into force that makes them answer for their pupils’ messages."
            ),
            (
                "Their union asked 1,250 of its members in March, and 7 in 10 said that they had never been shown the "
                "guidance that the department sent to every school."
            ),
            (
                "“We are not the police,” said Greta Lund, who teaches history at a school in Port Ansel. “I want to "
                "help a child who is afraid. I do not want to search her bag.”"
            ),
            (
                "The department answered that nobody was asking her to. It would write to the schools again, it said, "
                "and this time the letter would fit on 1 page."
            ),
            (
                "Parents are divided: at a meeting in the town hall some called for phones to be locked away all day, "
                "others for the grown-ups to put theirs away first."
            ),
            ("The act takes effect on 1 September, and a review of how it works has been promised after 18 months."),
        ),
    ),
    Story(
        "Ferry app had been reading its passengers’ notes",
        "Otis Brand",
        (
            (
                "The company that runs the ferries has admitted that its app read the notes that passengers kept on "
                "their telephones, and that it had done so for 16 months."
            ),
            (
                "A student found it by chance. “I wrote down a joke about the captain,” said Pia Sommer, who is 20, "
                "“and the next day the app offered me a joke about the captain.”"
            ),
            (
                "The company blamed a part of the app that it had bought from others, and said that no note had been "
                "kept longer than 30 days. It has switched the part off."
            ),
            (
                "“That is not an apology,” said Ruben Adair of the Private Letters campaign. “That is a man with his "
                "hand in your pocket who tells you that his hand is tired.”"
            ),
            (
                "The commissioner has opened an inquiry and can fine the company up to 4% of what it earns, which "
                "last year would have been $3m."
            ),
            ("Tickets can still be bought at the quay, where the man in the booth reads nothing but the newspaper."),
        ),
    ),
)

EDITS: tuple[tuple[int, str, str], ...] = (
    (0, "put off its vote", "put off a vote"),
    (0, "for 3 weeks", "for 5 weeks"),
    (0, "We will not use a power", "We will use a power"),
    (0, "We will use it when it does", "We may use it when it does"),
    (0, "the 40,000 people", "the 44,000 people"),
    (0, "There is no key that only", "There is a key that only"),
    (0, "£2.5m a year", "£25m a year"),
    (0, "£2.5m a year", "$2.5m a year"),
    (0, "on 14 May", "on 15 May"),
    (0, "minister for order", "former minister for order"),
    (0, "Harbour council puts off", "Harbour council calls off"),
    (0, " would pay a third", " would pay a fifth"),
    (1, "it would rather close", "it might rather close"),
    (1, "Nobody has told us how it can be done", "Nobody has told us how it can’t be done"),
    (1, "We asked 4 times", "We asked 3 times"),
    (1, "did not comment on letters", "did comment on letters"),
    (1, "was a last resort", "was no last resort"),
    (1, "Every week that passes", "Every day that passes"),
    (1, "which backs the clause", "which opposes the clause"),
    (1, "a letter of 6 pages", "a letter of 16 pages"),
    (1, "asks for the impossible", "asks for the possible"),
    (1, "few expect it to pass", "some expect it to pass"),
    (1, "threatens to leave", "promises to stay"),
    (1, "its chief engineer", "its engineer"),
    (2, "it wants 24 months", "it wants 12 months"),
    (2, "of the 9 tools it had seen, none was ready", "of the 9 tools it had seen, one was ready"),
    (2, "found more cats than crimes", "found no more cats than crimes"),
    (2, "Members were not amused", "Members were amused"),
    (2, "The answer was 11", "The answer was 1"),
    (2, "would grow to 30", "would grow to 300"),
    (2, "the £8m", "the £8bn"),
    (2, "no test can make them safe", "a test can make them safe"),
    (2, "due in November", "due in December"),
    (2, "It will name the tools that failed, and why.", "It will name the tools that failed."),
    (2, "needs two years", "needs ten years"),
    (2, "said the chair, Lady Pell", "said the chair, Lord Pell"),
    (3, "Our position has not changed", "Our position has changed"),
    (3, "we will use it if we must", "we won’t use it if we must"),
    (3, "would not be issued until", "would be issued until"),
    (3, "68 of them", "86 of them"),
    (3, "within 5 hours", "within 5 days"),
    (3, "It is a form of words", "It is not a form of words"),
    (3, "next Wednesday", "next Thursday"),
    (3, "will vote against", "will vote for"),
    (3, "denied that the government", "confirmed that the government"),
    (3, "Minister denies", "Minister admits"),
    (3, "thanked him for it", "thanked her for it"),
    (3, "On Monday Lord Aske", "On Sunday Lord Aske"),
    (4, "asked 1,250 of its members", "asked 1,520 of its members"),
    (4, "7 in 10", "1 in 10"),
    (4, "had never been shown", "had been shown"),
    (4, "We are not the police", "We are the police"),
    (4, "I do not want to search", "I want to search"),
    (4, "in Port Ansel", "in Port Hansel"),
    (4, "would fit on 1 page", "would fit on 2 pages"),
    (4, "on 1 September", "on 1 October"),
    (4, "after 18 months", "after 8 months"),
    (4, "all day", "all week"),
    (4, "want to be told", "refuse to be told"),
    (4, "ask for clear rules", "ask for no rules"),
    (5, "has admitted that its app", "has denied that its app"),
    (5, "for 16 months", "for 6 months"),
    (5, "who is 20", "who is 21"),
    (5, "no note had been kept", "a note had been kept"),
    (5, "longer than 30 days", "longer than 90 days"),
    (5, "That is not an apology", "That is an apology"),
    (5, "up to 4% of what", "up to 4 of what"),
    (5, "would have been $3m", "would have been £3m"),
    (5, "reads nothing but", "reads everything but"),
    (5, "has opened an inquiry", "has closed an inquiry"),
    (5, "had been reading", "had not been reading"),
    (5, "It has switched the part off.", "It has not switched the part off."),
)
"""Number of a story, words of it, and what an editor made of them: a word, a number, a negation in a quotation."""


def edit(story: Story, before: str, after: str) -> Story:
    """The story with the words replaced where they stand; they stand there once."""
    whole = "\n".join((story.title, *story.paragraphs))
    if whole.count(before) != 1:
        raise ValueError(f"{before!r} stands {whole.count(before)} times in {story.title!r}")
    title, *paragraphs = whole.replace(before, after).split("\n")
    return Story(title, story.author, tuple(paragraphs))
