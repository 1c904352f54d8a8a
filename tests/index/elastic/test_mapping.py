"""What the server maps and what we send it are the same, field by field."""

from pathlib import Path

import pytest

from clausewatch.index.elastic.conditions import SEARCHED, WEIGHTS
from clausewatch.index.elastic.search import NEWEST_BY_NUMBERS
from clausewatch.index.elastic.stored import StoredStatement
from clausewatch.index.elastic.templates import FOLDER
from nlp.components.encoder.encoder import Encoder
from tests.index.elastic.mappings import (
    find_type,
    list_fields,
    list_files,
    list_levels,
    list_texts,
    list_wanted,
    read,
    read_statement_mapping,
)

MAPPING = read_statement_mapping()
MAPPED = dict(list_fields(MAPPING))
WANTED = dict(list_wanted(StoredStatement))
FILLED = {field["copy_to"] for field in MAPPED.values() if "copy_to" in field}
FILES = list_files()
WITH_MAPPINGS = [path for path in FILES if '"mappings"' in path.read_text(encoding="utf-8")]
ANALYSES = ("clausewatch-analysis", "clausewatch-analysis-core")


def name_file(path: Path) -> str:
    return path.name


def read_analyzers(name: str) -> set[str]:
    return set(read(f"component_templates/{name}.json")["template"]["settings"]["index.analysis"]["analyzer"])


@pytest.mark.parametrize("path", sorted(WANTED))
def test_what_the_model_has_is_mapped_with_a_fitting_type(path: str) -> None:
    assert find_type(MAPPED[path]) in WANTED[path]


@pytest.mark.parametrize("path", sorted(MAPPED))
def test_what_is_mapped_is_in_the_model_or_filled_by_the_server(path: str) -> None:
    assert (path in WANTED) != (path in FILLED)


def test_nested_fields_are_compared_too() -> None:
    assert {"speaker.name", "stances.label", "document.title", "embedding", "exact", "content"} <= WANTED.keys()
    assert WANTED["stances"] == {"nested"}
    assert not any(path.startswith("exact.") for path in WANTED)


@pytest.mark.parametrize("path", WITH_MAPPINGS, ids=name_file)
def test_every_level_of_every_mapping_is_strict(path: Path) -> None:
    mapping = read(str(path.relative_to(FOLDER)))["template"]["mappings"]
    levels = dict(list_levels({"properties": {}, **mapping}))
    assert [name for name, level in levels.items() if level.get("dynamic") != "strict"] == []


def test_all_mappings_are_looked_at() -> None:
    found = {path.stem.removeprefix("clausewatch-") for path in WITH_MAPPINGS}
    assert found == {"settings", "control", "rule", "vectors", "statements"}


@pytest.mark.parametrize("path", WITH_MAPPINGS, ids=name_file)
def test_every_text_field_names_its_analyzer(path: Path) -> None:
    mapping = read(str(path.relative_to(FOLDER)))["template"]["mappings"]
    texts = dict(list_texts({"properties": {}, **mapping}))
    unnamed = [name for name, field in texts.items() if "analyzer" not in field]
    assert unnamed == []


@pytest.mark.parametrize("analysis", ANALYSES)
def test_both_analyses_have_every_analyzer_that_is_named(analysis: str) -> None:
    named = {field["analyzer"] for _, field in list_texts(MAPPING)}
    assert named == read_analyzers(analysis)


def test_words_are_searched_in_any_form_and_as_spelt() -> None:
    texts = dict(list_texts(MAPPING))
    for name in (SEARCHED, *WEIGHTS):
        assert texts[name]["analyzer"] == "english_words"
    assert texts[f"{SEARCHED}.spelling"]["analyzer"] == texts["text.spelling"]["analyzer"] == "spelling"


def test_one_field_holds_all_that_is_searched_and_nothing_else() -> None:
    assert {path for path, field in MAPPED.items() if field.get("copy_to") == SEARCHED} == set(WEIGHTS)


def test_statements_lie_in_the_order_in_which_the_newest_come() -> None:
    settings = read("index_templates/clausewatch-statements.json")["template"]["settings"]
    parts = [settings[f"index.sort.{name}"] for name in ("field", "order", "missing")]
    wanted = [(name, given["order"], "_last") for one in NEWEST_BY_NUMBERS for name, given in one.items()]
    assert list(zip(*parts, strict=True)) == wanted


def test_what_is_nested_can_also_be_counted_without_going_through_what_is_nested() -> None:
    assert [name for name, field in MAPPED.items() if field.get("type") == "nested"] == ["stances"]
    assert MAPPED["stances"]["include_in_root"] is True


def test_a_vector_is_as_long_as_those_of_the_shipped_encoder() -> None:
    (vector,) = Encoder().encode(["Words."])
    assert MAPPED["embedding"]["dims"] == len(vector)


@pytest.mark.parametrize("path", FILES, ids=name_file)
def test_every_file_is_json_with_an_object_in_it(path: Path) -> None:
    assert isinstance(read(str(path.relative_to(FOLDER))), dict)


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name.endswith("_templates")], ids=name_file)
def test_templates_are_called_as_their_files(path: Path) -> None:
    assert path.name.startswith("clausewatch-")
    for part in read(str(path.relative_to(FOLDER))).get("composed_of", ()):
        assert (FOLDER / "component_templates" / f"{part}.json").is_file()
