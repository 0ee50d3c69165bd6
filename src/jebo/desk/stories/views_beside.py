"""What stands beside an edition: comments, what its sentences rest on, and photos."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from jebo.desk.clock import today
from jebo.desk.events.models import Event, Standing
from jebo.desk.gate import member_of, page
from jebo.desk.pack import place_label, place_labels
from jebo.desk.refused import Refused
from jebo.desk.stories.comments import passages, reply, say
from jebo.desk.stories.forms import CommentForm, NewPhotoForm, PhotoForm
from jebo.desk.stories.grounds import grounds
from jebo.desk.stories.models import Comment, Photo, RestsOn, Story
from jebo.desk.stories.reporting import reporting
from jebo.desk.stories.views_edition import edition_of

_EVENTS = 20  # that a search for one shows; chosen by us


@page("story.comment", "POST")
def comment(request: HttpRequest, id: str) -> HttpResponse:
    """Say something of a passage."""
    found = edition_of(id)
    form = CommentForm(request.POST, sentences=passages(found))
    if form.is_valid():
        said = form.cleaned_data
        say(found, said["sentence"], said["text"], today(), member_of(request))
    return redirect("edition", found.pk)


@page("story.comment", "POST")
def answer(request: HttpRequest, id: str) -> HttpResponse:
    """Answer a comment, resolve it, or open it again."""
    found = get_object_or_404(Comment.objects.select_related("edition", "answers"), pk=id)
    text = request.POST.get("text", "").strip()[:4000]
    if text:
        reply(found, text, today(), member_of(request))
    if "resolve" in request.POST:
        found.resolved_by = None if found.resolved_by_id else member_of(request)
        found.save(update_fields=["resolved_by"])
    return redirect("edition", found.edition_id)


@sensitive_post_parameters()
@page("story.see", "GET", "POST")
def comes_from(request: HttpRequest, id: str) -> HttpResponse:
    """Each sentence with the statements that it rests on; and events whose statements it may rest on."""
    found = edition_of(id)
    held = grounds(found)
    rows = [
        {
            "ground": one,
            "links": one.links,
            "text": found.text[one.sentence.start : one.sentence.end],
            "reports": told.reports,
        }
        for one, told in zip(held, reporting(found), strict=True)
    ]
    known = {standing.event_id for one in held for standing in one.standings}
    told = {"edition": found, "rows": rows, "events": _events(known, request.POST.get("words", "")[:80])}
    return render(request, "stories/comes_from.html", told)


def _events(known: set[str], words: str) -> list[dict[str, Any]]:
    """The events that the story rests on already, and those with these words in their name, each with the statements under it. Two queries."""
    named = Q(korean__icontains=words) | Q(english__icontains=words) if words.strip() else Q(pk__in=())
    events = Event.objects.filter(Q(pk__in=known) | named)[:_EVENTS]
    under: dict[str, list[Standing]] = {}
    for one in Standing.objects.filter(event__in=list(events)):
        under.setdefault(one.event_id, []).append(one)
    return [{"event": event, "standings": under.get(event.pk, [])} for event in events]


@page("story.write", "POST")
def rest(request: HttpRequest, id: str) -> HttpResponse:
    """Say that sentences rest on statements, or that one does not."""
    found = edition_of(id)
    ours = {one.id for one in found.marked()}
    if "away" in request.POST:
        RestsOn.objects.filter(edition=found, pk=_number(request.POST["away"])).delete()
    sentences = [one for one in request.POST.getlist("sentence") if one in ours]
    standings = Standing.objects.filter(pk__in=[_number(one) for one in request.POST.getlist("standing")])
    with transaction.atomic():
        for standing in standings:
            for sentence in sentences:
                RestsOn.objects.get_or_create(edition=found, sentence=sentence, standing=standing)
    return redirect("comes_from", found.pk)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 16 else 0


@sensitive_post_parameters()
@page("story.write", "GET", "POST")
def new_photo(request: HttpRequest, id: str) -> HttpResponse:
    """A photo for a story, drawn anew from its pixels."""
    from jebo.desk.testimony.photos import drawn_anew  # loads Pillow, which few pages need

    story = get_object_or_404(Story, pk=id)
    form = NewPhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            drawn = drawn_anew(form.cleaned_data["file"].read())
        except Refused as refused:
            form.add_error("file", gettext(refused.says))
        else:
            photo = Photo(story=story, data=drawn.data, kind=drawn.kind)
            _described(photo, form)
            photo.name += ".png" if drawn.kind == "image/png" else ".jpg"
            photo.save()
            messages.success(request, gettext("The photo is kept, drawn anew."))
            return redirect("photo", photo.pk)
    return render(request, "stories/photo_new.html", {"form": form, "story": story, "places": place_labels()})


def _described(photo: Photo, form: PhotoForm) -> None:
    for name, value in form.cleaned_data.items():
        if name != "file":
            setattr(photo, name, value)


@sensitive_post_parameters()
@page("story.see", "GET", "POST")
def photo(request: HttpRequest, id: str) -> HttpResponse:
    """A photo and what is said of it."""
    found = get_object_or_404(Photo.objects.select_related("story"), pk=id)
    names = list(PhotoForm.base_fields)
    initial = {name: getattr(found, name) for name in names} | {
        "name": found.name.rsplit(".", 1)[0],
        "place": place_label(found.place) if found.place else "",
    }
    form = PhotoForm(request.POST or None, initial=initial)
    if request.method == "POST" and member_of(request).may("story.write") and form.is_valid():
        ending = found.name.rsplit(".", 1)[-1]
        _described(found, form)
        found.name = f"{found.name}.{ending}"
        found.save()
        return redirect("photo", found.pk)
    return render(request, "stories/photo.html", {"form": form, "photo": found, "places": place_labels()})


@page("story.see")
def photo_data(request: HttpRequest, id: str) -> HttpResponse:
    """The photo itself."""
    found = get_object_or_404(Photo, pk=id)
    return HttpResponse(bytes(found.data), content_type=found.kind)


@page("story.write", "POST")
def photo_away(request: HttpRequest, id: str) -> HttpResponse:
    """Take a photo out of its story."""
    found = get_object_or_404(Photo.objects.select_related("story"), pk=id)
    story = found.story_id
    found.delete()
    return redirect("story", story)
