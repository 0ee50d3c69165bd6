"""The pages of letters."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.readers import letters as work
from jebo.desk.readers.forms import AnswerForm, BringInForm, LetterForm
from jebo.desk.readers.mail import Found, letters
from jebo.desk.readers.models import Letter
from jebo.desk.refused import Refused

_PAGE = 50


@page("readers.answer")
def inbox(request: HttpRequest) -> HttpResponse:
    """Letters of one state, the latest first; those that wait, where none is asked for."""
    work.forget_addresses(today())
    state = request.GET.get("state", "")
    found = Letter.objects.select_related("story", "assigned_to")
    found = found.filter(state=state) if state in Letter.State.values else found.filter(state__in=work.OPEN)
    sheet = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    shown = {"sheet": sheet, "state": state, "states": Letter.State.choices}
    return render(request, "readers/letters.html", shown)


@page("readers.answer", "GET", "POST")
def bring_in(request: HttpRequest) -> HttpResponse:
    """Read a file of mail, look at the letters in it, and keep those that are chosen."""
    if "chosen" in request.POST:
        return _kept(request)
    form = BringInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _read(form)
        except Refused as refused:
            form.add_error("file", gettext(refused.says))
        else:
            shown = {"found": found, "with_addresses": form.cleaned_data["with_addresses"]}
            return render(request, "readers/preview.html", shown)
    return render(request, "readers/bring_in.html", {"form": form})


def _read(form: BringInForm) -> tuple[Found, ...]:
    file = form.cleaned_data.get("file")
    return letters(file.read()) if file else (Found(words=form.cleaned_data["words"].strip()),)


def _kept(request: HttpRequest) -> HttpResponse:
    words, addresses = request.POST.getlist("words"), request.POST.getlist("address")
    chosen = {int(one) for one in request.POST.getlist("chosen") if one.isdecimal() and len(one) < 4}
    found = [
        Found(words=words[at], address=addresses[at] if at < len(addresses) else "")
        for at in sorted(chosen)
        if at < len(words) and words[at].strip()
    ]
    kept = work.keep(found, today(), with_addresses="with_addresses" in request.POST)
    said = ngettext("%(n)s letter is kept.", "%(n)s letters are kept.", len(kept)) % {"n": len(kept)}
    messages.success(request, said)
    return redirect("letters")


@page("readers.answer")
def letter(request: HttpRequest, id: str) -> HttpResponse:
    """One letter, and what can be done with it."""
    found = get_object_or_404(Letter.objects.select_related("story", "assigned_to"), pk=id)
    return _shown(request, found)


def _shown(request: HttpRequest, found: Letter, refused: str = "") -> HttpResponse:
    shown = {
        "letter": found,
        "form": LetterForm(initial={"assigned_to": found.assigned_to_id, "story": found.story_id}),
        "answer_form": AnswerForm(initial={"answer": found.answer}),
        "waits": found.state in work.OPEN,
        "refused": refused,
    }
    return render(request, "readers/letter.html", shown)


@page("readers.answer", "POST")
def settle(request: HttpRequest, id: str) -> HttpResponse:
    """Whose it is, and which story it is about."""
    found = get_object_or_404(Letter, pk=id)
    form = LetterForm(request.POST)
    if form.is_valid():
        work.assign(found, form.cleaned_data["assigned_to"])
        work.link(found, form.cleaned_data["story"])
    return redirect("letter", found.pk)


@page("readers.answer", "POST")
def answer(request: HttpRequest, id: str) -> HttpResponse:
    """Keep what is to be answered, or say that it was."""
    found = get_object_or_404(Letter, pk=id)
    form = AnswerForm(request.POST)
    if form.is_valid():
        work.draft_answer(found, form.cleaned_data["answer"])
        if "sent" in request.POST:
            work.answered(found)
            messages.success(request, gettext("Answered. The address is forgotten."))
    return redirect("letter", found.pk)


@page("readers.answer", "POST")
def become(request: HttpRequest, id: str) -> HttpResponse:
    """Make something else of it: a correction, a lead, nothing, or a letter again."""
    found = get_object_or_404(Letter.objects.select_related("story"), pk=id)
    try:
        match request.POST.get("become"):
            case "correction":
                work.correct(found, today(), member_of(request))
            case "lead":
                work.lead(found)
            case "aside":
                work.set_aside(found)
            case _:
                work.take_up(found)
    except Refused as refused:
        return _shown(request, found, gettext(refused.says))
    return redirect("letter", found.pk)


@page("readers.answer", "POST")
def delete(request: HttpRequest) -> HttpResponse:
    """Delete all that was set aside."""
    gone = work.delete_aside()
    messages.success(
        request, ngettext("%(n)s letter is gone.", "%(n)s letters are gone.", gone) % {"n": gone}
    )
    return redirect("letters")
