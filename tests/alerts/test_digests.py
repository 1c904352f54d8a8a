"""A digest says who said what, what moved and what changed, by the alerts as they were sent."""

from datetime import UTC, datetime, timedelta
from typing import Any

from clausewatch.alerts.channels.content import describe
from clausewatch.alerts.channels.digest import describe_digest
from clausewatch.alerts.digests import MOST_ITEMS, Digest, gather, read_digest
from clausewatch.identifiers import make_id
from clausewatch.index.times import LONDON
from clausewatch.ledger.alerts import SavedAlert
from tests.alerts.builders import NOON, make_delivery, make_document, make_entry, make_speaker, make_statement

SINCE = datetime(2025, 3, 4, 7, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=1)
ADA = make_speaker(role="minister")


def make_alert(number: int, kind: str, payload: dict[str, Any], title: str = "A title") -> SavedAlert:
    alert = make_id("alert", str(number))
    at = NOON + timedelta(minutes=number)
    return SavedAlert(id=alert, rule="r", subject=str(number), kind=kind, title=title, payload=payload, at=at)


def page(name: str = "a", **facts: Any) -> dict[str, Any]:
    document = make_document(url=f"https://courier.example/{name}", title=f"Page {name}", **facts)
    return make_entry(make_statement("x"), document).document.model_dump(mode="json")


def said(text: str, stance: str, on: dict[str, Any], **facts: Any) -> dict[str, Any]:
    made = make_statement(text, stance=stance, document=on["id"], **{"speaker": ADA, **facts})
    return {"id": made.id, **made.model_dump(mode="json")}


def show(*alerts: SavedAlert) -> list[str]:
    return list(describe_digest(gather("r", alerts, SINCE, UNTIL)))


def test_statements_stand_under_their_page_with_speaker_and_stance() -> None:
    one, other = page("a"), page("b")
    several = {"statements": [said("We want it", "FAVOR .9", one), said("It is safe", "FAVOR .8", one)], "pages": [one]}
    alerts = [
        make_alert(1, "statement", several),
        make_alert(2, "statement", {"statement": said("No", "AGAINST .9", other, speaker=None), "pages": [one, other]}),
        make_alert(3, "statement", {"statement": said("Perhaps", "", one), "pages": [one]}),
    ]
    assert show(*alerts) == [
        "from Tuesday 4 March 2025, 07:00 to Wednesday 5 March 2025, 07:00, London time",
        "4 statements:",
        "  Page a, courier: https://courier.example/a",
        "    FAVOR    Ada Moor (minister): “We want it”",
        "    FAVOR    Ada Moor (minister): “It is safe”",
        "    -        Ada Moor (minister): “Perhaps”",
        "  Page b, courier: https://courier.example/b",
        "    AGAINST  unknown speaker: “No”",
    ]
    digest = gather("r", alerts, SINCE, UNTIL)
    assert digest.title == "Digest of r until 5 March 2025, 07:00: 4 statements (2 FAVOR, 1 AGAINST)"
    assert (digest.counts, digest.stances) == ({"statement": 4}, {"FAVOR": 2, "AGAINST": 1})
    assert [item.said[0].text for item in digest.items] == ["We want it", "No", "Perhaps"]


def test_a_shift_shows_what_was_said_on_both_sides() -> None:
    def evidence(text: str, stance: str) -> list[dict[str, Any]]:
        return [{"statement": said(f"{text} {n}", stance, page()), "page": page()} for n in range(5)]

    payload = {"before": "FAVOR", "after": "AGAINST"}
    payload |= {"evidence_before": evidence("yes", "FAVOR .9"), "evidence_after": evidence("no", "AGAINST .9")}  # type: ignore[dict-item]
    lines = show(make_alert(1, "shift", payload, "Ada Moor moved from FAVOR to AGAINST"))
    assert lines[1:3] == ["1 shift of position:", "  Ada Moor moved from FAVOR to AGAINST"]
    assert [line.split("“")[1].split("”")[0] for line in lines[3:]] == [
        "yes 2",
        "yes 3",
        "yes 4",
        "no 0",
        "no 1",
        "no 2",
    ]
    assert lines[3].endswith("” https://courier.example/a")
    assert gather("r", [make_alert(1, "shift", payload)], SINCE, UNTIL).stances == {}


def test_revisions_withdrawals_and_health_are_told_by_their_titles() -> None:
    change = {"speaker": "Ada Moor", "before": "never", "after": "seldom"}
    lines = show(
        make_alert(1, "publisher", {"event": {}}, "courier is unhealthy: no page"),
        make_alert(2, "withdrawal", {"event": {}, "pages": [page()]}, "courier withdrew “Page a”"),
        make_alert(3, "revision", {"event": {}, "pages": [page()], "quotations": [change]}, "courier changed “Page a”"),
        make_alert(
            4, "change-claim", {"statement": said("No", "FAVOR .9", page()), "pages": [page()]}, "Ada denies it"
        ),
    )
    assert lines[1:] == [
        "1 claim about a change of position:",
        "  Ada denies it",
        "    Page a, courier: https://courier.example/a",
        "1 changed page:",
        "  courier changed “Page a”",
        "    was, Ada Moor: “never”",
        "    now: “seldom”",
        "    Page a, courier: https://courier.example/a",
        "1 page withdrawn or back again:",
        "  courier withdrew “Page a”",
        "    Page a, courier: https://courier.example/a",
        "1 change of a publisher's health:",
        "  courier is unhealthy: no page",
    ]


def test_a_digest_of_very_much_stays_short_and_knows_all_of_it() -> None:
    alerts = [make_alert(n, "withdrawal", {"pages": [page(str(n))]}, f"gone {n}") for n in range(MOST_ITEMS + 3)]
    digest = gather("r", alerts, SINCE, UNTIL)
    assert (len(digest.items), len(digest.alerts)) == (MOST_ITEMS, MOST_ITEMS + 3)
    lines = list(describe_digest(digest))
    assert len(lines) < 100
    assert lines[-2:] == [f"  and {MOST_ITEMS - 40} more", "and 3 more alerts"]
    many = {"statements": [said(f"word {n}", "FAVOR .9", page()) for n in range(50)], "pages": [page()]}
    assert show(make_alert(1, "statement", many))[-1] == "  and 10 more statements"


def test_the_same_time_is_the_same_subject_in_every_zone() -> None:
    alert = make_alert(1, "withdrawal", {})
    subjects = {
        gather("r", [alert], since, until).subject
        for since, until in ((SINCE, UNTIL), (SINCE.astimezone(LONDON), UNTIL.astimezone(LONDON)))
    }
    assert subjects == {"digest:2025-03-04T07:00:00+00:00/2025-03-05T07:00:00+00:00"}


def test_digests_are_left_out_of_digests() -> None:
    alerts = [make_alert(1, "withdrawal", {}), make_alert(2, "digest", {})]
    assert gather("r", alerts, SINCE, UNTIL).counts == {"withdrawal": 1}


def test_a_digest_is_read_back_from_its_alert_and_described_without_control_characters() -> None:
    digest = gather("r", [make_alert(1, "withdrawal", {"pages": [page()]}, "gone\x1b[31m")], SINCE, UNTIL)
    payload = digest.model_dump(mode="json", exclude={"rule"})
    delivery = make_delivery(kind="digest", title=digest.title, payload=payload)
    assert read_digest(delivery) == digest
    lines = list(describe(delivery))
    assert lines[:2] == [digest.title, "  rule r, 2025-03-04 12:00 UTC"]
    assert "    gone [31m" in lines
    assert isinstance(read_digest(delivery), Digest)
