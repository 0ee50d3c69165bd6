"""``jebo desk door`` and ``fetch``: what a door needs of the desk, and what the desk takes from the door."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jebo.cli.desk_asking import folder_of, opened
from jebo.cli.desk_rows import at_work
from jebo.cli.saying import complain
from jebo.desk import database, serve
from jebo.desk.clock import today
from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.told.messages import _
from jebo.told.refusals import sentence

if TYPE_CHECKING:
    from jebo.desk.tips.fetching import Visit

_MINUTE_S: Final = 60
_KEY_LIMIT_BYTES: Final = 1_000


class BothOrNeither(Refused):
    """One of two things that belong together was given."""

    says = N_("give the door's address for the desk and its desk.key together: --address and --key")


class NoWay(Refused):
    """The desk does not know where its door is."""

    says = N_(
        "the desk does not know its door yet; say where it is with jebo desk door --address ADDRESS --key FILE"
    )


def door(arguments: Namespace) -> int:
    """Tell what a door needs of this desk; take down where it is."""
    if bool(arguments.address) != bool(arguments.key):
        raise BothOrNeither
    with at_work(arguments):
        from jebo.desk.tips import keys
        from jebo.desk.tips.models import Way

        if arguments.new_key:
            keys.renew()
        if arguments.address:
            _take_down(arguments.address, arguments.key)
        print(_("What the door seals for. On its server:"))
        named = " ".join(f"--recipient {one.text}" for one in keys.recipients())
        print(f"    jebo door init FOLDER {named} --until YYYY-MM-DD --name-ko … --name-en …")
        key, way = keys.onion_key(), Way.objects.first() if arguments.address else None
        print(
            _("So that this desk alone finds its address of the door, in authorized_clients/desk.auth there:")
        )
        print(f"    {key.for_the_door()}")
        if way is not None:
            print(
                _(
                    "And for Tor on this machine, in a file desk.auth_private of its ClientOnionAuthDir, which is a secret:"
                )
            )
            print(f"    {key.for_the_desk(way.address)}")
    return 0


def _take_down(address: str, key: Path) -> None:
    from jebo.desk.tips.models import Way
    from jebo.desk.tips.way import NoDeskKey, address_of, key_of

    text = ""
    with suppress(OSError, UnicodeError):
        text = key.read_text(encoding="ascii")[:_KEY_LIMIT_BYTES]
    if not text:
        raise NoDeskKey
    Way.objects.update_or_create(pk=1, defaults={"address": address_of(address), "key": key_of(text)})


def fetch(arguments: Namespace) -> int:
    """Visit the door once, or every so many minutes until Ctrl-C; or file what somebody carried."""
    folder = folder_of(arguments.folder)
    database.demand(os.environ)
    key = opened(folder)
    every = arguments.every * _MINUTE_S
    for at in _times(every):
        _wait_until(at)
        try:
            with serve.at_work(folder, key, os.environ):
                _say(_visit(arguments))
        except Refused as refused:
            if not every:
                raise
            complain(sentence(refused))
    return 0


def _times(every: int) -> Iterator[float]:
    """When to visit, by a clock that only runs forward: at even distances, whatever a visit takes and brings."""
    begun = time.monotonic()
    yield begun
    while every:
        begun += every
        yield begun


def _wait_until(moment: float) -> None:
    time.sleep(max(moment - time.monotonic(), 0))  # noqa: TID251 - it is the hour itself that is waited for


def _visit(arguments: Namespace) -> Visit:
    from jebo.desk.tips import fetching
    from jebo.desk.tips.models import Way
    from jebo.desk.tips.way import Tor

    if arguments.carried:
        return fetching.carried_in(arguments.carried, today())
    way = Way.objects.first()
    if way is None:
        raise NoWay
    return fetching.over(Tor(way.address, way.key, arguments.socks), today(), requests=arguments.requests)


def _say(visit: Visit) -> None:
    """What came, without a word of whose it is."""
    from jebo.desk.tips.keeping import Became

    came = sum(
        visit.became[one] for one in (Became.TESTIMONY, Became.TIP, Became.LETTER, Became.ASKED_TO_DESTROY)
    )
    said = _(
        "Came: {came}. Set aside: {aside}. Answers brought: {answers}; for somebody who destroyed everything: {lost}."
    )
    print(
        said.format(came=came, aside=visit.became[Became.ASIDE], answers=visit.answers, lost=visit.lost),
        flush=True,
    )
    if visit.more:
        print(_("More waits there, and comes with the next visit."), flush=True)
