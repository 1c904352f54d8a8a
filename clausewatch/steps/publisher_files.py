"""The files of a new publisher: its class, a sample page, and what must come out of it, all to be reviewed."""

import json
import re
from collections.abc import Sequence
from keyword import iskeyword
from pathlib import Path
from typing import Any

from clausewatch.errors import InputError, StoreError
from clausewatch.models import Document, Publisher

LONGEST_LINE = 120
REVIEW = "not reviewed yet: compare what follows with the page, correct what is wrong, then delete this entry"
"""Makes the test of the sample fail until somebody has read the expectation."""
BASES = {"feeds": ("feed", "FeedSpider"), "sitemaps": ("sitemap", "SitemapSpider")}
"""Module and class of the base, by the name of its addresses."""


def write_source(publisher: Publisher, lists: str, address: str) -> str:
    """The module of one spider, as the formatter would leave it. `lists`: feeds or sitemaps."""
    module, base = BASES[lists]
    does = "Coverage by" if publisher.kind == "coverage" else "Statements of"
    facts = {"name": publisher.name, "title": publisher.title, "kind": publisher.kind, "category": publisher.category}
    fields = [f"{name}={quote(value)}" for name, value in facts.items()]
    fields.append(_write_domains(publisher.domains))
    fields += [f"organisation={quote(publisher.organisation)}"] if publisher.organisation else []
    fields += [f"minimum={publisher.minimum}", f"budget={publisher.budget}", f"terms={quote(publisher.terms)}"]
    lines = [
        f'"""{does} {publisher.title}, by its {module}."""',
        "",
        "from clausewatch.models import Publisher",
        f"from spiders.bases.{module} import {base}",
        "",
        "",
        f"class {make_class_name(publisher.name)}({base}):",
        f'    """{does} {publisher.title}."""',
        "",
        "    publisher = Publisher(",
        *(f"        {field}," for field in fields),
        "    )",
        *_write_address(lists, address),
    ]
    return "\n".join(lines) + "\n"


def _write_domains(domains: Sequence[str]) -> str:
    """As the formatter has a tuple: with a comma at its end where it holds one or stands on several lines."""
    joined = ", ".join(map(quote, domains))
    field = f"domains=({joined}{',' * (len(domains) == 1)})"
    if len(f"        {field},") <= LONGEST_LINE:
        return field
    return "\n".join(["domains=(", *(f"            {quote(domain)}," for domain in domains), "        )"])


def _write_address(lists: str, address: str) -> Sequence[str]:
    line = f"    {lists} = ({quote(address)},)"
    return (line,) if len(line) <= LONGEST_LINE else (f"    {lists} = (", f"        {quote(address)},", "    )")


def quote(text: str) -> str:
    """A Python string literal in double quotes."""
    return json.dumps(text, ensure_ascii=False)


def make_class_name(name: str) -> str:
    """The name of the class, from that of the publisher."""
    joined = "".join(part.capitalize() for part in name.split("-"))
    return joined if joined[:1].isalpha() and not iskeyword(joined) else f"Publisher{joined}"


def make_module_name(name: str) -> str:
    """The name of the module, from that of the publisher."""
    module = name.replace("-", "_")
    return module if module[:1].isalpha() else f"publisher_{module}"


def clean_title(text: str, otherwise: str) -> str:
    """A title from a site's page, fit for a docstring and a literal: a site may write there what it likes."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    found = " ".join(re.sub(r"[\"\\]", " ", printable).split())[:60].strip()
    return found or otherwise


def name_files(folder: Path, name: str, suffix: str = ".html") -> dict[str, Path]:
    """Where the files of a publisher belong in a checkout."""
    sample = folder / "tests" / "publishers" / name
    return {
        "source": folder / "spiders" / "publishers" / f"{make_module_name(name)}.py",
        "sample": sample / f"sample{suffix}",
        "address": sample / "address.txt",
        "expected": sample / "expected.json",
    }


def check_places(folder: Path, name: str) -> None:
    """`InputError` where a file of that publisher is there already, or a folder of its samples."""
    files = name_files(folder, name)
    for place in (files["source"], files["sample"].parent):
        if place.exists():
            raise InputError(f"{place} is there already and is left as it is: choose another --name or --out")


def write_expected(documents: Sequence[Document]) -> str:
    """What must come out of the sample, as its test compares it, behind a mark that it is to be reviewed."""
    return mark_expected([each.model_dump(mode="json", exclude_none=True, exclude_defaults=True) for each in documents])


def mark_expected(found: Sequence[dict[str, Any]]) -> str:
    """The file of an expectation that nobody has read yet."""
    return json.dumps([{"review": REVIEW}, *found], ensure_ascii=False, indent=1) + "\n"


def write_new(files: dict[Path, bytes]) -> None:
    """Write files that are not there yet; `StoreError` names one that cannot be written."""
    for file, content in files.items():
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("xb") as made:
                made.write(content)
        except OSError as error:
            raise StoreError(f"{file} cannot be written: {error.strerror}") from error
