"""The templates of index_mappings, put to a server in the richest form that it takes."""

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from elasticsearch import BadRequestError, Elasticsearch

from clausewatch.index.elastic.names import Names
from clausewatch.index.protocol import Capability

FOLDER = Path(__file__).resolve().parents[3] / "index_mappings"


class Form(NamedTuple):
    """One way to compose the templates, and what a server that takes it can do."""

    capabilities: frozenset[Capability]
    analysis: str
    has_vectors: bool


FORMS = (
    Form(frozenset({"stemming", "folding", "vectors"}), "analysis", has_vectors=True),
    Form(frozenset({"stemming", "folding"}), "analysis", has_vectors=False),
    Form(frozenset({"vectors"}), "analysis-core", has_vectors=True),
    Form(frozenset(), "analysis-core", has_vectors=False),
)
"""The richest first; each may do beside it what has no part in the mapping of statements."""
PERCOLATOR: frozenset[Capability] = frozenset({"percolator"})


def put_templates(client: Elasticsearch, names: Names) -> Form:
    """Put all templates, unless they are there; a server without some modules gets less, and the form says so."""
    known = _find_known(client, names)
    if known is not None:
        return known
    others = _put_rule(client, names)
    *rich, plain = (form._replace(capabilities=form.capabilities | others) for form in FORMS)
    for form in rich:
        try:
            _put_form(client, names, form)
        except BadRequestError:
            continue
        return form
    _put_form(client, names, plain)
    return plain


def _put_rule(client: Elasticsearch, names: Names) -> frozenset[Capability]:
    """The capability of keeping saved searches, where the server takes the mapping of one."""
    try:
        _put_component(client, names, "rule")
    except BadRequestError:
        return frozenset()
    return PERCOLATOR


def _find_known(client: Elasticsearch, names: Names) -> Form | None:
    """The form that was put before, from the same files."""
    name = f"{names.prefix}-statements"
    answer = client.options(ignore_status=404).indices.get_index_template(name=name).body
    for template in answer.get("index_templates", ()):
        meta = template["index_template"].get("_meta", {})
        if meta.get("digest") == digest_templates():
            noted: frozenset[Capability] = frozenset(meta.get("capabilities", ()))
            same = (form for form in FORMS if form.capabilities == noted - PERCOLATOR)
            return next((form._replace(capabilities=noted) for form in same), None)
    return None


def _put_form(client: Elasticsearch, names: Names, form: Form) -> None:
    for part in ("settings", form.analysis, "control", *(["vectors"] if form.has_vectors else [])):
        _put_component(client, names, part)
    body = read_template("index_templates", "statements", names)
    parts = [part.replace("-analysis", f"-{form.analysis}") for part in body["composed_of"]]
    if not form.has_vectors:
        parts.remove(f"{names.prefix}-vectors")
    control = read_template("index_templates", "control", names)
    client.indices.put_index_template(name=f"{names.prefix}-control", body=control)
    # The last one: with its note it says that all are there.
    meta = body["_meta"] | {"digest": digest_templates(), "capabilities": sorted(form.capabilities)}
    whole = body | {"composed_of": parts, "_meta": meta}
    client.indices.put_index_template(name=f"{names.prefix}-statements", body=whole)


def _put_component(client: Elasticsearch, names: Names, part: str) -> None:
    body = read_template("component_templates", part, names)
    client.cluster.put_component_template(name=f"{names.prefix}-{part}", body=body)


def read_template(kind: str, name: str, names: Names) -> dict[str, Any]:
    """One file of index_mappings, with the names of a prefix."""
    path = FOLDER / kind / f"clausewatch-{name}.json"
    found: dict[str, Any] = json.loads(names.adapt(path.read_text(encoding="utf-8")))
    return found


def digest_templates() -> str:
    """Of the shipped templates, in 16 hexadecimal digits: an index of another digest is made anew."""
    files = sorted(FOLDER.glob("*_templates/*.json"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
