"""The alert step on a real ledger: what is new fires once, and goes to every channel."""

import hashlib
import hmac
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from clausewatch.crawls import CrawlResult
from clausewatch.errors import RuleError
from clausewatch.ledger.deliveries import count_deliveries
from clausewatch.ledger.documents import withdraw
from clausewatch.ledger.health import record_crawl
from clausewatch.ledger.queue import claim, count, enqueue
from clausewatch.settings import Settings, load_settings
from clausewatch.steps.alert import alert_batch, deliver
from clausewatch.steps.stores import Stores, open_stores
from tests.alerts.builders import NOON, make_speaker, make_statement
from tests.alerts.receiver import run_receiver
from tests.steps.publishing import ADA, alerts, make_settings, publish, say, titles


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


@pytest.fixture
def stores(settings: Settings) -> Iterator[Stores]:
    with open_stores(settings) as opened:
        yield opened


@contextmanager
def with_rules(settings: Settings, *rules: dict[str, Any], **changes: Any) -> Iterator[Stores]:
    path = settings.data.parent / "rules.yaml"
    path.write_text(json.dumps({"rules": [{"name": f"rule {n}"} | rule for n, rule in enumerate(rules)]}))
    with open_stores(settings.model_copy(update={"rules": path, **changes})) as opened:
        yield opened


def test_a_new_statement_of_the_government_fires_once_ever(stores: Stores) -> None:
    said = [make_statement("We want client-side scanning", ADA, "FAVOR .9")]
    publish(stores, said)
    report = alert_batch(stores)
    assert (report.claimed, report.done, report.failures) == (1, 1, ())
    assert titles(stores) == ["Ada Moor on Encryption clause (FAVOR) in “A page”: “We want client-side scanning”"]
    publish(stores, said)
    assert alert_batch(stores).claimed == 1
    publish(stores, [*said, make_statement("It rained", ADA)], NOON + timedelta(hours=1))
    while alert_batch(stores).claimed:
        pass
    assert [alert.kind for alert in alerts(stores)].count("statement") == 1


def test_a_page_of_the_government_fires_once_however_much_it_says(stores: Stores) -> None:
    said = [make_statement("We want scanning", ADA, "FAVOR .9"), make_statement("It must not wait", ADA, "FAVOR .8")]
    publish(stores, [*said, make_statement("I will publish it in May", ADA, "NONE .9")])
    alert_batch(stores)
    assert titles(stores) == ["Ada Moor on Encryption clause (2 FAVOR) in “A page”: “We want scanning”"]
    more = make_statement("We need it more than ever", ADA, "FAVOR .9")
    publish(stores, [*said, more], NOON + timedelta(hours=1))
    while alert_batch(stores).claimed:
        pass
    assert sorted(alert.kind for alert in alerts(stores)) == ["revision", "statement"]


def test_the_index_need_not_know_of_it(stores: Stores) -> None:
    assert stores.index.count() == 0
    publish(stores, [make_statement("We want scanning", ADA, "FAVOR .9")])
    alert_batch(stores)
    assert len(alerts(stores)) == 1


def test_synonyms_of_the_targets_reach_each_other(settings: Settings) -> None:
    rule = {"kind": "statement", "query": {"text": '"device-side scanning"'}}
    with with_rules(settings, rule) as stores:
        publish(stores, [make_statement("We want client-side scanning")])
        alert_batch(stores)
        assert len(alerts(stores)) == 1


@pytest.mark.parametrize("per_document", [True, False], ids=["one a page", "one a statement"])
def test_a_syndicated_copy_is_one_alert_with_two_links(settings: Settings, per_document: bool) -> None:
    said = [make_statement("We want scanning", ADA, "FAVOR .9")]
    copy: dict[str, Any] = {"url": "https://harbour.example/copy", "publisher": "harbour"}
    with with_rules(settings, {"kind": "statement", "about_target": True, "per_document": per_document}) as stores:
        publish(stores, said, **copy, published_at=NOON + timedelta(hours=1))
        publish(stores, said)
        alert_batch(stores)
        (alert,) = alerts(stores)
        assert [page["publisher"] for page in alert.payload["pages"]] == ["courier", "harbour"]
        publish(stores, said, url="https://third.example/copy", publisher="third", published_at=None)
        alert_batch(stores)
        assert len(alerts(stores)) == 1


def test_a_version_that_another_has_overtaken_is_no_news(stores: Stores) -> None:
    publish(stores, [make_statement("We want scanning", ADA, "FAVOR .9")])
    publish(stores, [make_statement("We want no scanning", ADA, "AGAINST .9")], NOON + timedelta(hours=1))
    alert_batch(stores)
    assert [alert.title for alert in alerts(stores) if alert.kind == "statement"] == [
        "Ada Moor on Encryption clause (AGAINST) in “A page”: “We want no scanning”"
    ]


def test_a_speaker_whose_position_moves_fires_with_both_sides(stores: Stores) -> None:
    publish(stores, say("FAVOR .9", "I support it", "I will vote for it", "It is needed"))
    alert_batch(stores)
    assert titles(stores) == []
    later: dict[str, Any] = {"url": "https://courier.example/b", "published_at": NOON + timedelta(days=1)}
    publish(stores, say("AGAINST .9", "I oppose it", "I will vote against it", "It is dangerous"), **later)
    alert_batch(stores)
    assert titles(stores) == ["Imogen Farraday moved from FAVOR to AGAINST on Encryption clause"]
    (alert,) = alerts(stores)
    assert len(alert.payload["evidence_before"]) == len(alert.payload["evidence_after"]) == 3
    assert alert.payload["evidence_after"][0]["page"]["url"] == "https://courier.example/b"
    more: dict[str, Any] = {"url": "https://courier.example/c", "published_at": NOON + timedelta(days=2)}
    publish(stores, say("AGAINST .9", "I still oppose it"), **more)
    alert_batch(stores)
    assert len(alerts(stores)) == 1


def test_a_change_announced_in_a_sentence_that_names_no_target_counts(stores: Stores) -> None:
    publish(stores, say("FAVOR .85", "I support it", "I will vote for it", "It is needed"))
    announced = [one.model_copy(update={"claims_change": "announces"}) for one in say("", "I have changed my mind")]
    later: dict[str, Any] = {"url": "https://courier.example/b", "published_at": NOON + timedelta(days=1)}
    publish(stores, [*announced, *say("AGAINST .85", "I oppose it", "It is dangerous")], **later)
    alert_batch(stores)
    assert len(alerts(stores)) == 1


def test_a_denial_by_the_government_about_a_target_fires(stores: Stores) -> None:
    publish(stores, [make_statement("Our position has not changed", ADA, "FAVOR .9", claims_change="denies")])
    publish(
        stores,
        [make_statement("Our view on bins is as before", ADA, claims_change="denies")],
        url="https://courier.example/bins",
    )
    firm = make_statement("We stand by it", make_speaker(category="platform"), claims_change="denies")
    publish(stores, [firm], url="https://courier.example/b")
    alert_batch(stores)
    denials = [title for title in titles(stores) if "denies" in title]
    assert denials == ["Ada Moor denies a change of position on Encryption clause: “Our position has not changed”"]


def test_an_edited_page_fires_with_the_quotation_that_changed(stores: Stores) -> None:
    publish(stores, [make_statement("It will never be used on private messages", ADA)])
    publish(stores, [make_statement("It will seldom be used on private messages", ADA)], NOON + timedelta(hours=1))
    alert_batch(stores)
    (alert,) = alerts(stores)
    assert alert.title == "courier changed “A page” after publication without saying so: quotations: 1 reworded"
    assert alert.payload["quotations"] == [
        {
            "speaker": "Ada Moor",
            "before": "It will never be used on private messages",
            "after": "It will seldom be used on private messages",
            "new_speaker": None,
        }
    ]


def test_a_withdrawn_page_and_a_sick_publisher_fire(stores: Stores) -> None:
    page = publish(stores, [])
    with stores.ledger.begin() as session:
        withdraw(session, page.url, NOON + timedelta(days=1))
        for run, reason in enumerate((None, "no page came", None)):
            at = NOON + timedelta(hours=run)
            times = {"started_at": at, "finished_at": at, "reason": reason}
            record_crawl(session, CrawlResult(publisher="courier", run=str(run), **times))
    alert_batch(stores)
    assert titles(stores) == [
        "courier has recovered",
        "courier is unhealthy: no page came",
        "courier withdrew “A page”",
    ]


def test_a_wrong_rule_stops_the_step_before_it_takes_work(settings: Settings) -> None:
    with with_rules(settings, {"kind": "gossip"}) as stores:
        publish(stores, [])
        with pytest.raises(RuleError, match="rule 'rule 0': kind"):
            alert_batch(stores)
        with stores.ledger.read() as session:
            assert count(session)["alert", "waiting"] == 1


def test_work_that_nobody_knows_is_a_failure_of_its_own(stores: Stores) -> None:
    with stores.ledger.begin() as session:
        enqueue(session, "alert", "weather:fine")
    publish(stores, [make_statement("We want scanning", ADA, "FAVOR .9")])
    report = alert_batch(stores)
    assert [failure.subject for failure in report.failures] == ["weather:fine"]
    assert (report.claimed, report.done) == (2, 1)
    assert len(alerts(stores)) == 1


def test_nothing_to_do_is_an_empty_report(stores: Stores) -> None:
    assert alert_batch(stores).claimed == 0


CLAIMS = """
import os, signal, sys
from clausewatch.ledger import open_ledger
from clausewatch.ledger.queue import claim
with open_ledger(sys.argv[1]).begin() as session:
    assert claim(session, "alert", 10)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_work_of_a_killed_process_is_taken_over(stores: Stores) -> None:
    publish(stores, [make_statement("We want scanning", ADA, "FAVOR .9")])
    killed = subprocess.run([sys.executable, "-c", CLAIMS, stores.ledger.url], check=False, env={**os.environ})
    assert killed.returncode == -signal.SIGKILL
    assert alert_batch(stores).done == 1
    assert len(alerts(stores)) == 1
    with stores.ledger.begin() as session:
        assert claim(session, "alert", 10) == []


def test_without_a_webhook_alerts_go_to_console_and_file(stores: Stores) -> None:
    publish(stores, [make_statement("We want scanning", ADA, "FAVOR .9")])
    alert_batch(stores)
    console = io.StringIO()
    report = deliver(stores, datetime.now(UTC), console)
    assert (report.sent, report.failed, report.errors) == (2, 0, ())
    assert console.getvalue().startswith("Ada Moor on Encryption clause (FAVOR) in “A page”: “We want scanning”\n")
    (line,) = stores.settings.alerts_path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["payload"]["pages"][0]["url"] == "https://courier.example/a"


def test_a_webhook_of_the_settings_gets_signed_alerts(settings: Settings) -> None:
    rule = {"kind": "statement", "query": {"text": "scanning"}}
    with run_receiver() as receiver:
        hook = load_settings(webhook=receiver.url, webhook_secret="hush")
        changes = {"webhook": hook.webhook, "webhook_secret": hook.webhook_secret}
        with with_rules(settings, rule, **changes) as stores:
            publish(stores, [make_statement("We want scanning")])
            alert_batch(stores)
            assert deliver(stores, datetime.now(UTC), io.StringIO()).sent == 3
        (post,) = receiver.posts
    signature = hmac.new(b"hush", post.body, hashlib.sha256).hexdigest()
    assert post.headers["X-Clausewatch-Signature"] == f"sha256={signature}"


def test_a_rule_that_names_its_channels_uses_no_other(settings: Settings) -> None:
    rule = {"kind": "statement", "query": {"text": "scanning"}, "channels": ["file", "webhook"]}
    with with_rules(settings, rule) as stores:
        publish(stores, [make_statement("We want scanning")])
        alert_batch(stores)
        report = deliver(stores, datetime.now(UTC))
        assert (report.sent, report.failed) == (1, 1)
        with stores.ledger.read() as session:
            assert count_deliveries(session) == {("file", "delivered"): 1, ("webhook", "waiting"): 1}
