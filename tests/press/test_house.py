"""A newsroom's settings are read or refused by the name of the one that is wrong; a writer's marks are set as printers set them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.press.newsroom import KEY

from jebo.press.house import house
from jebo.press.typography import inline, plain, quoted
from jebo.press.wrong import BadHouse

NAME = {"name": {"ko": "물마루", "en": "Crest"}}


def test_a_name_is_enough() -> None:
    assert house(NAME).called("ko") == "물마루"
    assert house(NAME | {"url": "https://a.example/news"}).url == "https://a.example/news/"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, "name"), ({"name": {"en": "Crest"}}, "name"), ({"name": "Crest"}, "name"), (NAME | {"titel": "x"}, "titel"),
        (NAME | {"url": "javascript:alert(1)"}, "url"), (NAME | {"url": "https://a.example/?q=1"}, "url"), (NAME | {"url": 7}, "url"),
        (NAME | {"onion": "ftp://x"}, "onion"), (NAME | {"onion": "http://….onion/"}, "onion"),
        (NAME | {"door": "http://crest.example/"}, "door"), (NAME | {"url": "https://….example/"}, "url"),
        (NAME | {"other_keys": {"age": "age1…"}}, "other_keys"), (NAME | {"comments": "javascript:alert(1)"}, "comments"),
        (NAME | {"comments": "a@b.example\" onclick=\"x"}, "comments"), (NAME | {"keys": ["ssh-rsa x"]}, "keys"),
        (NAME | {"languages": ["fr"]}, "languages"), (NAME | {"languages": []}, "languages"), (NAME | {"front": 0}, "front"),
        (NAME | {"pages": {"privacy": {"en": "x"}}}, "pages"), (NAME | {"topics": [{"fr": "x"}]}, "topics"),
        (NAME | {"other_keys": ["x"]}, "other_keys"), (NAME | {"tagline": {"en": " "}}, "tagline"),
    ],
)  # fmt: skip
def test_a_setting_that_is_wrong_is_named(said: dict[str, Any], wrong: str) -> None:
    with pytest.raises(BadHouse) as refused:
        house(said)
    assert refused.value.what == wrong


def test_keys_are_read() -> None:
    assert house(NAME | {"keys": [KEY.verify_key.text]}).keys == (KEY.verify_key,)


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('"Rice rose," he said.', "“Rice rose,” he said."),
        ("It's '98, she said: 'no'.", "It’s ‘98, she said: ‘no’."),
        ('그는 "쌀값이 올랐다"고 말했다.', "그는 “쌀값이 올랐다”고 말했다."),
        ('("in brackets")', "(“in brackets”)"),
        ("“already” ‘right’", "“already” ‘right’"),
        ("\"'nested' words\"", "“‘nested’ words”"),
    ],
)
def test_quotation_marks_face_what_they_hold(typed: str, set_: str) -> None:
    assert quoted(typed) == set_


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("a *b* c", "a <em>b</em> c"), ("2 * 3 * 4", "2 * 3 * 4"), ("*a", "*a"), ("**", "**"), ("<b>&", "&lt;b&gt;&amp;"),
        ("*<i>*", "<em>&lt;i&gt;</em>"),
    ],
)  # fmt: skip
def test_emphasis_is_the_one_mark_that_means_something(typed: str, set_: str) -> None:
    assert str(inline(typed)) == set_


@given(st.text())
def test_no_text_becomes_markup_of_its_own(text: str) -> None:
    bare = str(inline(text)).replace("<em>", "").replace("</em>", "")
    assert "<" not in bare
    assert ">" not in bare
    assert plain(text).replace("*", "") == quoted(text).replace("*", "")
