"""Rows may be merged, split, moved and left out, and no word typed is lost on the way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jebo.desk.stories.sentences import Sentence, spans
from jebo.desk.translation.beside import Row, Text, assembled, merge, moved, paired, plain, rows, split

SENTENCES = st.sampled_from(
    ["Rice rose.", "Oil fell. Salt did not.", "", "쌀값이 올랐다.", "The market is quiet."]
)
ROWS = st.lists(
    st.builds(Row, original=st.just(("a",)), words=SENTENCES, begins=st.sampled_from(["", "p", "h", "q"])),
    max_size=8,
).map(tuple)


def text_of(typed: str, before: str = "") -> Text:
    return Text(
        text=typed,
        sentences=tuple(Sentence(id=f"{before}{n}", start=a, end=b) for n, (a, b) in enumerate(spans(typed))),
    )


def words(given_rows: tuple[Row, ...]) -> list[str]:
    return [word for row in given_rows for word in row.words.split() if word not in ("##", ">")]


@given(ROWS, st.integers(-2, 9))
def test_no_word_is_lost_whatever_is_done_to_a_row(made: tuple[Row, ...], at: int) -> None:
    assert words(merge(made, at)) == words(made)
    assert words(split(made, at)) == words(made)
    assert sorted(words(moved(made, at, 1))) == sorted(words(made))


@given(ROWS)
def test_each_row_is_found_again_in_the_text(made: tuple[Row, ...]) -> None:
    text, places = assembled(made)
    assert [text[a:b] for a, b in places] == [row.words.strip() for row in made]


def test_an_empty_translation_has_a_row_for_each_sentence_and_the_pictures_in_their_places() -> None:
    original = text_of("## 값\n\n쌀값이 올랐다. 기름은 그대로다.\n\n::photo a1\n\n> 놀랐다.")
    made = rows(original, text_of(""), [])
    assert [(row.original, row.begins, row.fixed) for row in made] == [
        (("0",), "h", ()),
        (("1",), "p", ()),
        (("2",), "", ()),
        (("3",), "q", ("::photo a1",)),
    ]


def test_a_translated_text_comes_out_as_it_went_in() -> None:
    typed = "## Prices\n\nRice rose. Oil fell.\n\n::photo a1\n\n> I saw it."
    own = text_of(typed, "e")
    pairs = [((str(n),), (f"e{n}",)) for n in range(4)]
    made = rows(text_of("## 값\n\n쌀값이 올랐다. 기름은 내렸다.\n\n> 보았다."), own, pairs)
    text, places = assembled(made)
    assert text == typed
    assert paired(made, places, own.sentences) == [[[str(n)], [f"e{n}"]] for n in range(4)]


def test_what_is_not_translated_yet_stands_after_what_stands_before_it() -> None:
    made = rows(
        text_of("하나다. 둘이다. 셋이다."),
        text_of("One. Three.", "e"),
        [(("0",), ("e0",)), (("2",), ("e1",))],
    )
    assert [row.original for row in made] == [("0",), ("1",), ("2",)]


def test_a_sentence_that_only_the_translation_has_is_a_row_of_its_own() -> None:
    made = rows(text_of("하나다."), text_of("One. More.", "e"), [(("0",), ("e0",))])
    assert [(row.original, row.words) for row in made] == [(("0",), "One."), ((), "More.")]


def test_ids_come_with_spaces_between_them() -> None:
    assert plain(" a  b ") == ("a", "b")


def test_a_row_is_moved_past_what_is_left_out() -> None:
    given = (Row(original=("a",), words="A"), Row(original=("b",)), Row(original=("c",), words="C"))
    assert [row.words for row in moved(given, 0, 1)] == ["C", "", "A"]
    assert [row.words for row in moved(given, 2, -1)] == ["C", "", "A"]
    assert moved(given, 2, 1) == moved(given, 0, -1) == moved(given, 7, 1) == given
