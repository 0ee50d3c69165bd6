"""The pages of stories: the list, a new one, and one with its editions."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, F, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.people import trail
from jebo.desk.stories.forms import NewStoryForm
from jebo.desk.stories.models import Edition, Revision, Story, Tongue
from jebo.desk.stories.saving import add, begin

_PAGE = 50
SHOWN = ("", "mine", "aside")


@page("story.see")
def stories(request: HttpRequest) -> HttpResponse:
    """All stories of the desk, the last changed first."""
    show = request.GET.get("show", "")
    found = Story.objects.filter(laid_aside=show == "aside").prefetch_related(
        Prefetch("editions", Edition.objects.only("story", "language"))
    )
    if show == "mine":
        me = member_of(request)
        theirs = Edition.objects.filter(revisions__by=me).values("story")
        found = found.filter(Q(begun_by=me) | Q(pk__in=theirs))
    sheet = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    return render(request, "stories/stories.html", {"sheet": sheet, "show": show if show in SHOWN else ""})


@page("story.write", "GET", "POST")
def new(request: HttpRequest) -> HttpResponse:
    """Begin a story with its first edition."""
    form = NewStoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said, member = form.cleaned_data, member_of(request)
        with transaction.atomic():
            edition = begin(said["label"], said["language"], today(), member)
            trail.write(today(), member.pk, "story.begin", about=edition.story_id)
        return redirect("edition", edition.pk)
    return render(request, "stories/new.html", {"form": form})


@page("story.see")
def story(request: HttpRequest, id: str) -> HttpResponse:
    """One story: its editions, its photos, and what is open."""
    found = get_object_or_404(Story, pk=id)
    editions = list(
        found.editions.annotate(
            open=Count("comments", filter=Q(comments__resolved_by=None, comments__answers=None))
        ).order_by("-language")
    )
    latest = Revision.objects.filter(edition__story=found, number=F("edition__version")).select_related("by")
    last = {one.edition_id: one for one in latest.defer("text", "sentences")}
    for edition in editions:
        edition.last = last.get(edition.pk)  # type: ignore[attr-defined]  # for the template
    missing = [
        (code, label) for code, label in Tongue.choices if code not in {one.language for one in editions}
    ]
    photos = found.photos.defer("data")
    return render(
        request,
        "stories/story.html",
        {"story": found, "editions": editions, "missing": missing, "photos": photos},
    )


@page("story.write", "POST")
def new_edition(request: HttpRequest, id: str) -> HttpResponse:
    """An edition in another language."""
    found, language = get_object_or_404(Story, pk=id), request.POST.get("language", "")
    if language in Tongue.values and not found.editions.filter(language=language).exists():
        return redirect("edition", add(found, language, today(), member_of(request)).pk)
    return redirect("story", found.pk)


@page("story.write", "POST")
def lay_aside(request: HttpRequest, id: str) -> HttpResponse:
    """Take a story off the list, or put it back; nothing of it is deleted."""
    found = get_object_or_404(Story, pk=id)
    found.laid_aside = not found.laid_aside
    with transaction.atomic():
        found.save(update_fields=["laid_aside"])
        action = "story.lay_aside" if found.laid_aside else "story.take_up"
        trail.write(today(), member_of(request).pk, action, about=found.pk)
    if found.laid_aside:
        messages.success(request, gettext("Laid aside. It is found under “laid aside”."))
    return redirect("stories")
