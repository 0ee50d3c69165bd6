"""Paste and check: a text as ``jebo check`` sees it, and the marks that any page with a text can have. Nothing is kept.

How another page uses it. In its template, inside a form with ``{% csrf_token %}``::

    <link rel="stylesheet" href="{% static 'paste/marks.css' %}">  {# and marks.js with defer, in the block head #}
    <div class="marked"><textarea name="words" data-marks="{% url 'story_marks' … %}" data-side="side-of-words"></textarea></div>
    <div class="about-it" data-about="words" hidden><p data-status="words" role="status"></p><div data-wordings></div></div>
    <div id="side-of-words">{% if shown %}{% include "paste/_answer.html" %}{% endif %}</div>

and behind the address its own view, with its own right, which answers with :func:`jebo.desk.paste.views.reply`::

    @sensitive_post_parameters()
    @page("story.write", "POST")
    def story_marks(request, id):
        return reply(request, settings=paste.newsroom())

The script sends ``text`` (what the text area holds), ``of`` (its name) and ``stage``: ``marks`` for the lines under the
words and the figures, which takes a tenth of the time, then ``answer`` for the side panel. Without the script the page makes the panel
itself with :func:`answer`, each rewrite is a submit button ``take`` with the value ``words:ID``, and :func:`taken` puts
it into the text. A view that knows more than the text (history of the sources, limits of the desk) gives its own
newsroom, or makes the panel from its own :class:`jebo.told.answer.Answer` with :func:`shown_of`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jebo.desk.paste.asking import NotJudged, answer, first, from_file, newsroom, said, taken
    from jebo.desk.paste.differences import differences_of
    from jebo.desk.paste.shown import First, Shown, shown_of

__all__ = [
    "First", "NotJudged", "Shown", "answer", "differences_of", "first", "from_file", "newsroom", "said", "shown_of", "taken",
]  # fmt: skip
LONGEST = 40_000
"""Characters of a text. Chosen by us: six or seven thousand words, which take a few seconds."""
_WHERE = {"First": "shown", "Shown": "shown", "shown_of": "shown", "differences_of": "differences"}


def __getattr__(name: str) -> Any:
    """Each of these when it is asked for: the desk starts without the model, which takes half a second and 30 MB."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"jebo.desk.paste.{_WHERE.get(name, 'asking')}"), name)
