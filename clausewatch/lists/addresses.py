"""What a link in a list means, and on whose site it is."""

from urllib.parse import urljoin


def is_on_domains(host: str, domains: tuple[str, ...]) -> bool:
    """Whether a host is one of the domains or below one."""
    name = host.casefold().removesuffix(".")
    return any(name == domain or name.endswith(f".{domain}") for domain in domains)


def join_address(base: str, link: str) -> str:
    """The address that a link on a page means; the link as it is where it is no address."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link
