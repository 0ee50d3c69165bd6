"""The pages of the release check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.publication.asking import of_whom
from jebo.desk.publication.assent import Changed
from jebo.desk.publication.assent import accept as accept_risk
from jebo.desk.publication.assent import agreed as source_agreed
from jebo.desk.publication.assent import sign as say_yes
from jebo.desk.publication.check import Check, NothingToRelease, bound, check
from jebo.desk.publication.demand import Demand
from jebo.desk.publication.forms import AcceptForm, AgreedForm, AnswerForm, CorrectForm, DeputyForm, SignForm
from jebo.desk.publication.light import TOUCHED, Before
from jebo.desk.publication.mending import DO, Place, places
from jebo.desk.publication.models import Answer, Deputy, Notice, Release, Signature
from jebo.desk.publication.never import stands_in
from jebo.desk.publication.questions import questions
from jebo.desk.publication.release import release, verified
from jebo.desk.publication.signing import may_sign
from jebo.desk.refused import Refused
from jebo.desk.sources.models import NeverPrint
from jebo.desk.sources.sharing import theirs
from jebo.desk.sources.waiting import same_person
from jebo.desk.stories.comparing import Run, compared
from jebo.desk.stories.models import Story

_PAGE = 100


@page("story.see")
def release_check(request: HttpRequest, id: str) -> HttpResponse:
    """What has to hold before a story goes out, and does not."""
    story = get_object_or_404(Story, pk=id)
    try:
        found = check(story, today())
    except NothingToRelease as nothing:
        return render(request, "publication/check.html", {"story": story, "refused": gettext(nothing.says)})
    except Exception:  # noqa: BLE001 - what cannot be judged is not published, and the fault's words may quote
        refused = gettext(
            "This story could not be judged, so it cannot go out. Ask who looks after the desk."
        )
        return render(request, "publication/check.html", {"story": story, "refused": refused})
    return render(request, "publication/check.html", _shown(request, story, found))


def _shown(request: HttpRequest, story: Story, found: Check) -> dict[str, Any]:
    member, day = member_of(request), today()
    digests = {one.language: one.digest for one in found.found.editions}
    roles = [
        (role.value, role.label)
        for role in Signature.As
        if role.value in {missing for _, missing in found.unsigned}
        and all(may_sign(member, role, one, day) for one in found.found.editions)
    ]
    return {
        "story": story,
        "check": found,
        "groups": _grouped(found, member),
        "asked": of_whom(found.found, member) if any(one.code == "ask-first" for one in found.open) else [],
        "since": _since(found),
        "notice": Notice.objects.filter(story=story).first(),
        "never": _why(request, found),
        "digests": digests,
        "all_digests": " ".join(sorted(digests.values())),
        "may_accept": all(
            may_sign(member, Signature.As.SAFETY_EDITOR, one, day) for one in found.found.editions
        ),
        "roles": roles,
        "editions": {one.language: one.edition for one in found.found.editions},
        "released": _released(story),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A demand as the page shows it: with what to do, where, and the digest that accepting it binds."""

    demand: Demand
    digest: str
    do: Any
    places: tuple[Place, ...]


def _grouped(found: Check, member: Member) -> list[tuple[Any, list[Row]]]:
    """Demands by how they are settled, in the order in which they were found."""
    groups: dict[str, list[Row]] = {}
    for one in found.open:
        where = places(one, found.found, member)
        row = Row(demand=one, digest=bound(found.found, one), do=DO[one.code], places=where)
        groups.setdefault(one.settled, []).append(row)
    return [(rows[0].demand.how, rows) for rows in groups.values()]


def _since(found: Check) -> list[tuple[Before, tuple[Run, ...], list[Any]]]:
    """Of each edition that was changed since all signed it: that text, word by word against what it is, and what is touched."""
    now = {one.language: one.edition.text for one in found.found.editions}
    return [
        (one, compared(one.text, now[one.language]), [TOUCHED[what] for what in one.touched])
        for one in found.since.editions
    ]


def _why(request: HttpRequest, found: Check) -> list[NeverPrint]:
    """Of the terms that stand where they may not, those of the member's own sources, with why."""
    mine = theirs(member_of(request)).filter(pk__in=same_person(found.found.sources))
    rows = NeverPrint.objects.filter(source__in=list(mine))
    return [row for row in rows if any(stands_in(row.term, one.prose) for one in found.found.editions)]


def _released(story: Story) -> list[tuple[Release, bool]]:
    rows = Release.objects.filter(edition__story=story).select_related("edition")
    return [(row, verified(row)) for row in rows]


@page("release.accept", "POST")
def accept(request: HttpRequest, id: str) -> HttpResponse:
    """Accept a finding as a risk, by name and with a reason."""
    story, form = get_object_or_404(Story, pk=id), AcceptForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        accept_risk(
            story, said["finding"], said["reason"], today(), member_of(request), digest=said["digest"]
        )
    return redirect("release_check", story.pk)


@page("story.see", "POST")
def sign(request: HttpRequest, id: str) -> HttpResponse:
    """Say yes to exactly what the page showed; what was changed since is not signed."""
    story, form, member = get_object_or_404(Story, pk=id), SignForm(request.POST), member_of(request)
    if form.is_valid():
        seen, role = form.cleaned_data["digests"].split(), Signature.As(form.cleaned_data["role"])
        try:
            say_yes(story, seen, role, today(), member)
        except Changed:
            messages.warning(
                request, gettext("The story was changed while you looked at it. Look again, then sign.")
            )
    return redirect("release_check", story.pk)


@page("source.see", "POST")
def agreed(request: HttpRequest, id: str) -> HttpResponse:
    """Say that a source whom one looks after was asked, and agreed to exactly what the page showed."""
    story, form = get_object_or_404(Story, pk=id), AgreedForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            source_agreed(story, said["source"], said["digests"].split(), today(), member_of(request))
        except Changed:
            messages.warning(
                request, gettext("The story was changed while you looked at it. Look again, then say so.")
            )
    return redirect("release_check", story.pk)


@page("release.sign", "POST")
def go_out(request: HttpRequest, id: str) -> HttpResponse:
    """Release a story: a day is drawn, and what was signed goes out on it."""
    story = get_object_or_404(Story, pk=id)
    try:
        rows = release(story, today(), member_of(request))
    except Refused as refused:
        messages.warning(request, gettext(refused.says))
    else:
        words = gettext("It goes out on %(day)s, with what waits for that day.") % {
            "day": rows[0].day.isoformat()
        }
        messages.success(request, words)
    return redirect("release_check", story.pk)


@page("release.sign", "GET", "POST")
def correct(request: HttpRequest, id: str) -> HttpResponse:
    """Say what was wrong, as it is printed. It is checked and signed with the story, by others than who wrote it."""
    story = get_object_or_404(Story, pk=id)
    notice = Notice.objects.filter(story=story).first()
    form = CorrectForm(
        request.POST or None, initial={"korean": notice.korean, "english": notice.english} if notice else None
    )
    if request.method == "POST" and "away" in request.POST:
        Notice.objects.filter(story=story).delete()
        return redirect("release_check", story.pk)
    if request.method == "POST" and form.is_valid():
        return _noticed(request, story, Release.Kind.CORRECTION, form.cleaned_data)
    return render(request, "publication/correct.html", {"story": story, "form": form})


@page("release.sign", "GET", "POST")
def withdraw(request: HttpRequest, id: str) -> HttpResponse:
    """Withdraw a story: the page warns first, and offers to wait."""
    story = get_object_or_404(Story, pk=id)
    if request.method == "POST":
        return _noticed(request, story, Release.Kind.WITHDRAWAL, {})
    return render(request, "publication/withdraw.html", {"story": story})


def _noticed(request: HttpRequest, story: Story, kind: Release.Kind, says: dict[str, str]) -> HttpResponse:
    with transaction.atomic():
        Notice.objects.filter(story=story).delete()
        Notice.objects.create(story=story, kind=kind, by=member_of(request), day=today(), **says)
        trail.write(today(), member_of(request).pk, f"release.{kind.value}", about=story.pk)
    return redirect("release_check", story.pk)


@page("story.see")
def released(request: HttpRequest) -> HttpResponse:
    """What was released, the latest first, each with whether its receipt holds."""
    rows = Release.objects.select_related("edition__story")[:_PAGE]
    return render(request, "publication/released.html", {"rows": [(row, verified(row)) for row in rows]})


@page("story.see")
def receipt(request: HttpRequest, id: str) -> HttpResponse:
    """The receipt of a release, as it goes out."""
    row = get_object_or_404(Release, pk=id)
    answer = HttpResponse(bytes(row.document), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="receipt.txt"'
    return answer


@page("release.sign", "GET", "POST")
def deputies(request: HttpRequest) -> HttpResponse:
    """Who signs in whose place; name somebody for the nights when one is away."""
    return _deputies(request, Signature.As.EDITOR)


@page("release.accept", "GET", "POST")
def safety_deputies(request: HttpRequest) -> HttpResponse:
    """The same for safety editors."""
    return _deputies(request, Signature.As.SAFETY_EDITOR)


def _deputies(request: HttpRequest, role: Signature.As) -> HttpResponse:
    member = member_of(request)
    form = DeputyForm(request.POST or None, besides=member.pk, initial={"since": today(), "until": today()})
    if request.method == "POST" and "away" in request.POST:
        Deputy.objects.filter(
            of=member, pk=request.POST["away"] if request.POST["away"].isdecimal() else 0
        ).delete()
        return redirect(request.path)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        with transaction.atomic():
            Deputy.objects.create(of=member, role=role.value, **said)
            trail.write(today(), member.pk, "release.deputy", about=said["member"].pk)
        return redirect(request.path)
    rows = Deputy.objects.filter(role=role.value, until__gte=today()).select_related("of", "member")
    return render(request, "publication/deputies.html", {"form": form, "rows": rows, "role": role.label})


@page("story.see", "GET", "POST")
def ask(request: HttpRequest, id: str) -> HttpResponse:
    """Sixteen questions before publication; the page answers where the desk knows, and keeps what colleagues answer."""
    story = get_object_or_404(Story, pk=id)
    form = AnswerForm(request.POST or None, instance=Answer(story=story, by=member_of(request), day=today()))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect(f"{reverse('questions_before', args=[story.pk])}#{form.cleaned_data['question']}")
    asked = questions(story, today())
    open_ = sum(1 for one in asked if not one.knows and not one.answers)
    return render(request, "publication/questions.html", {"story": story, "questions": asked, "open": open_})
