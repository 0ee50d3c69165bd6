"""Whoever reads Korean reads Korean on every page: no word is left out, and none is guessed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from tests.desk.conftest import DAY
from tests.desk.look import filled, pages_there_are
from tools import desk_messages
from tools import messages as of_the_command

from jebo.desk.people.members import LastAdministrator
from jebo.sealing.refusals import BadRecipient

HELD = desk_messages.holds(desk_messages.PO.with_suffix(".mo"))
FIELD = re.compile(r"%\(\w+\)[a-z]|\{\w+\}|%[sd]")
# A particle that depends on the last sound of the word before it, right behind a word that is not known yet.
PARTICLE = re.compile(
    rf"(?:{FIELD.pattern})[’”\"']?(?:을|를|이|가|은|는|과|와|으로|로|이나|나|이랑|랑)(?=[\s.,:;)]|$)"
)
INVENTED = {*filled.ALIASES, "Mina", "Bora", "Duri", "Which market do they begin with?", "jebo"}
OUTSIDE = ("/way-in/", "/way-in/closed", "/nowhere")
needs_gettext = pytest.mark.skipif(not shutil.which("msgmerge"), reason="needs GNU gettext")


def messages() -> Iterator[tuple[str, str, bool]]:
    """Each message with its translation, and whether it has a plural; the header left out."""
    for key, translation in HELD.items():
        message = key[0] if isinstance(key, tuple) else key
        if message:
            yield str(message), translation, isinstance(key, tuple)


class Words(HTMLParser):
    """The words of a page that somebody sees or hears, but those that say that they are English."""

    SEEN = ("aria-label", "placeholder", "alt", "title", "data-label")
    EMPTY = ("meta", "link", "input", "img", "br", "hr", "source", "wbr", "col")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[tuple[str, bool]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        silent = tag in ("script", "style", "code") or (tag != "html" and has.get("lang") == "en")
        kept = {"words", "translation"} & set((has.get("class") or "").split())
        if tag not in self.EMPTY:
            self.inside.append((tag, silent or bool(kept)))
        self.found += [value for name in self.SEEN if (value := has.get(name))]

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(silent for _, silent in self.inside):
            self.found.append(" ".join(data.split()))


NAMES = re.compile(
    "Mina|Bora|Duri|Ruth Calloway|market-in-winter(?:[.]jpg)?|goods[- ]ko|market in winter|A row of market stalls"
    "|::[a-z]+ [A-Za-z0-9_-]+|jebo"
)
"""Of people and files that are invented."""


def in_english(page: str) -> set[str]:
    """Words of a page with Latin letters and no Hangul in them; names and what a source said are left out."""
    words = {NAMES.sub("", word) for word in Words(page).found}
    return {w for w in words - INVENTED if re.search("[A-Za-z]{3}", w) and not re.search("[가-힣]", w)}


def read(browser: Client, addresses: Iterable[str], language: str) -> dict[str, set[str]]:
    """What is English on each page."""
    browser.cookies["django_language"] = language
    return {one: found for one in addresses if (found := in_english(browser.get(one).content.decode()))}


@needs_gettext
def test_every_message_of_the_desk_has_a_translation_and_none_is_fuzzy() -> None:
    new = desk_messages.merged(desk_messages.PO.read_text(encoding="utf-8"), desk_messages.gathered())
    assert [*desk_messages.amiss(new), *desk_messages.amiss(desk_messages.below())] == []


@needs_gettext
def test_a_message_that_is_missing_or_fuzzy_would_be_told() -> None:
    po = desk_messages.HEADER + 'msgid "new"\nmsgstr ""\n\n#, fuzzy\nmsgid "old"\nmsgstr "옛"\n'
    assert list(desk_messages.amiss(po)) == ['"new" has no translation', '"old" is fuzzy']


@needs_gettext
def test_the_catalogue_is_as_the_code_says_and_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["desk_messages.py", "--check"])
    assert desk_messages.main() == 0


@needs_gettext
def test_messages_are_gathered_from_modules_and_from_templates(tmp_path: Any) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "a.py").write_text('x = N_("one" " and two")\ny = gettext("three {n}")\nz = other("four")\n')
    (tmp_path / "templates/b.html").write_text('{% load i18n %}{% translate "five" %}<p>six</p>')
    found = re.findall('msgid "(.+)"', desk_messages.gathered(tmp_path))
    assert found == ["one and two", "three {n}", "five"]


def fields_differ(message: str, translation: str, *, plural: bool) -> bool:
    """Whether a blank is lost or made up; the singular of a plural may leave out its number."""
    ours, theirs = sorted(set(FIELD.findall(message))), sorted(set(FIELD.findall(translation)))
    return not set(ours) <= set(theirs) if plural else ours != theirs


def test_the_blanks_of_a_message_are_those_of_its_translation() -> None:
    assert [m for m, translation, plural in messages() if fields_differ(m, translation, plural=plural)] == []
    assert fields_differ("%(day)s and {n}", "%(day)s", plural=False)
    assert fields_differ("{n} days", "여러 날", plural=True)


def test_every_translation_is_korean() -> None:
    assert [m for m, translation, _ in messages() if not re.search("[가-힣]", translation)] == []


def test_no_particle_hangs_on_the_sound_of_a_word_that_is_not_known_yet() -> None:
    assert [translation for _, translation, _ in messages() if PARTICLE.search(translation)] == []


@pytest.mark.parametrize(
    "wrong", ["%(alias)s을 지웁니다", "‘{name}’가", "%(n)s로 바꿉니다", "%(alias)s와 %(other)s"]
)
def test_such_a_particle_would_be_seen(wrong: str) -> None:
    assert PARTICLE.search(wrong)


@pytest.mark.parametrize(
    "right", ["%(alias)s을(를) 지웁니다", "%(n)s개를", "{name}의 것", "별칭: %(alias)s", "‘%(s)s’입니다"]
)
def test_both_forms_or_none_are_right(right: str) -> None:
    assert not PARTICLE.search(right)


def apart(one: Mapping[str, str], other: Mapping[str, str], said: Iterable[str]) -> list[str]:
    """The sentences that a catalogue lacks, or that two say in different words."""
    return [
        sentence for sentence in said if not one.get(sentence) or one.get(sentence) != other.get(sentence)
    ]


def test_what_the_desk_says_on_a_page_and_at_the_command_is_said_in_the_same_words() -> None:
    """Each sentence marked ``N_`` in the desk may come out of either."""
    pages = {message: translation for message, translation, _ in messages()}
    command = of_the_command.read(of_the_command.PO.read_text(encoding="utf-8"))
    said = set(desk_messages.marked(desk_messages.DESK))
    assert len(said) > 100
    assert apart(pages, command, said) == []


def test_a_sentence_that_one_catalogue_lacks_or_words_otherwise_would_be_seen() -> None:
    pages, command = {"a": "가", "b": "나", "c": "다"}, {"a": "가", "b": "내", "d": "라"}
    assert apart(pages, command, "abcd") == ["b", "c", "d"]


def test_what_is_said_below_the_desk_is_korean_on_its_pages_too() -> None:
    with override("ko"):
        for error in (LastAdministrator, BadRecipient):
            assert gettext(error.says) != error.says
            assert re.search("[가-힣]", gettext(error.says))


def test_no_page_of_the_desk_is_partly_english(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jebo.desk.publication.candidate.DRAWS", 64)  # the words are the same
    ids = filled.fill(DAY)
    browser, ids["way in"] = filled.come_in("Mina")
    addresses = pages_there_are.pages(browser, ids)[0].values()
    assert len(addresses) > 40
    assert read(browser, addresses, "ko") == {}
    assert len(read(browser, addresses, "en")) == len(addresses)  # so it would be seen


def test_who_is_outside_reads_korean_as_well(db: None) -> None:
    assert read(Client(), OUTSIDE, "ko") == {}
    assert len(read(Client(), OUTSIDE, "en")) == len(OUTSIDE)


@pytest.mark.parametrize("given", [{}, {"login": "Mina", "password": "not the right one"}])
def test_who_is_not_let_in_is_told_so_in_korean(db: None, given: dict[str, str]) -> None:
    filled.come_in("Mina")
    browser = Client()
    browser.cookies["django_language"] = "ko"
    page = browser.post("/way-in/", given).content.decode()
    assert in_english(page) == set()
    assert "errorlist" in page or 'role="alert"' in page or "aria-invalid" in page


def test_an_english_word_on_a_korean_page_would_be_seen() -> None:
    page = '<html lang="ko"><h1>취재원</h1><p>Source</p><p lang="en">Quiet</p><input placeholder="Search"><b>Mina</b></html>'
    assert in_english(page) == {"Source", "Search"}
