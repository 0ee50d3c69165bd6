"""A desk with something of everything in it: long words, both scripts, every status. All of it invented."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from allauth.mfa.models import Authenticator
from django.test import Client
from PIL import Image
from tests.desk.look import filled_stories, filled_tips

from jebo.desk.events.models import Event, Support
from jebo.desk.exposure import history
from jebo.desk.exposure.told import Told
from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.rights import Role
from jebo.desk.sources.models import GoBetween, Identity, NeverPrint, Sharing, Source, Status
from jebo.desk.testimony.models import Attachment, Contact, Outgoing, Question, Statement, Testimony
from jebo.desk.wall import whole_desk
from jebo.disclosure.anonymity.scene import Known, Published
from jebo.disclosure.country import Range

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
    (
        "아침마다 단속원 스무 명 남짓이 조를 짜서 장마당을 돈다",
        "Some twenty inspectors go round the market in teams",
        "told",
    ),
    ("기름값이 쌀값보다 먼저 올랐다", "Cooking oil went up before rice did", "saw"),
    ("인민반의 한 사람이 물건을 빼앗겼다", "One person of the neighbourhood unit had goods taken", "talk"),
)
COUNTED = ("20여 명", "40명쯤", "20여 명", "about 40", "30~40명", "", "")
ALIASES = (
    "푸른 항아리", "slate lantern", "아주길고길어서한줄에다들어가지않을지도모르는붙여쓴별칭 그리고 두 번째 낱말",
    "느린 우산", "조용한 사다리", "amber kettle", "낮은 굴뚝",
)  # fmt: skip
TERMS = [
    {"kind": "place", "value": "province"}, {"kind": "no numbers", "value": ""},
    {"kind": "not before", "value": "2026-03-20"}, {"kind": "other", "value": "시장 이름은 어떤 글에도 쓰지 않는다"},
]  # fmt: skip


def fill(day: date) -> dict[str, str]:
    """Mina, who has every role, and all about seven sources of hers. The opaque id of one row of each model."""
    mina = Member.objects.create_user("Mina", "a long enough password", list(Role))
    ids: dict[str, str] = {"Member": mina.pk}
    with whole_desk():
        for number, status in enumerate([*Status.values, "active", "active"]):
            ids = _source(mina, number, status, day) | ids
        ids |= _events(day)
        ids |= filled_tips.fill(day, Source.objects.get(pk=ids["Source"]))
        ids = filled_stories.fill(day, mina, Event.objects.get(pk=ids["Event"])) | ids
    trail.write(day, mina.pk, "source.register", about="x" * 22)
    return ids


def _source(mina: Member, number: int, status: str, day: date) -> dict[str, str]:
    """A source with one row in every table about it."""
    heard = day - timedelta(days=9 * number)
    source = Source.objects.create(
        alias=ALIASES[number], status=status, registered=day - timedelta(days=200), last_heard=heard, check_in_days=14,
        reliability="ABCDEFC"[number], terms=TERMS, safe_contact="저녁에만, 먼저 걸지 않는다. " * 3, duress_word="날씨가 맑네요",
    )  # fmt: skip
    Sharing.objects.create(source=source, member=mina)
    Identity.objects.create(source=source, envelope=b"sealed", recipients=["age1invented"])
    made = [
        source,
        GoBetween.objects.create(source=source, alias=f"중간 전달자 {number}"),
        NeverPrint.objects.create(source=source, term="량정사업소", why="한 곳뿐이다"),
        Contact.objects.create(source=source, day=heard, note="짧은 통화. 다음에는 값을 묻는다."),
        Question.objects.create(source=source, text="검열조가 언제 오는지, 어느 시장부터 도는지?"),
        Question.objects.create(source=source, text="Which market do they begin with?"),
        Outgoing.objects.create(
            source=source, day=day, to_whom="expert", told="어느 도에서 오전 단속이 늘었는지"
        ),
        *_told(source, number, day),
    ]
    _given_away(source, day)
    return {type(one).__name__: str(one.pk) for one in made}


def _given_away(source: Source, day: date) -> None:
    """Seven releases and a question, each narrower than the one before."""
    for number in range(8):
        tells = Known(
            core=("KC10",), knowers=Range(low=40_000 / 3**number, high=90_000 / 3**number), place="KP0203"
        )
        facts = (
            Published(
                id=f"fact {number}", tells=tells, story=f"story {number}", linked=True, bundle=f"{number}"
            ),
        )
        told = Told(
            story=f"story {number}", release=f"release {number}", day=day - timedelta(days=9 * (8 - number)), facts=facts,
            signs=("an event",), asked=number == 3,
        )  # fmt: skip
        history.record(source.pk, told)


def _told(source: Source, number: int, day: date) -> list[Testimony | Attachment | Statement]:
    """Testimony with a photo and three statements, of which some are graded."""
    testimony = Testimony.objects.create(
        source=source, day=day, words=SAID, translation=IN_ENGLISH, read=number > 2
    )
    shown = BytesIO()
    Image.new("RGB", (320, 200), (120, 130, 120)).save(shown, "PNG")
    photo = Attachment.objects.create(
        source=source, testimony=testimony, shown=shown.getvalue(), kind="image/png", caption="시장 입구, 겨울",
        envelope=b"sealed", recipients=["age1invented"],
    )  # fmt: skip
    statements = [
        Statement.objects.create(
            source=source, testimony=testimony, korean=korean, english=english, access=access, quantity=COUNTED[number],
            when="2026-02-2X", credibility=2 + number % 3, graded=day if number % 3 else None,
        )
        for korean, english, access in STATED
    ]  # fmt: skip
    return [testimony, photo, statements[0]]


def _events(day: date) -> dict[str, str]:
    """An event on which several sources contradict each other, and one that rests on nothing."""
    event = Event.objects.create(
        korean="여러 시의 장마당에서 오전 단속이 늘고 기름값이 먼저 오른 일",
        english="Morning inspections at markets of several cities", status=Event.Status.DISPUTED, when="2026-02",
    )  # fmt: skip
    supports = [
        Support.objects.create(source=statement.source, event=event, statement=statement)
        for statement in Statement.objects.filter(korean=STATED[0][0]).select_related("source")[:5]
    ]
    Event.objects.create(korean="한 시에서 숙박검열", english="Homes checked at night", when=day.isoformat())
    return {"Event": event.pk, "Support": str(supports[0].pk)}


def come_in(name: str) -> tuple[Client, str]:
    """A browser in which a member is inside, and the id of the way they came in."""
    member = Member.objects.filter(name=name).first() or Member.objects.create_user(name, None, ["reporter"])
    way_in = Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={})
    browser = Client()
    browser.force_login(member, backend="jebo.desk.people.way_in.ByPassword")
    return browser, str(way_in.pk)
