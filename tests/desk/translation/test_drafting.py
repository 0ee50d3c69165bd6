"""A machine's draft helps where the newsroom wants it, is a machine's until a person says otherwise, and goes out in no story before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from tests.desk.conftest import MakeSource
from tests.desk.translation.conftest import DAY, ENGLISH, KOREAN
from tests.desk.translation.model_server import listening
from tests.desk.translation.test_chat import no_network
from tests.desk.translation.test_pages import begun, typed

from jebo.desk.people.models import Entry, Member
from jebo.desk.publication.check import check
from jebo.desk.stories.models import Edition, RestsOn
from jebo.desk.stories.saving import save
from jebo.desk.testimony.models import Statement
from jebo.desk.translation import chat, drafting, findings, memory
from jebo.desk.translation.answer import NotSentences
from jebo.desk.translation.drafter import Terms
from jebo.desk.translation.models import GlossaryTerm, Pair, Rendered
from jebo.desk.wall import whole_desk

__all__ = ["no_network"]  # a fixture

pytestmark = pytest.mark.django_db
DRAFTS = (
    "Raid at a market",
    "Rice went to 6,000 won.",
    "The market is still.",
    "Four traders lost their cloth.",
)


@dataclass
class Machine:
    """Drafts what it has been taught, and keeps what it was asked."""

    outside: str = ""
    asked: list[Any] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def drafts(self, sentences: Sequence[str], language: str, into: str, terms: Terms) -> tuple[str, ...]:
        self.asked.append((tuple(sentences), language, into, tuple(terms)))
        self.meanwhile()
        return tuple(dict(zip(told(), DRAFTS, strict=True))[one] for one in sentences)


def told() -> list[str]:
    return [
        "장마당 단속",
        "쌀값이 6,000원으로 올랐다.",
        "장마당은 조용하다.",
        "검열조가 장사꾼 네 명의 천을 걷어 갔다.",
    ]


@pytest.fixture
def machine(settings: Any) -> Machine:
    settings.DRAFTER = Machine()
    found: Machine = settings.DRAFTER
    return found


def drafted(browser: Client, english: Edition, words: tuple[str, ...] = (), **more: Any) -> str:
    """The page after the button was pressed."""
    asked = {"do": "draft", **more}
    page = browser.post(f"/translation/{english.pk}", typed(browser, english, words, **asked), follow=True)
    english.refresh_from_db()
    return page.content.decode()


def machines(english: Edition) -> list[bool]:
    return list(Rendered.objects.filter(edition=english).values_list("machine", flat=True))


def waiting(english: Edition) -> int:
    return sum(1 for one in findings.open_findings(english.story, DAY) if one.kind == "machine")


def test_a_desk_that_named_no_machine_shows_none_of_this(at_yuna_s: Client, korean: Edition) -> None:
    english = begun(at_yuna_s, korean)
    assert "draft the next" not in at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    assert "No sentence waits for a draft" in drafted(at_yuna_s, english).replace(
        "no sentence", "No sentence"
    )
    assert english.text == ""


def test_what_waits_is_drafted_and_marked_and_what_was_typed_is_kept(
    at_yuna_s: Client, korean: Edition, machine: Machine
) -> None:
    GlossaryTerm.objects.create(korean="쌀값", english="rice price; price of rice")
    english = begun(at_yuna_s, korean)
    page = drafted(at_yuna_s, english, ("Raid",))
    assert english.text == f"## Raid\n\n{DRAFTS[1]} {DRAFTS[2]}\n\n{DRAFTS[3]}"
    assert machines(english) == [False, True, True, True]
    ((sentences, language, into, terms),) = machine.asked
    assert (list(sentences), language, into) == (told()[1:], "ko", "en")
    assert ("쌀값", "rice price") in terms
    assert page.count("machine draft</span>") == 3
    assert "3 sentences were drafted" in page


def test_a_sentence_that_was_left_out_is_not_sent(
    at_yuna_s: Client, korean: Edition, machine: Machine
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english, settled_2="1")
    assert told()[2] not in machine.asked[0][0]


def test_no_edition_with_a_draft_that_nobody_went_over_passes_the_release_check(
    at_yuna_s: Client, korean: Edition, machine: Machine
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english)

    def stopped() -> int:
        found = [one for one in check(english.story, DAY).open if one.code == "drift"]
        return sum(1 for one in found if str(one.says) == str(findings.MACHINE) and not one.may_be_accepted)

    assert stopped() == 4
    settled: dict[str, Any] = {f"settled_{n}": "1" for n in range(4)}
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, **settled))
    assert stopped() == 0


def test_the_original_taken_away_lets_no_draft_pass(
    at_yuna_s: Client, korean: Edition, machine: Machine, yuna: Member
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english)
    korean.refresh_from_db()
    save(korean.pk, {"text": ""}, korean.version, DAY, yuna)
    assert waiting(english) == 4
    address = f"/translation/{english.pk}"
    settled: dict[str, Any] = {f"settled_{n}": "1" for n in range(4)}
    at_yuna_s.post(address, typed(at_yuna_s, english, **settled))
    assert waiting(english) == 0  # and it is no dead end


def test_to_edit_a_draft_makes_it_a_persons_and_to_cut_merge_split_or_move_it_does_not(
    at_yuna_s: Client, korean: Edition, machine: Machine
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english)
    address = f"/translation/{english.pk}"
    for what in ("save", "down:1", "merge:1", "split:1", "merge:2", "split:2"):
        at_yuna_s.post(address, typed(at_yuna_s, english, do=what))
        english.refresh_from_db()
        assert machines(english) == [True] * 4, what
    at_yuna_s.post(address, typed(at_yuna_s, english, ("A raid at a market",)))
    assert sorted(machines(english)) == [False, True, True, True]
    at_yuna_s.post(address, typed(at_yuna_s, english, ("A raid at a market", "")))
    assert waiting(english) == 2  # a draft thrown away is none


def test_a_draft_whose_sentence_was_cut_can_be_settled(
    at_yuna_s: Client, korean: Edition, machine: Machine, yuna: Member
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english)
    korean.refresh_from_db()
    save(korean.pk, {"text": KOREAN.replace(" 장마당은 조용하다.", "")}, korean.version, DAY, yuna)
    assert waiting(english) == 4
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, settled_2="1"))
    assert waiting(english) == 3


def test_the_memory_learns_a_draft_when_a_person_went_over_it(
    at_yuna_s: Client, korean: Edition, machine: Machine
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english)
    assert not Pair.objects.exists()
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, settled_1="1"))
    assert [one.english for one in Pair.objects.all()] == [DRAFTS[1]]
    assert memory.matches(told()[1], "ko")


def test_what_a_colleague_wrote_while_the_machine_worked_stays(
    at_yuna_s: Client, korean: Edition, machine: Machine, yuna: Member
) -> None:
    english = begun(at_yuna_s, korean)

    def colleague() -> None:
        machine.meanwhile = lambda: None
        at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, ("", ENGLISH[1])))

    machine.meanwhile = colleague
    drafted(at_yuna_s, english)
    assert ENGLISH[1] in english.text
    assert DRAFTS[1] not in english.text
    assert sorted(machines(english)) == [False, True, True, True]


def test_one_draft_is_made_at_a_time(at_yuna_s: Client, korean: Edition, machine: Machine) -> None:
    english = begun(at_yuna_s, korean)
    pages: list[str] = []
    machine.meanwhile = lambda: pages.append(drafted(at_yuna_s, english))
    drafted(at_yuna_s, english)
    assert "drafting for a colleague" in pages[0]
    assert len(machine.asked) == 1


def test_a_failure_is_one_sentence_and_what_was_typed_is_saved(
    at_yuna_s: Client, korean: Edition, machine: Machine
) -> None:
    english = begun(at_yuna_s, korean)

    def fails() -> None:
        raise NotSentences

    machine.meanwhile = fails
    page = drafted(at_yuna_s, english, ("Raid",))
    assert "one plain sentence for each" in page
    assert english.text == "## Raid"
    assert not any(machines(english))
    machine.meanwhile = lambda: None
    drafted(at_yuna_s, english)
    assert DRAFTS[1] in english.text  # the next one is not locked out


def test_what_leaves_the_machine_is_said_on_the_page_and_written_to_the_trail(
    at_yuna_s: Client, korean: Edition, machine: Machine
) -> None:
    english = begun(at_yuna_s, korean)
    assert "Leaves this machine" not in at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    machine.outside = "Sentences of stories go to draft.example."
    page = at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    assert "Leaves this machine" in page
    assert machine.outside in page
    assert not Entry.objects.filter(action="draft.outside").exists()
    drafted(at_yuna_s, english)
    assert Entry.objects.filter(action="draft.outside").count() == 1


def test_who_may_not_write_has_nothing_drafted(
    at_yuna_s: Client, korean: Edition, machine: Machine, member: Any, desk_of: Any
) -> None:
    english = begun(at_yuna_s, korean)
    saebom = desk_of(member("Saebom", "safety editor"))
    assert "draft the next" in at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    assert "draft the next" not in saebom.get(f"/translation/{english.pk}").content.decode()
    drafted(saebom, english)
    assert not machine.asked


def test_no_name_of_a_source_no_statement_and_no_id_is_sent(
    at_yuna_s: Client, korean: Edition, settings: Any, mina: Member, yuna: Member, source_of: MakeSource
) -> None:
    source = source_of(mina, "푸른 항아리")
    with whole_desk():
        statement = Statement.objects.create(source=source, korean="천을 걷어 갔다고 QX 말했다", access="saw")
    Edition.objects.filter(pk=korean.pk).update(slug="qx-raid", share="QX")
    english = begun(at_yuna_s, korean)
    with listening() as model:
        settings.DRAFTER = chat.named({chat.SERVER: model.url, chat.MODEL: "small"})
        drafted(at_yuna_s, english)
        (sent,) = model.sent
    for one in told():
        assert one.encode() in sent
    ids = [
        korean.pk,
        english.pk,
        korean.story_id,
        source.pk,
        str(statement.pk),
        yuna.pk,
        *(one.id for one in korean.marked()),
    ]
    words = [
        source.alias,
        "QX",
        "qx",
        statement.korean,
        korean.story.label,
        korean.headline,
        yuna.name,
        "Mina",
    ]
    assert not [one for one in [*words, *ids] if len(one) > 1 and one.encode() in sent]
    assert "[Draft 0]" in english.text
    assert not RestsOn.objects.exists()


def test_english_is_drafted_into_korean_with_its_terms(
    at_yuna_s: Client, yuna: Member, settings: Any
) -> None:
    from jebo.desk.stories.saving import begin

    GlossaryTerm.objects.create(korean="물마루장", english="crest market")
    made = begin("cloth", "en", DAY, yuna)
    made = save(made.pk, {"text": "The Crest Market is quiet."}, made.version, DAY, yuna)
    at_yuna_s.post(f"/translation/begin/{made.pk}")
    korean = Edition.objects.get(language="ko")
    asked: list[Any] = []

    class Korean(Machine):
        def drafts(self, *given: Any) -> tuple[str, ...]:
            asked.append(given)
            return ("물마루장은 조용하다.",)

    settings.DRAFTER = Korean()
    drafted(at_yuna_s, korean)
    assert asked[0][1:3] == ("en", "ko")
    assert ("crest market", "물마루장") in asked[0][3]
    assert korean.text == "물마루장은 조용하다."


def test_no_more_is_asked_at_once_than_a_small_machine_drafts_in_time(
    at_yuna_s: Client, korean: Edition, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "AT_ONCE", 3)
    english = begun(at_yuna_s, korean)
    assert "the next 3 sentences" in at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    drafted(at_yuna_s, english)
    assert [len(one[0]) for one in machine.asked] == [3]


def test_a_machines_words_that_come_back_with_an_earlier_text_are_a_machines_again(
    at_yuna_s: Client, korean: Edition, machine: Machine, yuna: Member
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english)
    then = english.text
    mine = ("A raid on a market", "Rice was dearer.", "It was quiet.", "Inspectors took cloth.")
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, mine))
    english.refresh_from_db()
    assert waiting(english) == 0
    back = save(english.pk, {"text": then}, english.version, DAY, yuna)
    assert waiting(back) == 4
    assert "machine draft</span>" in at_yuna_s.get(f"/translation/{english.pk}").content.decode()
    assert not Pair.objects.filter(english=DRAFTS[1]).exists()


def test_a_machines_words_that_a_person_went_over_come_back_as_a_persons(
    at_yuna_s: Client, korean: Edition, machine: Machine, yuna: Member
) -> None:
    english = begun(at_yuna_s, korean)
    drafted(at_yuna_s, english)
    settled: dict[str, Any] = {f"settled_{n}": "1" for n in range(4)}
    at_yuna_s.post(f"/translation/{english.pk}", typed(at_yuna_s, english, **settled))
    english.refresh_from_db()
    then = english.text
    other = save(english.pk, {"text": "Nothing."}, english.version, DAY, yuna)
    back = save(other.pk, {"text": then}, other.version, DAY, yuna)
    assert waiting(back) == 0
