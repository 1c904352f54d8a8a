"""News pages as British outlets write them: standfirst, paragraphs and headings are the article, and boxes are not."""

import pytest

from tests.extract.answers import extract

STANDFIRST = "Readers have gathered outside the chamber since the budget was published in March"
HEADING = "Run out of road"
STORY = (
    "Thornby council will close three of its seven libraries by the autumn, after a vote that lasted until midnight.",
    "The decision was taken by eleven votes to nine. Its leader, Helena Marsh, said the borough had “run out of road”.",
    "“Nobody comes into local politics to shut a reading room,” she told the chamber.",
    "Campaigners who had filled the public gallery shouted as the result was read out.",
    HEADING,
    "Ada Moor, who has organised the petition, said that more than 9,000 people had signed it.",
    "The council expects to save £1.2m a year, about half of which will be spent on a mobile service.",
    "Additional reporting by Lo Marsh",
)
BOXES = {
    "a picture": "<figure><div><span>Image source, Getty Images</span></div><figcaption><span>Image caption, </span>"
    "<p>The library in Weir Street</p></figcaption></figure>",
    "a caption without a figure": "<p class='imageCaption'>Helena Marsh leaves the chamber after Tuesday’s vote</p>",
    "a credit": "<div><span>Image: The library in Weir Street. Pic: PA</span></div>",
    "promos": "<div data-component='links-block'><h2>More on this story</h2><ul><li><a href='/1'><p>Library that time "
    "forgot</p></a><span>Published</span><span>3 days ago</span></li></ul></div>",
    "one link": "<p><a href='/x'><strong>Read more: Councils on the brink as winter comes</strong></a></p>",
    "a label and a link": "<p><strong>READ MORE: <a href='/x'>Councils on the brink as winter comes</a></strong></p>",
    "a label and links": "<p><strong>Read more:</strong><br><a href='/1'>Library that time forgot</a><br>"
    "<a href='/2'>Reading rooms to be sold</a></p>",
    "labelled links": "<p><strong>DON’T MISS</strong><br><a href='/1'>Library that time forgot </a>[INSIGHT]</p>",
    "a list of others": "<div><h2>Recommended</h2><ul><li><h3><a href='/x'>On the brink</a></h3></li></ul></div>",
    "a newsletter": "<aside aria-label='newsletter promotion'><p>Our morning email breaks down the key stories</p>"
    "</aside><p tabindex='0'>after newsletter promotion</p>",
    "a form": "<div><p>Get the latest news with our free newsletter</p><p>Invalid Email</p><p>Something went wrong, "
    "please try again later.</p><p>We use your sign-up to provide content in ways you’ve consented to.</p></div>",
    "consent": "<div><p>This content is provided by <b>Quillcast</b>, which may be using cookies and other means."
    "</p><p>You can use the buttons below to amend your preferences to enable <b>Quillcast</b> cookies.</p></div>",
    "a desk": "<p><i>Follow the Thornby desk on <a href='#'>Facebook</a> and X. Send your story ideas to "
    "<a href='mailto:a@b.example'>desk@thornby.example</a></i></p>",
    "a call": "<p><b>Got a story? Contact the desk at desk@thornby.example</b></p>",
    "a live blog": "<p><a href='/live'>Follow our live blog for the latest updates</a></p>",
    "a rating": "<p>★★★★☆</p>",
    "an advert": "<div class='adSlot'><p>Advertisement</p></div><p>Article continues below</p>",
    "shares": "<p>Share this article</p><div>Share <span>312</span> shares</div>",
    "a podcast": "<p><strong>👉 <a href='#'>Listen to Thornby Daily on your podcast app</a> 👈</strong></p>",
}
WRAPS = {
    "plain": "{}",
    "in blocks": "<div data-component='text-block' class='x-RichTextComponentWrapper'><div>{}</div></div>",
    "in bodies": "<div class='article-body'>{}</div>",
}


def write(wrap: str, box: str, place: int) -> str:
    blocks = [f"<h2>{part}</h2>" if part == HEADING else f"<p>{part}</p>" for part in STORY]
    blocks = [wrap.format(block) for block in blocks]
    text = "".join([*blocks[:place], box, *blocks[place:]])
    return (
        "<html lang='en'><head><title>Thornby to close libraries - The Thornby</title></head><body><header><a>Home</a>"
        f"</header><main><article><h1>Thornby to close libraries</h1><p class='standfirst'>{STANDFIRST}</p><div>{text}"
        "</div></article></main><footer><p>© The Thornby 2023</p></footer></body></html>"
    )


@pytest.mark.parametrize("place", [3, len(STORY)])
@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("name", BOXES)
def test_a_box_in_or_after_an_article_is_left_out(name: str, wrap: str, place: int) -> None:
    page = write(WRAPS[wrap], BOXES[name], place)
    assert extract(page).text.split("\n\n") == [STANDFIRST, *STORY]


@pytest.mark.parametrize("wrap", WRAPS)
def test_all_boxes_at_once_leave_the_article_whole(wrap: str) -> None:
    boxes = "".join(BOXES.values())
    assert extract(write(WRAPS[wrap], boxes, 2)).text.split("\n\n") == [STANDFIRST, *STORY]
