"""The small markup of the page files: paragraphs, headings, quotations, bullets, bold and links."""

import html
import re
from itertools import groupby

BLOCKS = {"## ": ("<h2>", "</h2>"), "> ": ("<p>", "</p>"), "- ": ("<li>", "</li>"), "": ("<p>", "</p>")}
GROUPS = {"> ": "blockquote", "- ": "ul"}


def render_inline(text: str) -> str:
    """Escaped text with **bold** and [links](/path)."""
    escaped = html.escape(text, quote=False)
    bold = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escaped)
    return re.sub(r"\[([^\]]+)\]\((/[^)\s]*)\)", r'<a href="\2">\1</a>', bold)


def render_markup(text: str) -> str:
    """HTML of a body; quotations and bullets that follow each other share one element."""
    blocks = [(_prefix(block), " ".join(block.split())) for block in re.split(r"\n\s*\n", text.strip()) if block]
    return "\n".join(_render_group(prefix, [b for _, b in group]) for prefix, group in groupby(blocks, lambda b: b[0]))


def _prefix(block: str) -> str:
    return next(prefix for prefix in BLOCKS if block.startswith(prefix))


def _render_group(prefix: str, blocks: list[str]) -> str:
    begin, end = BLOCKS[prefix]
    rendered = "\n".join(f"{begin}{render_inline(block.removeprefix(prefix))}{end}" for block in blocks)
    element = GROUPS.get(prefix)
    return f"<{element}>\n{rendered}\n</{element}>" if element else rendered
