"""The page of paste and check. What is pasted travels in the body of a request and is gone with its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_post_parameters

from jebo.desk import paste
from jebo.desk.gate import page
from jebo.desk.pack import tongue
from jebo.errors import JeboError
from jebo.told.messages import spoken

if TYPE_CHECKING:
    from jebo.told.newsroom import Newsroom

TEXTS: Final = ("text", "other")
"""The text areas: that of the story, and that of its other edition."""
_NAME: Final = re.compile(r"[a-z][a-z0-9_-]{0,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """One text area: its words, what is wrong with the file that was chosen for it, and what became of a wording."""

    name: str
    text: str = field(default="", repr=False)
    refused: str = ""
    took: str = ""


@sensitive_post_parameters()
@page("check.paste", "GET", "POST")
def check(request: HttpRequest) -> HttpResponse:
    """A text area, and beside it what the text in it gives away; with two texts, what the translation changed."""
    pasted = {name: _pasted(request, name) for name in TEXTS}
    shown = {name: paste.answer(one.text, of=name) for name, one in pasted.items() if one.text.strip()}
    name, _, wording = request.POST.get("take", "").partition(":")
    if name in shown and wording:
        pasted[name], shown[name] = _with(pasted[name], shown[name], wording, request.POST)
    return render(request, "paste/check.html", _filled(request, pasted, shown))


def _filled(
    request: HttpRequest, pasted: Mapping[str, Pasted], shown: Mapping[str, paste.Shown | paste.NotJudged]
) -> dict[str, Any]:
    both = len(shown) == len(TEXTS)
    return {
        "text": pasted["text"],
        "other": pasted["other"],
        "shown": shown.get("text"),
        "other_shown": shown.get("other"),
        "differences": paste.differences_of(pasted["text"].text, pasted["other"].text) if both else None,
        "longest": f"{paste.LONGEST:,}",
        "sent": request.method == "POST",
    }


def _pasted(request: HttpRequest, name: str) -> Pasted:
    """What stands in a text area, or in the file that was chosen for it."""
    file = request.FILES.get(f"{name}_file")
    text = request.POST.get(name, "")
    if not isinstance(file, UploadedFile):
        return Pasted(name=name, text=text)
    try:
        return Pasted(name=name, text=paste.from_file(file.read()))
    except JeboError as error:
        with spoken(tongue()):
            return Pasted(name=name, text=text, refused=paste.said(error))


def _with(
    pasted: Pasted, shown: paste.Shown | paste.NotJudged, id: str, sent: Mapping[str, str]
) -> tuple[Pasted, paste.Shown | paste.NotJudged]:
    """The text with a wording in it, checked again; as it was where it is no longer the text of which it was offered."""
    same = isinstance(shown, paste.Shown) and sent.get(f"{pasted.name}_digest") == shown.digest
    text = paste.taken(pasted.text, shown, id) if same else None
    if text is None:
        return Pasted(name=pasted.name, text=pasted.text, took="changed"), shown
    return Pasted(name=pasted.name, text=text, took="taken"), paste.answer(text, of=pasted.name)


@sensitive_post_parameters()
@page("check.paste", "POST")
def marks(request: HttpRequest) -> HttpResponse:
    """What the script asks for while somebody types."""
    return reply(request)


def reply(request: HttpRequest, *, settings: Newsroom | None = None) -> HttpResponse:
    """The answer to the script of ``marks.js``: lines and figures as JSON at once, then the side panel as HTML."""
    text, of = request.POST.get("text", ""), request.POST.get("of", "text")
    of = of if _NAME.fullmatch(of) else "text"
    if request.POST.get("stage") == "marks":
        return JsonResponse(_at_once(request, paste.first(text, settings=settings)))
    return render(request, "paste/_answer.html", {"shown": paste.answer(text, of=of, settings=settings)})


def _at_once(request: HttpRequest, found: paste.First) -> dict[str, Any]:
    spots = [[s.number, s.start, s.end, s.strength, s.faint] for s in found.spots]
    return {"spots": spots, "figures": render_to_string("paste/_voices.html", {"shown": found}, request)}


@sensitive_post_parameters()
@page("check.paste", "POST")
def differences(request: HttpRequest) -> HttpResponse:
    """What the translation changed, for the script."""
    one, other = (request.POST.get(name, "") for name in TEXTS)
    return render(request, "paste/_differences.html", {"differences": paste.differences_of(one, other)})
