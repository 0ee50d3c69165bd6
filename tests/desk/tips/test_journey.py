"""From a word at the door to testimony at the desk, and back with an answer."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from tests.desk.conftest import DeskOf
from tests.desk.testimony.test_attachments import FOR_THE_COPY
from tests.desk.testimony.test_photos import MARK, jpeg
from tests.desk.tips.conftest import DAY, Post
from tests.door.visitor import Visitor

from jebo.desk.people.keys import give_key
from jebo.desk.people.models import Entry, Member
from jebo.desk.readers.models import Letter
from jebo.desk.sources.models import Source
from jebo.desk.testimony import originals
from jebo.desk.testimony.models import Attachment, Testimony
from jebo.desk.tips.keeping import Became
from jebo.desk.tips.models import Answer, SourceThread, Thread, Tip
from jebo.desk.wall import whole_desk
from jebo.sealing import Identity, unseal_stream

MINA_S = "six words that Mina alone knows"
WORDS = "장마당 쌀값이 또 올랐습니다"


def claimed(at_mina_s: Client) -> Source:
    """Mina makes a source of whoever wrote."""
    thread = Thread.objects.get()
    at_mina_s.post(f"/tips/{thread.pk}/source")
    with whole_desk():
        return SourceThread.objects.select_related("source").get(pk=thread.name).source  # type: ignore[no-any-return]


def test_a_word_at_the_door_becomes_testimony_with_one_click(
    post: Post, visitor: Visitor, at_mina_s: Client, mina: Member, mina_s_key: Identity
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS, ("IMG_1.jpg", jpeg()))
    visit = post.visit()
    assert visit.became == {Became.TIP: 2}
    assert post.house.door.spool.tip_names() == [], "the door has dropped what the desk has"
    assert WORDS in at_mina_s.get("/tips/").content.decode()
    source = claimed(at_mina_s)
    with whole_desk():
        testimony = Testimony.objects.get(source=source)
        assert (testimony.words, testimony.day, testimony.read) == (WORDS, DAY, False)
        photo = Attachment.objects.get(testimony=testimony)
        assert photo.kind == "image/jpeg"
        assert MARK not in bytes(photo.shown), "and nothing of the camera"
        assert source.registered_by == mina
    assert not Tip.objects.exists()
    assert source.alias in at_mina_s.get("/testimony/").content.decode()


def test_what_comes_later_goes_to_the_contact_editor_alone(
    post: Post, visitor: Visitor, at_mina_s: Client, joon: Member, desk_of: DeskOf, mina_s_key: Identity
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS)
    post.visit()
    source = claimed(at_mina_s)
    visitor.send(visitor.get("box").token, "어제 단속이 있었습니다", ("b.jpg", jpeg()))
    assert post.visit().became == {Became.TESTIMONY: 2}
    with whole_desk():
        later = Testimony.objects.exclude(words=WORDS).get(source=source)
        assert later.words == "어제 단속이 있었습니다"
        assert later.attachments.count() == 1
    at_joons = desk_of(joon)
    assert "단속" not in at_joons.get("/tips/").content.decode()
    assert at_joons.get(f"/tips/answers/{source.pk}").status_code == 404


def test_an_answer_reaches_whoever_has_the_phrase(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity
) -> None:
    words, box = visitor.begin()
    visitor.send(box.token, WORDS)
    post.visit()
    source = claimed(at_mina_s)
    page = at_mina_s.post(
        f"/tips/answers/{source.pk}/new", {"words": "고맙습니다. 몸조심하세요."}, follow=True
    )
    assert "고맙습니다" in page.content.decode()
    visit = post.visit()
    assert (visit.answers, visit.lost) == (1, 0)
    back = post.house.visitor("ko")
    assert "고맙습니다. 몸조심하세요." in back.post("return", phrase=words).plain
    stranger = post.house.visitor("ko")
    assert "고맙습니다" not in stranger.begin()[1].plain
    with whole_desk():
        answer = Answer.objects.get()
    assert (answer.state, bytes(answer.sealed)) == (Answer.State.AT_THE_DOOR, b"")
    post.visit()
    assert len(list(post.house.door.spool.threads.glob("*/*"))) == 2, "it goes once"


def test_a_source_who_destroyed_everything_is_heard(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS)
    post.visit()
    source = claimed(at_mina_s)
    at_mina_s.post(f"/tips/answers/{source.pk}/new", {"words": "고맙습니다"})
    asked = visitor.post("erase", token=visitor.get("box").token)
    visitor.post("erase", token=asked.token, sure="yes")
    visit = post.visit()
    assert visit.became == {Became.ASKED_TO_DESTROY: 1}
    assert visit.lost == 1
    page = at_mina_s.get(f"/sources/{source.pk}").content.decode()
    assert "asked at the door that everything they sent be destroyed" in page
    assert "nobody will read it" in at_mina_s.get(f"/tips/answers/{source.pk}").content.decode()


def test_what_somebody_new_wants_destroyed_is_destroyed_by_a_person_and_its_files_too(
    post: Post, visitor: Visitor, at_mina_s: Client, envelopes: Path
) -> None:
    """A server that was taken over could ask for it in anybody's name, to have a word go before it is read."""
    _, box = visitor.begin()
    visitor.send(box.token, WORDS, ("a.bin", bytes(2_000_000)))
    post.visit(requests=6)
    assert len(list(envelopes.iterdir())) == 1
    asked = visitor.post("erase", token=visitor.get("box").token)
    visitor.post("erase", token=asked.token, sure="yes")
    post.visit()
    thread = Thread.objects.get()
    assert "asks to be destroyed" in at_mina_s.get("/tips/").content.decode()
    assert "asked at the door" in at_mina_s.get(f"/tips/{thread.pk}").content.decode()
    at_mina_s.post(f"/tips/{thread.pk}/delete")
    assert not Tip.objects.exists()
    assert list(envelopes.iterdir()) == []


def test_a_word_to_the_editors_is_a_letter_of_a_reader(post: Post, visitor: Visitor) -> None:
    visitor.post("comment", text="그 기사에 틀린 날짜가 있습니다")
    assert post.visit().became == {Became.LETTER: 1}
    letter = Letter.objects.get()
    assert (letter.words, letter.address) == ("그 기사에 틀린 날짜가 있습니다", "")


def test_a_film_comes_in_pieces_holds_up_nobody_and_is_carried_away_to_be_opened(
    post: Post,
    visitor: Visitor,
    at_mina_s: Client,
    mina: Member,
    envelopes: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(originals, "MEMORY_LIMIT_BYTES", 30_000_000)
    give_key(mina, MINA_S)
    film = b"\0\0\0 ftypisom" + bytes(range(256)) * 135_000  # 35 MB, more than is opened in memory here
    _, box = visitor.begin()
    visitor.send(box.token, "", ("film.mp4", film))
    other = post.house.visitor("en")
    other.send(other.begin()[1].token, "short words")
    assert post.visit(requests=2).became == {Became.TIP: 1}, "the words are here before the film"
    assert sum(post.visit(requests=20).became[Became.TIP] for _ in range(7)) == 1
    thread = Thread.objects.exclude(tips__words="short words").get()
    at_mina_s.post(f"/tips/{thread.pk}/source")
    with whole_desk():
        kept = Attachment.objects.get()
    assert kept.kind == Attachment.Kind.SEALED
    assert [one.name for one in envelopes.iterdir()] == [kept.sealed_in]
    carried = at_mina_s.post(
        f"/testimony/attachment/{kept.pk}/sealed",
        {"mine": MINA_S, "passphrase": FOR_THE_COPY, "again": FOR_THE_COPY},
    )
    copy = tmp_path / "copy.zip"
    copy.write_bytes(b"".join(carried))
    assert film[:1_000] not in copy.read_bytes()
    with zipfile.ZipFile(copy) as archive:
        key = Identity.unlock(archive.read("key.age"), FOR_THE_COPY)
        parts = {"original.mp4": BytesIO()}
        unseal_stream(BytesIO(archive.read("original.age")), key, lambda name, _: parts[name])
    assert parts["original.mp4"].getvalue() == film


def test_somebody_known_who_lost_the_phrase_stays_one_source(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity, jar: Source
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS)
    post.visit()
    at_mina_s.post(f"/tips/{Thread.objects.get().pk}/source", {"known": "1", "source": jar.pk})
    with whole_desk():
        assert Source.objects.count() == 1
        assert Testimony.objects.get(source=jar).words == WORDS


def test_what_is_fetched_while_a_colleague_makes_a_source_is_kept(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, "one")
    post.visit()
    visitor.send(visitor.get("box").token, "two, meanwhile")
    source = claimed(at_mina_s)
    post.visit()
    with whole_desk():
        assert sorted(Testimony.objects.filter(source=source).values_list("words", flat=True)) == [
            "one",
            "two, meanwhile",
        ]


def test_whoever_comes_second_is_told_that_a_colleague_was_quicker(
    post: Post, visitor: Visitor, mina: Member, joon: Member
) -> None:
    from jebo.desk.tips import sources

    _, box = visitor.begin()
    visitor.send(box.token, WORDS)
    post.visit()
    thread = Thread.objects.get()
    sources.become(DAY, mina, thread, language="ko")
    with pytest.raises(sources.TakenMeanwhile):
        sources.become(DAY, joon, thread, language="ko")
    with whole_desk():
        assert Source.objects.count() == 1


def test_a_film_that_comes_after_its_words_were_read_is_new_again(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS, ("film.mp4", bytes(3_000_000)))
    post.visit(requests=1)
    source = claimed(at_mina_s)
    with whole_desk():
        Testimony.objects.filter(source=source).update(read=True)
    post.visit(requests=8)
    with whole_desk():
        told = Testimony.objects.get(source=source)
        assert (told.read, told.attachments.count()) == (False, 1)


def test_the_trail_tells_no_visit_of_a_source(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS)
    before = Entry.objects.count()
    post.visit()
    assert Entry.objects.count() == before
    source = claimed(at_mina_s)
    at_mina_s.post(f"/tips/answers/{source.pk}/new", {"words": "고맙습니다"})
    assert {one.action for one in Entry.objects.all()} == {"source.register"}


def test_a_word_that_says_that_a_source_is_not_free_is_seen_where_the_words_are_read(
    post: Post, visitor: Visitor, at_mina_s: Client, mina_s_key: Identity
) -> None:
    _, box = visitor.begin()
    visitor.send(box.token, WORDS)
    post.visit()
    source = claimed(at_mina_s)
    with whole_desk():
        source.duress_word = "날씨가 맑네요"
        source.save()
    visitor.send(visitor.get("box").token, "요즘 날씨가  맑네요. 별일 없습니다.")
    post.visit()
    with whole_desk():
        first, second = (Testimony.objects.get(words__contains=word) for word in ("쌀값", "별일"))
    assert "not free to speak" in at_mina_s.get(f"/testimony/{second.pk}").content.decode()
    assert "not free to speak" not in at_mina_s.get(f"/testimony/{first.pk}").content.decode()
