"""Stories that we made up, in Korean, in a faithful translation, and most of them in one that changes things.

Nothing in them happened. The texts lie in ``stories/``: ``<name>.ko.txt``, ``<name>.faithful.txt`` and
``<name>.changing.txt``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"
Expected = tuple[str, str, str]
"""Kind, Korean phrase and English phrase of a change; a phrase is any part of what is marked, "" where
nothing is asked.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A story with its translations, and all that the changing one changes."""

    name: str
    pack: str
    changed: tuple[Expected, ...] = ()
    year: int | None = None

    def text(self, edition: str) -> str:
        """The text of ``ko``, ``faithful`` or ``changing``."""
        name = self.name.replace(" ", "-")
        return (FOLDER / f"{name}.{edition}.txt").read_text(encoding="utf-8")


PAIRS = (
    Pair(
        name="radios in a port",
        pack="kp",
        year=2022,
        changed=(
            ("caption.place", "단천시", "Hamhung"),
            ("anonymity.added", "", "condition of anonymity"),
            ("contact.day", "", "Thursday"),
            ("number.exact", "30여 명", "30"),
            ("hedge.dropped", "추정", "by ship by traders"),
            ("people.changed", "무역일꾼", "traders"),
            ("total.dropped", "전부", ""),
            ("number.exact", "네댓 명", "Five"),
            ("gender.added", "", "he"),
        ),
    ),
    Pair(
        name="grain from a farm",
        pack="kp",
        year=2023,
        changed=(
            ("number.exact", "수백 킬로", "300"),
            ("quote.dropped", "도당에서", "The provincial party"),
            ("hedge.dropped", "알려졌", "300 kilograms"),
            ("number.exact", "수백 킬로그램", "300 kilograms"),
            ("number.exact", "약 열흘", "ten days"),
            ("hedge.dropped", "것으로 보인", "ten days"),
            ("number.exact", "서너 명", "four"),
            ("place.finer", "", "Hyesan"),
            ("total.dropped", "모두", ""),
        ),
    ),
    Pair(
        name="a dam in Myanmar",
        pack="world",
        year=None,
        changed=(
            ("time.finer", "", "Tuesday"),
            ("number.exact", "20여 명", "20"),
            ("quote.dropped", "지난주", "Last Tuesday"),
            ("number.exact", "백여 가구", "One hundred"),
            ("hedge.dropped", "추정", "households"),
            ("hedge.dropped", "고 한다", "compensation"),
            ("place.finer", "", "Myitkyina"),
            ("time.coarser", "5월 말", "May"),
            ("total.dropped", "모든", "Houses"),
            ("quote.added", "한 상인", "ration books"),
            ("gender.added", "", "he"),
        ),
    ),
    Pair(
        name="bakeries in Iran",
        pack="world",
        year=None,
        changed=(
            ("number.exact", "수십 곳", "Forty"),
            ("number.exact", "두세 명", "Three"),
            ("number.changed", "사흘", "five days"),
            ("number.dropped", "30%", ""),
            ("time.changed", "4시", "5 a.m."),
            ("anonymity.dropped", "신변안전", ""),
            ("hedge.dropped", "가능성", ""),
            ("place.finer", "", "Tehran"),
            ("place.finer", "", "Mashhad"),
        ),
    ),
    Pair(
        name="a factory in Belarus",
        pack="world",
        year=None,
        changed=(
            ("number.vague", "40명", "About forty"),
            ("time.changed", "12일", "March 13"),
            ("number.vague", "7명", "several"),
            ("sentence.added", "", "second list"),
            ("number.added", "", "120"),
        ),
    ),
    Pair(
        name="a temple in Myanmar",
        pack="world",
        year=None,
        changed=(
            ("contact.day", "2일", ""),
            ("total.dropped", "모두", ""),
            ("time.coarser", "다음 날", ""),
        ),
    ),
)
FAITHFUL = (
    *PAIRS,
    Pair(name="night checks", pack="kp"),
    Pair(name="fishers on the Caspian", pack="world"),
    Pair(name="a school in Tehran", pack="world"),
)
"""All stories: a faithful translation changes nothing."""
