"""The editor of an edition, its revisions and its previews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from jebo.desk import paste
from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.paste.views import reply
from jebo.desk.refused import Refused
from jebo.desk.stories.comments import passages, threads
from jebo.desk.stories.comparing import compared
from jebo.desk.stories.forms import CommentForm, EditionForm, initial_of
from jebo.desk.stories.merging import Clash, merged
from jebo.desk.stories.models import Draft, Edition, Revision, Work, Written
from jebo.desk.stories.putting import choices, content, missing
from jebo.desk.stories.saving import SavedMeanwhile, keep_draft, save

_COMPARED: Final = (
    ("headline", _("headline")),
    ("standfirst", _("standfirst")),
    ("dateline", _("dateline")),
    ("text", _("text")),
    ("share", _("share text")),
    ("slug", _("slug")),
    ("tags", _("tags")),
    ("credits", _("credits")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the editor shows besides the edition: the form, the side panel, and what a colleague did meanwhile."""

    form: EditionForm
    panel: Any = None
    clashes: tuple[Clash, ...] = ()
    refused: str = ""


def edition_of(id: str) -> Edition:
    """The edition with this id, with its story; or nothing is there."""
    return get_object_or_404(Edition.objects.select_related("story"), pk=id)


@sensitive_post_parameters()
@page("story.see", "GET", "POST")
def edition(request: HttpRequest, id: str) -> HttpResponse:
    """Write, and save; see beside it what the text gives away."""
    found, member = edition_of(id), member_of(request)
    if request.method == "POST" and member.may("story.write"):
        return _sent(request, found)
    return _page(request, found, Shown(form=EditionForm(initial=initial_of(found.words(), found.version))))


def _sent(request: HttpRequest, found: Edition) -> HttpResponse:
    form = EditionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, Shown(form=form))
    if "take" in request.POST or "check" in request.POST:
        return _page(request, found, _checked(request, form))
    written = form.written(found.language)
    try:
        save(
            found.pk,
            written,
            form.cleaned_data["version"],
            today(),
            member_of(request),
            form.cleaned_data["remark"],
        )
    except SavedMeanwhile as meanwhile:
        return _page(request, edition_of(found.pk), _both(found.pk, form, written, gettext(meanwhile.says)))
    except Refused as refused:
        return _page(request, found, Shown(form=form, refused=gettext(refused.says)))
    messages.success(request, gettext("Saved."))
    return redirect("edition", found.pk)


def _checked(request: HttpRequest, form: EditionForm) -> Shown:
    """What the text gives away, and with a wording in it where one was taken; nothing is saved."""
    text = form.cleaned_data["text"]
    panel = paste.answer(text, of="text")
    name, _, wording = request.POST.get("take", "").partition(":")
    new = paste.taken(text, panel, wording) if name == "text" else None
    if new is None:
        return Shown(form=form, panel=panel)
    data = request.POST.copy()
    data["text"] = new
    return Shown(form=EditionForm(data), panel=paste.answer(new, of="text"))


def _both(id: str, form: EditionForm, written: dict[str, Any], says: str) -> Shown:
    """Mine and theirs in one form: what only one of us changed is in place, the rest for the writer to settle."""
    now = edition_of(id)
    base = Revision.objects.filter(edition=now, number=form.cleaned_data["version"]).first()
    before = {name: getattr(base, name) for name in written} if base else now.words()
    theirs, words, clashes = now.words(), {}, list[Clash]()
    for name, mine in written.items():
        if name == "text":
            both = merged(before["text"], mine, theirs["text"])
            words[name], clashes = both.text, [*clashes, *both.clashes]
        elif mine in (before[name], theirs[name]):
            words[name] = theirs[name]
        else:
            words[name] = mine
            if theirs[name] != before[name]:
                clashes.append(Clash(mine=_plain(mine), theirs=_plain(theirs[name])))
    return Shown(
        form=EditionForm(initial=initial_of(words, now.version)), clashes=tuple(clashes), refused=says
    )


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(one if isinstance(one, str) else one["name"] for one in value)
    return str(value)


def _page(request: HttpRequest, found: Edition, shown: Shown) -> HttpResponse:
    member = member_of(request)
    drafts = list(Draft.objects.filter(edition=found).select_related("by"))
    told = {
        "edition": found,
        "form": shown.form,
        "shown": shown.panel,
        "clashes": shown.clashes,
        "refused": shown.refused,
        "may_write": member.may("story.write"),
        "draft": next((one for one in drafts if one.by_id == member.pk), None)
        if request.method == "GET"
        else None,
        "others": [one.by.name for one in drafts if one.by_id != member.pk],
        "threads": threads(found),
        "comment_form": CommentForm(sentences=passages(found), auto_id="comment-%s"),
        "missing": missing(found),
        "choices": choices(found, today()) if member.may("story.write") else (),
    }
    return render(request, "stories/edition.html", told)


@sensitive_post_parameters()
@page("story.write", "POST")
def story_marks(request: HttpRequest, id: str) -> HttpResponse:
    """What the script asks for while somebody writes."""
    edition_of(id)
    return reply(request, settings=paste.newsroom())


@sensitive_post_parameters()
@page("story.write", "POST")
def draft(request: HttpRequest, id: str) -> HttpResponse:
    """Keep what is being typed; the script sends it, not more often than every 20 s."""
    found, form = edition_of(id), EditionForm(request.POST)
    if form.is_valid():
        keep_draft(
            found, form.written(found.language), form.cleaned_data["version"], today(), member_of(request)
        )
        return HttpResponse(status=204)
    return HttpResponse(status=400)


@page("story.write", "GET", "POST")
def own_draft(request: HttpRequest, id: str) -> HttpResponse:
    """What one typed and did not save: look at it, go on with it, or forget it."""
    found = edition_of(id)
    mine = get_object_or_404(Draft, edition=found, by=member_of(request))
    if request.method == "POST" and "forget" in request.POST:
        mine.delete()
        return redirect("edition", found.pk)
    if request.method == "POST":
        words = {name: getattr(mine, name) for name in found.words()}
        return _page(request, found, Shown(form=EditionForm(initial=initial_of(words, mine.version))))
    return render(
        request, "stories/draft.html", {"edition": found, "draft": mine, "told": _told(found, mine)}
    )


def _told(before: Written, after: Written) -> list[tuple[Any, Any]]:
    """What reads differently, field by field and word by word."""
    return [
        (label, compared(_plain(one), _plain(other)))
        for name, label in _COMPARED
        if (one := getattr(before, name)) != (other := getattr(after, name))
    ]


@page("story.see")
def revisions(request: HttpRequest, id: str) -> HttpResponse:
    """All that was saved of an edition, the latest first."""
    found = edition_of(id)
    pair = [request.GET.get(name, "") for name in ("one", "other")]
    if all(one.isdecimal() and len(one) < 9 for one in pair):
        return redirect("compare_revisions", found.pk, *map(int, pair))
    rows = found.revisions.select_related("by").defer("text", "sentences")
    return render(request, "stories/revisions.html", {"edition": found, "revisions": rows})


@page("story.see")
def compare(request: HttpRequest, id: str, one: int, other: int) -> HttpResponse:
    """Two revisions beside each other, word by word."""
    found = edition_of(id)
    pair = [get_object_or_404(Revision, edition=found, number=number) for number in (one, other)]
    told = {"edition": found, "pair": pair, "told": _told(*pair)}
    return render(request, "stories/compare.html", told)


@page("story.write", "POST")
def take_back(request: HttpRequest, id: str, number: int) -> HttpResponse:
    """Make an old revision the latest, as a new one."""
    found = edition_of(id)
    old = get_object_or_404(Revision, edition=found, number=number)
    words = {name: getattr(old, name) for name in found.words()}
    remark = gettext("as it was in revision %(number)s") % {"number": number}
    save(found.pk, words, found.version, today(), member_of(request), remark)
    return redirect("edition", found.pk)


@page("story.see")
def as_published(request: HttpRequest, id: str) -> HttpResponse:
    """The edition as readers would get it."""
    found = edition_of(id)
    shown = content(found)
    with translation.override(found.language):  # readers get it in the language of the edition
        credited = [(one.name, str(Work(one.role).label)) for one in shown.credits]
        file_photo = gettext("File photo")
    told = {"edition": found, "content": shown, "credited": credited, "file_photo": file_photo}
    return render(request, "stories/as_published.html", told)


@page("story.see")
def gives_away(request: HttpRequest, id: str) -> HttpResponse:
    """What everything that readers would get gives away: headline, captions, share text and tags too."""
    found = edition_of(id)
    prose = content(found).prose()
    panel = paste.answer(prose, found.language, of="text") if prose.strip() else None
    return render(request, "stories/gives_away.html", {"edition": found, "shown": panel})
