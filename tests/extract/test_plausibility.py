"""Every sign of a page that is no article is found, whatever is looked for first to be quick."""

import pytest

from clausewatch.errors import ExtractError, NotThereError
from clausewatch.extract.plausibility import NOT_THERE, SIGNS, STEMS, check_headline, check_text

STORY = "The minister told the harbour council that the bill would be debated on Tuesday, and nobody in it objected."
PHRASES = {
    "a consent page": (
        "Before you continue to the site, mind the cookies", "Before you proceed we ask for your consent",
        "We value your privacy", "Accept all cookies", "Manage preferences", "Reject all choices",
        "Cookie wall", "Our 120 partners store data", "Consent to cookies", "Your privacy choices",
        "Wir und unsere Partner",
    ),
    "a captcha page": (
        "Are you a human?", "I am not a robot", "Verifying that you are human", "Complete the security check",
        "Captcha", "Checking your browser", "Just a moment...", "Enable JavaScript and cookies", "Unusual traffic",
        "Press & hold", "DDoS protection by", "Ray ID",
    ),
    "a page that says the site is suspended": (
        "Account has been suspended", "Site is temporarily suspended", "This domain is for sale", "Domain has expired",
        "Website is offline", "Website under construction", "Bandwidth limit exceeded",
    ),
    NOT_THERE: (
        "404", "Page not found", "Page you requested could not be found", "Page does not exist",
        "Page no longer exists",
        "The page you're looking for can not be found", "The page that you are looking for was not found",
        "This article is no longer available", "This story has been removed", "Sorry, this page was deleted",
    ),
    "an error page": (
        "403", "500", "502", "503", "Access to this page has been denied", "You don't have permission",
        "Internal server error", "Bad gateway", "Service temporarily unavailable", "Something went wrong", "Forbidden",
        "Request was blocked", "You have been blocked",
    ),
    "a page that needs JavaScript": (
        "Please enable JavaScript", "JavaScript is not enabled", "You need to enable JavaScript",
        "Requires JavaScript", "Browser not supported",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "phrase"), [(name, phrase) for name in PHRASES for phrase in PHRASES[name]])
@pytest.mark.parametrize("change", [str, str.upper])
def test_a_page_that_is_all_a_sign_is_named_by_it(name: str, phrase: str, change: type[str]) -> None:
    shown = change(phrase)
    assert SIGNS[name].search(shown), "the phrase is a sign"
    assert any(stem in shown.casefold() for stem in STEMS[name])
    with pytest.raises(ExtractError, match=r"it is an? "):
        check_text("", shown, STORY)
    with pytest.raises(ExtractError, match=r"it is an? "):
        check_headline(shown, "")


@pytest.mark.parametrize("phrase", PHRASES[NOT_THERE])
def test_a_page_that_says_that_it_is_not_there_is_an_error_of_its_own(phrase: str) -> None:
    with pytest.raises(NotThereError, match="implausible body: it is a page that says it is not there"):
        check_text("", phrase, STORY)
    with pytest.raises(NotThereError):
        check_text(f"{phrase}. Try a search, or go to the front page of the Courier.", "The Courier")


def test_a_page_of_which_a_part_is_gone_is_not_gone_itself() -> None:
    shown = f"A debate in the harbour. This content is no longer available. {STORY} {STORY}"
    with pytest.raises(ExtractError, match="implausible body: it is empty") as error:
        check_text("", "A debate in the harbour", shown)
    assert not isinstance(error.value, NotThereError)
    with pytest.raises(NotThereError):
        check_text("", "The Courier", "This content is no longer available. Home, News, Sport")
    with pytest.raises(NotThereError):
        check_text("", "Page not found", STORY * 10)


@pytest.mark.parametrize("name", sorted(set(PHRASES) - {NOT_THERE}))
def test_no_other_page_is_taken_for_one_that_is_not_there(name: str) -> None:
    for phrase in PHRASES[name]:
        with pytest.raises(ExtractError) as error:
            check_text("", phrase, STORY)
        assert not isinstance(error.value, NotThereError), phrase


def test_every_kind_of_page_has_phrases_and_stems() -> None:
    assert set(SIGNS) == set(STEMS) == set(PHRASES)


@pytest.mark.parametrize("title", ["Minister’s post was deleted within the hour", "Why the story was removed"])
def test_a_story_about_what_was_deleted_is_a_story(title: str) -> None:
    check_text(STORY, title)


def test_a_story_is_none_of_them() -> None:
    check_text(STORY, "A debate in the harbour")
    check_headline("A debate in the harbour", STORY)


def test_a_sign_late_in_the_text_of_a_page_is_not_looked_for() -> None:
    with pytest.raises(ExtractError, match="it is empty"):
        check_text("", "A debate", STORY * 40 + " Captcha")
