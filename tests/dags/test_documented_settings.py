"""docs/operations.md names metrics and settings that Airflow has."""

import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml
from airflow.configuration import conf

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
KINDS = {"counter": "counter", "gauge": "gauge", "timer": "timer", "timing": "timer"}
SETTINGS = sorted(set(re.findall(r"AIRFLOW__([A-Z_]+?)__([A-Z_]+)", TEXT)))


def read_metrics() -> dict[str, str]:
    """Names, old ones too, as StatsD gets them, and the kind of each."""
    file = resources.files("airflow._shared.observability.metrics") / "metrics_template.yaml"
    listed: list[dict[str, Any]] = yaml.safe_load(file.read_text(encoding="utf-8"))["metrics"]
    return {name: KINDS[each["type"]] for each in listed for name in (each["name"], each["legacy_name"]) if name != "-"}


METRICS = re.findall(r"^\| `([^`]+)` \| (counter|gauge|timer) \|", TEXT, re.MULTILINE)


@pytest.mark.parametrize(("name", "kind"), METRICS)
def test_a_metric_is_one_of_airflow_s(name: str, kind: str) -> None:
    assert read_metrics()[name] == kind


def test_there_are_metrics_to_check() -> None:
    assert len(METRICS) >= 15


@pytest.mark.parametrize(("section", "option"), SETTINGS)
def test_a_setting_is_one_of_airflow_s(section: str, option: str) -> None:
    assert option.lower().removesuffix("_cmd") in conf.configuration_description[section.lower()]["options"]
