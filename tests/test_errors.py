"""The tree in the docstring is the tree in the code."""

import re

from clausewatch import errors
from clausewatch.errors import ClausewatchError


def list_tree(kind: type[ClausewatchError]) -> set[str]:
    return {kind.__name__}.union(
        *(list_tree(child) for child in kind.__subclasses__() if child.__module__ == errors.__name__)
    )


def test_the_docstring_draws_every_error_and_no_other() -> None:
    drawn = set(re.findall(r"\b[A-Z]\w+Error\b", errors.__doc__ or ""))
    assert drawn == list_tree(ClausewatchError)


def test_wrong_use_has_an_exit_status_of_its_own() -> None:
    wrong_use = {
        kind for kind in vars(errors).values() if isinstance(kind, type) and getattr(kind, "exit_status", 0) == 2
    }
    assert wrong_use == {errors.SettingsError, errors.TargetError, errors.SpeakerFileError, errors.RuleError}
