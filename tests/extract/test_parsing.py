"""A page's tree: all of its elements are of one class, whatever their tags, and as many as there are."""

from copy import deepcopy

import pytest
from lxml.html import HtmlElement, document_fromstring

from clausewatch.extract.parsing import hold_elements, parse_fragment, parse_page

FORM = "<form><label>Name <input name='n'></label><select><option>A</option></select><textarea>x</textarea></form>"
PAGE = f"<html><body><p>Before it</p>{FORM}<p>After it</p></body></html>"


@pytest.mark.parametrize("read", [parse_page, parse_fragment, lambda markup: deepcopy(parse_page(markup))])
def test_forms_and_their_fields_are_elements_like_all_others(read: type[HtmlElement]) -> None:
    classes = {type(element) for element in read(PAGE).iter()}
    assert classes == {HtmlElement}
    # What the parser's own way makes of them.
    assert len({type(element) for element in document_fromstring(PAGE).iter()}) > 3


def test_the_tree_is_the_one_that_the_parser_makes_by_itself() -> None:
    ours = [(element.tag, element.text, element.tail, dict(element.attrib)) for element in parse_page(PAGE).iter()]
    theirs = document_fromstring(PAGE).iter()
    assert ours == [(element.tag, element.text, element.tail, dict(element.attrib)) for element in theirs]


def test_elements_of_other_makes_can_be_put_into_a_tree_and_taken_out_again() -> None:
    tree = parse_page(PAGE)
    form = tree.find(".//form")
    assert form is not None
    form.drop_tree()
    tree.body.append(document_fromstring(PAGE).find(".//form"))
    assert tree.text_content() == "Before itAfter itName Ax"


def test_the_objects_of_elements_stay_while_they_are_held() -> None:
    tree = parse_page(PAGE)
    with hold_elements(tree):
        numbers = [id(element) for element in tree.iter()]
        assert [id(element) for element in tree.iter()] == numbers
