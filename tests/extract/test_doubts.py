"""Whether what was found is the article is doubted by what the page shows, and only once by each text."""

import pytest

from tests.extract.answers import BODY, PARAGRAPHS, extract, make_page

TEXT = "\n\n".join(PARAGRAPHS)
LAMPS = "".join(
    f"<p>The keeper of lamp {number} said to nobody that she had counted all the boats that came home, and then again."
    "</p>"
    for number in range(20)
)
FORGOTTEN = (
    "Who forgets the word that opens the door may ask for another one at the desk, where somebody will look for it in "
    "the evening, and nobody will ask why it was forgotten, nor by whom, nor how often it was forgotten before."
)
WIDE = BODY.replace(" ", " " * 20)
UNSEEN = {
    "after the article": make_page().replace("</article>", f"</article><template>{LAMPS}</template>"),
    "deep in it": make_page().replace("</article>", f"</article><div><template><div>{LAMPS}</div></template></div>"),
    "after an article with much white space": make_page(body=WIDE).replace(
        "</article>", f"</article><template>{LAMPS}</template>"
    ),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_a_page_only_keeps_for_its_scripts_is_no_reason_for_doubt(name: str) -> None:
    assert extract(UNSEEN[name]).text == TEXT


def test_a_notice_that_is_kept_several_times_is_one_reason_for_doubt() -> None:
    dialogs = "".join(f"<div class='dlg'><div>{FORGOTTEN}</div></div>" for _ in range(6))
    assert extract(make_page(body=BODY + dialogs)).text == TEXT


def test_an_article_of_which_little_was_found_is_looked_for_in_other_ways() -> None:
    assert "lamp 19" in extract(make_page().replace("</article>", f"</article>{LAMPS}")).text
