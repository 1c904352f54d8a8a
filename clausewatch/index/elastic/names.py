"""What indices, aliases and templates are called: all begin with the prefix of the access."""

import re

SHIPPED = "clausewatch"
"""The prefix in index_mappings."""


class Names:
    """The names of one prefix."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.read = f"{prefix}-statements"
        """Alias of the version that is searched."""
        self.write = f"{prefix}-statements-write"
        """Alias of the same version, for whoever writes with other programs."""
        self.building = f"{prefix}-statements-building"
        """Alias of a version that is being filled."""
        self.control = f"{prefix}-control"
        self.rules = f"{prefix}-rules"
        self._version = re.compile(rf"{re.escape(self.read)}-(\d{{6,}})")

    def version(self, number: int) -> str:
        """The index that holds a version."""
        return f"{self.read}-{number:06}"

    def number(self, index: str) -> int | None:
        """Of the version that an index holds; none: it is no version of ours."""
        found = self._version.fullmatch(index)
        return int(found[1]) if found else None

    def writes(self, index: str) -> str:
        """Alias through which a version is written: while it is there, the version follows the ledger."""
        return f"{index}-write"

    def adapt(self, text: str) -> str:
        """JSON of index_mappings with this prefix in its names."""
        return text.replace(f'"{SHIPPED}-', f'"{self.prefix}-')
