"""A name is looked at when the connection is made, not before."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys, asyncio
from scrapy.utils.reactor import install_reactor
install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
from twisted.internet import reactor
from spiders.resolver import GuardedResolver

answers = iter(sys.argv[3].split(","))

def look_up(name):
    answer = next(answers)
    if answer == "none":
        raise OSError("no such name")
    return answer

resolver = GuardedResolver(reactor, 5, allow_loopback=sys.argv[1] == "yes", lookup=look_up)

def ask(left):
    if not left:
        return reactor.stop()
    found = resolver.getHostByName(sys.argv[2])
    found.addCallbacks(lambda address: print("connect", address), lambda failure: print("refuse", failure.value))
    found.addCallback(lambda _: ask(left - 1))

reactor.callWhenRunning(ask, len(sys.argv[3].split(",")))
reactor.run()
"""


def resolve(name: str, answers: str, *, allow_loopback: bool = False) -> list[str]:
    """What the resolver says to a name that has these addresses, one after the other; in a process of its own, as a
    process has one reactor.
    """
    allow = "yes" if allow_loopback else "no"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, allow, name, answers], capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout.splitlines()


def test_a_name_that_changes_to_a_private_address_is_refused() -> None:
    said = resolve("rebinding.example", "93.184.216.34,127.0.0.1,169.254.169.254,10.0.0.7,93.184.216.34")
    assert [line.split()[0] for line in said] == ["connect", "refuse", "refuse", "refuse", "connect"]
    assert said[0] == "connect 93.184.216.34"


@pytest.mark.parametrize("name", ["courier.localhost", "LOCALHOST", "Courier.LocalHost."])
@pytest.mark.parametrize(("allow", "said"), [(True, "connect 127.0.0.1"), (False, "refuse")])
def test_names_below_localhost_are_loopback_whatever_the_system_says(name: str, allow: bool, said: str) -> None:
    assert resolve(name, "8.8.8.8", allow_loopback=allow)[0].startswith(said)


@pytest.mark.parametrize("name", ["2130706433", "0x7f000001", "127.1", "metadata"])
def test_a_name_that_the_system_takes_for_a_private_address_is_refused(name: str) -> None:
    assert resolve(name, "127.0.0.1")[0].startswith("refuse")


def test_a_bare_address_is_checked_too() -> None:
    assert resolve("127.0.0.1", "none")[0].startswith("refuse")
    assert resolve("169.254.169.254", "169.254.169.254", allow_loopback=True)[0].startswith("refuse")


def test_a_name_without_an_address_is_an_error_of_its_own() -> None:
    assert "no address for gone.example" in resolve("gone.example", "none")[0]
