"""Sources and third parties in English: roles, persons, links."""

from __future__ import annotations

import re
from dataclasses import replace

from jebo.disclosure.advice.english.numbers import NUMBER
from jebo.disclosure.advice.english.tidy import article
from jebo.disclosure.advice.english.times import cut
from jebo.disclosure.advice.frame import Frame
from jebo.disclosure.advice.ladder import Edit, Phrase

_SUBJECT, _OBJECT, _OWNER = (
    frozenset(("he", "she")),
    frozenset(("him", "her")),
    frozenset(("his", "her", "hers")),
)
_TIE = re.compile(
    r"(?i)^(?:who|whose|whom|with|close to|familiar|versed|working|employed|living|based|involved|connected|privy"
    r"|briefed|acquainted|knowledgeable|close|inside|within)\b"
)
_SPLIT = re.compile(
    r"(?i)\s(?:in|of|at|from|with|who|whose|that|for|to|on|near|by|over|after|before|about|around|through|against|under|now|living|working|based|aged|outside|inside|involved|close|familiar|employed)\b|[,(]"
)
_QUANTITY = re.compile(
    rf"(?i)^(?:{NUMBER.pattern[4:]}|several|some|many|a few|a handful of|multiple|both|various|a number of|dozens of|a group of)\s+"
)
_PLURALS = frozenset(
    "people men women police personnel staff aides sources children youths clergy crew colleagues".split()
)
_TOLD_AFTER = re.compile(r",\s(?:an?|the|aged?|\d{1,2})\b[^,.;:]*")
"""What an apposition adds to a name: it goes with it."""
_FIRST_PERSON = re.compile(r"(?i)^(?:my|our|me|us|i|we)\b")
_FINITE = re.compile(
    r"(?i)\b(?:is|was|were|has|had|have|are|went|came|took|lifted|asked|died|said|got|made|left|sold|lost|fell)\b"
)


def capital_like(frame: Frame, text: str) -> str:
    """*text* with a capital where the detail had one at the beginning of its sentence."""
    return text[:1].upper() + text[1:] if frame.opens and frame.phrase[:1].isupper() else text


def plural(phrase: str) -> bool:
    """Whether a noun phrase speaks of several, by its head."""
    head = _SPLIT.split(phrase, maxsplit=1)[0].split()
    if not head or (len(head) > 1 and head[-1][:1].isupper()):
        return False  # a name
    last = head[-1].lower().strip(".,;’'”")
    return last in _PLURALS or (last.endswith("s") and not last.endswith(("ss", "us", "’s", "'s", "is")))


def role_phrase(frame: Frame) -> Phrase:
    """What a source does or is."""
    phrase = frame.phrase
    if frame.among(frame.word_after, "source") and not re.match(r"(?i)^(?:an?|the|one)\s", phrase):
        return _made(frame, "modifier", cuts=(Edit(frame.start, _past_space(frame, frame.end), ""),))
    if phrase.lower().startswith(("with ", "to ", "in ", "by ")) and frame.among(frame.word_before, "tied"):
        wide = replace(frame, start=frame.back(frame.word_before))
        return replace(_made(wide, "tie", cuts=cut(wide)), start=wide.start)
    if _TIE.match(phrase):
        loose = frame.word_before.lower() in ("and", "or", "but", "is", "was", "are", "were")
        return _made(frame, "tie", cuts=None if loose else cut(frame))
    if re.match(
        r"(?i)^\w+(?:ed|ing)\b(?! \w*(?:officer|official|worker|monk|inmate|soldier))", phrase
    ) and frame.before.endswith(" "):
        return _made(frame, "tie", cuts=cut(frame))
    return noun_phrase(frame, "role")


def _past_space(frame: Frame, at: int) -> int:
    return at + 1 if frame.text[at : at + 1] == " " else at


def _made(
    frame: Frame,
    phrase_class: str,
    *,
    slots: dict[str, str] | None = None,
    cuts: tuple[Edit, ...] | None = None,
) -> Phrase:
    return Phrase(
        kind=frame.kind,
        phrase_class=phrase_class,
        start=frame.start,
        end=frame.end,
        slots=slots or {},
        cuts=cuts,
    )


def noun_phrase(frame: Frame, phrase_class: str, noun: str = "source") -> Phrase:
    """A source as a noun phrase: the outlet's own word for it, and the next wider class where there is
    one.
    """
    phrase = frame.phrase
    first = phrase.split(" ", 1)[0].lower().strip("“‘\"'")
    if (
        frame.before.rstrip().endswith(",")
        and first in ("a", "an")
        and frame.after.lstrip()[:1] in (",", ".")
    ):
        return _made(frame, "apposition", cuts=cut(frame))
    several = plural(phrase)
    lead = _lead(first, several, phrase)
    if (
        lead is None
        and frame.word_before.lower() in ("a", "an", "the", "another", "one", "this", "that")
        and not several
    ):
        return _made(frame, phrase_class, slots={"source": noun})
    if lead is None:
        return _made(frame, "other")
    word = f"{noun}s" if several and lead != "one of the " else noun
    slots = {
        "source": capital_like(frame, f"{lead}{word}" if lead != "one of the " else f"one of the {noun}s")
    }
    wide = frame.ladders.wider.get(_role_class(frame))
    if wide and lead in ("a ", "the ", ""):
        head = wide if not several else _many(wide)
        slots["wider"] = capital_like(frame, f"{article(head) + ' ' if lead == 'a ' else lead}{head}")
    return _made(frame, phrase_class, slots=slots)


def _many(noun: str) -> str:
    return "people" + noun.removeprefix("person") if noun.startswith("person") else f"{noun}s"


def _role_class(frame: Frame) -> str:
    head = _SPLIT.split(frame.phrase, maxsplit=1)[0].lower().strip(".,;’'”")
    words = head.split()
    names = [" ".join(words[i:]) for i in range(len(words))] + [w.removesuffix("s") for w in words[-1:]]
    return next((frame.ladders.roles[name] for name in names if name in frame.ladders.roles), "")


def _lead(first: str, several: bool, phrase: str) -> str | None:
    if phrase.lower().startswith("one of "):
        return "one of the "
    if first in ("the", "this", "these", "that", "those"):
        return f"{first} "
    if first in ("another", "other", "a", "an", "one", "any", "some"):
        return "a " if first in ("a", "an") else "" if several and first == "some" else f"{first} "
    if _QUANTITY.match(phrase) or (several and phrase[:1].islower()) or several:
        return ""
    if first in ("his", "her", "their", "its", "my", "our"):
        return None
    return None


def person_phrase(frame: Frame) -> Phrase:
    """Gender, age, kin, nationality, a name that is not theirs."""
    phrase, low = frame.phrase, frame.phrase.lower()
    if low in ("he", "she", "him", "himself", "herself", "his", "her", "hers"):
        return _pronoun(frame, low)
    if _FIRST_PERSON.match(low):
        return _made(frame, "other")
    if low.startswith(("his ", "her ", "their ")):
        return _made(
            frame,
            "kin",
            slots={"relative": capital_like(frame, "relatives" if plural(phrase) else "a relative")},
        )
    if frame.among(frame.word_after, "source") or (
        frame.word_before.lower() in ("a", "an", "the", "one", "another")
        and frame.word_after[:1].islower()
        and not frame.among(frame.word_after, "function")
    ):
        return _made(frame, "modifier", cuts=(Edit(frame.start, _past_space(frame, frame.end), ""),))
    if frame.word_before.lower() in ("a", "an", "the", "another"):
        return _made(frame, "person", slots={"source": "source"})
    bare = phrase.strip("“”‘’\"',.")
    if bare[:1].isupper() and not re.match(r"(?i)^(?:an?|the|one|another|two|three)\s", bare):
        return _made(frame, "pseudonym", slots={"source": capital_like(frame, "the source")})
    return noun_phrase(frame, "person")


def _pronoun(frame: Frame, low: str) -> Phrase:
    if low in ("himself", "herself"):
        return _made(frame, "pronoun", cuts=cut(frame))
    owner = low in ("his", "hers") or (
        low == "her"
        and frame.word_after[:1].isalpha()
        and not frame.among(frame.word_after, "function")
        and frame.after.startswith(" ")
    )
    return _made(frame, "pronoun", slots={"source": capital_like(frame, "their" if owner else "the source")})


def link_phrase(frame: Frame) -> Phrase:
    """What ties one statement to another: the word is left out, the noun stays."""
    first, _, rest = frame.phrase.partition(" ")
    low = first.lower()
    if not rest:
        return _made(frame, "other")
    if low == "another" and rest:
        return _made(frame, "another", slots={"one": capital_like(frame, f"{article(rest)} {rest}")})
    if low == "other":
        return _made(frame, "another", slots={"one": capital_like(frame, rest)})
    if low in ("a", "the", "one") and (
        match := re.match(r"(?i)(?:second|third|fourth|separate|different|further|other)\s+(.+)", rest)
    ):
        return _made(frame, "another", slots={"one": capital_like(frame, f"{article(match[1])} {match[1]}")})
    if re.match(
        r"(?i)^(?:citing|in earlier|in previous|as we|according to earlier)", frame.phrase
    ) and re.match(r"[,.]", frame.after):
        return _made(frame, "aside", cuts=cut(frame))
    return _made(frame, "other")


def third_phrase(frame: Frame) -> Phrase:
    """A private person who is endangered."""
    phrase = frame.phrase
    low = phrase.lower()
    if _FIRST_PERSON.match(low) or low in ("he", "she", "him", "her"):
        return _made(frame, "other")
    clause = _FINITE.search(re.split(r"(?i)\b(?:who|whose|whom|which|that)\b|,", phrase, maxsplit=1)[0])
    if clause or frame.after.startswith(("’s", "'s", "-")):
        return _made(frame, "other")
    if re.search(r"(?i)\bnames? (?:as|is|was|of)\s|\b(?:and|or)\s$", frame.before[-16:]):
        return _made(frame, "other")
    if frame.before.rstrip().endswith(",") and frame.after.startswith(","):
        return _made(frame, "apposition", cuts=cut(frame))
    several = plural(phrase) and not phrase[:1].isupper()
    first = low.split(" ", 1)[0]
    slots = {}
    kin = frame.among(_SPLIT.split(low, maxsplit=1)[0].split()[-1].strip(".,’'s"), "kin")
    if kin or first in ("his", "her", "their"):
        slots["someone"] = "relatives" if several else "a relative"
    elif first in ("the", "that", "this"):
        slots["someone"] = "the people" if several else "the person"
    else:
        slots["someone"] = "people" if several else "a person"
    if frame.word_before.lower() in (
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "one",
        "named",
        "called",
    ):
        return _made(frame, "other")
    made = _made(frame, "person", slots={"someone": capital_like(frame, slots["someone"])})
    told = _TOLD_AFTER.match(frame.after)
    return replace(made, end=frame.end + told.end()) if told else made
