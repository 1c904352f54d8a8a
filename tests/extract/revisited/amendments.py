"""What editors do to a page between two visits, as its blocks of markup before and after."""

from collections.abc import Callable
from random import Random

from tests.extract.revisited.furniture import SALES, number
from tests.extract.revisited.noise import HEADLINES
from tests.extract.revisited.stories import EDITS, STORIES, edit

Blocks = list[str]
Amendment = Callable[[Blocks, Random, int], tuple[Blocks, Blocks]]
"""The blocks of a story, and its number, to what is shown before and after."""
ADDED = (
    "The harbour master declined to comment.",
    "A vote is now expected on Tuesday, two weeks later than planned.",
    "“I was not asked,” the clerk said.",
    "Nobody was hurt.",
    "Sign-ups to the scheme fell by a third in April, the department said.",
    "Comments by the minister were struck from the record at noon.",
    "Readers of the letter said that it named 3 of the tools.",
    "The report was updated on 3 March, the chair told members.",
)
NOTES = (
    "This article was amended on 5 March 2031. An earlier version gave the wrong number of members.",
    "Editor’s note: the name of the chair was given wrongly in an earlier version.",
    "Correction: the tool was tested in May and not in March, as we said.",
    "Update, 5 March: the department has answered since.",
    "Clarification: Lady Pell spoke for herself.",
)
DEMANDS = ("A vote before the summer", "Fares that stay as they are", "A seat for passengers on the board")


def _insert(blocks: Blocks, place: int, *more: str) -> Blocks:
    return [*blocks[:place], *more, *blocks[place:]]


def _add(blocks: Blocks, lot: Random, _: int) -> tuple[Blocks, Blocks]:
    return blocks, _insert(blocks, lot.randint(1, len(blocks)), f"<p>{lot.choice(ADDED)}</p>")


def _remove(blocks: Blocks, lot: Random, _: int) -> tuple[Blocks, Blocks]:
    gone = lot.randrange(len(blocks))
    return blocks, [block for place, block in enumerate(blocks) if place != gone]


def _edit(blocks: Blocks, lot: Random, story: int) -> tuple[Blocks, Blocks]:
    """A quotation, a number, a name or a word."""
    title = STORIES[story].title
    edits = [(was, now) for place, was, now in EDITS if place == story and was not in title]
    was, now = lot.choice(edits)
    changed = [f"<p>{text}</p>" for text in edit(STORIES[story], was, now).paragraphs]
    return blocks, changed


def _rename(blocks: Blocks, lot: Random, _: int) -> tuple[Blocks, Blocks]:
    speech = f"<p>“It was {number(lot)} letters,” said Dr {{}} Marsh, who counted them.</p>"
    return _insert(blocks, 2, speech.format("Lo")), _insert(blocks, 2, speech.format("Lou"))


def _note(blocks: Blocks, lot: Random, _: int) -> tuple[Blocks, Blocks]:
    return blocks, _insert(blocks, lot.choice((0, len(blocks))), f"<p><em>{lot.choice(NOTES)}</em></p>")


def _list(demands: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{demand}</li>' for demand in demands)}</ul>"


def _add_item(blocks: Blocks, lot: Random, _: int) -> tuple[Blocks, Blocks]:
    place = lot.choice((2, 4))
    return _insert(blocks, place, _list(DEMANDS[:2])), _insert(blocks, place, _list(DEMANDS))


def _change_item(blocks: Blocks, *_: object) -> tuple[Blocks, Blocks]:
    other = (*DEMANDS[:2], "Two seats for passengers on the board")
    return _insert(blocks, 3, _list(DEMANDS)), _insert(blocks, 3, _list(other))


def _after_advert(blocks: Blocks, lot: Random, story: int) -> tuple[Blocks, Blocks]:
    """The paragraph that follows an advert, which is another one by then."""
    before, after = _edit(blocks, lot, story)
    place = next(place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
    label = lot.choice(("Advertisement", "ADVERTISEMENT", "Ad"))
    slots = [f"<p>{label}</p><p>{sale}</p>" for sale in lot.sample(SALES, 2)]
    return _insert(before, place, slots[0]), _insert(after, place, slots[1])


def _after_label(blocks: Blocks, lot: Random, story: int) -> tuple[Blocks, Blocks]:
    """The paragraph that follows the label of an advert that a script puts in."""
    before, after = _edit(blocks, lot, story)
    place = next(place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
    label = f"<p>{lot.choice(('Advertisement', 'Sponsored', 'Ad', 'Article continues below'))}</p>"
    return _insert(before, place, label), _insert(after, place, label)


def _short_after_label(blocks: Blocks, *_: object) -> tuple[Blocks, Blocks]:
    short = ("The bill was passed by 12 votes.", "The bill was passed by 21 votes.")
    both = [_insert(blocks, 3, "<p>Advertisement</p>", f"<p>{text}</p>") for text in short]
    return both[0], both[1]


def _heading(blocks: Blocks, *_: object) -> tuple[Blocks, Blocks]:
    return _insert(blocks, 3, "<h2>What the bill says</h2>"), _insert(blocks, 3, "<h2>What the act says</h2>")


def _block_quotation(blocks: Blocks, *_: object) -> tuple[Blocks, Blocks]:
    said = "<blockquote><p>“We will {} read the letters of the coast, whatever the bill says.”</p></blockquote>"
    return _insert(blocks, 3, said.format("never")), _insert(blocks, 3, said.format("seldom"))


def _said_in_list(blocks: Blocks, lot: Random, _: int) -> tuple[Blocks, Blocks]:
    """What each of several people said, as a list of names with their words."""
    said = (
        "<h2>{}</h2><ol><li><b>Kit Aske</b><p>The clause goes too far for this town.</p></li>"
        "<li><b>Uma Lund</b><p>The clause does not go {} for this town.</p></li></ol>"
    )
    heading = lot.choice(("What the experts say", "Reaction", "What members said", "Your questions answered"))
    return _insert(blocks, 3, said.format(heading, "far")), _insert(blocks, 3, said.format(heading, "far enough"))


def _after_link(blocks: Blocks, lot: Random, story: int) -> tuple[Blocks, Blocks]:
    """The paragraph that follows a link to more, which is another one by then."""
    before, after = _edit(blocks, lot, story)
    place = next(place for place, (one, other) in enumerate(zip(before, after, strict=True)) if one != other)
    more = [f'<p>Read more: <a href="/n">{title}</a></p>' for title in lot.sample(HEADLINES, 2)]
    return _insert(before, place, more[0]), _insert(after, place, more[1])


def _last_section(blocks: Blocks, lot: Random, _: int) -> tuple[Blocks, Blocks]:
    """A last section under a heading that begins like a box's."""
    heading = lot.choice(("What happens next", "More time for answers", "Your rights", "In the county", "Comment"))
    last = f"<h2>{heading}</h2><p>The council has until {{}} to answer, and it has asked for more time.</p>"
    return [*blocks, last.format("Friday")], [*blocks, last.format("Monday")]


AMENDMENTS: dict[str, Amendment] = {
    "a paragraph added": _add,
    "a paragraph taken out": _remove,
    "words, numbers and quotations": _edit,
    "a name": _rename,
    "an editor's note": _note,
    "a list item added": _add_item,
    "a list item changed": _change_item,
    "a sentence after an advert": _after_advert,
    "a sentence after a label": _after_label,
    "a short sentence after a label": _short_after_label,
    "a heading": _heading,
    "a block quotation": _block_quotation,
    "words of one of several people": _said_in_list,
    "a sentence after a link": _after_link,
    "a last section": _last_section,
}
