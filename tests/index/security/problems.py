"""How each row of the last table in docs/security.md is brought about."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from clausewatch.index import open_index
from clausewatch.settings import Credentials
from tests.index.contract.examples import put_texts
from tests.index.security.authority import Authority
from tests.index.security.secured import Secured
from tests.index.security.web import run_web

Case = Callable[[Secured, Path], object]
USER = "clausewatch-reader"
INVENTED = "hush-"
"""How each secret begins that is wrong."""
WRONG: dict[str, Any] = {"user": USER, "password": f"{INVENTED}wrong"}
KEY = "aHVzaDpodXNo"


def ask(address: str, **shown: Any) -> None:
    with closing(open_index(address, (), Credentials(**shown))) as index:
        index.count()


def write(secured: Secured, folder: Path) -> None:
    del folder
    with closing(open_index(secured.address, (), secured.show(USER))) as index:
        put_texts(index, a="words")


def ask_with_other_authority(secured: Secured, folder: Path) -> None:
    other = Authority(folder, "other")
    ask(secured.address, **secured.show(USER).model_dump(exclude={"ca"}), ca=other.ca)


def ask_an_old_server(secured: Secured, folder: Path) -> None:
    authority = Authority(folder)
    with run_web(folder, authority.sign(valid_for=timedelta(days=-1))) as web:
        ask(web.address, **secured.show(USER).model_dump(exclude={"ca"}), ca=authority.ca)


def ask_a_plain_server(secured: Secured, folder: Path) -> None:
    with run_web(folder) as web:
        ask(web.address.replace("http", "https"), **secured.show(USER).model_dump())


def ask_with_some_file(secured: Secured, folder: Path) -> None:
    (folder / "some.pem").write_text(INVENTED)
    ask(secured.address, **secured.show(USER).model_dump(exclude={"ca"}), ca=folder / "some.pem")


CASES: dict[str, Case] = {
    "wrong password": lambda secured, _: ask(secured.address, **WRONG, ca=secured.ca),
    "API key that the server does not know": lambda secured, _: ask(secured.address, api_key=KEY, ca=secured.ca),
    "neither user nor key": lambda secured, _: ask(secured.address, ca=secured.ca),
    "right that is missing": write,
    "authority that is not named": lambda secured, _: ask(secured.address, **WRONG),
    "authority that is another": ask_with_other_authority,
    "name that is not in the certificate": lambda secured, _: ask(
        secured.address.replace("127.0.0.1", "localhost"), **secured.show(USER).model_dump()
    ),
    "certificate that has run out": ask_an_old_server,
    "http to a server of https": lambda secured, _: ask(secured.address.replace("https", "http"), **WRONG),
    "https to a server of http": ask_a_plain_server,
    "authority's file that is missing": lambda secured, folder: ask(secured.address, **WRONG, ca=folder / "none.pem"),
    "authority's file that holds something else": ask_with_some_file,
    "password in the address": lambda secured, _: ask(secured.address.replace("://", f"://desk:{INVENTED}@")),
    "user without a password": lambda secured, _: ask(secured.address, user=USER, ca=secured.ca),
    "API key in two lines": lambda secured, _: ask(secured.address, api_key=f"{INVENTED}\n{INVENTED}", ca=secured.ca),
}
