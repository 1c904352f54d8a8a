"""The server over real HTTP: hosts, days, records, ports."""

import socket
import threading
import urllib.robotparser
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import httpx
import pytest

from clausewatch.demo.pages import Day
from clausewatch.demo.server import DemoWeb
from clausewatch.errors import ClausewatchError, ServerError
from tests.demo.conftest import Ask

EDITED = "/news/2025/03/04/marsh-on-scanning"


def test_every_site_answers_under_its_own_name(web: DemoWeb, ask: Ask) -> None:
    for site in web.publishers:
        answer = ask(site.host, "/")
        assert answer.status_code == 200
        assert site.facts.title in answer.text


def test_a_name_that_is_no_site_is_told_which_there_are(web: DemoWeb, ask: Ask) -> None:
    answer = ask("nowhere", "/")
    assert answer.status_code == 404
    assert "ledger.localhost" in answer.text
    assert web.requests[-1].host == ""


def test_a_page_that_does_not_exist_is_a_404_page(ask: Ask) -> None:
    answer = ask("courier", "/stories/nothing")
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_links_are_built_with_the_port_that_was_taken(web: DemoWeb, ask: Ask) -> None:
    assert f'<link rel="canonical" href="{web.base("ledger")}{EDITED}">' in ask("ledger", EDITED).text
    assert web.base("ledger") == f"http://ledger.localhost:{web.port}"


def test_an_unchanged_page_is_304_and_an_edited_one_is_sent_again(web: DemoWeb, ask: Ask) -> None:
    first = ask("ledger", EDITED)
    known = {"If_None_Match": first.headers["ETag"]}
    assert ask("ledger", EDITED, **known).status_code == 304
    since = {"If_Modified_Since": first.headers["Last-Modified"]}
    assert ask("ledger", EDITED, **since).status_code == 304
    web.day = 2
    assert ask("ledger", EDITED, **known).status_code == 200
    assert ask("ledger", EDITED, **since).status_code == 200


def test_the_day_can_be_switched_while_it_runs(web: DemoWeb, ask: Ask) -> None:
    new = "/news/2025/03/05/farraday-drops-support"
    assert ask("ledger", new).status_code == 404
    web.day = 2
    assert ask("ledger", new).status_code == 200
    web.day = 1
    assert ask("ledger", new).status_code == 404


def test_there_is_no_third_day(web: DemoWeb) -> None:
    with pytest.raises(ValueError, match="day 1 and day 2"):
        web.day = cast(Day, 3)
    assert web.day == 1


def test_a_withdrawn_article_is_410_on_day_two(web: DemoWeb, ask: Ask) -> None:
    path = "/articles/quillchat-to-leave"
    etag = ask("harbour", path).headers["ETag"]
    web.day = 2
    answer = ask("harbour", path, If_None_Match=etag)
    assert answer.status_code == 410
    assert "Dominic Vail" not in answer.text


def test_an_old_address_leads_to_the_new_one(web: DemoWeb, ask: Ask) -> None:
    answer = ask("ledger", "/politics/peers-press-ministers")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{web.base('ledger')}/news/2025/02/18/peers-press-ministers-on-scanning"


def test_the_way_out_leads_to_a_site_that_is_no_publisher(web: DemoWeb, ask: Ask) -> None:
    answer = ask("courier", "/go/garden-centre")
    assert answer.headers["Location"] == f"{web.base('elsewhere')}/spring-offer"
    assert ask("elsewhere", "/spring-offer").status_code == 200
    assert "elsewhere" not in {site.host for site in web.publishers}


@pytest.mark.parametrize(
    ("host", "forbidden", "open_path"),
    [
        ("ledger", "/subscribers/inside-the-lobby", "/politics"),
        ("bytewise", "/policy/members/briefing", "/policy/kestrel-drops-project"),
        ("government", "/search/all", "/api/search.json"),
    ],
)
def test_robots_files_forbid_a_part_that_is_really_there(
    web: DemoWeb, ask: Ask, host: str, forbidden: str, open_path: str
) -> None:
    robots = urllib.robotparser.RobotFileParser()
    robots.parse(ask(host, "/robots.txt").text.splitlines())
    assert not robots.can_fetch("Clausewatch", forbidden)
    assert robots.can_fetch("Clausewatch", open_path)
    assert robots.site_maps() == [f"{web.base(host)}/sitemap.xml"]


def test_one_site_asks_for_a_pause_that_a_demo_can_wait_for(ask: Ask) -> None:
    assert "Crawl-delay: 0.2" in ask("harbour", "/robots.txt").text
    assert "Crawl-delay" not in ask("courier", "/robots.txt").text
    assert "Disallow:\n" in ask("courier", "/robots.txt").text


@pytest.mark.parametrize(
    ("host", "path"), [("ledger", "/subscribers/inside-the-lobby"), ("bytewise", "/policy/members/briefing")]
)
def test_allowed_pages_link_into_the_forbidden_part(ask: Ask, host: str, path: str) -> None:
    assert f'href="{path}"' in ask(host, "/").text
    assert ask(host, path).status_code == 200
    assert path not in ask(host, "/sitemap.xml").text


def test_every_request_is_recorded_with_what_it_asked(web: DemoWeb, ask: Ask) -> None:
    before = datetime.now(UTC)
    ask("ledger", "/rss.xml?a=1", User_Agent="Tester/1", If_None_Match='"x"', If_Modified_Since="yesterday")
    ask("courier", "/feed.atom")
    (record,) = web.requests_to("ledger")
    assert (record.method, record.path, record.status) == ("GET", "/rss.xml?a=1", 200)
    assert (record.user_agent, record.if_none_match, record.if_modified_since) == ("Tester/1", '"x"', "yesterday")
    assert before <= record.at <= datetime.now(UTC)
    assert len(web.requests) == 2


def test_gzip_is_sent_when_asked_for(ask: Ask) -> None:
    plain = ask("ledger", EDITED, Accept_Encoding="identity")
    zipped = ask("ledger", EDITED, Accept_Encoding="gzip")
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert zipped.content == plain.content
    assert int(zipped.headers["Content-Length"]) < len(plain.content)


def test_head_is_answered_without_a_body(ask: Ask) -> None:
    answer = ask("ledger", EDITED, method="HEAD")
    assert answer.status_code == 200
    assert answer.content == b""
    assert int(answer.headers["Content-Length"]) > 1000


def test_photographs_are_there_for_a_browser(ask: Ask) -> None:
    assert ask("ledger", "/favicon.ico").headers["Content-Type"] == "image/gif"


def test_many_askers_are_answered_at_once(web: DemoWeb, ask: Ask) -> None:
    threads = [threading.Thread(target=ask, args=("ledger", EDITED)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [record.status for record in web.requests_to("ledger")] == [200] * 12


def test_an_asker_that_hangs_up_harms_nobody(web: DemoWeb, ask: Ask, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", web.port)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            connection.sendall(b"GET / HTTP/1.1\r\nHost: ledger")
    assert ask("ledger", "/").status_code == 200
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(
    ("first_line", "host", "status"),
    [
        (b"GET http://[x/ HTTP/1.1", b"ledger.localhost", 400),
        (b"GET http://ledger.localhost/rss.xml HTTP/1.1", b"ledger.localhost", 200),
        (b"GET / HTTP/1.0", b"LEDGER.localhost:99", 200),
        (b"GET /news/../rss.xml HTTP/1.1", b"ledger.localhost", 404),
        (b"GET /%ff%00\xff HTTP/1.1", b"ledger.localhost", 404),
        (b"GET / HTTP/1.1", b"", 404),
        (b"POST / HTTP/1.1", b"ledger.localhost", 501),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1", b"ledger.localhost", 414),
    ],
    ids=["no address", "whole address", "old protocol", "dots", "bytes", "no host", "other method", "endless"],
)
def test_whatever_is_asked_has_an_answer(
    web: DemoWeb, first_line: bytes, host: bytes, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", web.port), timeout=10) as connection:
        connection.sendall(first_line + b"\r\nHost: " + host + b"\r\n\r\n")
        answered = connection.recv(100)
    assert answered.split()[1] == str(status).encode()
    assert "Traceback" not in capfd.readouterr().err


def test_a_port_in_use_is_a_clear_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match=rf"port {port} is in use.*--port"):
            DemoWeb(port)
    assert issubclass(ServerError, ClausewatchError)


def test_a_port_that_cannot_be_is_a_clear_error() -> None:
    with pytest.raises(ServerError, match="70000 is no port"):
        DemoWeb(70000)


def test_a_port_is_free_again_once_the_web_is_closed() -> None:
    with DemoWeb() as first:
        port = first.port
    with DemoWeb(port) as second:
        assert second.port == port
        answer = httpx.get(f"http://127.0.0.1:{port}/", headers={"Host": f"ledger.localhost:{port}"})
    assert answer.status_code == 200


def test_another_folder_of_sites_can_be_served(tmp_path: Path) -> None:
    folder = tmp_path / "gazette"
    folder.mkdir()
    (folder / "site.yaml").write_text("title: The Gazette\n")
    with DemoWeb(folder=tmp_path) as web:
        assert [site.host for site in web.publishers] == ["gazette"]
        assert web.answer("gazette", "/robots.txt").status == 200
