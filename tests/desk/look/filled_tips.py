"""Somebody who wrote through the door, something set aside, and an answer to a source. Invented."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from PIL import Image

from jebo.desk.sources.models import Source
from jebo.desk.tips import keys
from jebo.desk.tips.models import Answer, SourceThread, Thread, Tip
from jebo.sealing import Part, seal
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes

KEY = "age1invented"
WORDS = "장마당 단속이 또 늘었습니다. 사진을 한 장 보냅니다.\n\nThe photo is from the gate, this winter."


def fill(day: date, source: Source) -> dict[str, str]:
    """The opaque id of one row of each model."""
    thread = Thread.objects.create(name="1" * 32, key=KEY, day=day, wants_all_destroyed=True)
    Tip.objects.create(thread=thread, day=day, sending="2" * 32, words=WORDS, size=len(WORDS.encode()))
    photo = _photo(thread, day)
    Thread.objects.create(name="3" * 32, key=KEY, day=day - timedelta(days=3))
    for why in Tip.Why:
        Tip.objects.create(day=day, why=why, size=2_048)
    known = SourceThread.objects.create(id="4" * 32, source=source, key=KEY, wants_all_destroyed=True)
    for state in Answer.State:
        Answer.objects.create(
            source=source, thread=known, day=day, words="고맙습니다. 몸조심하세요.", state=state
        )
    return {"Thread": thread.pk, "Tip": photo.pk}


def _photo(thread: Thread, day: date) -> Tip:
    picture = BytesIO()
    Image.new("RGB", (320, 200), (110, 130, 120)).save(picture, "PNG")
    about = About(kind=Kind.FILE, day=day, name="IMG_0001.png", number=1)
    parts = [Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=picture.getvalue())]
    return Tip.objects.create(
        thread=thread, day=day, kind=Tip.Kind.FILE, number=1, size=len(picture.getvalue()), envelope=seal(parts, keys.recipients()),
    )  # fmt: skip
