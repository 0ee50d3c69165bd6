"""The page: who may, what it shows, what it refuses, and what a wording does to the text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.texts.documents import docx, paragraph

from jebo.desk import paste
from jebo.desk.paste.offers import Edit, put
from jebo.desk.people.models import Member
from jebo.desk.rights import Role
from jebo.told.newsroom import Newsroom

ADDRESSES = ("/check", "/check/marks", "/check/differences")
MayOpen = Callable[..., Client]


@pytest.fixture
def inside(desk_of: Callable[[Member], Client], member: Callable[..., Member]) -> MayOpen:
    """A browser of somebody with these roles."""
    return lambda *roles: desk_of(member("Hana", *roles))


def shown(client: Client, **sent: Any) -> Any:
    return client.post("/check", sent).context["shown"]


# Who may.


@pytest.mark.parametrize("role", [role.value for role in Role if role != Role.ADMINISTRATOR])
def test_everybody_who_works_on_texts_may_check_one_and_finds_it_first(inside: MayOpen, role: str) -> None:
    client = inside(role)
    assert client.get("/check").status_code == 200
    nav = client.get("/").content.decode().partition("<nav")[2].partition("</nav>")[0]
    assert nav.index('href="/check"') < nav.index('href="/"')


def test_to_the_administrator_the_page_is_not_there(inside: MayOpen) -> None:
    client = inside("administrator")
    assert [client.post(address, {"text": "x"}).status_code for address in ADDRESSES] == [404, 404, 404]
    assert client.get("/check").status_code == 404
    assert 'href="/check"' not in client.get("/").content.decode()


@pytest.mark.django_db
def test_who_is_outside_goes_to_the_way_in(client: Client) -> None:
    for address in ADDRESSES:
        answer = client.post(address, {"text": "A source said so."})
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, "/way-in/")


def test_a_form_of_another_site_is_not_taken(inside: MayOpen) -> None:
    client = inside("reporter")
    client.handler.enforce_csrf_checks = True
    assert [client.post(address, {"text": "x"}).status_code for address in ADDRESSES] == [403, 403, 403]


# What it shows.


@pytest.mark.parametrize("language", ["en", "ko"])
def test_five_findings_stand_open_each_with_what_it_reveals_and_to_whom(
    inside: MayOpen, language: str, request: pytest.FixtureRequest
) -> None:
    story = request.getfixturevalue({"en": "english", "ko": "korean"}[language])
    found = shown(inside("reporter"), text=story)
    assert (found.language, found.verdict, len(found.findings)) == (language, "reword", 5)
    assert all(one.reveals and one.whom for one in (*found.findings, *found.others, *found.third_parties))
    assert found.voices
    assert all(voice.rows and voice.specific and voice.meaning for voice in found.voices)
    assert found.assumptions
    assert found.notes


def test_an_answer_is_in_the_language_of_the_page_whatever_the_text_is_in(
    inside: MayOpen, korean: str
) -> None:
    client = inside("reporter")
    assert shown(client, text=korean).said == "reword"
    client.cookies["django_language"] = "ko"
    assert shown(client, text=korean).said == "표현 수정"


def test_no_page_says_safe(inside: MayOpen, english: str) -> None:
    client = inside("reporter")
    quiet = "Rice was sold at 5,000 won in the market, residents said.\n"
    for text in (english, quiet, "The minister spoke in public."):
        assert "safe" not in client.post("/check", {"text": text}).content.decode().casefold()


def test_offsets_are_those_of_a_browser(inside: MayOpen) -> None:
    text = "😀 A source in Kimchaek told Mulmaru Wire on Thursday that 20 inspectors came."
    client = inside("reporter")
    rows = client.post("/check/marks", {"text": text, "stage": "marks"}).json()["spots"]
    units = text.encode("utf-16-le")
    phrases = [units[2 * start : 2 * end].decode("utf-16-le") for _, start, end, *_ in rows]
    assert "on Thursday" in phrases


def test_the_lines_and_figures_that_come_first_are_those_of_the_answer(
    inside: MayOpen, english: str, korean: str
) -> None:
    client = inside("reporter")
    for story in (english, korean):
        found = shown(client, text=story)
        first = client.post("/check/marks", {"text": story, "stage": "marks"}).json()
        assert [tuple(row[:4]) for row in first["spots"]] == [
            (spot.number, spot.start, spot.end, spot.strength) for spot in found.spots
        ]
        assert found.voices
        assert all(figure in first["figures"] for voice in found.voices for _, figure in voice.rows)


# What a wording does.


def test_every_wording_changes_the_text_only_where_its_detail_is(english: str, korean: str, db: None) -> None:
    for story in (english, korean):
        found = paste.answer(story)
        assert isinstance(found, paste.Shown)
        offers = list(found.offers)
        assert len({offer.id for offer in offers}) == len(offers) > 30
        for offer in offers:
            new = paste.taken(story, found, offer.id)
            assert new is not None
            assert new != story
            assert len(new) > len(story) * 0.5
            assert "  " not in new.replace(story, ""), offer.label


def test_wordings_read_well(english: str, korean: str, db: None) -> None:
    """Whole sentences of the engine: articles, prepositions and particles agree."""
    wanted = {
        english: [
            "Mulmaru Wire recently.",
            "the source said. They carried",
            "In Kimchaek about 20 inspectors",
        ],
        korean: ["소식통은 최근 물마루통신에", "소식통은 “가족들이", "함경북도의 한 도시에서는 검열 성원"],
    }
    for story, sentences in wanted.items():
        found = paste.answer(story)
        assert isinstance(found, paste.Shown)
        texts = [paste.taken(story, found, offer.id) or "" for offer in found.offers]
        assert [one for one in sentences if not any(one in text for text in texts)] == []
        cut_in_two = ("7최근", "한 곳전부")
        assert not any(one in text for one in cut_in_two for text in texts)


def test_a_wording_is_put_in_by_pressing_its_button(inside: MayOpen, english: str) -> None:
    client = inside("reporter")
    found = shown(client, text=english)
    offer = next(o for o in found.offers if o.label == "recently")
    answer = client.post("/check", {"text": english, "text_digest": found.digest, "take": f"text:{offer.id}"})
    assert "told Mulmaru Wire recently." in answer.context["text"].text
    assert answer.context["text"].took == "taken"
    assert answer.context["shown"].digest != found.digest


def test_a_wording_for_another_text_is_not_put_in(inside: MayOpen, english: str) -> None:
    client = inside("reporter")
    found = shown(client, text=english)
    changed = english.replace("Thursday", "Friday")
    for sent in (
        {"text": changed, "text_digest": found.digest, "take": "text:d4.1"},
        {"text": english, "take": "text:d4.1"},
        {"text": english, "text_digest": found.digest, "take": "text:d999.1"},
    ):
        answer = client.post("/check", sent)
        assert answer.context["text"].text == sent["text"]
        assert answer.context["text"].took == "changed"


def test_edits_are_put_in_from_the_last_to_the_first() -> None:
    edits = (Edit(start=0, end=1, text="xy"), Edit(start=2, end=3, text=""))
    assert put("abc", edits) == "xyb"


def test_what_the_script_is_told_to_change_is_what_the_desk_would_change(english: str, db: None) -> None:
    found = paste.answer(english)
    assert isinstance(found, paste.Shown)
    for offer in found.offers:
        told = [Edit(start=start, end=end, text=text) for start, end, text in json.loads(offer.data)]
        assert put(english, told) == paste.taken(english, found, offer.id), "no letter of two units is in it"


# What it refuses, in one sentence.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Одна женщина рассказала нам, что рис подорожал.", "neither in English nor in Korean"),
        ("---\nlimitt: 3\n---\nA source said so.", "it may be meant for"),
        ("---\nlimit: 3\nA source said so.", "front matter"),
        ("x" * (paste.LONGEST + 1), f"longer than {paste.LONGEST:,} letters"),
    ],
)
def test_what_cannot_be_judged_is_said_in_one_sentence(inside: MayOpen, text: str, says: str) -> None:
    client = inside("reporter")
    found = shown(client, text=text)
    assert says in found.says
    assert client.post("/check/marks", {"text": text, "stage": "marks"}).json()["spots"] == []


def test_a_fault_of_the_engine_is_said_without_the_text(
    inside: MayOpen, monkeypatch: pytest.MonkeyPatch, english: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError(english)

    monkeypatch.setattr("jebo.disclosure.judge.judge", fails)
    found = shown(inside("reporter"), text=english)
    assert "jebo failed at" in found.says
    assert "Kimchaek" not in found.says


def test_front_matter_sets_what_the_newsroom_did_not(db: None, english: str) -> None:
    own = paste.answer(f"---\nlimit: 1\n---\n{english}", settings=Newsroom(limits={"middle": 5_000.0}))
    desk = paste.answer(english, settings=Newsroom(limits={"middle": 5_000.0}))
    assert isinstance(own, paste.Shown)
    assert isinstance(desk, paste.Shown)
    assert "5,000" in desk.limits
    assert "5,000" not in own.limits


# Files, and two texts.


MAIL = (
    b"From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n\r\n"
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"A source told us on Thursday."),
        ("a.md", "A source told us on Thursday.".encode("utf-16")),
        ("a.docx", docx(paragraph("A source told us on Thursday."))),
        ("a.eml", MAIL + b"A source told us on Thursday.\r\n"),
    ],
)
def test_a_file_takes_the_place_of_the_text(inside: MayOpen, name: str, data: bytes) -> None:
    answer = inside("reporter").post(
        "/check", {"text": "before it", "text_file": SimpleUploadedFile(name, data)}
    )
    assert "A source told us on Thursday." in answer.context["text"].text
    assert "before it" not in answer.context["text"].text
    assert answer.context["shown"].findings


def test_a_file_that_cannot_be_read_leaves_the_text_as_it_was(inside: MayOpen) -> None:
    sent = {"text": "A source said so.", "text_file": SimpleUploadedFile("a.docx", b"PK\x03\x04broken")}
    answer = inside("reporter").post("/check", sent)
    assert answer.context["text"].text == "A source said so."
    assert "The file was not read" in answer.content.decode()


def test_two_texts_are_compared_whichever_is_pasted_first(inside: MayOpen, english: str, korean: str) -> None:
    client = inside("translator")
    one = client.post("/check", {"text": english, "other": korean}).context["differences"]
    other = client.post("/check", {"text": korean, "other": english}).context["differences"]
    assert [d.says for d in one.found] == [d.says for d in other.found]
    assert {(d.check, d.write) for d in one.found} >= {("R01", "recently"), ("R26", "the source")}
    assert one.found[0].english.of == "text"
    assert other.found[0].english.of == "other"
    assert one.sources[0].rows[-1][0] == "together"


def test_two_texts_of_one_language_are_not_compared(inside: MayOpen, english: str) -> None:
    answer = inside("translator").post("/check/differences", {"text": english, "other": english})
    assert "both texts are in the same language" in answer.content.decode()


def test_a_page_of_another_part_gets_marks_with_its_own_names(inside: MayOpen, english: str) -> None:
    client = inside("reporter")
    panel = client.post("/check/marks", {"text": english, "of": "words-2"}).content.decode()
    assert 'value="words-2:d' in panel
    odd = client.post("/check/marks", {"text": english, "of": '"><script>'}).content.decode()
    assert "<script" not in odd
    assert 'value="text:d' in odd
