"""The English ear: who speaks, who is anonymous, how many they are. All stories are invented."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.disclosure.find import find, read
from jebo.disclosure.reading import Reading
from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.packs.language import language

SOURCE = "A source in Ryanggang Province told Daily NK on Tuesday that the gate was locked. "


def heard(text: str) -> Reading:
    return read(text, language("en", "kp"))


def said(text: str, kind: str) -> list[str]:
    """What was found of a kind."""
    return [text[d.start : d.end] for d in find(text, language("en", "kp")).details if d.kind == kind]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A nurse said that the ward was shut.", 1),
        ("“The ward was shut,” said a nurse.", 1),
        ("The ward was shut, according to a nurse.", 1),
        ("A nurse from Hyesan who asked not to be named told RFA that the ward was shut.", 1),
        ("A nurse and a guard said that the ward was shut.", 2),
        ("Residents said that the ward was shut. One resident said that it was cold.", 2),
        ("Three guards told RFA that the ward was shut. One of the guards said that it was cold.", 3),
        ("A nurse said that the ward was shut. Another nurse said that it was open.", 2),
        ("A nurse said that the ward was shut. The nurse said that it was cold. She said she left.", 1),
        ("Two people familiar with the matter said that the ward was shut.", 2),
        ("Half a dozen nurses told RFA that the ward was shut.", 6),
        ("Four sources told RFA that the ward was shut. A nurse said that it was cold.", 4),
        ("Two guards told RFA that it was shut. One of the two, a sergeant, said that it was cold.", 2),
        ("A second source, a nurse, told RFA that the ward was shut.", 1),
        ("A nurse said that men had picked up four students in the night.", 1),
        ("A source told RFA that 240 workers were sent home. They had been paid, the source said.", 1),
        ("In the account of a nurse, the ward was shut.", 1),
        ("The memo was leaked by a clerk of the bureau.", 1),
        ("A 19-year-old from Kachin State said that the ward was shut.", 1),
    ],
)
def test_anonymous_speakers_are_counted(text: str, count: int) -> None:
    assert heard(text).speakers.count == count


@pytest.mark.parametrize(
    "text",
    [
        "Marta Olesen, a nurse, said that the ward was shut.",
        "The nurse Marta Olesen said that the ward was shut.",
        "A spokesman for the ministry said that the ward was shut.",
        "The ministry said that the ward was shut.",
        "Dr. Olesen said that the ward was shut. “It was cold,” she said.",
        "Marta Olesen told the court that a nurse had shut the ward. She said it was cold.",
        "The fish is her only source of income, Marta Olesen said.",
        "KCNA reported that the ward was shut.",
        "Marta Olesen served as a border officer. “It was cold,” she said. A smuggler paid her, she said.",
        "“The ward was shut,” Marta Olesen told a news conference. A guard told the court that it was open.",
        "A poll asked 800 people. Respondents said that it was cold. “It was,” said Marta Olesen.",
        "The minister Marta Olesen left. The minister said that the ward was shut.",
        "“The ward was shut,” said his daughter. The daughter, Tove, said it was cold, Marta Olesen said.",
    ],
)
def test_speakers_on_the_record_are_no_sources(text: str) -> None:
    assert heard(text).speakers.count == 0
    assert find(text, language("en", "kp")).details == ()


def test_a_talk_with_somebody_named_is_no_source_until_a_name_is_withheld() -> None:
    head, talk = (
        "An interview with Marta Olesen",
        (
            "\n\nWhen did you leave?\n\nIn May. A guard told me to run.\n\nWho saw you?\n\nA nurse, she says, saw it all."
        ),
    )
    assert heard(head + talk).speakers.count == 0
    assert (
        heard(head + talk + "\n\nA guard told RFA on condition of anonymity that it was so.").speakers.count
        > 0
    )


def test_a_source_among_named_speakers_is_still_heard() -> None:
    text = "Marta Olesen, a nurse, said that the ward was shut. A guard told RFA that it was open."
    assert heard(text).speakers.count == 1


def test_each_sentence_has_its_speaker() -> None:
    text = SOURCE + "Marta Olesen, a doctor, said that it was open. Snow fell."
    assert heard(text).speakers.sentence.tolist() == [0, NAMED, NOBODY]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“It is cold,” said a guard.", [0]),
        ("A guard said: “It is cold.”", [0]),
        ("A guard said it was cold.\n\n“Nobody comes.”", [0]),
        (SOURCE + "“It is cold,” said Marta Olesen, a doctor.", [NAMED]),
        (SOURCE + "A notice on the gate reads “Closed until the end of spring.”", [NOBODY]),
    ],
)
def test_each_quotation_has_its_speaker(text: str, speakers: list[int]) -> None:
    assert list(heard(text).speakers.quote) == speakers


def test_pronouns_that_stand_for_a_source_are_found_and_others_are_not() -> None:
    text = "A guard told RFA that the gate was locked. He said that he had the key."
    assert said(text, "attribution.person") == ["He", "he"]
    other = SOURCE + "Marta Olesen, a doctor, said that she had the key."
    assert said(other, "attribution.person") == []


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("“It is cold,” a nurse said by telephone.", ["a nurse"]),
        ("A nurse who worked for the police told RFA it was shut.", ["A nurse"]),
        ("A nurse, whose account a guard passed on, said it was shut.", ["A nurse"]),
        ("An officer in the camp, speaking on background, says he was there.", ["An officer"]),
        ("A friend of the baker, a guard now in Bangkok, said they had left.", ["A friend of the baker"]),
        ("The list was shown to RFA by a clerk who keeps the books.", ["a clerk"]),
        ("The list came to us by way of a clerk.", ["a clerk"]),
        (
            "A guard told RFA it was shut. The mother of one pupil said it was open.",
            ["A guard", "The mother"],
        ),
        ("Two guards said that police had come.", ["Two guards"]),
        ("Residents recall that it was shut.", ["Residents"]),
        (SOURCE + "Guards who can say a poem are sent home.", ["A source"]),
        (SOURCE + "Guards must report it.", ["A source"]),
        ("A guard told RFA it was shut.\n\nSource: Daily NK", ["A guard"]),
    ],
)
def test_who_is_the_subject_of_a_verb_of_saying_is_heard(text: str, spoken: list[str]) -> None:
    reading = heard(text)
    words = reading.words
    firsts = [int(words.starts[voice.first]) for voice in reading.speakers.voices]
    assert len(firsts) == len(spoken)
    assert all(text[first:].startswith(told) for first, told in zip(firsts, spoken, strict=True))


@pytest.mark.parametrize(
    ("text", "pronouns"),
    [
        ("A guard told RFA that Sara, 14, was led away. Sara was asked for her name.", []),
        ("A guard told RFA it was shut. Sara, 14, was led away, the guard said. Her father is ill.", []),
        ("A guard told RFA it was shut. Aung Min, 14, was led away, he said.", ["he"]),
        ("A guard told RFA it was shut. The State Department replied. “It is cold,” he told RFA.", ["he"]),
        ("A guard told RFA it was shut. Rice was dear. “It is cold,” he said.", ["he"]),
    ],
)
def test_he_and_she_are_not_the_source_where_somebody_else_is_told_of(text: str, pronouns: list[str]) -> None:
    reading = heard(text)
    words = reading.words
    found = [m for m in reading.speakers.mentions if m.sort == "pronoun"]
    assert [text[words.starts[m.first] : words.ends[m.last - 1]] for m in found] == pronouns


def test_sources_told_of_later_may_be_those_heard_before() -> None:
    text = SOURCE + "Sources have told RFA that it was cold."
    assert heard(text).speakers.count == 2
    assert heard(text + "\n\n※ Partners in the country told us by telephone.").speakers.count == 2


def test_a_pseudonym_belongs_to_its_source() -> None:
    text = "A nurse, who asked to be called Mina, said that the ward was shut. “It was cold,” Mina said."
    assert heard(text).speakers.count == 1
    assert said(text, "attribution.person") == ["Mina", "Mina"]


def test_roles_links_and_places_of_sources_are_told() -> None:
    text = SOURCE + "Another guard in Hyesan said that it was open."
    assert said(text, "attribution.role") == ["Another guard"]
    assert said(text, "attribution.link") == ["Another guard"]
    assert said(text, "attribution.place") == ["Ryanggang Province", "Hyesan"]


def test_the_day_of_contact_is_not_the_day_of_the_event() -> None:
    text = SOURCE + "Soldiers came on May 3, the source said."
    assert said(text, "contact.time") == ["on Tuesday"]
    assert said(text, "event.time") == ["on May 3"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twenty guards came, the source said.", ["Twenty guards"]),
        ("They came at 5:20 in the morning, the source said.", ["5:20"]),
        ("Rice cost 5,900 won a kilogram, the source said.", []),
        ("In 2019 the gate was new, the source said.", []),
        ("The guard is 34 years old, the source said.", []),
        ("Room No. 12 is shut, the source said.", []),
    ],
)
def test_exact_numbers_are_told_from_prices_years_and_ages(text: str, found: list[str]) -> None:
    assert said(SOURCE + text, "access.exact") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ri Myong Su, 34, was taken away, the source said.", ["Ri Myong Su, 34"]),
        ("A widow who sells salt was taken away, the source said.", ["A widow"]),
        ("A widow was taken away, the source said.", []),
    ],
)
def test_private_people_are_named_by_what_singles_them_out(text: str, found: list[str]) -> None:
    assert said(SOURCE + text, "third_party") == found


def test_answers_of_an_interview_are_spoken_words() -> None:
    text = (
        "A woman in Ryanggang Province answered questions from RFA.\n\nIs the gate open?\n\n"
        "Only at noon. We wait.\n\nWho keeps the key?\n\nA guard."
    )
    assert said(text, "voice.quote") == ["Only at noon. We wait.", "A guard."]


LETTERS = "A nurse said “”‘’\"'.,:;?!\n-1 2 Mr. he she Daily NK in Hyesan"


@given(
    st.text(
        alphabet=st.sampled_from(LETTERS),
        max_size=300,
    )
)
def test_the_ear_hears_any_text_without_stumbling(text: str) -> None:
    reading = heard(text)
    assert len(reading.speakers.quote) == len(reading.structure.quotes)
    assert all(0 <= m.first < m.last <= len(reading.words) for m in reading.speakers.mentions)
    assert all(0 <= first < last <= len(reading.words) for _, _, first, last in reading.speakers.details)


ROW = (
    "a the nurse guard source said told , . “ ” he she who in Hyesan Ri Myong Su another two 12 on Monday "
    "RFA and according to :"
)
WORDS = [*ROW.split(" "), "\n\n"]


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_the_ear_hears_any_row_of_words_without_stumbling(words: list[str]) -> None:
    text = " ".join(words)
    reading = heard(text)
    assert reading.speakers.count >= 0
    assert all(0 <= first < last <= len(reading.words) for _, _, first, last in reading.speakers.details)
    starts = [m.first for m in reading.speakers.mentions]
    assert all(a <= b for a, b in pairwise(starts))
