"""Lines that credit or caption a picture, and sentences about pictures."""

import pytest

from clausewatch.extract.credits import is_credit

CREDITS = (
    "Getty Images", "PA", "Reuters/Corbis", "Lo Marsh / Getty Images", "Lo Marsh/AFP via Getty Images", "(PA)",
    "AP Photo", "Getty/iStock", "Picture: Lo Marsh", "(All photos: the house)", "Image: the house at night. Pic: PA",
    "Photo by Lo Marsh", "[Featured Image by Lo Marsh/Getty Images]", "Illustration by Lo Marsh", "Image via Unsplash",
    "Top photo by Lo Marsh", "Courtesy of the house", "Courtesy Thornby", "File photo of the house. (Reuters)",
    "Helena Marsh arrives at the house (Lo Marsh/PA)", "Helena Marsh arrives at the house (Image: Lo Marsh)",
    "The house on a wet Tuesday [Reuters]", "Composite: Thornby Design/Getty", "Library picture of the house",
    "Featured image by Lo Marsh/The Thornby.",
)  # fmt: skip


@pytest.mark.parametrize("line", CREDITS)
def test_a_credit_is_told_by_its_form(line: str) -> None:
    assert is_credit(line)
    assert is_credit(line.upper())


SENTENCES = (
    "Images from the scene showed smoke rising over the town.", "Pictures by night watchmen were shown in court.",
    "Courtesy costs nothing, the usher told them.", "The agency (PA) reported it first.", "Reuters reported it first.",
    "“The house on a wet Tuesday” (PA)", "He said so. She did not (Reuters)", "The and/or clause stayed in",
    "Thank you very much [APPLAUSE]", "Google AI Essentials (Google)", "WhatsApp (Facebook)", "Photographs were shown.",
    "The clerk, via his lawyer, denied it", "Filed under protest, the report was read by nobody.",
)  # fmt: skip


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_about_pictures_is_no_credit(sentence: str) -> None:
    assert not is_credit(sentence)


def test_a_long_line_is_no_credit() -> None:
    assert not is_credit("Picture: " + "the house " * 40)
