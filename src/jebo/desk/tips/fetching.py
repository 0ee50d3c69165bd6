"""Fetches what waits at the door: over Tor, so many requests at a visit, each of the same size; or from a folder that somebody carried."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from jebo.desk import disk
from jebo.desk.refused import Refused
from jebo.desk.tips import answers
from jebo.desk.tips.keeping import Arrived, Became, arriving, file_away, not_fetched
from jebo.desk.tips.keys import identities, recipients
from jebo.desk.tips.models import Answer, Seen
from jebo.desk.tips.way import NotUnderstood, Poll
from jebo.errors import N_
from jebo.sealing import Part, seal
from jebo.sealing.polling import Ask, Give, Piece, ask_bytes, read_give
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
ASK: Final = "ask"


class NothingCarried(Refused):
    """The folder does not hold what a door gives."""

    says = N_("this folder holds nothing from a door; give the one that jebo door carry filled")


@dataclass(slots=True)
class Visit:
    """What a visit brought."""

    became: Counter[Became] = field(default_factory=Counter)
    answers: int = 0
    lost: int = 0
    more: bool = False


def over(poll: Poll, today: date, *, requests: int = REQUESTS) -> Visit:
    """Visit the door, with so many requests whatever there is.

    :raises jebo.desk.refused.Refused: the door is not reached, or the disk refuses; all that came is kept, and nothing is lost.
    """
    folder, visit = arriving(), Visit()
    for at in range(requests):
        begun = next(filter(_is_envelope, sorted(folder.iterdir())), None)
        carried = _fitting(answers.waiting())
        ask = Ask(
            have=_not_told(), name=begun.name if begun else "", at=begun.stat().st_size if begun else 0,
            answers=_addressed(carried), decoys=_decoys(today) if at == requests - 1 else (),
        )  # fmt: skip
        give = _read(poll(ask_bytes(ask)))
        _told(ask)
        _settle(visit, carried, give.lost)
        for piece in give.pieces:
            _take(visit, folder, piece, today)
        if begun is not None and begun.name not in {piece.name for piece in give.pieces}:
            begun.unlink(missing_ok=True)  # whoever sent it has destroyed it
        visit.more = give.more
    return visit


def _read(told: bytes) -> Give:
    try:
        return read_give(told)
    except NotAPoll:
        raise NotUnderstood from None


def _take(visit: Visit, folder: Path, piece: Piece, today: date) -> None:
    """Put a piece where it belongs; the last one makes an envelope whole, which is filed."""
    at = folder / piece.name
    if piece.size > LARGEST_BYTES:
        not_fetched(piece.name, piece.size, today)
        at.unlink(missing_ok=True)
        visit.became[Became.ASIDE] += 1
        return
    with disk.in_one_sentence(), at.open("ab") as file:
        if file.tell() != piece.at:
            file.truncate(0)  # it changed, or came in another order: from the start again
            if piece.at:
                return
        file.write(piece.content)
        size = file.tell()
    if size >= piece.size:
        visit.became[file_away(Arrived(name=piece.name, file=at), identities(), today)] += 1
        at.unlink(missing_ok=True)


def _settle(visit: Visit, carried: Sequence[Answer], lost: Sequence[int]) -> None:
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

    :raises NothingCarried: it holds nothing from a door.
    """
    tips = folder / "tips"
    if not tips.is_dir():
        raise NothingCarried
    visit, folder_of = Visit(), arriving()
    for one in sorted(tips.iterdir()):
        if _is_envelope(one):
            _take_file(visit, folder_of / one.name, one, today)
    for number, ask in enumerate(_back(visit)):
        with disk.in_one_sentence():
            disk.write(folder / f"{ASK}-{number}", ask)
    return visit


def _is_envelope(path: Path) -> bool:
    return (
        path.is_file()
        and not path.is_symlink()
        and len(path.name) == 32
        and not set(path.name) - set("0123456789abcdef")
    )


def _take_file(visit: Visit, at: Path, carried: Path, today: date) -> None:
    if carried.stat().st_size > LARGEST_BYTES:
        not_fetched(carried.name, carried.stat().st_size, today)
        visit.became[Became.ASIDE] += 1
        return
    with disk.in_one_sentence():
        shutil.copyfile(carried, at, follow_symlinks=False)
    visit.became[file_away(Arrived(name=at.name, file=at), identities(), today)] += 1
    at.unlink(missing_ok=True)


def _back(visit: Visit) -> Iterator[bytes]:
    while True:
        carried = _fitting(answers.waiting())
        ask = Ask(have=_not_told(), answers=_addressed(carried))
        if not ask.have and not ask.answers:
            return
        yield ask_bytes(ask)
        _told(ask)
        _settle(visit, carried, ())


def _not_told() -> tuple[str, ...]:
    """Names of envelopes that are here, of which the door does not know it yet."""
    return tuple(
        Seen.objects.filter(told=False).order_by("name").values_list("name", flat=True)[:ACKNOWLEDGED]
    )


def _told(ask: Ask) -> None:
    Seen.objects.filter(name__in=ask.have).update(told=True)
