"""The one address of a page, whatever its AMP, mobile and tracked forms."""

import re
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

from lxml.html import HtmlElement

from clausewatch.lists.addresses import SESSION, SESSION_NAMES, is_on_domains
from clausewatch.models import Publisher

TRACKING = re.compile(
    r"utm_\w+|at_\w+|ns_\w+|mc_\w+|pk_\w+|mtm_\w+|hsa_\w+|_hs\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|"
    r"ttclid|igshid"
    r"|li_fat_id|cmp|cmpid|cmpredirect|icid|ito|ocid|ftag|ftcamp|sref|smid|smtyp|sr_share|share|ref_src|ref_url"
    r"|xtor|wt\.\w+|s_cid|ncid|taid|guccounter|guce_\w+|__twitter_impression|fb_ref|fb_source|wickedid"
    r"|amp|amp_js_v|usqp|outputtype|output_type|mobile|traffic_source|campaign_id|spm|mibextid|recirc"
    r"|_ga|_gl|gad_source|gbraid|wbraid|srsltid|mkt_tok|vero_\w+|oly_\w+|s_kwcid|_branch_match_id",
    re.IGNORECASE,
)
VARIANT_HOST = re.compile(r"^(?:amp|m|mobile|wap)\.(?=[^.]+\.)")
AMP_FILE = re.compile(r"(?<=.)\.amp(?=\.html?$)|\.amp/?$", re.IGNORECASE)
AMP_FOLDER = re.compile(r"/amp/?$|^/(?:google-)?amp(?=/.)", re.IGNORECASE)
"""May be a section of the site's, too."""
ABOUT_AMP = re.compile(r"/(?:tags?|topics?|categor(?:y|ies)|sections?|labels?|compan(?:y|ies)|wiki|glossary)/amp/?$")
SLUG = re.compile(r"[^/]*[A-Za-z][^/]*-[^/]*")
WORD = re.compile(r"[A-Za-z]+")
DEFAULT_PORTS = {"http": 80, "https": 443}


def find_canonical(tree: HtmlElement, url: str, publisher: Publisher) -> str:
    """The address that the page names as its own if it is on the same site, else the one it came from; made plain."""
    came_from = urlsplit(url)
    for named in _named(tree):
        if re.match(r"(?i)(?:javascript|data|about):", named):
            continue
        try:
            joined = urlsplit(urljoin(url, named))
        except ValueError:
            continue
        if _is_same_site(joined.hostname or "", came_from.hostname or "", publisher) and _is_page(joined, came_from):
            return normalise_url(joined.geturl(), is_named=not _is_amp(tree))
    return normalise_url(url)


def _is_amp(tree: HtmlElement) -> bool:
    """Whether the page says that it is AMP: such a page may name itself, where it should name the real one."""
    root = tree.getroottree().getroot()
    return "amp" in root.attrib or "\N{HIGH VOLTAGE SIGN}" in root.attrib


def _named(tree: HtmlElement) -> list[str]:
    links = [
        link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").casefold().split()
    ]
    metas = [meta.get("content") for meta in tree.iter("meta") if (meta.get("property") or "").casefold() == "og:url"]
    return [named.strip() for named in (*links, *metas) if named and named.strip()]


def _is_page(named: SplitResult, came_from: SplitResult) -> bool:
    """Whether it may be this page: a canonical link to the front page, or to the section, is a fault of the site's."""
    if named.scheme not in ("http", "https") or _is_section(named, came_from):
        return False
    is_front = named.path in ("", "/") and not named.query
    return (
        not is_front or (came_from.path in ("", "/") and not came_from.query) or came_from.scheme not in DEFAULT_PORTS
    )


def _is_section(named: SplitResult, came_from: SplitResult) -> bool:
    """Whether it is the folder of the page that it came from: `/news` of `/news/a-story`, but not `/a-story` of its
    second page `/a-story/2` or of `/a-story/amp`.
    """
    folder, _, last = came_from.path.rstrip("/").rpartition("/")
    is_folder = bool(folder) and named.path.rstrip("/") == folder and not named.query
    return is_folder and WORD.fullmatch(folder.rpartition("/")[2]) is not None and SLUG.fullmatch(last) is not None


def _is_same_site(host: str, other: str, publisher: Publisher) -> bool:
    if not other:
        return bool(host)
    bare, other_bare = _bare(host), _bare(other)
    if not host:
        return False
    if bare == other_bare or bare.endswith(f".{other_bare}") or other_bare.endswith(f".{bare}"):
        return "." in bare or bare == other_bare
    return all(is_on_domains(name, publisher.domains) for name in (host, other))


def _bare(host: str) -> str:
    return re.sub(r"^(?:www\d?|amp|m|mobile|wap)\.", "", host.casefold())


def normalise_url(url: str, *, is_named: bool = False) -> str:
    """An address without fragment, tracking parameters, ids of sessions, default port and AMP or mobile form; https but
    on loopback.

    `is_named`: the page itself calls it its canonical one, so that its host and its folders are left as they are.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").casefold()
    if parts.scheme not in DEFAULT_PORTS or not host:
        return url
    scheme = parts.scheme if _is_local(host) or port not in (None, *DEFAULT_PORTS.values()) else "https"
    if not is_named:
        host = VARIANT_HOST.sub("www.", host)
    if ":" in host:
        host = f"[{host}]"
    place = host if port in (None, *DEFAULT_PORTS.values()) else f"{host}:{port}"
    path = AMP_FILE.sub("", SESSION.sub("", parts.path))
    if not is_named and not ABOUT_AMP.search(path.casefold()):
        path = AMP_FOLDER.sub("", path)
    path = path or "/"
    return SplitResult(scheme, place, path, _clean_query(parts.query), "").geturl()


def _is_local(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost") or re.fullmatch(r"[\d.]+|.*:.*", host) is not None


def _clean_query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    # Some feeds escape the ampersand twice.
    kept = [(name, value) for name, value in pairs if not _is_of_visit(name.removeprefix("amp;"))]
    # What stays untouched keeps the site's own spelling of it.
    return query if len(kept) == len(pairs) else urlencode(kept)


def _is_of_visit(name: str) -> bool:
    return TRACKING.fullmatch(name) is not None or name.casefold() in SESSION_NAMES
