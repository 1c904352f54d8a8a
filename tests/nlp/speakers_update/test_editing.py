"""Changes of YAML that leave the rest as it is."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from clausewatch.errors import SpeakerFileError
from nlp.speakers_update.differences import Edit, Value
from nlp.speakers_update.editing import edit_yaml
from nlp.speakers_update.flow import write_value

DAY = dt.date(2024, 7, 5)


def edit(text: str, *edits: tuple[tuple[str | int, ...], Value], entry: str | None = "a", append: bool = False) -> str:
    made = [Edit(entry=entry, file="f.yaml", path=path, value=value, append=append) for path, value in edits]
    return edit_yaml("f.yaml", text, made)


def person(fields: str) -> str:
    return f"people:\n  - {{id: a, {fields}}}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("roles: [{office: o, since: 2022}]", "roles: [{office: o, since: 2022, until: 2024-07-05}]"),
        ("roles: [{office: o, until: '2023'} ]", "roles: [{office: o, until: 2024-07-05} ]"),
        ("roles: [{office: o, source: s}]", "roles: [{office: o, until: 2024-07-05, source: s}]"),
        ("roles: [{title: 'Ünï, x'}, {}]", "roles: [{title: 'Ünï, x', until: 2024-07-05}, {}]"),
        ("roles: [{office: o, until: null}]", "roles: [{office: o, until: 2024-07-05}]"),
    ],
)
def test_a_date_is_set_in_brackets(before: str, after: str) -> None:
    assert edit(person(before), (("roles", 0, "until"), DAY)) == person(after)


BLOCK = """\
# head
people:
  - id: a   # who
    roles:
      - office: o
        since: 2022-06   # a month

      # before
      - {office: p}  # goes on
    # tail
    source: made up

  # another
  - {id: b, name: B}
"""


def test_a_date_is_set_and_a_role_added_in_lines_and_comments_stay() -> None:
    changed = edit_yaml(
        "f.yaml",
        BLOCK,
        [
            Edit(entry="a", file="f.yaml", path=("roles", 0, "since"), value=DAY),
            Edit(entry="a", file="f.yaml", path=("roles", 0, "until"), value=DAY),
            Edit(entry="a", file="f.yaml", path=("roles", 1, "until"), value=DAY),
            Edit(entry="a", file="f.yaml", path=("roles",), value={"office": "q", "since": DAY}, append=True),
            Edit(entry="a", file="f.yaml", path=("parliament",), value=12),
        ],
    )
    expected = BLOCK.replace("since: 2022-06 ", "since: 2024-07-05 ").replace(
        "a month\n", "a month\n        until: 2024-07-05\n"
    )
    expected = expected.replace(
        "{office: p}  # goes on", "{office: p, until: 2024-07-05}  # goes on\n      - {office: q, since: 2024-07-05}"
    )
    assert changed == expected.replace("    source:", "    parliament: 12\n    source:")


def test_a_role_that_ends_and_one_that_follows_do_not_change_places() -> None:
    text = "people:\n  - id: a\n    roles:\n      - office: o\n"
    changed = edit_yaml(
        "f.yaml",
        text,
        [
            Edit(entry="a", file="f.yaml", path=("roles", 0, "until"), value=DAY),
            Edit(entry="a", file="f.yaml", path=("roles",), value={"office": "p"}, append=True),
        ],
    )
    assert yaml.safe_load(changed)["people"][0]["roles"] == [{"office": "o", "until": DAY}, {"office": "p"}]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: A", "name: A, aliases: [B, C]"),
        ("name: A, source: s", "name: A, aliases: [B, C], source: s"),
        ("aliases: [], name: A", "aliases: [B, C], name: A"),
        ("aliases: [X ], name: A", "aliases: [X, B, C ], name: A"),
        ("name: A, aliases:", "name: A, aliases: [B, C]"),
    ],
)
def test_what_is_added_to_a_list_makes_it_where_there_is_none(before: str, after: str) -> None:
    assert edit(person(before), (("aliases",), "B"), (("aliases",), "C"), append=True) == person(after)


def test_a_person_and_the_day_of_the_file_are_written_at_its_top() -> None:
    text = "checked: 2020-01-01  # by hand\npeople:\n  - {id: b}\n\nofices: []\n"
    text = edit(text, (("checked",), DAY), entry=None)
    text = edit(text, (("people",), {"id": "c", "name": "C: D"}), entry=None, append=True)
    expected = 'checked: 2024-07-05  # by hand\npeople:\n  - {id: b}\n  - {id: c, name: "C: D"}\n\nofices: []\n'
    assert text == expected


def test_line_ends_of_another_system_stay() -> None:
    changed = edit(BLOCK.replace("\n", "\r\n"), (("roles", 0, "until"), DAY), (("govuk",), "a-b"))
    assert changed.count("\r\n") == changed.count("\n") == BLOCK.count("\n") + 2
    assert yaml.safe_load(changed)["people"][0]["govuk"] == "a-b"


def test_a_file_without_an_end_of_line_stays_so() -> None:
    assert edit("people:\n  - id: a", (("parliament",), 3)) == "people:\n  - id: a\n    parliament: 3"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("people:\n  - {id: other}\n", ("name",)),
        ("people: [{id: a}]\n", ("roles", 0, "until")),
        ("people: [{id: a, roles: [{office: o}]}]\n", ("roles", 1, "until")),
        ("people: [{id: a, roles: [o]}]\n", ("roles", 0, "until")),
        ("- a list\n", ("name",)),
    ],
)
def test_a_place_that_is_not_there_is_an_error_and_no_guess(text: str, path: tuple[str | int, ...]) -> None:
    with pytest.raises(SpeakerFileError, match=r"f\.yaml"):
        edit(text, (path, DAY))


def test_an_addition_to_what_is_no_list_is_an_error() -> None:
    with pytest.raises(SpeakerFileError, match="aliases is no list"):
        edit(person("aliases: B"), (("aliases",), "C"), append=True)


@pytest.mark.parametrize(
    "value",
    ["Ann Lowe", "No", "true", "Zoë O’Hara-Lund", "a, b", "[x]", "{y}", "x: y", "# c", "2024", "12", "", "it's", '"q"',
     "ends ", "ünder", "null", "~", "- a", "tab\there", "line\nend", "&a", "*b", "!c", "%d", "@e", "a #b",
     "Chair (Acting)"],
)  # fmt: skip
def test_words_are_read_as_they_were_written(value: str) -> None:
    mapping = {"k": [value, {"inner": value}], "day": DAY, "number": 3}
    assert yaml.safe_load(write_value(mapping)) == mapping


def test_what_has_no_place_in_a_registry_is_not_written() -> None:
    with pytest.raises(TypeError, match="float"):
        write_value(0.5)


def test_every_entry_of_the_shipped_files_can_be_changed_and_nothing_else_changes() -> None:
    shipped = Path(__file__).resolve().parents[3] / "nlp" / "speakers"
    for path in sorted(shipped.glob("people-*.yaml")):
        text = path.read_text(encoding="utf-8")
        people = yaml.safe_load(text)["people"]
        edits = []
        for number, each in enumerate(people, start=1):
            edits.append(Edit(entry=each["id"], file=path.name, path=("parliament",), value=number))
            edits.append(Edit(entry=each["id"], file=path.name, path=("aliases",), value="New Name", append=True))
            each["parliament"] = number
            each["aliases"] = [*each.get("aliases", ()), "New Name"]
            for place, role in enumerate(each.get("roles", ())):
                edits.append(Edit(entry=each["id"], file=path.name, path=("roles", place, "until"), value=DAY))
                role["until"] = DAY
        assert yaml.safe_load(edit_yaml(path.name, text, edits))["people"] == people
