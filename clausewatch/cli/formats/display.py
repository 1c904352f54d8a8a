"""Documents with their statements in colour as one HTML page that loads nothing and runs nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from clausewatch.cli.formats.colouring import COLOURS, colour_paragraphs
from clausewatch.cli.formats.wording import describe_speaker
from clausewatch.models import Statement

HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clausewatch: statements</title>
<style>
body { font: 16px/1.7 sans-serif; color: #222; background: #fff; max-width: 54rem; margin: 1rem auto; padding: 0 1rem }
article { margin-bottom: 2.5rem }
h2 { font-size: 1.2rem; margin: 0; overflow-wrap: anywhere }
.id { color: #595959; margin: 0; overflow-wrap: anywhere }
.paragraph { margin: .7rem 0; white-space: pre-line; overflow-wrap: anywhere }
.spans { display: inline }
.word { display: inline-block; position: relative; vertical-align: top; max-width: 100% }
.short { display: inline-block; vertical-align: top }
.slice { position: absolute; left: -2px; width: calc(100% + 4px); height: 4px }
.label { position: absolute; z-index: 1; top: -.3em; left: 0; padding: 1px 3px; border-radius: 3px; color: #000;
  font-size: .6rem; font-weight: bold; line-height: 1.1; white-space: nowrap }
.key span { padding: 1px 5px; border-radius: 3px; font-size: .8rem; font-weight: bold }
table { border-collapse: collapse; font-size: .85rem; line-height: 1.35 }
th, td { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left; vertical-align: top }
td:nth-child(n + 3) { overflow-wrap: anywhere }
</style>
</head>
<body>
"""
FOOT = "</body>\n</html>\n"
ARTICLE = """<article>
<h2 dir="auto">{{ title or id }}</h2>
{% if title %}<p class="id">{{ id }}</p>
{% endif %}
{% for paragraph in paragraphs %}<div class="paragraph" dir="auto">{{ paragraph }}</div>
{% else %}<p>The document has no text.</p>
{% endfor %}
{% if statements %}<table>
<tr><th>number</th><th>kind</th><th>speaker</th><th>how known</th><th>stance</th></tr>
{% for each in statements %}<tr><td>{{ loop.index }}</td><td>{{ each.kind }}</td>\
<td><bdi>{{ describe_speaker(each.speaker) }}</bdi></td>\
<td>{% if each.speaker %}{{ each.speaker.resolved_by }} {{ "%.2f"|format(each.speaker.confidence) }}{% endif %}</td>\
<td>{% for stance in each.stances %}{{ stance.target }}: {{ stance.label }} \
{{ "%.2f"|format(stance.confidence) }}{% if stance.is_unsure %}, unsure{% endif %}\
{% if not loop.last %}<br>{% endif %}{% else %}–{% endfor %}</td></tr>
{% endfor %}</table>
{% else %}<p>No statements.</p>
{% endif %}
</article>
"""
KEY = (
    '<p class="key">{% for name, colour in colours.items() %}<span style="background: {{ colour }}">{{ name }}</span> \
{% endfor %}numbered by statement</p>\n'
)
ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
ENVIRONMENT.globals["describe_speaker"] = describe_speaker


class Shown(NamedTuple):
    """A document to be shown, with the statements that were found in its text."""

    id: str
    title: str | None
    text: str
    statements: Sequence[Statement]


def draw_page(documents: Iterable[Shown]) -> Iterator[str]:
    """The page in pieces, a document each, so that it need not be held; spans are code points of the text."""
    article = ENVIRONMENT.from_string(ARTICLE)
    # With the first document, so that there is no page where the input cannot be read.
    head = HEAD + ENVIRONMENT.from_string(KEY).render(colours=COLOURS)
    for shown in documents:
        yield head + article.render(shown._asdict(), paragraphs=list(colour_paragraphs(shown.text, shown.statements)))
        head = ""
    yield head + FOOT
