"""The page on which a source is answered through the door."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import page
from jebo.desk.refused import Refused
from jebo.desk.sources.found import looked_after, seen
from jebo.desk.tips import answers as work
from jebo.desk.tips.forms import AnswerForm
from jebo.desk.tips.models import Answer, SourceThread


@page("source.see")
def answers(request: HttpRequest, source: str) -> HttpResponse:
    """What was answered so far, and where the next answer is written."""
    return _shown(request, source, AnswerForm())


@page("contact.write", "POST")
def answer(request: HttpRequest, source: str) -> HttpResponse:
    """Seal an answer; it goes with the next visit to the door. No line of the trail tells of it: it would tell of a contact."""
    of, form = looked_after(request, source), AnswerForm(request.POST)
    if form.is_valid():
        try:
            work.write(of, form.cleaned_data["words"].strip(), today())
        except Refused as refused:
            form.add_error("words", gettext(refused.says))
        else:
            messages.success(request, gettext("It is sealed, and goes to the door with the next visit."))
            return redirect("answers", of.pk)
    return _shown(request, source, form)


@page("contact.write", "POST")
def delete(request: HttpRequest, source: str, id: str) -> HttpResponse:
    """Delete an answer here; at the door it stays until the source destroys it, or it is not sent where it still waits."""
    of = looked_after(request, source)
    Answer.objects.filter(source=of, pk=id).delete()
    messages.success(request, gettext("It is gone."))
    return redirect("answers", of.pk)


def _shown(request: HttpRequest, source: str, form: AnswerForm) -> HttpResponse:
    of = seen(source)
    shown = {
        "source": of,
        "answers": Answer.objects.filter(source=of).defer("sealed"),
        "reached": SourceThread.objects.filter(source=of).exists(),
        "form": form,
    }
    return render(request, "tips/answers.html", shown)
