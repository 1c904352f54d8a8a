"""What a link in a list means."""

from urllib.parse import urljoin


def join_address(base: str, link: str) -> str:
    """The address that a link on a page means; the link as it is where it is no address."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link
