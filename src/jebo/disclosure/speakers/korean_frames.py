"""Sentences of a Korean text that attribute words to somebody."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from jebo.disclosure.speakers.korean_text import Head, Text, between
from jebo.disclosure.speakers.korean_units import Unit, Units
from jebo.disclosure.speakers.korean_words import (
    COPULA,
    COURT,
    FROM,
    GOT,
    OBLIQUE,
    SPEECH,
    SUBJECT,
    TELL,
    THUS,
    TOPIC,
    WRITTEN,
)
from jebo.disclosure.structure import Quote

_SPEECH_WORDS = 8  # a quotation in single marks that is longer is more than a name; chosen by us


class Frames:
    """The units of a text and what attributes them."""

    def __init__(self, text: Text, people: list[Head], roots: list[int]) -> None:
        self.t = text
        read = Units(text, people, roots)
        self.units, self.answers = read.all, read.answers
        quotes = text.structure.quotes
        long = [q.single for q in quotes if q.last - q.first >= _SPEECH_WORDS]
        self.singles = 2 * sum(long) > len(long)
        self.spoken = [self._is_spoken(q) for q in quotes]
        reporting = self._reporting()
        self._speeches = [self._has_speech(unit, reporting) for unit in self.units]
        self._accused: set[str] | None = None
        self.talkers: set[str] = set()

    def listen_for_letters(self) -> None:
        """Note the letters and pseudonyms whose words the text reports somewhere."""
        for unit in self.units:
            spoken = self._speeches[unit.number]
            for head in unit.heads:
                if head.sort == "letter" and self._rank(head, unit, spoken, lambda _: True) >= 15:
                    self.talkers.add(head.key)
        for unit, after in pairwise(self.units):
            topics = [h for h in unit.heads if h.sort == "letter" and h.ending in ("은", "는")]
            pronoun = (
                after.heads[:1] and after.heads[0].sort in ("he", "she") and self._speeches[after.number]
            )
            if topics and pronoun and after.heads[0].first == after.first:
                self.talkers.add(topics[-1].key)

    def choose(self, unit: Unit, anonymous: Callable[[Head], bool]) -> Head | None:
        """The person to whom the unit's words are attributed."""
        best: Head | None = None
        rank = 0
        spoken = self._speeches[unit.number]
        for head in unit.heads:
            found = self._rank(head, unit, spoken, anonymous)
            if found > rank:
                best, rank = head, found
        return best

    def _reporting(self) -> list[int]:
        """Words outside quotations that tell of speech."""
        t = self.t
        return sorted({*t.unquoted(t.bit["report"]), *(i for i in t.indirect if not t.inside[i])})

    def _has_speech(self, unit: Unit, reporting: list[int]) -> bool:
        """Whether the unit holds words that somebody is said to have spoken."""
        return self.quotes_speech(unit) or between(reporting, unit.first, unit.last)

    def quotes_speech(self, unit: Unit) -> bool:
        """Whether one of the unit's quotations is spoken."""
        return any([self.spoken[q] for q in unit.quotes])  # noqa: C419, faster than a generator

    def _rank(self, head: Head, unit: Unit, spoken: bool, anonymous: Callable[[Head], bool]) -> int:
        """How surely the unit's words are this person's; 0 if not at all."""
        t = self.t
        after = t.forms[head.after] if head.after < unit.last else ""
        ending = head.ending
        if unit.script and after == ":":
            return 70
        if after.startswith(("따르면", "의하면")) and (ending.endswith("에") or not ending):
            return 60
        if ending.endswith("의") and (told := self._told(head, unit)):
            return told
        if ending in ("", "들") and after.startswith(("역시", "또한", "본인")):
            ending = "은"
        if self._is_title(head, ending):
            return 0
        if ending in TOPIC or (ending.endswith(("은", "는", "도")) and not ending.startswith(OBLIQUE)):
            return self._topic(head, unit, spoken, anonymous)
        if ending in SUBJECT:
            return self._subject(head, unit, spoken, anonymous)
        if ending in FROM or ending in ("을", "를", "들을"):
            return self._met_with(head, unit) if anonymous(head) else 0
        if (
            ending in COPULA or ending.startswith(("이다", "다", "였", "이었", "입니", "으로"))
        ) and head.sort in ("source", "letter"):
            return 15 if anonymous(head) else 0
        if ending in COPULA and self.tells_who(unit) and anonymous(head):
            return 15
        return 10 if head.sort == "source" and ending in ("들", "") and self._met(unit, head) else 0

    def _met_with(self, head: Head, unit: Unit) -> int:
        """X에게서 들은, X와 통화, X를 만났다."""
        t, last = self.t, min(head.after + 6, unit.last)
        near = [t.forms[i] for i in range(head.after, last)]
        if head.ending in FROM:
            met = t.any(head.after, last, t.bit["meet", "channel", "us"])
            return 20 if met or any(form.startswith(GOT) for form in near) else 0
        saw = any(form.startswith(("만났", "만나", "인터뷰")) for form in near)
        return 19 if saw and head.sort in ("source", "role", "person", "letter") else 0

    def _told(self, head: Head, unit: Unit) -> int:
        """X의 말, X의 이야기: who said the words; less if somebody else passes them on."""
        t = self.t
        if not any(t.forms[i].startswith(TELL) for i in range(head.after, min(head.after + 2, unit.last))):
            return 0
        nearby = [t.forms[i] for i in range(head.after, min(head.after + 4, unit.last))]
        return 5 if head.sort == "institution" or any(f.startswith("빌") for f in nearby) else 40

    def _is_title(self, head: Head, ending: str) -> bool:
        return head.sort == "institution" and ending in ("", "의")

    def _speaks_next(self, head: Head, unit: Unit) -> bool:
        """Whether the next sentence of the paragraph is what this person says: X는 웃지 않았다. “…”"""
        if unit.quotes or (head.bare and head.sort in ("role", "person") and not head.this):
            return False
        k = unit.number + 1
        return any(self._quotes(f, unit) for f in self.units[k : k + (3 if head.sort == "letter" else 1)])

    def _quotes(self, following: Unit, unit: Unit) -> bool:
        """Whether a later unit begins with a quotation that nobody else is said to have spoken."""
        t = self.t
        if (
            t.paragraph[following.first] > t.paragraph[unit.first] + 1
            or not following.quotes
            or following.title
        ):
            return False
        quote = t.structure.quotes[following.quotes[0]]
        others = [h for h in following.heads if h.ending in TOPIC or h.ending in SUBJECT or h.ending == "의"]
        return quote.first == following.first and not quote.single and not others

    def _topic(self, head: Head, unit: Unit, spoken: bool, anonymous: Callable[[Head], bool]) -> int:
        if not spoken:
            if head.sort in ("source", "letter") and self._met(unit, head):
                return 20
            if head.sort == "letter" and head.key in self.talkers and anonymous(head):
                return 14
            if head.sort in ("he", "she") and anonymous(head):
                return 13
            if (
                not head.bare
                and head.sort in ("role", "person", "kin")
                and anonymous(head)
                and self._sends(unit, head)
            ):
                return 16
            return (
                16 if head.sort != "institution" and anonymous(head) and self._speaks_next(head, unit) else 0
            )
        if not anonymous(head):
            return 30 if head.sort != "institution" or self._near_end(head, unit) else 25
        if head.sort == "kin":
            return 12 if self.quotes_speech(unit) else 0
        if head.sort in ("role", "person") and head.bare and not head.this:
            return 28 if self.quotes_speech(unit) or self._near_end(head, unit) or self._reports(unit) else 0
        return 35 if head.sort == "source" else 32

    def _subject(self, head: Head, unit: Unit, spoken: bool, anonymous: Callable[[Head], bool]) -> int:
        """X이/가: a speaker only before a verb of reporting; else somebody in the story."""
        if not anonymous(head):
            return 18 if spoken and self._near_end(head, unit) else 0
        met = head.sort in ("source", "letter") and self._met(unit, head)
        if head.sort == "kin" or not (spoken or met):
            return 0
        if self._near_end(head, unit):
            return 34
        if head.sort in ("source", "letter") or head.link >= 0 or (head.hidden and not head.plural):
            return 26 if spoken else 14
        return 0

    def _near_end(self, head: Head, unit: Unit) -> bool:
        """Whether a verb of reporting follows within a few words and ends the sentence."""
        t = self.t
        report = t.bit["report"]
        for i in range(head.after, min(head.after + 7, unit.last)):
            if t.inside[i]:
                return False
            if t.mask[i] & report:
                return True
            if i in t.indirect:
                return False
        return False

    def _reports(self, unit: Unit) -> bool:
        reports = self.t.unquoted(self.t.bit["report"])
        return between(reports, max(unit.first, unit.last - 5), unit.last)

    def _met(self, unit: Unit, head: Head) -> bool:
        """Whether the unit tells how the outlet reached the person."""
        t = self.t
        return t.any(unit.first, unit.last, t.bit["us", "meet", "report", "channel"])

    def tells_who(self, unit: Unit) -> bool:
        """Whether the unit says of somebody that he told it: 들려준 사람은 … 다."""
        t = self.t
        return any(
            t.forms[i].endswith(
                ("들려준", "말한", "답한", "전한", "만난", "증언한", "털어놓은", "나눈", "보낸")
            )
            and t.forms[i + 1].startswith(("사람", "이", "것"))
            for i in range(unit.first, unit.last - 1)
        )

    def _sends(self, unit: Unit, head: Head) -> bool:
        """Whether the person sends or shows something to the outlet."""
        t = self.t
        verbs = ("보내", "보냈", "건넸", "건네", "보여", "적어", "통화", "만났", "만나", "답")
        return t.any(head.after, unit.last, t.bit["us", "channel"]) and any(
            t.forms[i].startswith(verbs) for i in range(head.after, unit.last) if not t.inside[i]
        )

    def says_of(self, unit: Unit) -> bool:
        """Whether the unit tells whose words stood before it."""
        t = self.t
        return any(
            t.forms[i].startswith(THUS) or t.forms[i] in ("말이다", "말입니다")
            for i in range(unit.first, unit.last)
            if not t.inside[i]
        )

    def said_next(self, unit: Unit) -> bool:
        """Whether the next unit tells whose words this one holds."""
        k = unit.number + 1
        return k < len(self.units) and not self.units[k].title and self.says_of(self.units[k])

    def relayed(self, unit: Unit, speaker: Head) -> list[Head]:
        """Others whose words reach the text through the speaker: 예심원의 말을 빌려."""
        t, found = self.t, []
        for head in unit.heads:
            if head is speaker or head.named or head.sort in ("institution", "name", "he", "she", "surname"):
                continue
            close = range(head.after, min(head.after + 4, unit.last))
            if (
                (head.ending.endswith("의") and any(t.forms[i].startswith("빌") for i in close))
                or (head.ending in ("와", "과", "들과") and 0 <= speaker.first - head.after <= 1)
                or (
                    speaker.ending in ("을", "를", "들을")
                    and head.ending
                    in (
                        "와",
                        "과",
                        "들과",
                        "",
                        "을",
                        "를",
                    )
                )
            ):
                found.append(head)
        return found

    def alone(self, unit: Unit) -> bool:
        """Whether the unit is a quotation and nothing else."""
        t = self.t
        outside = 0
        for i in range(unit.first, unit.last):
            outside += not t.inside[i] and t.forms[i] not in ".?!…"
            if outside > 1:
                return False
        return True

    def _is_spoken(self, quote: Quote) -> bool:
        """Whether what follows a quotation says that it was spoken."""
        t = self.t
        alone = not quote.single or self.singles
        if not quote.closed or quote.last >= t.n:
            return alone
        after = t.forms[quote.last]
        if not t.glued(quote.last) or not t.hangul(quote.last):
            return alone
        if after.startswith(SPEECH) and not after.startswith(("라는", "이라는")):
            following = t.forms[quote.last + 1 : quote.last + 3]
            return not any(f.startswith(WRITTEN) for f in following)
        return after.startswith(("라는", "이라는", "는")) and any(
            f.startswith(
                (
                    "것",
                    "말을",
                    "말이",
                    "말도",
                    "게",
                    "얘기",
                    "이야기",
                    "설명",
                    "주장",
                    "하소연",
                    "답",
                    "반응",
                    "푸념",
                )
            )
            for f in t.forms[quote.last + 1 : quote.last + 3]
        )

    def speech(self, q: int, unit: Unit) -> bool:
        """Whether a quotation holds the words of the unit's speaker."""
        t, quote = self.t, self.t.structure.quotes[q]
        if not self.spoken[q] or (unit.title and not unit.answer):
            return False
        if quote.single and quote.last - quote.first < 6:
            return False
        if t.any(max(unit.first, quote.first - 3), quote.first, t.bit["document", "paper", "meeting"]):
            return False
        others = t.bit["role", "official", "institution", "kin"]
        for i in range(max(unit.first, quote.first - 2), quote.first):
            if t.mask[i] & others and t.tail[i] in ("이", "가") and not t.inside[i]:
                return False
        return True

    def hearsay(self, unit: Unit) -> bool:
        """Whether the unit passes on what was heard."""
        heard = self.t.unquoted(self.t.bit["hearsay"])
        return between(heard, max(unit.first, unit.last - 4), unit.last)

    def public(self, unit: Unit) -> bool:
        """Whether the unit is background that anybody can read elsewhere."""
        t = self.t
        counted = t.any(unit.first, unit.last, t.bit["statistic"])
        return counted or between(t.years, unit.first + 1, unit.last)

    def accused(self, head: Head) -> bool:
        """Whether the one with this letter stands before a court, as in a police report."""
        if self._accused is None:
            self._accused, met = set(), set[str]()
            for unit in self.units:
                letters = {h.key for h in unit.heads if h.sort in ("letter", "surname")}
                if letters and any(
                    self.t.forms[i].startswith(COURT)
                    for i in range(unit.first, unit.last)
                    if not self.t.inside[i]
                ):
                    self._accused |= letters
                if letters and self.t.any(unit.first, unit.last, self.t.bit["us", "meet", "channel"]):
                    met |= letters
            self._accused -= met
        return head.key in self._accused
