"""Publishers from a YAML list."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clausewatch.errors import SettingsError
from spiders.bases.feed import FeedSpider
from spiders.bases.sitemap import SitemapSpider
from spiders.listed import read_listed


def write(folder: Path, text: str) -> Path:
    file = folder / "publishers.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_feed_and_a_sitemap_become_spiders(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "- {name: fen-times, feed: 'https://www.fen.example/rss', title: Fen Times, minimum: 4}\n"
        "- {name: moor-post, sitemap: 'https://moor.example/news.xml', domains: [moor.example, m.example],"
        " verified: true}\n",
    )
    feed, sitemap = (entry.make_spider("here") for entry in read_listed(file))
    assert issubclass(feed, FeedSpider)
    assert (feed.name, feed.feeds, feed.allowed_domains) == (
        "fen-times",
        ("https://www.fen.example/rss",),
        ["fen.example"],
    )
    assert (feed.publisher.title, feed.publisher.minimum, feed.publisher.verified) == ("Fen Times", 4, False)
    assert issubclass(sitemap, SitemapSpider)
    assert sitemap.sitemaps == ("https://moor.example/news.xml",)
    assert sitemap.publisher.domains == ("moor.example", "m.example")
    assert sitemap.publisher.verified


def test_an_official_body_can_be_listed(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        "- {name: guild, feed: 'https://guild.example/f', kind: official, category: expert, organisation: The Guild}",
    )
    [entry] = read_listed(file)
    assert entry.make_spider("here").publisher.organisation == "The Guild"


@pytest.mark.parametrize("text", ["", "[]", "# nothing yet\n"])
def test_an_empty_list_is_no_publisher(tmp_path: Path, text: str) -> None:
    assert read_listed(write(tmp_path, text)) == []


def test_without_a_file_there_is_no_publisher() -> None:
    assert read_listed(None) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- {name: a}", "entry 1: give either feed or sitemap"),
        ("- {name: a, feed: 'https://a.example/f', sitemap: 'https://a.example/s'}", "give either"),
        ("- {name: 'A B', feed: 'https://a.example/f'}", "entry 1: name: use small letters, digits and hyphens$"),
        ("- {name: a, feed: 'ftp://a.example/f'}", "entry 1: feed: write an address, such as https://"),
        ("- {name: a, sitemap: www.a.example/s.xml}", "entry 1: sitemap: write an address"),
        ("- {feed: 'https://a.example/f'}", "entry 1: name: it is missing$"),
        ("- {name: 7, feed: 'https://a.example/f'}", "entry 1: name: Input should be a valid string$"),
        (
            "- {name: a, feed: 'https://a.example/f'}\n- {name: b, feed: 'https://b.example/f', colour: red}",
            "entry 2: colour: there is no such field$",
        ),
        ("- just words", "entry 1: it is no publisher: write `name:`, and `feed:` or `sitemap:`$"),
        ("name: a", "not a list"),
        ("- [", "publishers_file"),
        ("- {name: a, feed: 'https://[broken/f'}", "entry 1: .*no address"),
        ("- {name: a, feed: 'https://a.example/f', domains: [b.example]}", "a.example is outside b.example"),
        (
            "- {name: a, feed: 'https://a.example/f', domains: ['https://a.example']}",
            "'https://a.example' is no name of a host",
        ),
        ("- {name: a, feed: 'https://a.example/f', domains: [['a.example']]}", "entry 1: domains: "),
        ("- {name: a, feed: 'https://a.example/f', domains: 7}", "entry 1: domains: write a list, such as"),
        ("- {name: a, feed: 'https://:80/f'}", "it names no host"),
        ("- {name: a, feed: 'https://a.example/f', budget: 0}", "entry 1: budget"),
        ("- {name: a, feed: 'https://a.example/f', minimum: -1}", "entry 1: minimum"),
        (
            "- {name: a, feed: 'https://a.example/f'}\n- {name: a, feed: 'https://b.example/f'}",
            "entry 2: name: 'a' is there already",
        ),
    ],
)
def test_a_wrong_list_names_entry_and_field(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason.replace("(", r"\(")):
        read_listed(write(tmp_path, text))


def test_a_domain_may_stand_alone_and_in_capitals(tmp_path: Path) -> None:
    for domains in ("A.Example", "[A.Example]", "[a.example, ' M.example ']"):
        [entry] = read_listed(write(tmp_path, f"- {{name: a, feed: 'https://www.a.example/f', domains: {domains}}}"))
        assert entry.all_domains[0] == "a.example"


def test_a_fault_of_the_yaml_is_told_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read_listed(write(tmp_path, "- name: a\n\tfeed: b\n"))
    assert "line 2" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file"):
        read_listed(tmp_path / "none.yaml")


def test_a_listed_publisher_with_the_name_of_one_that_ships_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "- {name: meta, feed: 'https://meta.example/feed.xml'}")
    command = [f"{Path(sys.executable).parent}/clausewatch", "publishers"]
    environment = os.environ | {"CLAUSEWATCH_PUBLISHERS_FILE": str(file)}
    # In a process of its own, as a module is read once only.
    answer = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "two have the same name: meta named 'meta' (in spiders.publishers.listed)" in answer.stderr
    assert "Warning" not in answer.stderr
