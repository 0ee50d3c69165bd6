import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.texts import decode
from jebo.texts.front_matter import BLOCK_LIMIT_CHARACTERS
from jebo.texts.unreadable import BrokenFrontMatter, HalfCharacter, NoText, UnclosedFrontMatter

BODY = "Rice is dear."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_body_begins_after_the_front_matter(end: str) -> None:
    source = end.join(["---", "language: en", "---", BODY])
    document = decode(source.encode(), "md")
    assert document.text == source
    assert document.text[document.body :] == BODY
    assert document.front == {"language": "en"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_toml_between_plus_signs_is_read(end: str) -> None:
    source = end.join(["+++", "limit = 20", "[circles]", 'KC28 = ["a", "b"]', "+++", BODY])
    document = decode(source.encode(), "txt")
    assert document.front == {"limit": 20, "circles": {"KC28": ["a", "b"]}}
    assert document.text[document.body :] == BODY


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("key: no", "no"),
        ("key: 12:30", "12:30"),
        ("key: 010", "010"),
        ("key: 2026-01-02", "2026-01-02"),
        ("key: 20", 20),
        ("key: -0.5", -0.5),
        ("key: true", True),
        ("key:", None),
        ("key: [a, 1]", ["a", 1]),
        ("key:\n  - a\n  - b", ["a", "b"]),
        ("key: {low: 5, high: 120}", {"low": 5, "high": 120}),
        ("key: 양강도 혜산시", "양강도 혜산시"),
        ('key: "a: b" # note', "a: b"),
    ],
)
def test_a_value_means_what_it_looks_like(line: str, value: object) -> None:
    assert decode(f"---\n{line}\n---\n{BODY}".encode(), "md").front == {"key": value}


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"---\n\n{BODY}\n\n---\n\n{BODY}",
        f"---\n{BODY}",
        f"----\nkey: value\n----\n{BODY}",
        f" ---\nkey: value\n---\n{BODY}",
        f"{BODY}\n---\nkey: value\n---\n",
        f"+++\n\n{BODY}",
        "--- a: b",
    ],
)
def test_a_rule_in_markdown_is_no_front_matter(text: str) -> None:
    document = decode(text.encode(), "md")
    assert (document.front, document.body) == ({}, 0)


def test_front_matter_may_say_nothing() -> None:
    document = decode(f"---\n---\n{BODY}".encode(), "md")
    assert (document.front, document.text[document.body :]) == ({}, BODY)


def test_a_line_of_dashes_in_the_body_does_not_move_it() -> None:
    document = decode(b"---\na: b\n---\nrice\n---\nsalt", "md")
    assert document.text[document.body :] == "rice\n---\nsalt"


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("---\nkey: [a\n---\n", 2),
        ("---\na: 1\nkey: a: b\n---\n", 3),
        ("---\n- a\n- b\n---\n", None),
        ("---\nonly words\n---\n", None),
        ("---\na: 1\na: 2\n---\n", 2),
        ("---\na: &x [1]\nb: *x\n---\n", 2),
        ("---\n1: a\n---\n", None),
        ("---\na: !!python/object/apply:os.system [x]\n---\n", 2),
        ("---\n? [a]\n: b\n---\n", 2),
        ("---\na: !!int rice\n---\n", None),
        ("---\n[a\n---\n", 2),
        ("---\n" + "[" * 5000 + "\n---\n", None),
        ("---\na: 1\n" + "#" * BLOCK_LIMIT_CHARACTERS + "\n---\n", None),
        ("+++\na = 1\nb = \n+++\n", 3),
        ("+++\na = 1\na = 2\n+++\n", 3),
        ("+++\nkey: value\n+++\n", 2),
    ],
)
def test_broken_front_matter_is_refused_with_its_line(block: str, line: int | None) -> None:
    with pytest.raises(BrokenFrontMatter) as caught:
        decode((block + BODY).encode(), "md")
    assert caught.value.line == line


@pytest.mark.parametrize(
    "block", ["---\nlanguage: en\n", "+++\nlanguage = 'en'\n", "---\n# note\n", "+++\n[a]\n"]
)
def test_front_matter_without_an_end_is_refused(block: str) -> None:
    with pytest.raises(UnclosedFrontMatter):
        decode((block + BODY).encode(), "md")


def test_half_a_character_by_an_escape_is_refused() -> None:
    with pytest.raises(HalfCharacter):
        decode(f'---\na: [{{b: "\\ud800"}}]\n---\n{BODY}'.encode(), "md")


def test_front_matter_alone_is_no_story() -> None:
    with pytest.raises(NoText):
        decode(b"---\nlanguage: en\n---\n \n", "md")


def test_front_matter_belongs_to_plain_text_only() -> None:
    assert decode(b"<pre>---\na: b\n---\nrice</pre>", "html").front == {}


@given(block=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=60))
@pytest.mark.parametrize("fence", ["---", "+++"])
def test_any_front_matter_is_read_or_refused(fence: str, block: str) -> None:
    try:
        document = decode(f"{fence}\n{block}\n{fence}\n{BODY}".encode(), "md")
    except (BrokenFrontMatter, UnclosedFrontMatter):
        return
    assert document.text.endswith(BODY)
    assert all(isinstance(key, str) for key in document.front)
