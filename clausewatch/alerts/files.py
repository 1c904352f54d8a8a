"""The rules in force: of the rules file or, without one, those that ship; and those added by command."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from clausewatch.alerts.rules import Rule, parse_rule
from clausewatch.errors import RuleError
from clausewatch.ledger.rules import BY_COMMAND, list_rules

SHIPPED_RULES = Path(__file__).with_name("default_rules.yaml")
Sourced = dict[str, tuple[str, Rule]]


def read_rules_file(path: Path) -> tuple[Rule, ...]:
    """The rules of a YAML file, under `rules`; `RuleError` names file, rule, field and reason."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleError(f"rules file {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RuleError(f"rules file {path}: not UTF-8 at byte {error.start}") from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise RuleError(f"rules file {path}: not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict) or set(content) != {"rules"} or not isinstance(content["rules"], list):
        raise RuleError(f"rules file {path}: must hold one list under `rules`; `rules: []` is none at all")
    rules = tuple(parse_rule(_with_times(value), str(path)) for value in content["rules"])
    names = [rule.name for rule in rules]
    for name in sorted({name for name in names if names.count(name) > 1}):
        raise RuleError(f"{path}: rule {name!r}: name: another rule has it")
    return rules


def _with_times(value: Any) -> Any:
    """YAML reads days and times without a zone, which are meant in UTC."""
    if isinstance(value, dict):
        return {key: _with_times(one) for key, one in value.items()}
    if isinstance(value, dt.datetime):
        return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time(), dt.UTC)
    return value


def load_rules(session: Session, path: Path | None) -> Sourced:
    """Each rule by its name with where it comes from: "shipped", the file's path, or "command".

    A rule added by command takes the place of one of the same name.
    """
    source = "shipped" if path is None else str(path)
    rules = {rule.name: (source, rule) for rule in read_rules_file(path or SHIPPED_RULES)}
    added = {saved.id: (BY_COMMAND, parse_rule(saved.body)) for saved in list_rules(session, BY_COMMAND)}
    return rules | added
