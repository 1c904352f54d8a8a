"""Boxes that only their labels tell are taken away; what else stands below such labels stays."""

import pytest

from clausewatch.extract.boxes import drop_boxes
from clausewatch.extract.parsing import parse_page
from tests.extract.answers import PARAGRAPHS, make_page

STORY = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
BETWEEN = (
    "<p>Advertisement</p><p>GONE: compare boat insurance.</p>",
    "<div><span>AD</span><div>GONE boots for cold quays. Order before Sunday.</div></div>",
    "<p>Ad feature</p><p>How GONE saved its boats</p>",
    "<p>Paid for by Brandt &amp; Sons</p><p>GONE was the quietest town</p>",
    "<h2>More on this story</h2><ul><li><a href='/a'>GONE</a></li></ul>",
    "<h3>Quiz of the week</h3><p>How many GONE in 1931?</p>",
    "<p>Up next</p><p>GONE again</p>",
)
AFTER = (
    "<h3>What readers say</h3><ol><li><b>Kit</b><p>I was there and GONE.</p></li></ol>",
    "<h2>12 Comments</h2><p><b>Kit</b> 3 hours ago</p><p>I was GONE.</p><p><b>Uma</b></p><p>Me too.</p>",
    "<h2>Have your say</h2><dl><dt>Kit, Port Ansel</dt><dd>I was GONE.</dd></dl>",
    "<h3>Jobs near you</h3><p>GONE deckhand, £20,000</p>",
)
KEPT = (
    "<p>Advertisement</p><p>HERE the bill was passed by 12 votes.</p>",
    "<p>Ad</p><p>HERE the minister said that she would order it.</p>",
    "<p>Sponsored</p><h2>What HERE says</h2>",
    "<p>Advertisement</p><ul><li>A HERE before the summer</li></ul>",
    "<h2>What the experts say</h2><ol><li><b>Kit Aske</b><p>It goes HERE too far.</p></li></ol>",
    "<h2>Reaction</h2><p>HERE it was late.</p>",
    "<h2>Comments</h2><p>Kit Aske, minister, said: “It goes HERE.”</p>",
    "<h2>Latest figures</h2><p>HERE the number was 12, the office said.</p>",
    "<h2>Today’s vote</h2><p>The HERE was put off.</p>",
)


def read(blocks: list[str]) -> str:
    tree = parse_page(make_page(body="".join(blocks)))
    drop_boxes(tree)
    return str(tree.text_content())


@pytest.mark.parametrize("box", BETWEEN)
def test_a_box_between_paragraphs_is_taken_away(box: str) -> None:
    text = read([*STORY[:2], box, *STORY[2:]])
    assert "GONE" not in text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("box", AFTER)
def test_a_box_after_the_story_is_taken_away(box: str) -> None:
    text = read([*STORY, box])
    assert "GONE" not in text
    assert all(paragraph in text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("words", KEPT)
@pytest.mark.parametrize("place", [1, len(STORY)])
def test_words_of_the_story_below_a_label_stay(words: str, place: int) -> None:
    assert "HERE" in read([*STORY[:place], words, *STORY[place:]])


def test_remarks_above_the_story_are_not_taken_for_the_last_section() -> None:
    box = "<div><h2>Comments</h2><p>Kit</p><p>It is HERE that they met.</p></div>"
    assert "HERE" in read([box, *STORY * 3])


def test_a_box_that_holds_the_headline_stays() -> None:
    assert "HERE" in read(["<p>Advertisement</p><div><h1>Order HERE</h1></div>", *STORY])
