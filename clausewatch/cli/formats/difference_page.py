"""The difference between two versions of a page as one HTML file that loads nothing and runs nothing."""

from jinja2 import Environment, StrictUndefined

from clausewatch.cli.formats.difference import say_history, say_state, say_versions
from clausewatch.cli.formats.wording import UNKNOWN
from clausewatch.steps.page_changes import PageChanges, PageHistory

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>What changed: {{ page.title or page.url }}</title>
<style>
body { font: 16px/1.6 sans-serif; color: #222; background: #fff; max-width: 54rem; margin: 1rem auto; padding: 0 1rem }
h1 { font-size: 1.4rem } h2 { font-size: 1.1rem }
h1, p, li { overflow-wrap: anywhere }
.small { color: #595959; font-size: .9rem }
.problem { border-left: 4px solid #a3281f; padding-left: .8rem }
del { color: #a3281f } ins { color: #146c43 }
blockquote { margin: .4rem 0 1rem; padding-left: .9rem; border-left: 4px solid #ccc }
.same { color: #595959 }
</style>
</head>
<body>
{% macro words(edits, before, after) %}
{% for edit in edits %}
{% if edit.kind == "left-out" %}<del>{{ edit.text }}</del>
{% elif edit.kind == "put-in" %}<ins>{{ edit.text }}</ins>
{% else %}{{ edit.text }}
{% endif %}
{% else %}
{% if after is none %}<del>{{ before }}</del>{% elif before is none %}<ins>{{ after }}</ins>\
{% else %}{{ after }}{% endif %}
{% endfor %}
{% endmacro %}
<h1 dir="auto">{{ page.title or "Untitled" }}</h1>
<p class="small">{{ page.publisher }} · {{ page.url }}</p>
{% for line in state %}<p class="problem">{{ line }}</p>
{% endfor %}
{% if found %}
{% for line in versions %}<p class="small">{{ line }}</p>
{% endfor %}
{% if found.quotations %}
<h2>Changed quotations</h2>
{% for one in found.quotations %}
<p><strong>{{ one.speaker or unknown }}</strong>, {{ one.what }}:</p>
<blockquote dir="auto">{{ words(one.edits, one.before, one.after) }}</blockquote>
{% endfor %}
{% endif %}
<h2>The text</h2>
{% for paragraph in found.paragraphs %}
<p dir="auto"{% if paragraph|rejectattr("kind", "equalto", "same")|list|length == 0 %} class="same"{% endif %}>
{% for change in paragraph %}{{ words(change.edits, change.before, change.after) }}
{% endfor %}</p>
{% endfor %}
{% if found.hidden %}<p class="problem">{{ found.hidden }} further sentences are behind the paywall now.</p>
{% endif %}
{% endif %}
<h2>What happened when</h2>
<ul>
{% for line in history %}<li>{{ line }}</li>
{% endfor %}
</ul>
</body>
</html>
"""
ENVIRONMENT = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def draw_difference(history: PageHistory, found: PageChanges | None) -> str:
    """The whole page: what was left out is struck through, what was put in underlined."""
    return ENVIRONMENT.from_string(PAGE).render(
        page=history.page,
        found=found,
        state=list(say_state(history)),
        versions=list(say_versions(found)) if found else [],
        history=list(say_history(history)),
        unknown=UNKNOWN,
    )
