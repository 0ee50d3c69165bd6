"""Pseudonyms in an English text: names that the outlet gave, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_phrases import Text

_CALLED = re.compile(
    r"(?:asked|asks|asking|wants|wanted|prefers|preferred|wished|wishes|agreed|chose|insisted)(?: only)? "
    r"(?:to be|on being|that we) (?:called|call|identified|named|quoted|known|referred to)"
    r"(?: (?:him|her|only|here|simply|just|as|by|the|name|under|pseudonym|alias))* $"
    r"|(?:goes|go|went|going) (?:only )?by (?:the )?(?:name |nickname |pseudonym |alias )?(?:of )?$"
    r"|(?:we|i|us)(?: will| shall|’ll|'ll)?(?: only)? (?:call|name|refer to)(?: (?:him|her|here|as))* $"
    r"|(?:known|identified|called|named)(?: here)?(?: only| simply| just| merely)"
    r"(?: (?:as|by|his|her|the|initial|letter|first|name|surname))* $"
    r"|(?:pseudonym|alias|nom de guerre|codename|name of|assumed name|first name|nickname|initials?|letter)"
    r"(?: of)? ?,? $"
    r"|(?:called|named|name is|calling himself|calling herself|calls himself|calls herself|who is called) $"
)  # what stands before a pseudonym
_SURE = re.compile(
    r"^ ?(?:\* |\( ?(?:not (?:his|her|their|a|the) (?:real )?name|names? changed|a pseudonym|pseudonym|alias"
    r"|an alias|name altered"
    r"|(?:the|we|our) (?:\w+ )?(?:have |has )?changed)"
    r"|is a pseudonym|is not (?:his|her) real|[—–-] (?:his|her|their) (?:real |full )?name|[—–-] not (?:his|her) real"
    r"|, (?:not (?:his|her) real name|whose (?:real |full )?name|a pseudonym|"
    r"as (?:he|she) (?:asked|asks|wishes|wants|prefers)|"
    r"who (?:asked|asks) that (?:his|her) (?:real|full|surname|last|family)|who (?:gave|would give) only|"
    r"who did not want (?:his|her) (?:real|full|last|family))|(?:here|for this story) )"
)  # what stands behind one


def aliases(text: Text) -> dict[int, int]:
    """The words that are pseudonyms, and how many words each has; every later use of the same name is one."""
    names = {text.forms[i]: length for i, length in (*_given(text), *_all_changed(text))}
    found: dict[int, int] = {}
    if names:
        for i, form in enumerate(text.forms):
            bare = form.removesuffix("’s").removesuffix("'s")
            if (form in names or bare in names) and text.capital[i]:
                found[i] = names.get(form) or names[bare]
    return found


_HINTS = frozenset(
    "called call calls calling name named names names' goes go pseudonym alias known identified initial "
    "initials letter letters "
    "nickname surname gave only here asked asks wishes wants prefers refer".split()
)


def _given(text: Text) -> Iterator[tuple[int, int]]:
    """Where a name is first given as no real name."""
    near = _near_hints(text)
    for i in text.named:
        if text.is_name(i - 1) and not text.newline[i]:
            continue
        k = i
        while text.is_name(k) and k < i + 4:
            k += 1
        if _is_letter(text, i) or text.form(k) == "*":
            yield i, k - i
        if not near[i] and not near[min(k, text.n - 1)]:
            continue
        before = " ".join(f for f in text.forms[max(0, i - 9) : i] if f not in "‘’“”'\"*") + " "
        after = " " + " ".join(f for f in text.forms[k : k + 9] if f not in "‘’“”'\"") + " "
        called = near[i] and not _HINTS.isdisjoint(text.forms[max(0, i - 9) : i])
        if _SURE.match(after) or (called and _CALLED.search(before) and _is_private(text, i, before)):
            yield i, k - i


def _near_hints(text: Text) -> bytearray:
    """The words that have a word of naming within nine words."""
    near = bytearray(text.n)
    if not _HINTS.isdisjoint(text.vocabulary):
        for i, form in enumerate(text.forms):
            if form in _HINTS:
                first = max(0, i - 9)
                near[first : i + 10] = b"\x01" * (min(i + 10, text.n) - first)
    return near


def _all_changed(text: Text) -> Iterator[tuple[int, int]]:
    """Where a text says that names were changed, the names of one word that come again."""
    if "changed" not in text.vocabulary or "names" not in text.vocabulary:
        return
    if not any(f == "names" and "changed" in text.forms[i : i + 5] for i, f in enumerate(text.forms)):
        return
    single = [i for i in text.named if not text.is_name(i - 1) and not text.is_name(i + 1)]
    single = [i for i in single if not text.mask[i] and i and text.form(i - 1) not in e.PREPOSITIONS]
    forms = [text.forms[i] for i in single]
    for i in single:
        if forms.count(text.forms[i]) > 1:
            yield i, 1


_LETTERS = frozenset("letters initials letter initial".split())


def _is_letter(text: Text, i: int) -> bool:
    """A single capital letter in quotation marks, or behind Mr. and the like."""
    form = text.forms[i]
    if len(form) != 1 or form in ("i", "a"):
        return False
    if text.form(i + 1) == "." and not _LETTERS.isdisjoint(text.vocabulary):
        return not text.capital[min(i + 2, text.n - 1)]
    return text.form(i - 1) in ("“", "‘", '"', "'") or text.form(i - 1) in ("mr", "ms", "mrs") or (
        text.form(i - 1) == "." and text.form(i - 2) in ("mr", "ms", "mrs")
    )  # fmt: skip


def _is_private(text: Text, i: int, before: str) -> bool:
    """Whether "called X" names a source rather than a third person: only with a hint of anonymity."""
    if not re.search(r"(?:called|named|name is|name of|pseudonym|letter) $", before):
        return True
    return bool(re.search(r"asked|asks|prefer|wish|shall|will|’ll|only|here|goes|pseudonym|alias", before))
