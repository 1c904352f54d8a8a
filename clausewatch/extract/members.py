"""How Hansard says who is speaking: name, office, constituency and party in one line."""

import re

from clausewatch.models import Category, Record

PEERAGE = (
    r"Earl|Countess|Duke|Duchess|Marquess|Marchioness|Viscount|Viscountess|Lord Bishop|Bishop|Archbishop|"
    r"Lord Archbishop|Baroness|Lord"
)
HOLDER = re.compile(r"(?P<role>.+?)\s*\((?P<name>[^()]+)\)(?P<rest>.*)")
OFFICE = re.compile(
    r"\b(?:Minister|Secretary|Chancellor|Leader|Attorney|Solicitor|Advocate|Lord President|Lord Privy Seal|Paymaster|"
    r"Comptroller|Treasurer|Whip|Lord in Waiting|Baroness in Waiting|Captain|Chair|Chairman|Speaker|Commissioner)\b"
)
GOVERNMENT = re.compile(
    r"\b(?:Minister|Secretary of State|Under-?[ -]?Secretary|Chancellor|Attorney General|Solicitor General|"
    r"Advocate General|Paymaster General|Leader of the House|Lord Privy Seal|in Waiting)\b"
)
SHADOW = re.compile(r"\b(?:shadow|opposition)\b", re.IGNORECASE)
CROWD = re.compile(
    r"(?:Several |Some )?(?:hon\.? members|noble lords|members|peers|a noble lord|an hon\.? member)", re.IGNORECASE
)
DEPARTMENT = re.compile(r"(?:Secretary of State|Minister|Under-?[ -]?Secretary of State)\s*,\s*(.+)$")


def read_member(attributed: str) -> Record | None:
    """The speaker of a contribution: `Name (Constituency) (Party)` or `Office (Name) (Party)`; none if it is nobody."""
    line = " ".join(attributed.split()).rstrip(":")
    if not line:
        return None
    if CROWD.fullmatch(line):
        return Record(name=line, kind="collective", category="parliament")
    holder = HOLDER.fullmatch(line)
    if (
        holder
        and OFFICE.search(holder["role"])
        and not re.match(rf"(?:The )?(?:{PEERAGE})\b(?! President| Privy| Chancellor| Speaker| in )", holder["role"])
    ):
        role = holder["role"].removeprefix("The ").strip()
        department = DEPARTMENT.search(role)
        return Record(
            name=holder["name"].strip(),
            role=role,
            organisation=department[1] if department else None,
            category=_category(role),
        )
    name, constituency = _split_member(line)
    return Record(name=name, role=f"MP for {constituency}" if constituency else None, category="parliament")


def _category(role: str) -> Category:
    return "government" if GOVERNMENT.search(role) and not SHADOW.search(role) else "parliament"


def _split_member(line: str) -> tuple[str, str | None]:
    """Name, and the constituency where there are both it and a party."""
    groups = re.findall(r"\(([^()]*)\)", line)
    name = re.sub(r"\s*\([^()]*\)", "", line).strip()
    return name or line, groups[0].strip() if len(groups) > 1 else None
