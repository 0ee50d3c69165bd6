"""Pages for a call: what to ask, what was said, and that it was."""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.sources.models import Source, Status
from jebo.desk.testimony.contacts import forget_daily, still_known
from jebo.desk.testimony.forms import CallForm, ContactForm, QuestionsForm
from jebo.desk.testimony.models import CONTACT_DAYS, Contact, Question
from jebo.desk.testimony.questions import ask, open_of, put_first
from jebo.desk.testimony.testimony import Call, duress_heard, take_call

_OFFERED: Final = 100  # sources to choose from on a telephone; chosen by us
_ASKED_SHOWN: Final = 50  # questions that were asked; chosen by us


@page("contact.write")
def calls(request: HttpRequest) -> HttpResponse:
    """Whose call it is: those last heard of stand first."""
    found = Source.objects.exclude(status=Status.ENDED).annotate(
        to_ask=Count("questions", filter=Q(questions__asked=False))
    )
    count = found.count()
    shown = found.order_by(F("last_heard").desc(nulls_last=True), "alias")[:_OFFERED]
    return render(request, "testimony/calls.html", {"sources": shown, "count": count})


@page("contact.write", "GET", "POST")
def note(request: HttpRequest, source: str) -> HttpResponse:
    """One screen for a call: what to ask, what was said, saved at a touch."""
    of = get_object_or_404(Source.objects, pk=source)
    questions = open_of(of)
    form = CallForm(request.POST or None, questions=questions)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            call = take_call(of, form.called())
            if call.testimony:
                trail.write(today(), member_of(request).pk, "testimony.write", about=of.trail)
        _tell(request, of, call)
        return redirect("testimony", call.testimony.pk) if call.testimony else redirect("contacts", of.pk)
    return render(
        request, "testimony/note.html", {"form": form, "source": of, "forgotten_after": CONTACT_DAYS}
    )


def _tell(request: HttpRequest, of: Source, call: Call) -> None:
    said = gettext("The call is written down.") if call.testimony else gettext("The contact is written down.")
    messages.success(request, said)
    if call.testimony and duress_heard(of, call.testimony.words):
        text = gettext(
            "The agreed duress word stands in what was said. Take it that the source was not free to speak, and set the"
            " source to “at risk”."
        )
        messages.warning(request, text)
    elif of.stops:
        text = gettext("This source is still marked “%(status)s”; change that if it is no longer so.")
        messages.warning(request, text % {"status": of.get_status_display()})


@page("source.see", "GET", "POST")
def questions(request: HttpRequest, source: str) -> HttpResponse:
    """What to ask at the next call, in its order."""
    of = get_object_or_404(Source.objects, pk=source)
    form = QuestionsForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and member_of(request).may("contact.write"):
        added = len(ask(of, form.cleaned_data["questions"]))
        told = ngettext("%(count)d question is on the list.", "%(count)d questions are on the list.", added)
        messages.success(request, told % {"count": added})
        return redirect("questions", of.pk)
    asked = of.questions.filter(asked=True).order_by("-place", "id")[:_ASKED_SHOWN]
    shown = {"source": of, "form": form, "open": open_of(of), "asked": asked}
    return render(request, "testimony/questions.html", shown)


@page("source.see")
def call_sheet(request: HttpRequest, source: str) -> HttpResponse:
    """The questions alone, large, for paper or a telephone: the alias and no other word about the source or the desk."""
    of = get_object_or_404(Source.objects, pk=source)
    return render(request, "testimony/call_sheet.html", {"source": of, "open": open_of(of)})


@page("contact.write", "POST")
def question(request: HttpRequest, id: str) -> HttpResponse:
    """Move a question to the top, mark it as asked or as open again, or take it away."""
    found = get_object_or_404(Question.objects.select_related("source"), pk=id)
    if "first" in request.POST:
        put_first(found)
    elif "away" in request.POST:
        found.delete()
    elif "asked" in request.POST or "again" in request.POST:
        found.asked = "asked" in request.POST
        found.save(update_fields=["asked"])
    return redirect("questions", found.source_id)


@page("source.see")
def contacts(request: HttpRequest, source: str) -> HttpResponse:
    """When the source was in touch, as far as the desk still knows."""
    of = get_object_or_404(Source.objects, pk=source)
    forget_daily(today())
    shown = {"source": of, "contacts": still_known(of, today()), "days": CONTACT_DAYS}
    return render(request, "testimony/contacts.html", shown)


@page("contact.write", "GET", "POST")
def contact(request: HttpRequest, id: str) -> HttpResponse:
    """Change a contact, give a reason to keep it, or forget it now."""
    found = get_object_or_404(Contact.objects.select_related("source"), pk=id)
    if "forget" in request.POST:
        found.delete()
        messages.success(request, gettext("The contact is forgotten."))
        return redirect("contacts", found.source_id)
    names = ("day", "channel", "minutes", "note", "kept_because")
    form = ContactForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if request.method == "POST" and form.is_valid():
        form.save(found)
        messages.success(request, gettext("The contact is kept as you wrote it."))
        return redirect("contacts", found.source_id)
    return render(request, "testimony/contact.html", {"form": form, "contact": found, "source": found.source})
