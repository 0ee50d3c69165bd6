"""What comes from the door may be meant to harm: it is set aside with a word why, never believed, and nothing else is lost for it."""

from __future__ import annotations

import secrets
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.testimony.test_attachments import docx
from tests.desk.testimony.test_photos import jpeg
from tests.desk.tips.conftest import DAY, Post
from tests.door.visitor import Visitor

from jebo.desk import unlocked
from jebo.desk.people.models import Member
from jebo.desk.sources.models import Source
from jebo.desk.testimony.models import Attachment, Testimony
from jebo.desk.tips import fetching, keys
from jebo.desk.tips.keeping import Arrived, Became, file_away
from jebo.desk.tips.models import SourceThread, Thread, Tip
from jebo.desk.tips.opening import words_of
from jebo.desk.tips.way import NoAddress, NoDeskKey, NoTor, NotUnderstood, Tor, address_of, key_of
from jebo.desk.wall import whole_desk
from jebo.sealing import Identity, Part, seal
from jebo.sealing.polling import GIVE_BYTES, Give, Piece, give_bytes
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes

THREAD, KEY = "a" * 32, Identity.make().recipient.text
ABOUT_IT = About(kind=Kind.MESSAGE, day=DAY, language="ko", thread=THREAD, key=KEY, sending="b" * 32)
STRANGER = Identity.make()


def tip(about: bytes | About = ABOUT_IT, content: bytes = b"words", *more: Part) -> bytes:
    told = about_bytes(about) if isinstance(about, About) else about
    return seal(
        [Part(name=ABOUT, content=told), Part(name=CONTENT, content=content), *more], keys.recipients()
    )


def another_key(sealed: Callable[[], bytes] = tip) -> bytes:
    return seal([Part(name=ABOUT, content=about_bytes(ABOUT_IT))], [STRANGER.recipient])


HOSTILE: dict[str, tuple[Callable[[], bytes], Tip.Why]] = {
    "nothing": (lambda: b"", Tip.Why.DAMAGED),
    "noise": (lambda: bytes(range(256)) * 9, Tip.Why.DAMAGED),
    "cut off": (lambda: tip()[:-9], Tip.Why.DAMAGED),
    "changed": (lambda: tip()[:-9] + b"changed!!", Tip.Why.DAMAGED),
    "something behind it": (lambda: tip() + b"x", Tip.Why.DAMAGED),
    "for another key": (another_key, Tip.Why.NOT_FOR_US),
    "no word about it": (
        lambda: seal([Part(name=CONTENT, content=b"x")], keys.recipients()),
        Tip.Why.NOT_A_TIP,
    ),
    "one part too many": (lambda: tip(ABOUT_IT, b"x", Part(name="more", content=b"")), Tip.Why.NOT_A_TIP),
    "the word is no JSON": (lambda: tip(b"{"), Tip.Why.NOT_A_TIP),
    "the word is endless": (lambda: tip(b"[" * 3_000_000), Tip.Why.NOT_A_TIP),
    "the word is in another form": (lambda: tip(about_bytes(ABOUT_IT) + b"\n"), Tip.Why.NOT_A_TIP),
    "an answer that comes back": (lambda: tip(About(kind=Kind.REPLY, day=DAY)), Tip.Why.NOT_A_TIP),
    "a plain ZIP of one letter": (lambda: _zip(), Tip.Why.DAMAGED),
}


def _zip() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(10_000_000))
    return out.getvalue()


def bomb() -> bytes:
    """A Word document of a few hundred kilobytes that becomes a few hundred megabytes."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(docx())) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for one in sound.namelist():
            archive.writestr(one, sound.read(one).replace("검열조".encode(), "가".encode() * 80_000_000))
    return out.getvalue()


def arrived(folder: Path, content: bytes) -> Arrived:
    name = secrets.token_hex(16)
    (folder / name).write_bytes(content)
    return Arrived(name=name, file=folder / name)


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_not_a_tip_is_set_aside_with_a_word_why(
    post: Post, tmp_path: Path, what: str, at_mina_s: Client
) -> None:
    made, why = HOSTILE[what]
    assert file_away(arrived(tmp_path, made()), keys.identities(), DAY) is Became.ASIDE
    (kept,) = Tip.objects.all()
    assert (kept.why, kept.words) == (why.value, "")
    assert not Thread.objects.exists()
    with override("en"):
        assert str(why.label)[:30] in at_mina_s.get("/tips/aside").content.decode()


def test_a_sound_one_beside_it_is_taken(post: Post, tmp_path: Path) -> None:
    assert file_away(arrived(tmp_path, tip()), keys.identities(), DAY) is Became.TIP


def test_the_same_envelope_counts_once_under_whatever_name(post: Post, tmp_path: Path) -> None:
    once = tip()
    assert file_away(arrived(tmp_path, once), keys.identities(), DAY) is Became.TIP
    assert file_away(arrived(tmp_path, once), keys.identities(), DAY) is Became.NOTHING
    assert Tip.objects.count() == 1


def test_a_changed_key_is_a_stranger_s_until_somebody_asked_over_another_way(
    post: Post, tmp_path: Path, jar: Source
) -> None:
    file_away(arrived(tmp_path, tip()), keys.identities(), DAY)
    forged = About(kind=Kind.MESSAGE, day=DAY, thread=THREAD, key=STRANGER.recipient.text)
    assert file_away(arrived(tmp_path, tip(forged)), keys.identities(), DAY) is Became.ASIDE
    assert Tip.objects.exclude(why="").get().why == Tip.Why.ANOTHER_KEY
    assert Thread.objects.get().key == KEY, "answers go on to the one who wrote first"
    with whole_desk():
        Thread.objects.all().delete()
        SourceThread(id=THREAD, source=jar, key=KEY).save(force_insert=True)
    assert file_away(arrived(tmp_path, tip(forged, b"other")), keys.identities(), DAY) is Became.ASIDE
    with whole_desk():
        assert not Testimony.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.docx", "a bomb"),
        ("no.jpg", jpeg()[:200]),
        ("empty.jpg", b""),
        ("page.html", b"<script>" * 400_000),
        ("film.mp4", b"\0\0\0 ftypisom" + bytes(1_000_000)),
    ],
)
def test_a_file_that_would_harm_or_cannot_be_shown_stays_sealed_and_is_kept(
    post: Post, tmp_path: Path, at_mina_s: Client, mina_s_key: Identity, name: str, content: bytes | str
) -> None:
    if isinstance(content, str):
        content = bomb()
    about = About(kind=Kind.FILE, day=DAY, thread=THREAD, key=KEY, sending="b" * 32, number=1, name=name)
    file_away(arrived(tmp_path, tip(about, content)), keys.identities(), DAY)
    (kept,) = Tip.objects.all()
    assert at_mina_s.get(f"/tips/files/{kept.pk}").status_code == 200
    assert at_mina_s.post(f"/tips/{Thread.objects.get().pk}/source").status_code == 302
    with whole_desk():
        attachment = Attachment.objects.get()
    assert attachment.has_original


def test_an_envelope_larger_than_any_is_not_fetched(post: Post, tmp_path: Path) -> None:
    name = "f" * 32
    hostile = give_bytes(Give(pieces=(Piece(name=name, at=0, size=10**10, content=b"x" * 100),)))
    asked: list[bytes] = []

    def poll(ask: bytes) -> bytes:
        asked.append(ask)
        return hostile if len(asked) == 1 else give_bytes(Give())

    assert fetching.over(poll, DAY).became == {Became.ASIDE: 1}
    assert Tip.objects.get().why == Tip.Why.TOO_LARGE
    assert name.encode() in asked[1], "the door may drop it"
    assert list((tmp_path / "arriving").iterdir()) == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300), st.binary(max_size=300).map(lambda some: some.ljust(GIVE_BYTES, b"\0"))
    )
)
def test_whatever_answers_at_the_door_s_address_breaks_nothing(post: Post, junk: bytes) -> None:
    with suppress(NotUnderstood):
        fetching.over(lambda _: junk, DAY, requests=1)
    assert not Tip.objects.exists(), "and nothing of it is taken for a tip"


def test_pieces_out_of_order_are_asked_for_again(post: Post, tmp_path: Path) -> None:
    whole, name = tip(content=bytes(3_000)), "e" * 32
    cuts = {0: whole[:1_000], 1_000: whole[1_000:2_000], 2_000: whole[2_000:]}

    def piece(at: int) -> bytes:
        return give_bytes(Give(pieces=(Piece(name=name, at=at, size=len(whole), content=cuts[at]),)))

    told = iter([piece(0), piece(2_000), piece(0), piece(1_000), piece(2_000)])
    assert fetching.over(lambda _: next(told), DAY, requests=5).became == {Became.TIP: 1}


def test_words_are_read_without_signs_that_nobody_sees() -> None:
    assert (
        words_of("쌀\u202e값\x00이\x1b[31m 올랐다\r\n둘째 줄".encode() + b"\xff")
        == "쌀값이[31m 올랐다\n둘째 줄\ufffd"
    )


def test_a_day_that_is_still_to_come_is_today(post: Post, tmp_path: Path) -> None:
    late = About(kind=Kind.MESSAGE, day=date(2099, 1, 1), thread=THREAD, key=KEY)
    file_away(arrived(tmp_path, tip(late)), keys.identities(), DAY)
    assert Tip.objects.get().day == DAY


def test_an_older_key_of_the_desk_still_opens(post: Post, tmp_path: Path) -> None:
    before = tip()
    keys.renew()
    assert keys.recipients()[0] != keys.identities()[-1].recipient
    assert file_away(arrived(tmp_path, before), keys.identities(), DAY) is Became.TIP


def test_what_was_for_a_key_that_is_back_opens_when_it_is_tried_again(
    post: Post, tmp_path: Path, at_mina_s: Client
) -> None:
    file_away(arrived(tmp_path, tip()), [STRANGER], DAY)
    kept = Tip.objects.get()
    assert kept.why == Tip.Why.NOT_FOR_US
    at_mina_s.post(f"/tips/aside/{kept.pk}/again")
    assert Tip.objects.get().words == "words"


@pytest.mark.parametrize(
    "address", ["", "door.example", "b" * 55 + ".onion", "b" * 56 + ".onion/x", "B1" * 28 + ".onion"]
)
def test_what_is_no_onion_address_is_refused(address: str) -> None:
    with pytest.raises(NoAddress):
        address_of(address)


def test_an_address_is_taken_as_people_paste_it() -> None:
    assert address_of(f" http://{'b' * 56}.ONION/ ") == "b" * 56 + ".onion"


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1", "d" * 63, "D" * 64])
def test_what_is_no_desk_key_is_refused(text: str) -> None:
    with pytest.raises(NoDeskKey):
        key_of(text)


def test_without_tor_the_desk_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from python_socks.sync import Proxy

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(Proxy, "connect", refuse)
    with pytest.raises(NoTor):
        Tor("b" * 56 + ".onion", "d" * 64)(b"")


def test_a_visitor_in_front_of_the_real_door_is_taken(post: Post, visitor: Visitor) -> None:
    """The control of all of the above."""
    visitor.send(visitor.begin()[1].token, "words")
    assert post.visit().became == {Became.TIP: 1}


def test_an_envelope_that_was_spoilt_on_its_way_comes_once_more(post: Post) -> None:
    whole, name = tip(), "e" * 32
    spoilt = whole[:-9] + b"spoilt!!!"

    def gives(content: bytes) -> bytes:
        return give_bytes(Give(pieces=(Piece(name=name, at=0, size=len(content), content=content),)))

    asked: list[bytes] = []

    def poll(ask: bytes) -> bytes:
        asked.append(ask)
        return gives(spoilt if len(asked) == 1 else whole)

    assert fetching.over(poll, DAY, requests=2).became == {Became.TIP: 1}
    assert name.encode() not in asked[1].partition(b"\n")[0], "the door was not told that it is here"


def test_one_that_is_spoilt_each_time_is_set_aside(post: Post) -> None:
    spoilt = tip()[:-9] + b"spoilt!!!"
    given = give_bytes(Give(pieces=(Piece(name="e" * 32, at=0, size=len(spoilt), content=spoilt),)))
    for visit in range(2):
        assert fetching.over(lambda _: given, DAY, requests=1).became[Became.ASIDE] == visit
    assert Tip.objects.get().why == Tip.Why.DAMAGED


@pytest.mark.parametrize("lost", [(0, 0, 1, 5, 9), (10**15,)])
def test_a_door_that_tells_nonsense_of_answers_counts_none(post: Post, lost: tuple[int, ...]) -> None:
    visit = fetching.over(lambda _: give_bytes(Give(lost=lost)), DAY, requests=1)
    assert (visit.answers, visit.lost) == (0, 0)


def test_beginnings_that_nobody_finishes_fill_no_disk(post: Post, tmp_path: Path) -> None:
    def poll(_: bytes) -> bytes:
        some = (Piece(name=secrets.token_hex(16), at=0, size=10**6, content=b"x") for _ in range(200))
        return give_bytes(Give(pieces=tuple(some), more=True))

    for _ in range(2):
        fetching.over(poll, DAY, requests=2)
    fetching.over(lambda _: give_bytes(Give(more=True)), DAY, requests=1)
    assert len(list((tmp_path / "arriving").iterdir())) <= fetching.BEGUN


def test_what_was_not_fetched_is_told_once_however_often_it_is_offered(post: Post) -> None:
    hostile = give_bytes(Give(pieces=(Piece(name="f" * 32, at=0, size=10**10, content=b""),)))
    for _ in range(3):
        fetching.over(lambda _: hostile, DAY)
    assert Tip.objects.count() == 1


def test_without_a_thread_or_a_key_it_is_no_tip(post: Post, tmp_path: Path) -> None:
    for about in (replace(ABOUT_IT, thread=""), replace(ABOUT_IT, key="")):
        assert file_away(arrived(tmp_path, tip(about)), keys.identities(), DAY) is Became.ASIDE
    assert not Thread.objects.exists()


def test_a_source_s_day_that_is_still_to_come_is_today_too(post: Post, tmp_path: Path, jar: Source) -> None:
    with whole_desk():
        SourceThread(id=THREAD, source=jar, key=KEY).save(force_insert=True)
    file_away(arrived(tmp_path, tip(replace(ABOUT_IT, day=date(2099, 1, 1)))), keys.identities(), DAY)
    with whole_desk():
        assert Testimony.objects.get().day == DAY
        assert Source.objects.get().last_heard == DAY


def test_a_file_that_nobody_could_open_waits_until_somebody_can(
    post: Post, tmp_path: Path, jar: Source, at_mina_s: Client, mina: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "jebo.desk.tips.sources.unlocked.desk", lambda: replace(unlocked._desk[-1], recovery="")
    )
    with whole_desk():
        SourceThread(id=THREAD, source=jar, key=KEY).save(force_insert=True)
    about = replace(ABOUT_IT, kind=Kind.FILE, name="a.txt", number=1)
    assert file_away(arrived(tmp_path, tip(about, b"words")), keys.identities(), DAY) is Became.ASIDE
    kept = Tip.objects.get()
    assert kept.why == Tip.Why.NO_KEY
    mina.recipient = Identity.make().recipient.text
    mina.save()
    at_mina_s.post(f"/tips/aside/{kept.pk}/again")
    assert not Tip.objects.exists()
    with whole_desk():
        assert Attachment.objects.get().source == jar
