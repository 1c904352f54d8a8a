"""One thing in which registry and registers differ, and the change of a file that would settle it."""

import datetime as dt

from clausewatch.models import Model

Value = str | int | dt.date | dict[str, object]


class Edit(Model):
    """A change of one entry's YAML."""

    entry: str | None
    """Id of the entry; none: the file itself."""
    file: str
    path: tuple[str | int, ...]
    """Where in the entry: `("roles", 0, "until")`."""
    value: Value
    append: bool = False
    """Add to the list at the path; else set what stands there."""


class Difference(Model):
    """What differs, in one line for a person to read; without an edit it is only told."""

    file: str
    entry: str
    field: str
    ours: str | None
    theirs: str
    reason: str
    edits: tuple[Edit, ...] = ()

    def describe(self) -> str:
        """`people.yaml: ada-thorne: role signals-secretary, until: none, now 2024-07-05: GOV.UK says so`."""
        change = f"{self.ours or 'none'}, now {self.theirs}" if self.edits else self.theirs
        return f"{self.file}: {self.entry}: {self.field}: {change}: {self.reason}"
