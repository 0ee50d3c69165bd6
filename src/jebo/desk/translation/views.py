"""The page of a translation: both editions beside each other, with what helps and what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.debug import sensitive_post_parameters

from jebo.desk import pack
from jebo.desk.clock import today
from jebo.desk.gate import member_of, page
from jebo.desk.refused import Refused
from jebo.desk.stories.models import Edition, Story
from jebo.desk.stories.views_edition import edition_of
from jebo.desk.translation import beside, drafting, findings, memory, translating
from jebo.desk.translation.beside import Row
from jebo.desk.translation.glossary import occurring, pack_with_ours
from jebo.desk.translation.models import AcceptedDrift
from jebo.desk.translation.translating import Sent
from jebo.told.messages import spoken

_MOST: Final = 2_000  # rows of a form; chosen by us, above what an edition may have


@page("story.write", "POST")
def begin(request: HttpRequest, id: str) -> HttpResponse:
    """Begin the other edition of a story, or open it."""
    return redirect("beside", translating.begin(edition_of(id), today(), member_of(request)).pk)


@page("story.see")
def story_beside(request: HttpRequest, id: str) -> HttpResponse:
    """The translation of a story; where it has none, the story."""
    story = get_object_or_404(Story, pk=id)
    found = translating.translation_of(story)
    return redirect("beside", found.pk) if found else redirect("story", story.pk)


@sensitive_post_parameters()
@page("story.see", "GET", "POST")
def side_by_side(request: HttpRequest, id: str) -> HttpResponse:
    """Both editions, sentence by sentence."""
    found = edition_of(id)
    original = translating.original_of(found)
    if original is None:
        return redirect("story", found.story_id)
    if request.method == "POST" and member_of(request).may("story.write"):
        return _sent(request, found, original)
    return _shown(request, found, original, translating.rows_of(found, original))


def _sent(request: HttpRequest, found: Edition, original: Edition) -> HttpResponse:
    """Do what the button says with the rows as they were typed."""
    sent = _rows(request, found.version)
    if "help" in request.POST:
        return _shown(request, found, original, sent.rows, sent.version, request.POST["help"])
    if "put" in request.POST:
        at, _, which = request.POST["put"].partition(":")
        return _shown(
            request, found, original, _put(request, found, original, sent.rows, at, which), sent.version, at
        )
    done = _done(sent, request.POST.get("do", ""))
    try:
        saved = translating.keep(found, original, done, today(), member_of(request))
    except Refused as refused:
        messages.error(request, gettext(refused.says))
        return redirect("own_draft", found.pk)
    if request.POST.get("do") == "draft":
        return _drafted(request, saved, original)
    messages.success(request, gettext("Saved."))
    return redirect("beside", found.pk)


def _drafted(request: HttpRequest, saved: Edition, original: Edition) -> HttpResponse:
    """Have the next sentences drafted; what was typed is saved already."""
    try:
        n = drafting.draft(saved, original, today(), member_of(request))
    except Refused as refused:
        messages.error(request, gettext(refused.says))
    else:
        told = ngettext("%(n)s sentence was drafted.", "%(n)s sentences were drafted.", n)
        messages.success(request, told % {"n": n})
    return redirect("beside", saved.pk)


def _done(sent: Sent, asked: str) -> Sent:
    what, _, which = asked.partition(":")
    at = int(which) if which.isdecimal() and len(which) < 5 else -1
    rows = {
        "merge": lambda: beside.merge(sent.rows, at),
        "split": lambda: beside.split(sent.rows, at),
        "up": lambda: beside.moved(sent.rows, at, -1),
        "down": lambda: beside.moved(sent.rows, at, 1),
    }.get(what, lambda: sent.rows)()
    return sent if rows == sent.rows else Sent(rows=rows, version=sent.version)


def _rows(request: HttpRequest, version: int) -> Sent:
    """What a translator typed. The fields of a row are numbered; a form of somebody else's making gives fewer rows, no fault."""
    said, made, settled = request.POST, list[Row](), set[int]()
    for n in range(_MOST):
        if f"words_{n}" not in said:
            break
        begins = said.get(f"begins_{n}", "")
        made.append(
            Row(
                original=beside.plain(said.get(f"original_{n}", "")),
                words=said[f"words_{n}"].replace("\r\n", "\n").strip(),
                begins=begins if begins in beside.BEGINS else "",
                fixed=tuple(line for line in said.get(f"fixed_{n}", "").split("|") if line.strip()),
            )
        )
        settled |= {n} if f"settled_{n}" in said else set()
    typed = said.get("version", "")
    number = int(typed) if typed.isdecimal() and len(typed) < 9 else version
    return Sent(rows=tuple(made), version=number, settled=frozenset(settled))


def _put(
    request: HttpRequest, found: Edition, original: Edition, rows: tuple[Row, ...], at: str, which: str
) -> tuple[Row, ...]:
    """The rows with a match or a term in one of them; nothing is saved."""
    n = int(at) if at.isdecimal() and len(at) < 5 else len(rows)
    offers = dict(_offers(found, original, rows, n))
    if which not in offers or n >= len(rows):
        return rows
    words = offers[which] if which.startswith("m") else f"{rows[n].words} {offers[which]}".strip()
    return (*rows[:n], replace(rows[n], words=words), *rows[n + 1 :])


def _offers(found: Edition, original: Edition, rows: tuple[Row, ...], n: int) -> list[tuple[str, str]]:
    helped = _help(found, original, rows, n)
    return [(f"m{one.pair}", one.translation) for one in helped["matches"]] + [
        (f"t{number}", one["write"]) for number, one in enumerate(helped["terms"])
    ]


def _help(found: Edition, original: Edition, rows: tuple[Row, ...], n: int) -> dict[str, Any]:
    """What was translated before, and the terms of the Korean words, for one row."""
    if not 0 <= n < len(rows):
        return {"matches": (), "terms": []}
    source = translating.text_of(original)
    words = " ".join(filter(None, map(source.words, rows[n].original)))
    korean = words if original.language == "ko" else rows[n].words
    year = found.story.changed.year
    terms = [
        {"term": one, "write": one.renderings[0] if found.language == "en" else one.term}
        for one in occurring(korean, pack_with_ours(found.story.pack), year)
    ]
    return {"matches": memory.matches(words, original.language, but=found), "terms": terms}


def _shown(
    request: HttpRequest,
    found: Edition,
    original: Edition,
    rows: tuple[Row, ...],
    version: int | None = None,
    help: str = "",
) -> HttpResponse:
    told = translating.shown(found, original, rows)
    waiting = [n for n, one in enumerate(told) if drafting.waits(one)]
    at = int(help) if help.isdecimal() and len(help) < 5 else next(iter(waiting), 0)
    shown = {
        "edition": found,
        "original": original,
        "rows": told,
        "at": at,
        "version": version or found.version,
        "unsaved": version is not None,
        "year": found.story.changed.year,
        "waiting": len(waiting),
        "drafter": drafting.drafter(),
        "next": min(len(waiting), drafting.AT_ONCE),
        "drafted": sum(1 for one in told if one.machine),
        "may_write": member_of(request).may("story.write"),
        **_help(found, original, rows, at),
    }
    return render(request, "translation/beside.html", shown)


@page("story.see")
def differences(request: HttpRequest, id: str) -> HttpResponse:
    """What the editions of a story tell differently, each to be mended or let stand."""
    story = get_object_or_404(Story, pk=id)
    return _differences(request, story)


def _differences(request: HttpRequest, story: Story, refused: str = "") -> HttpResponse:
    with spoken(pack.tongue()):
        found = findings.findings(story, today())
    shown = {
        "story": story,
        "translation": translating.translation_of(story),
        "open": [one for one in found if one.accepted is None and not one.note],
        "accepted": [one for one in found if one.accepted is not None],
        "notes": [one for one in found if one.accepted is None and one.note],
        "refused": refused,
    }
    return render(request, "translation/differences.html", shown)


@page("story.write", "POST")
def accept(request: HttpRequest, id: str) -> HttpResponse:
    """Let a difference stand, with a reason; or take that back."""
    story = get_object_or_404(Story, pk=id)
    key = request.POST.get("finding", "")
    if "back" in request.POST:
        AcceptedDrift.objects.filter(story=story, finding=key).delete()
        return redirect("translation_differences", story.pk)
    try:
        findings.accept(story, key, request.POST.get("reason", ""), today(), member_of(request))
    except Refused as refused:
        return _differences(request, story, gettext(refused.says))
    return redirect("translation_differences", story.pk)
