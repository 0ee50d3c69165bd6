"""A desk with something of everything in it: long words, both scripts, every status. All of it invented."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client
from PIL import Image

from jebo.desk.events.models import Event, Support
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.rights import Role
from jebo.desk.sources.models import GoBetween, Identity, NeverPrint, Sharing, Source, Status
from jebo.desk.testimony.models import Attachment, Contact, Outgoing, Question, Statement, Testimony
from jebo.desk.wall import whole_desk

SAID = (
    "이번 달 들어 장마당에 나오는 단속원이 부쩍 늘었다. 아침마다 스무 명 남짓이 조를 짜서 돈다고 옆집 아주머니가 말했다. "
    "쌀은 그대로인데 기름값이 먼저 뛰었고, 량정사업소 사람들은 아무 말도 하지 않는다.\n\n"
    "나는 직접 보지는 못했고 우리 인민반 사람 셋이 같은 말을 했다. 그중 한 사람은 물건을 빼앗겼다."
)
IN_ENGLISH = (
    "Since the start of the month there have been many more inspectors at the market. A neighbour says that some twenty of "
    "them go round in teams each morning. Rice has not moved, but cooking oil went up first, and the grain office says "
    "nothing.\n\nI did not see it myself; three people of our neighbourhood unit said the same. One of them had goods taken."
)
STATED = (
    ("아침마다 단속원 스무 명 남짓이 조를 짜서 장마당을 돈다", "Some twenty inspectors go round the market in teams each morning", "told", 6),
    ("기름값이 쌀값보다 먼저 올랐다", "Cooking oil went up before rice did", "saw", 3),
    ("인민반의 한 사람이 물건을 빼앗겼다", "One person of the neighbourhood unit had goods taken", "talk", 6),
)  # fmt: skip
_LONG = "아주길고길어서한줄에다들어가지않을지도모르는붙여쓴별칭 그리고 두 번째 낱말"


def fill(day: date, name: str = "Mina") -> dict[str, str]:
    """A member with every role and everything about eight sources. Returns the opaque id of one row of each model."""
    mina = Member.objects.create_user(name, "a long enough password", list(Role))
    ids: dict[str, str] = {"Member": mina.pk}
    with whole_desk():
        for number, (alias, status) in enumerate(_sources()):
            ids = _source(mina, alias, status, day, number) | ids
        event = _row(Event, 
            korean="여러 시의 장마당에서 오전 단속이 늘고 기름값이 먼저 오른 일", english="Morning inspections at markets of several cities",
            status=Event.Status.DISPUTED, when="2026-02",
        )  # fmt: skip
        for statement in Statement.objects.select_related("source")[:4]:
            ids["Support"] = str(_row(Support, source=statement.source, event=event, statement=statement).pk)
        _row(Event, korean="한 시에서 숙박검열", english="Homes checked at night", when="2026-03-01")
        ids["Event"] = event.pk
    trail.write(day, mina.pk, "source.register", about="x" * 22)
    return ids


def _row(model: type[Any], **facts: Any) -> Any:
    known = {f.name for f in model._meta.concrete_fields}
    return model.objects.create(**{k: v for k, v in facts.items() if k in known})


def _sources() -> list[tuple[str, str]]:
    names = ("푸른 항아리", "slate lantern", _LONG, "느린 우산", "조용한 사다리", "amber kettle", "낮은 굴뚝")
    return list(zip(names, [*Status.values, "active", "active"], strict=True))


def _source(mina: Member, alias: str, status: str, day: date, number: int) -> dict[str, str]:
    source = _row(Source, 
        alias=alias, status=status, registered=day - timedelta(days=200), check_in_days=14, reliability="ABCDEFC"[number],
        last_heard=day - timedelta(days=9 * number), terms=[],
        safe_contact="저녁에만, 먼저 걸지 않는다. " * 3, duress_word="날씨가 맑네요",
    )  # fmt: skip
    _row(Sharing, source=source, member=mina)
    _row(Identity, source=source, envelope=b"sealed", recipients=["age1invented"])
    between = _row(GoBetween, source=source, alias=f"중간 전달자 {number}")
    contact = _row(Contact, source=source, day=day - timedelta(days=9 * number), note="짧은 통화. 다음에는 값을 묻는다.")
    question = _row(Question, source=source, text="검열조가 몇 시쯤 오는지, 어느 시장부터 도는지?")
    outgoing = _row(Outgoing, source=source, day=day, to_whom="expert", told="어느 도에서 오전 단속이 늘었는지")
    testimony = _row(Testimony, source=source, day=day, words=SAID, translation=IN_ENGLISH, read=number > 2)
    statements = [
        _row(Statement, 
            source=source, testimony=testimony, korean=ko, english=en, access=access, credibility=grade, quantity="20여 명"
        )
        for ko, en, access, grade in STATED
    ]
    never = _row(NeverPrint, source=source, term="량정사업소", why="한 곳뿐이다")
    shown = BytesIO()
    Image.new("RGB", (320, 200), (120, 130, 120)).save(shown, "PNG")
    paper = _row(
        Attachment, source=source, testimony=testimony, shown=shown.getvalue(), kind="image/png", caption="시장 입구, 겨울",
        envelope=b"sealed", recipients=["age1invented"],
    )  # fmt: skip
    made = (source, between, never, paper, contact, question, outgoing, testimony, statements[0])
    return {type(one).__name__: str(one.pk) for one in made}


def come_in(name: str) -> tuple[Client, str]:
    """A browser in which a member is inside, and the id of the way they came in."""
    member = Member.objects.filter(name=name).first() or Member.objects.create_user(name, None, ["reporter"])
    way_in = Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={})
    browser = Client()
    browser.force_login(member, backend="jebo.desk.people.way_in.ByPassword")
    return browser, str(way_in.pk)
