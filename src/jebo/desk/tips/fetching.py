"""Fetches what waits at the door: over Tor, so many requests at a visit, each of the same size; or from a folder that somebody carried."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from jebo.desk import disk
from jebo.desk.refused import Refused
from jebo.desk.tips import answers
from jebo.desk.tips.keeping import Arrived, Became, Doubtful, file_away, not_fetched, visiting
from jebo.desk.tips.keys import identities, recipients
from jebo.desk.tips.models import Answer, Seen
from jebo.desk.tips.way import NotUnderstood, Poll
from jebo.errors import N_
from jebo.sealing import Identity, Part, seal
from jebo.sealing.polling import (
    ASK_BYTES,
    Ask,
    Give,
    Piece,
    ask_bytes,
    is_name,
    name_of,
    read_give,
    read_receipt,
)
from jebo.sealing.refusals import NotAPoll
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes

REQUESTS: Final = 4
"""At a visit: 4 MiB come, and as many go when there is nothing. Chosen by us."""
LARGEST_BYTES: Final = 5_000_000_000
"""Of an envelope: a door seals 4 GB at most, and pads by up to 12 %."""
ACKNOWLEDGED: Final = 1_000  # names in a request; chosen by us
DECOYS: Final = 3
"""Envelopes that mean nothing, at most, which the desk leaves at the door at a visit. Chosen by us."""
_DECOY_BYTES: Final = (64, 256, 1_024, 4_096)  # as long as messages are; chosen by us
BEGUN: Final = 20  # beginnings that are kept between visits, at most; chosen by us
DOUBT: Final = ".doubt"
ASK: Final = "ask"
RECEIPTS: Final = "told-*"


class NothingCarried(Refused):
    """The folder does not hold what a door gives."""

    says = N_("this folder holds nothing from a door; give the one that jebo door carry filled")


@dataclass(slots=True)
class Visit:
    """What a visit brought.

    :param identities: what opens it; they are read once.
    """

    identities: Sequence[Identity] = field(default_factory=identities, repr=False)
    became: Counter[Became] = field(default_factory=Counter)
    answers: int = 0
    lost: int = 0
    more: bool = False


def over(poll: Poll, today: date, *, requests: int = REQUESTS) -> Visit:
    """Visit the door, with so many requests whatever there is.

    :raises jebo.desk.refused.Refused: the door is not reached, another visit is under way, or the disk refuses; all that came is kept,
        and nothing is lost.
    """
    visit = Visit()
    with visiting() as folder:
        _tidy(folder)
        for at in range(requests):
            _once(poll, folder, visit, today, last=at == requests - 1)
    return visit


def _once(poll: Poll, folder: Path, visit: Visit, today: date, *, last: bool) -> None:
    begun = next(iter(_begun(folder)), None)
    carried = _fitting(answers.waiting())
    ask = Ask(
        have=_not_told(), name=begun.name if begun else "", at=begun.stat().st_size if begun else 0,
        answers=_addressed(carried), decoys=_decoys(today) if last else (),
    )  # fmt: skip
    give = _read(poll(ask_bytes(ask)))
    _told(ask)
    _settle(visit, carried, give.lost)
    for piece in give.pieces:
        _take(visit, folder, piece, today)
    if begun is not None and not give.more and begun.name not in {piece.name for piece in give.pieces}:
        begun.unlink(missing_ok=True)  # whoever sent it has destroyed it
    visit.more = give.more


def _begun(folder: Path) -> list[Path]:
    """Envelopes of which a part is here, the one first that was added to last."""
    return sorted(
        filter(_is_envelope, folder.iterdir()), key=lambda one: one.stat().st_mtime_ns, reverse=True
    )


def _tidy(folder: Path) -> None:
    """Drop what no visit will finish: beginnings beyond a few, which only a hostile door makes, and copies of a try that was killed."""
    doubts = sorted(folder.glob(f"*{DOUBT}"))
    for one in [*_begun(folder)[BEGUN:], *doubts[BEGUN:], *folder.glob(f"*{disk.PARTIAL}")]:
        one.unlink(missing_ok=True)


def _read(told: bytes) -> Give:
    try:
        return read_give(told)
    except NotAPoll:
        raise NotUnderstood from None


def _take(visit: Visit, folder: Path, piece: Piece, today: date) -> None:
    """Put a piece where it belongs; the last one makes an envelope whole, which is filed."""
    at = folder / piece.name
    if piece.size > LARGEST_BYTES:
        visit.became[Became.ASIDE] += not_fetched(piece.name, piece.size, today)
        at.unlink(missing_ok=True)
        return
    with disk.in_one_sentence(), at.open("ab") as file:
        if file.tell() != piece.at:
            file.truncate(0)  # it changed, or came in another order: from the start again
            if piece.at:
                return
        file.write(piece.content)
        size = file.tell()
    if size >= piece.size:
        _file(visit, at, today)


def _file(visit: Visit, at: Path, today: date) -> None:
    """File what is whole. What is damaged comes once more; if it comes the same again, it is set aside."""
    doubt = at.with_suffix(DOUBT)
    doubted = doubt.read_text(encoding="ascii") if doubt.exists() else ""
    try:
        visit.became[file_away(Arrived(name=at.name, file=at, doubted=doubted), visit.identities, today)] += 1
        doubt.unlink(missing_ok=True)
    except Doubtful as doubtful:
        doubt.write_text(doubtful.digest, encoding="ascii")
    at.unlink(missing_ok=True)


def _settle(visit: Visit, carried: Sequence[Answer], told: Sequence[int]) -> None:
    lost = set(told) & set(range(len(carried)))
    answers.brought(carried, lost)
    visit.answers += len(carried) - len(lost)
    visit.lost += len(lost)


def _fitting(some: Sequence[Answer]) -> list[Answer]:
    """As many answers as fit into a request beside all else that may be in it."""
    fits: list[Answer] = []
    for one in some:
        try:
            ask_bytes(
                Ask(
                    have=("0" * 32,) * ACKNOWLEDGED,
                    answers=_addressed([*fits, one]),
                    decoys=(b"0" * 8_000,) * DECOYS,
                )
            )
        except NotAPoll:
            break
        fits.append(one)
    return fits


def _addressed(some: Sequence[Answer]) -> tuple[tuple[str, bytes], ...]:
    return tuple((one.thread_id, bytes(one.sealed)) for one in some)


def _decoys(today: date) -> tuple[bytes, ...]:
    """Envelopes that come back with the next visits and are dropped: how many wait at the door tells nobody how many wrote."""
    return tuple(_decoy(today) for _ in range(secrets.randbelow(DECOYS + 1)))


def _decoy(today: date) -> bytes:
    about = About(
        kind=Kind.DECOY, day=today, thread=secrets.token_hex(16), key=recipients()[0].text, sending=secrets.token_hex(16),
    )  # fmt: skip
    content = secrets.token_bytes(secrets.choice(_DECOY_BYTES))
    return seal(
        [Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=content)], recipients()
    )


# What somebody carried.


def carried_in(folder: Path, today: date) -> Visit:
    """File what lies in a carried folder, and put what goes back to the door into it: what is here, and answers.

    An answer counts as brought when the door has said so, in the same folder or another: until then it goes with each.

    :raises NothingCarried: it holds nothing from a door.
    """
    tips = folder / "tips"
    if not tips.is_dir():
        raise NothingCarried
    visit = Visit()
    with visiting() as arriving:
        _take_receipts(visit, folder)
        for one in sorted(tips.iterdir()):
            if _is_envelope(one):
                _take_file(visit, arriving / one.name, one, today)
        for ask in _back():
            with disk.in_one_sentence():
                disk.write(folder / f"{ASK}-{secrets.token_hex(8)}", ask)
    return visit


def _take_receipts(visit: Visit, folder: Path) -> None:
    """What the door says of what an earlier folder brought it."""
    for one in folder.glob(RECEIPTS):
        try:
            receipt = read_receipt(one.read_bytes()[:ASK_BYTES])
        except (OSError, NotAPoll):
            continue
        waiting = answers.waiting()
        kept, lost = (
            [answer for answer in waiting if name_of(bytes(answer.sealed)) in names]
            for names in (receipt.kept, receipt.lost)
        )
        _settle(visit, [*kept, *lost], range(len(kept), len(kept) + len(lost)))
        _forget_names(receipt.dropped)
        one.unlink(missing_ok=True)


def _is_envelope(path: Path) -> bool:
    return is_name(path.name) and path.is_file() and not path.is_symlink()


def _take_file(visit: Visit, at: Path, carried: Path, today: date) -> None:
    if carried.stat().st_size > LARGEST_BYTES:
        visit.became[Became.ASIDE] += not_fetched(carried.name, carried.stat().st_size, today)
        return
    with disk.in_one_sentence():
        shutil.copyfile(carried, at, follow_symlinks=False)
    visit.became[file_away(Arrived(name=at.name, file=at), visit.identities, today)] += 1
    at.unlink(missing_ok=True)


def _back() -> Iterator[bytes]:
    """All that goes back, in as many requests as it takes."""
    waiting, names = answers.waiting(), list(_not_told(None))
    while waiting or names:
        fits = _fitting(waiting)
        yield ask_bytes(Ask(have=tuple(names[:ACKNOWLEDGED]), answers=_addressed(fits)))
        waiting, names = waiting[len(fits) :], names[ACKNOWLEDGED:]
        if not fits and not names:
            return


def _not_told(most: int | None = ACKNOWLEDGED) -> tuple[str, ...]:
    """Names of envelopes that are here, of which the door does not know it yet."""
    return tuple(Seen.objects.filter(told=False).order_by("name").values_list("name", flat=True)[:most])


def _told(ask: Ask) -> None:
    _forget_names(ask.have)


def _forget_names(names: Iterable[str]) -> None:
    """The door knows; what it called them is kept no longer, for it could be worked out from a source's phrase."""
    Seen.objects.filter(name__in=list(names)).update(told=True, name="")
