"""What somebody can do at the door."""

from __future__ import annotations

import pytest
from tests.door.conftest import DAY, OTHER, House, Make
from tests.door.visitor import Visitor

from jebo.sealing import Part, seal
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes


@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_and_files_reach_the_desk_sealed_and_each_by_itself(house: House, language: str) -> None:
    visitor = house.visitor(language)
    _, box = visitor.begin()
    after = visitor.send(
        box.token, "장마당에서 천이 사라졌다.", ("사진.jpg", b"\xff\xd8" * 10), ("film.mp4", bytes(700_000))
    )
    assert after.plain.count("It is here, sealed." if language == "en" else "봉인되어 들어왔습니다") == 3
    told = house.tips()
    assert [about.kind for about, _ in told] == [Kind.MESSAGE, Kind.FILE, Kind.FILE]
    assert [content for _, content in told] == [
        "장마당에서 천이 사라졌다.".encode(),
        b"\xff\xd8" * 10,
        bytes(700_000),
    ]
    assert [about.name for about, _ in told] == ["", "사진.jpg", "film.mp4"]
    assert {about.sending for about, _ in told} == {told[0][0].sending}
    assert {(about.day, about.language) for about, _ in told} == {(DAY, language)}
    assert [content for _, content in house.tips(OTHER)] == [content for _, content in told], "for each key"


def answered(house: House, thread: About, text: str, number: int = 0) -> None:
    """The desk's answer, as it lies at the door."""
    from jebo.sealing import Recipient

    about = About(kind=Kind.REPLY, day=DAY, language="ko", number=number)
    parts = [Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=text.encode())]
    kept = house.door.spool.answer(thread.thread, seal(parts, [Recipient(text=thread.key)]))
    assert kept is not None
    house.door.spool.keep([kept])


def test_whoever_comes_back_with_words_or_digits_reads_the_answer_and_writes_again(house: House) -> None:
    visitor = house.visitor("ko")
    page = visitor.post("new")
    words, digits = " ".join(page.words), page.text.split('class="digits">')[1].split("<")[0]
    box = visitor.post("phrase", phrase=digits)
    visitor.send(box.token, "하나")
    answered(house, house.tips()[0][0], "고맙습니다. 언제 보았습니까?")
    for typed in (words, digits, words.replace(" ", "  ").upper()):
        again = house.visitor("ko")
        seen = again.post("return", phrase=typed)
        assert "고맙습니다. 언제 보았습니까?" in seen.plain
    again.send(seen.token, "둘")
    threads = {about.thread for about, _ in house.tips()}
    assert len(threads) == 1
    assert sorted(house.content()) == ["둘".encode(), "하나".encode()] or sorted(house.content()) == [
        "하나".encode(),
        "둘".encode(),
    ]


def test_nothing_is_sent_before_the_phrase_was_typed_back(house: House, visitor: Visitor) -> None:
    words = visitor.post("new").words
    assert len(words) == 8
    assert "Your phrase" in visitor.get("box").plain
    wrong = visitor.post("phrase", phrase=" ".join(reversed(words)))
    assert "That is not the phrase above" in wrong.plain
    assert wrong.words == words, "it is shown again"
    assert "Your phrase" in visitor.send("x", "hello").plain
    assert house.content() == []


def test_a_slip_is_told_from_a_phrase_that_nobody_used(house: House, visitor: Visitor) -> None:
    slip = visitor.post("return", phrase="abandon ability able about above absent absorb abstract")
    assert "This is no phrase of ours" in slip.plain
    unknown = house.visitor().begin()[0]
    assert "There is no answer for this phrase." in visitor.post("return", phrase=unknown).plain


def test_all_of_a_source_is_destroyed_and_the_desk_is_told(house: House, visitor: Visitor) -> None:
    _, box = visitor.begin()
    box = visitor.send(box.token, "mine", ("a.jpg", bytes(400_000)))
    other = house.visitor()
    other.send(other.begin()[1].token, "of somebody else")
    answered(house, next(about for about, content in house.tips() if content == b"mine"), "an answer")
    asked = visitor.post("erase", token=box.token)
    assert "Destroy everything?" in asked.plain
    assert len(house.tips()) == 3, "not before it was asked twice"
    done = visitor.post("erase", token=asked.token, sure="yes")
    assert "It is destroyed" in done.plain
    left = house.tips()
    assert sorted((about.kind, content) for about, content in left) == [
        (Kind.ERASE, b""),
        (Kind.MESSAGE, b"of somebody else"),
    ]
    assert len(list(house.door.spool.threads.iterdir())) == 1
    assert "Come back" in visitor.get("box").plain, "the visit is over"


def test_a_word_to_the_editors_needs_no_phrase_and_has_no_way_back(house: House, visitor: Visitor) -> None:
    assert "There was nothing to send." in visitor.post("comment", text="  ").plain
    assert "Thank you" in visitor.post("comment", text="그 기사에 틀린 날짜가 있습니다").plain
    ((about, content),) = house.tips()
    assert (about.kind, about.thread, about.key) == (Kind.COMMENT, "", "")
    assert content.decode() == "그 기사에 틀린 날짜가 있습니다"


def test_the_own_phrase_is_never_kept(house: House, visitor: Visitor) -> None:
    words, box = visitor.begin()
    assert "That was your phrase" in visitor.send(box.token, words).plain
    assert house.content() == []


def test_leaving_ends_the_visit_and_the_browser_forgets(house: House, visitor: Visitor) -> None:
    visitor.begin()
    away = visitor.ask("GET", "/en/leave")
    assert away is not None
    assert (away.status, away.headers["location"]) == (303, "https://www.wikipedia.org/")
    assert "storage" in away.headers["clear-site-data"]
    assert "cookies" not in away.headers["clear-site-data"], "or Chromium leaves the cookie where it is"
    assert "visit=; Path=/; Max-Age=0" in away.headers["set-cookie"]
    assert "Come back" in visitor.get("box").plain


def test_a_visit_ends_by_itself(house: House, visitor: Visitor) -> None:
    visitor.begin()
    house.seconds += 29 * 60
    assert "Write and read" in visitor.get("box").plain
    house.seconds += 31 * 60
    assert "Come back" in visitor.get("box").plain


def test_one_sees_what_became_of_each_thing_and_names_are_shown_once(make: Make) -> None:
    visitor = make(largest=500_000).visitor()
    _, box = visitor.begin()
    after = visitor.send(box.token, "words", ("large.mp4", bytes(600_000)), ("small.jpg", bytes(1_000)))
    for told in ("Your words: It is here", "large.mp4: It is too large", "small.jpg: It is here"):
        assert told in after.plain
    assert after.text.count('class="wrong"') == 1
    later = visitor.get("box").plain
    assert "Your words: It is here" in later
    assert "A file: It is too large" in later
    assert "large.mp4" not in later


def test_a_cut_line_loses_one_file_and_not_all(house: House, visitor: Visitor) -> None:
    from tests.door.visitor import MULTIPART, form, pieces

    _, box = visitor.begin()
    whole = b"".join(form(box.token, "words", [("one.jpg", bytes(300_000)), ("two.jpg", bytes(600_000))]))
    chunks = pieces(whole[:-300_000], 10_000)
    assert visitor.ask("POST", "/en/box", chunks, MULTIPART, cut=True) is None
    assert [about.name for about, _ in house.tips()] == ["", "one.jpg"]
    assert "two.jpg: The line was cut" in visitor.get("box").plain
    assert list(house.door.spool.coming.iterdir()) == [], "and nothing half is left"


def test_a_file_that_is_too_large_is_said_so_and_the_others_are_kept(make: Make) -> None:
    house = make(largest=500_000)
    visitor = house.visitor()
    _, box = visitor.begin()
    after = visitor.send(box.token, "", ("large.mp4", bytes(600_000)), ("small.jpg", bytes(1_000)))
    assert "large.mp4: It is too large" in after.plain
    assert [about.name for about, _ in house.tips()] == ["small.jpg"]
    assert list(house.door.spool.coming.iterdir()) == []


def test_without_room_new_sources_wait_first(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    house = make(reserve=1_000_000)
    first, second = house.visitor(), house.visitor()
    _, box = first.begin()
    first.send(box.token, "early")
    monkeypatch.setattr(
        type(house.door.spool),
        "room",
        lambda _, reserve: 5_000_000 if reserve < 2_000_000 else 0,
    )
    assert "There is no room" in second.send(second.begin()[1].token, "", ("a.jpg", bytes(1_000))).plain
    assert "It is here" in first.send(first.get("box").token, "", ("b.jpg", bytes(1_000))).plain
