"""A translation stays with its original: who changes the one is seen in the other, and nothing is lost in between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.desk.conftest import MakeSource
from tests.desk.translation.conftest import DAY, ENGLISH, KOREAN, translate

from jebo.desk.events.models import Event, Standing, Support
from jebo.desk.events.rests import recompute
from jebo.desk.people.models import Member
from jebo.desk.stories.models import Edition, RestsOn
from jebo.desk.stories.saving import SavedMeanwhile, begin, save
from jebo.desk.testimony.models import Statement, Testimony
from jebo.desk.translation import findings, memory, translating
from jebo.desk.translation.glossary import occurring, pack_with_ours
from jebo.desk.translation.models import AcceptedDrift, GlossaryTerm, Pair, Rendered
from jebo.desk.wall import whole_desk
from jebo.disclosure import drift

pytestmark = pytest.mark.django_db


def beside_of(english: Edition) -> tuple[translating.Beside, ...]:
    english.refresh_from_db()
    original = translating.original_of(english)
    assert original is not None
    return translating.shown(english, original, translating.rows_of(english, original))


def test_a_story_is_translated_sentence_by_sentence(english: Edition, korean: Edition) -> None:
    assert (
        english.text
        == "## Raid on a market\n\nRice rose to 6,000 won. The market is quiet.\n\nInspectors took the cloth of four traders."
    )
    ids = [one.id for one in korean.marked()]
    assert [left for left, _ in english.pairs] == [[one] for one in ids]
    assert [one.row.words for one in beside_of(english)] == list(ENGLISH)
    assert not any(one.changes or one.gone for one in beside_of(english))


def test_a_changed_original_stands_out_until_somebody_says_it_is_dealt_with(
    english: Edition, korean: Edition, yuna: Member
) -> None:
    save(korean.pk, {"text": KOREAN.replace("6,000", "7,000")}, korean.version, DAY, yuna)
    shown = beside_of(english)
    assert [bool(one.changes) for one in shown] == [False, True, False, False]
    korean.refresh_from_db()
    rows = tuple(one.row for one in shown)
    translating.keep(english, korean, translating.Sent(rows=rows, version=english.version), DAY, yuna)
    assert any(one.changes for one in beside_of(english))  # saving alone does not settle it
    translating.keep(
        english,
        korean,
        translating.Sent(rows=rows, version=english.version, settled=frozenset({1})),
        DAY,
        yuna,
    )
    assert not any(one.changes for one in beside_of(english))


def test_a_sentence_cut_from_the_original_stands_out(english: Edition, korean: Edition, yuna: Member) -> None:
    save(korean.pk, {"text": KOREAN.replace(" 장마당은 조용하다.", "")}, korean.version, DAY, yuna)
    assert [one.gone for one in beside_of(english)] == [False, False, True, False]


def test_pairs_survive_an_edit_on_the_other_page(english: Edition, korean: Edition, yuna: Member) -> None:
    save(english.pk, {"text": english.text.replace("is quiet", "is very quiet")}, english.version, DAY, yuna)
    assert [one.row.original for one in beside_of(english)] == [(one.id,) for one in korean.marked()]


def test_a_text_that_somebody_wrote_as_a_whole_is_paired_as_the_comparison_pairs_it(
    korean: Edition, yuna: Member
) -> None:
    made = translating.begin(korean, DAY, yuna)
    text = "## Raid on a market\n\nRice rose to 6,000 won. The market is quiet.\n\nInspectors took the cloth of four traders."
    made = save(made.pk, {"text": text}, made.version, DAY, yuna)
    found = {one.row.words: one.before for one in beside_of(made)}
    assert found["Rice rose to 6,000 won."] == "쌀값이 6,000원으로 올랐다."


def test_two_translators_never_lose_a_word(english: Edition, korean: Edition, yuna: Member) -> None:
    rows = tuple(one.row for one in beside_of(english))
    mine = (replace(rows[0], words="A raid"), *rows[1:])
    translating.keep(english, korean, translating.Sent(rows=mine, version=english.version), DAY, yuna)
    with pytest.raises(SavedMeanwhile):
        translating.keep(english, korean, translating.Sent(rows=rows, version=english.version - 1), DAY, yuna)


def test_a_sentence_rests_on_what_its_original_rests_on(
    korean: Edition, yuna: Member, mina: Member, source_of: MakeSource
) -> None:
    source = source_of(mina, "푸른 항아리")
    with whole_desk():
        statement = Statement.objects.create(source=source, korean="천을 걷어 갔다", access="saw")
        event = Event.objects.create(korean="천 단속", when="2026-07")
        Support.objects.create(source=source, event=event, statement=statement)
        recompute([event.pk])
        standing = Standing.objects.get()
    RestsOn.objects.create(edition=korean, sentence=korean.marked()[3].id, standing=standing)
    english = translate(korean, yuna)
    assert [one.sentence for one in RestsOn.objects.filter(edition=english)] == [english.marked()[3].id]


def test_the_other_way_round_english_is_the_original(yuna: Member) -> None:
    made = begin("cloth", "en", DAY, yuna)
    made = save(made.pk, {"text": "Rice rose. The market is quiet."}, made.version, DAY, yuna)
    korean = translate(made, yuna, ("쌀값이 올랐다.", "장마당은 조용하다."))
    assert korean.language == "ko"
    assert next((one.before, one.row.words) for one in beside_of(korean)) == ("Rice rose.", "쌀값이 올랐다.")
    assert Pair.objects.filter(korean="쌀값이 올랐다.", english="Rice rose.").exists()


def test_the_memory_knows_a_sentence_again_and_one_like_it(english: Edition) -> None:
    (same,) = memory.matches("장마당은 조용하다.", "ko")
    assert (same.translation, same.percent) == ("The market is quiet.", 100)
    like = memory.matches("쌀값이 7,000원으로 올랐다.", "ko")[0]
    assert like.translation == "Rice rose to 6,000 won."
    assert 60 <= like.percent < 100
    assert memory.matches("전혀 다른 이야기가 여기에 있다.", "ko") == ()
    assert memory.matches("장마당은 조용하다.", "ko", but=english) == ()


def test_what_was_reworded_in_a_story_is_forgotten_by_the_memory(english: Edition, yuna: Member) -> None:
    save(
        english.pk,
        {"text": english.text.replace("of four traders", "of traders")},
        english.version,
        DAY,
        yuna,
    )
    assert not Pair.objects.filter(english__contains="four").exists()
    assert Pair.objects.filter(english="Inspectors took the cloth of traders.").exists()


def test_new_words_beside_an_old_translation_are_no_pair(
    english: Edition, korean: Edition, yuna: Member
) -> None:
    save(korean.pk, {"text": KOREAN.replace("6,000", "7,000")}, korean.version, DAY, yuna)
    assert not Pair.objects.filter(korean__contains="쌀값").exists()
    assert Pair.objects.filter(korean="장마당은 조용하다.").exists()


def test_no_testimony_is_ever_in_the_memory(english: Edition, mina: Member, source_of: MakeSource) -> None:
    with whole_desk():
        Testimony.objects.create(
            source=source_of(mina, "a"), day=DAY, words="QX 들은 말이다.", translation="QX was heard."
        )
    memory.follow(english.story)
    held = " ".join(one for pair in memory.everything() for one in pair)
    assert "QX" not in held
    assert "The market is quiet." in held  # what is published is there


def test_a_pair_from_a_file_is_kept_once() -> None:
    assert memory.learn([("가게다.", "A shop."), ("가게다.", "A shop."), ("", "x")], DAY) == 1
    assert memory.learn([("가게다.", "A shop.")], DAY) == 0


def test_the_desks_own_terms_stand_beside_those_of_the_pack_in_their_years() -> None:
    GlossaryTerm.objects.create(
        korean="물마루장", english="crest market; crest bazaar", since=2020, until=2024
    )
    pack = pack_with_ours("kp")
    found = {one.term: one for one in occurring("물마루장에서 예심을 받았다", pack, 2022)}
    assert found["물마루장"].renderings[0] == "crest market"
    assert found["물마루장"].holds
    assert "예심" in found
    assert not occurring("물마루장", pack, 2025)[0].holds


def test_a_difference_is_found_and_accepted_and_void_when_a_word_changes(
    english: Edition, korean: Edition, yuna: Member
) -> None:
    assert not findings.open_findings(english.story, DAY)
    text = english.text.replace("four traders", "five traders")
    english = save(english.pk, {"text": text}, english.version, DAY, yuna)
    (one,) = findings.open_findings(english.story, DAY)
    with pytest.raises(findings.NothingSaid):
        findings.accept(english.story, one.key, "  ", DAY, yuna)
    findings.accept(english.story, one.key, "다섯이 맞다", DAY, yuna)
    assert findings.open_findings(english.story, DAY) == ()
    korean.refresh_from_db()
    save(
        korean.pk,
        {"text": KOREAN.replace("장사꾼 네 명의", "장사꾼 네 명의 고운")},
        korean.version,
        DAY,
        yuna,
    )
    assert findings.open_findings(english.story, DAY)
    assert AcceptedDrift.objects.count() == 1
    with pytest.raises(findings.NoSuchFinding):
        findings.accept(english.story, "0" * 64, "x", DAY, yuna)


def test_a_wording_never_used_and_a_rendering_out_of_the_glossary_are_found(english: Edition) -> None:
    GlossaryTerm.objects.create(korean="장사꾼", english="vendor", never="quiet")
    assert "term.never" in {one.kind for one in findings.open_findings(english.story, DAY)}


def test_what_a_machine_drafted_waits_for_a_person(english: Edition, korean: Edition, yuna: Member) -> None:
    Rendered.objects.filter(edition=english, sentence=korean.marked()[1].id).update(machine=True)
    (one,) = findings.open_findings(english.story, DAY)
    with pytest.raises(findings.NoSuchFinding):
        findings.accept(english.story, one.key, "ok", DAY, yuna)
    rows = tuple(row.row for row in beside_of(english))
    translating.keep(
        english,
        korean,
        translating.Sent(rows=rows, version=english.version, settled=frozenset({1})),
        DAY,
        yuna,
    )
    assert findings.open_findings(english.story, DAY) == ()


def test_what_cannot_be_compared_raises(english: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(drift, "compare", broken)
    with pytest.raises(RuntimeError):
        findings.open_findings(english.story, DAY)
