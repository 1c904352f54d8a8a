"""Which addresses a crawl may ask, and how each is written."""

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from clausewatch.lists.addresses import is_on_domains, join_address
from spiders.addresses import (
    clean_address,
    explain_host,
    explain_private,
    explain_refusal,
    host_of,
    is_loopback,
    path_of,
)

DOMAINS = ("news.example", "news.co.example")


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("https://news.example/a#top", "https://news.example/a"),
        ("https://news.example/a?utm_source=rss&utm_medium=feed", "https://news.example/a"),
        ("https://news.example/a?id=7&at_medium=RSS&at_campaign=rss", "https://news.example/a?id=7"),
        ("https://news.example/a?b=%C3%A9&c=", "https://news.example/a?b=%C3%A9&c="),
        ("https://news.example/a?fbclid=x&page=2", "https://news.example/a?page=2"),
        ("https://news.example/a?id=7&amp;utm_source=x&amp;b=1", "https://news.example/a?id=7&amp;b=1"),
        ("https://news.example/a?gbraid=x&srsltid=y&WBRAID=z", "https://news.example/a"),
        ("https://news.example/a?cid=12", "https://news.example/a?cid=12"),
        (" https://news.example/a \n", "https://news.example/a"),
        ("http://[broken/a#b", "http://[broken/a#b"),
        ("https://news.example/a?q=%E9&utm_source=x", "https://news.example/a?q=%E9"),
        ("https://news.example/a?b=1;c=2&fbclid=x&c=d+e/f,g", "https://news.example/a?b=1;c=2&c=d+e/f,g"),
        ("https://news.example/a?%75tm_source=x&b", "https://news.example/a?b"),
        ("https://news.example/a?UTM_Source=x", "https://news.example/a"),
        ("https://news.example/a?x=utm_source", "https://news.example/a?x=utm_source"),
        ("https://news.example/a?PHPSESSID=9f8e7d&id=7", "https://news.example/a?id=7"),
        ("https://news.example/a;jsessionid=AB12.node1?id=7", "https://news.example/a?id=7"),
        ("https://news.example/a;JSESSIONID=AB12/b;c=1", "https://news.example/a/b;c=1"),
        ("https://bills.example/a?Session=38&sessionid=4", "https://bills.example/a?Session=38&sessionid=4"),
        ("https://news.example/a?#top", "https://news.example/a"),
        ("https://news.example/a? #top", "https://news.example/a"),
    ],
)
def test_what_only_tracks_readers_or_names_their_session_goes(given: str, cleaned: str) -> None:
    assert clean_address(given) == cleaned


@pytest.mark.parametrize(
    "host", ["news.example", "www.news.example", "NEWS.example", "news.example.", "a.b.news.co.example"]
)
def test_a_host_below_a_domain_is_the_publishers(host: str) -> None:
    assert is_on_domains(host, DOMAINS)


@pytest.mark.parametrize("domain", ["bücher.example", "BÜCHER.example", "xn--bcher-kva.example"])
@pytest.mark.parametrize("host", ["bücher.example", "www.xn--bcher-kva.example"])
def test_a_domain_may_be_written_in_its_own_letters_or_as_dns_has_it(host: str, domain: str) -> None:
    assert explain_host(f"https://{host}/a", (domain,)) is None
    assert explain_host(f"https://{host}/a", ("bucher.example",)) is not None


@pytest.mark.parametrize("host", ["badnews.example", "example", "news.example.evil.example", "", "co.example"])
def test_other_hosts_are_not(host: str) -> None:
    assert not is_on_domains(host, DOMAINS)


@pytest.mark.parametrize("url", ["https://news.example/a", "http://www.news.example:80/a", "https://news.example:443/"])
def test_own_addresses_may_be_asked(url: str) -> None:
    assert explain_refusal(url, DOMAINS) is None


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://other.example/a", "outside"),
        ("https://news.example@other.example/a", "outside"),
        ("https://user:secret@news.example/a", "user name"),
        ("ftp://news.example/a", "'ftp'"),
        ("file:///etc/passwd", "'file'"),
        ("javascript:alert(1)", "'javascript'"),
        ("https://news.example:22/a", "port 22"),
        ("https://news.example:99999/a", "no address"),
        ("http://[broken/a", "no address"),
        ("https:///a", "names no host"),
    ],
)
def test_other_addresses_are_refused_with_a_reason(url: str, reason: str) -> None:
    assert reason in (explain_refusal(url, DOMAINS) or "")


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "172.16.4.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "127.0.0.1",
        "127.8.8.8",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "::ffff:10.0.0.1",
        "::ffff:0.0.0.0",
        "::10.0.0.1",
        "64:ff9b::a00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::a00:1",
        "2002:a00:1::1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:67c::5efe:a00:1",
        "fec0::1",
        "192.0.0.192",
        "192.88.99.1",
        "3fff::1",
        "::ffff:192.0.0.192",
        "198.18.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "::ffff:127.0.0.1",
        "ff02::1",
        "metadata.google.internal",
    ],
)
def test_a_private_address_is_refused_even_if_it_is_named_as_a_domain(address: str) -> None:
    assert explain_private(address) is not None
    shown = f"[{address}]" if ":" in address else address
    assert explain_refusal(f"http://{shown}/", (address,)) is not None


@pytest.mark.parametrize("host", ["news.example", "93.184.216.34", "2606:2800:220:1::1"])
def test_names_and_public_addresses_are_not_private(host: str) -> None:
    assert explain_private(host) is None


def test_loopback_needs_an_explicit_setting() -> None:
    assert explain_refusal("http://127.0.0.1:8000/", ("127.0.0.1",)) is not None
    assert explain_refusal("http://127.0.0.1:8000/", ("127.0.0.1",), allow_loopback=True) is None
    assert explain_refusal("http://a.localhost:8000/", ("a.localhost",), allow_loopback=True) is None


def test_the_setting_for_loopback_opens_no_other_port_and_no_other_address() -> None:
    assert explain_refusal("http://news.example:8000/", DOMAINS, allow_loopback=True) is not None
    assert explain_refusal("http://10.0.0.1/", ("10.0.0.1",), allow_loopback=True) is not None
    assert explain_refusal("http://169.254.169.254/", ("169.254.169.254",), allow_loopback=True) is not None


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "LOCALHOST.", "127.0.0.1", "127.9.9.9", "::1"])
def test_loopback_is_known_by_name_and_by_address(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["localhost.example", "notlocalhost", "10.0.0.1", ""])
def test_other_names_are_not_loopback(host: str) -> None:
    assert not is_loopback(host)


def test_a_host_is_checked_without_its_port() -> None:
    assert explain_host("http://news.example:8080/", DOMAINS) is None


@pytest.mark.parametrize(
    ("link", "joined"),
    [
        ("/b", "https://news.example/b"),
        ("c?d", "https://news.example/a/c?d"),
        ("//m.news.example/b", "https://m.news.example/b"),
        ("", "https://news.example/a/"),
        ("../../..", "https://news.example/"),
        ("http://[broken/b", "http://[broken/b"),
        ("//[", "//["),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
    ],
)
def test_a_link_is_joined_or_left_as_it_is(link: str, joined: str) -> None:
    assert join_address("https://news.example/a/", link) == joined


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://News.Example/A/b?c=/d#e", "news.example", "/A/b"),
        ("https://news.example", "news.example", "/"),
        ("https://news.example?a=/b", "news.example", "/"),
        ("https://user@news.example:8080/a", "news.example", "/a"),
        ("/a/b", "", "/a/b"),
        ("http://[broken/a", "", ""),
    ],
)
def test_host_and_path_are_told(url: str, host: str, path: str) -> None:
    assert (host_of(url), path_of(url)) == (host, path)


@pytest.mark.parametrize("name", ["metadata.google.internal.", "METADATA", "Instance-Data"])
def test_a_metadata_service_is_known_however_it_is_written(name: str) -> None:
    assert explain_private(name) == f"{name} is a metadata service"


@pytest.mark.parametrize("address", ["127.0.0.1.", "10.0.0.1.", "169.254.169.254."])
def test_a_dot_at_the_end_makes_no_public_address(address: str) -> None:
    assert explain_private(address) is not None
    assert explain_refusal(f"http://{address}/", (address.removesuffix("."),)) is not None


@pytest.mark.parametrize("address", ["2002:5db8:d822::1", "2001:67c::5efe:5db8:d822", "93.184.216.34."])
def test_a_public_address_within_another_is_not_private(address: str) -> None:
    assert explain_private(address) is None


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "0x7f.1", "127.1", "0", "1.2.3.04", "a.0x7f"]
)
def test_a_number_that_systems_read_as_an_address_is_no_host(host: str) -> None:
    assert explain_refusal(f"http://{host}/", (host,), allow_loopback=True) == (
        f"{host!r} is a number and no name of a host"
    )


@pytest.mark.parametrize(
    "host",
    [
        "\uff11\uff12\uff17.0.0.1",
        "127\u30020\u30020\u30021",
        "\uff4eews.example",
        "new\u017f.example",
        "news\u3002example",
        "ne\u00adws.example",
        "evil.example\\.news.example",
        "news.example%2eevil.example",
        "news.example\x00.evil.example",
        ".news.example",
        "a..news.example",
        f"{'a' * 64}.news.example",
        f"{'a.' * 130}news.example",
        "news.example ",
    ],
)
def test_a_host_in_disguise_is_refused_whatever_it_would_stand_for(host: str) -> None:
    assert explain_refusal(f"http://{host}/", (host, "news.example")) is not None


@pytest.mark.parametrize("host", ["n\u0435ws.example", "xn--nws-qdd.example", "news.example.evil.example"])
def test_a_name_that_only_looks_like_the_publishers_is_outside(host: str) -> None:
    assert "outside" in (explain_refusal(f"http://{host}/", DOMAINS) or "")


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example\\@evil.example/",
        "http://evil.example#@news.example/",
        "http://evil.example?@news.example/",
        "http://news.example:80@evil.example/",
        "http://news.example\t.evil.example/",
        "//news.example/",
        "http:news.example/",
    ],
)
def test_no_trick_with_the_parts_of_an_address_leads_out(url: str) -> None:
    assert explain_refusal(url, DOMAINS) is not None


LETTERS = st.text(alphabet="ab/:?#[]@%.&=;+\x00\n\u00e9\u2100 1_", max_size=30)
PARAMETERS = st.lists(
    st.tuples(st.sampled_from(["id", "q", "utm_source", "fbclid", "at_medium", "page"]), st.text("aé %2B/&"[:6])),
    max_size=6,
)


@limits(max_examples=200)
@given(st.sampled_from(["", "https://news.example", "http://", "//news.example:"]), LETTERS)
def test_no_address_however_wrong_breaks_anything(beginning: str, rest: str) -> None:
    url = beginning + rest
    cleaned = clean_address(join_address("https://news.example/a", url))
    assert clean_address(cleaned) == cleaned
    if explain_refusal(cleaned, DOMAINS) is None:
        assert is_on_domains(host_of(cleaned), DOMAINS)
        assert explain_host(cleaned, DOMAINS) is None


@limits(max_examples=100)
@given(PARAMETERS)
def test_cleaning_keeps_the_rest_of_the_query_in_its_order(pairs: list[tuple[str, str]]) -> None:
    written = [f"{name}={value.replace('&', '%26').replace(' ', '+')}" for name, value in pairs]
    kept = [part for part in written if part.startswith(("id=", "q=", "page="))]
    expected = "https://news.example/a" + ("?" + "&".join(kept) if kept else "")
    assert clean_address("https://news.example/a?" + "&".join(written)) == expected
