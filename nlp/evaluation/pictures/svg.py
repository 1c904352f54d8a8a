"""The few shapes of SVG that the pictures are drawn with; each function gives the text of one element."""

from collections.abc import Iterable
from html import escape

INK, GREY, FILL = "#1a1a1a", "#5c5c5c", "#1f5fa8"
"""Text, axes and data; each stands out from white by at least 5 to 1."""
FONT = "system-ui, sans-serif"
SIZE = 14
"""Of letters, in pixels."""


def draw_picture(width: int, height: int, title: str, description: str, shapes: Iterable[str]) -> str:
    """A whole file; title and description are what a screen reader says of it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title description" font-family="{FONT}" font-size="{SIZE}">'
    )
    lines = [
        head,
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(description)}</desc>',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        *shapes,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def draw_text(
    x: float, y: float, text: str, *, anchor: str = "middle", fill: str = INK, turn: int = 0, size: int = SIZE
) -> str:
    """Words with the middle of their line at `y`, turned by so many degrees about their place."""
    turned = f' transform="rotate({turn} {x:g} {y:g})"' if turn else ""
    place = f'x="{x:g}" y="{y:g}" text-anchor="{anchor}" dominant-baseline="central"'
    return f'<text {place} fill="{fill}" font-size="{size}"{turned}>{escape(text)}</text>'


def draw_line(
    begin: tuple[float, float], end: tuple[float, float], *, stroke: str = GREY, width: float = 1, dashes: str = ""
) -> str:
    """A line between two points."""
    (x1, y1), (x2, y2) = begin, end
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" stroke="{stroke}" stroke-width="{width:g}"{dashed}/>'


def draw_point(x: float, y: float, radius: float) -> str:
    """A dot of data."""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{FILL}"/>'


def draw_box(x: float, y: float, width: float, height: float, shade: float) -> str:
    """A cell; `shade` from 0, white, to 1."""
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    return f'<rect {place} fill="{FILL}" fill-opacity="{shade:.3f}" stroke="{GREY}"/>'
