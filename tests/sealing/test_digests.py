"""Digests: two editions have one digest only if readers get the same."""

import copy
import enum
import io
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jebo.sealing import canonical, digest_bytes, digest_stream, edition_digest, is_digest
from jebo.sealing.refusals import NotCanonical

TEXT = st.text(max_size=12)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4)
)
EDITIONS = st.dictionaries(TEXT, VALUES, min_size=1, max_size=5)

EDITION: dict[str, Any] = {
    "title": "쌀값이 올랐다",
    "blocks": ["첫 문단", {"kind": "photo", "image": digest_bytes(b"pixels"), "caption": "시장"}],
    "slug": "rice-price",
    "tags": ["시장", "쌀"],
    "release": 3,
    "credits": None,
}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [found for key in value for found in leaves(value[key], (*path, key))]
    if isinstance(value, list):
        return [found for at, item in enumerate(value) for found in leaves(item, (*path, at))]
    return [path]


def changed(value: Any, path: tuple[Any, ...], leaf: Any) -> Any:
    if not path:
        return leaf
    twin = copy.copy(value)
    twin[path[0]] = changed(value[path[0]], path[1:], leaf)
    return twin


@settings(max_examples=40)
@given(edition=EDITIONS, leaf=LEAVES, data=st.data())
def test_a_change_of_any_leaf_changes_the_digest(
    edition: dict[str, Any], leaf: object, data: st.DataObject
) -> None:
    paths = leaves(edition)
    if not paths:
        return
    twin = changed(edition, data.draw(st.sampled_from(paths)), leaf)
    same = json.dumps(twin, sort_keys=True) == json.dumps(edition, sort_keys=True)
    assert (edition_digest(twin) == edition_digest(edition)) == same


@settings(max_examples=40)
@given(edition=EDITIONS, data=st.data())
def test_the_order_of_keys_does_not_matter(edition: dict[str, Any], data: st.DataObject) -> None:
    shuffled = dict(data.draw(st.permutations(list(edition.items()))))
    assert edition_digest(shuffled) == edition_digest(edition)


@settings(max_examples=40)
@given(edition=EDITIONS)
def test_the_canonical_form_is_json_that_says_the_same(edition: dict[str, Any]) -> None:
    written = canonical(edition)
    assert json.loads(written) == edition
    assert canonical(json.loads(written)) == written


@pytest.mark.parametrize(
    "other",
    [
        EDITION | {"title": "쌀값이 올랐다 "},
        EDITION | {"tags": ["쌀", "시장"]},
        EDITION | {"release": "3"},
        EDITION | {"release": True},
        EDITION | {"credits": ""},
        EDITION | {"blocks": EDITION["blocks"][:1]},
        {key: value for key, value in EDITION.items() if key != "credits"},
        EDITION
        | {
            "title": unicodedata.normalize("NFD", EDITION["title"])
        },  # the same to the eye, in Unicode form NFD
    ],
)
def test_small_differences_count(other: dict[str, Any]) -> None:
    assert edition_digest(other) != edition_digest(EDITION)


def test_a_tuple_is_a_list() -> None:
    assert edition_digest(EDITION | {"tags": ("시장", "쌀")}) == edition_digest(EDITION)


def test_the_known_answer_of_an_edition() -> None:
    written = '{"slug":"rice-price","tags":["시장"],"title":"쌀값"}'
    edition = {"title": "쌀값", "tags": ["시장"], "slug": "rice-price"}
    assert canonical(edition) == written.encode()
    assert edition_digest(edition) == digest_bytes(b"# jebo-edition-1\n" + written.encode())
    assert (
        edition_digest(edition) == "sha256:bf86f684d0816834e5db6bf47e9da104b5688c484996c48d3119f7efff3c086b"
    )


def test_keys_are_sorted_as_the_standard_says() -> None:
    # The example of RFC 8785, section 3.2.3: by UTF-16 code units, so the smiley comes before the Hebrew letter.
    keys = {"€": 1, "\r": 2, "\ufb33": 3, "1": 4, "😀": 5, "\x80": 6, "ö": 7}
    assert list(json.loads(canonical(keys)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_texts_are_escaped_as_the_standard_says() -> None:
    # RFC 8785, section 3.2.2.2.
    assert canonical('€$\x0f\nA\'B"\\\\"/\x7f') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'.encode()


class Colour(enum.Enum):
    RED = "red"


@pytest.mark.parametrize(
    "value",
    [
        *[
            1.0,
            float("nan"),
            b"x",
            bytearray(b"x"),
            memoryview(b"x"),
            {1, 2},
            2**53,
            -(2**53),
            "\ud800",
            Colour.RED,
        ],
        *[{1: "a"}, {None: "a"}, {"\udc00": "a"}, {"a": [{"b": 0.5}]}, object(), iter([1]), 1j],
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        canonical({"value": value})


def test_a_value_that_holds_itself_is_refused() -> None:
    ring: list[object] = []
    ring.append(ring)
    with pytest.raises(NotCanonical):
        canonical(ring)


def test_the_digest_of_an_edition_is_never_that_of_a_file() -> None:
    assert edition_digest(EDITION) != digest_bytes(canonical(EDITION))


def test_a_stream_has_the_digest_of_its_bytes() -> None:
    content = bytes(range(256)) * 10_000
    assert digest_stream(io.BytesIO(content)) == (digest_bytes(content), len(content))


@pytest.mark.parametrize(
    "text", ["", "sha256:", "sha256:" + "A" * 64, "md5:" + "a" * 64, "sha256:" + "a" * 65, None]
)
def test_what_is_no_digest_is_told(text: object) -> None:
    assert is_digest(digest_bytes(b""))
    assert not is_digest(text)
