"""Makes a source: an alias that was never given before, the one who registers as its contact editor, a line in the trail."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from datetime import date
from itertools import islice
from typing import Final

from django.db import transaction

from jebo.desk.people import trail
from jebo.desk.people.models import Member
from jebo.desk.refused import Refused
from jebo.desk.sources.alias import draws, is_ours
from jebo.desk.sources.models import AliasKey, GoBetween, Sharing, Source, UsedAlias
from jebo.desk.wall import whole_desk
from jebo.errors import N_

OFFERS: Final = 6  # chosen by us: enough to find one that is easy to say, few enough to read
_BITS: Final = 14
"""How much of a digest is kept. Chosen by us: some twelve aliases of each language share a mark, so that a mark does not
tell which of them was used; with 2,000 sources one drawn alias in nine is passed over for another's sake."""


class AliasTaken(Refused):
    """The alias was given meanwhile, or is none of ours."""

    says = N_("this alias cannot be given; choose another of those that are offered")


def offers(language: str, count: int = OFFERS) -> list[str]:
    """Aliases to choose from, none of which was ever given."""
    drawn = draws(language, secrets.randbelow)
    found: list[str] = []
    while len(found) < count:
        found += _free(list(islice(drawn, 2 * count)))
    return found[:count]


def register(day: date, member: Member, source: Source) -> Source:
    """Keep a new source with its alias; *member* becomes its contact editor.

    :param source: not saved yet.
    :raises AliasTaken: nothing was kept.
    """
    with whole_desk(), transaction.atomic():
        take(source.alias)
        source.registered, source.registered_by = day, member
        source.save(force_insert=True)
        Sharing.objects.create(source=source, member=member, how=Sharing.How.CONTACT)
        trail.write(day, member.pk, "source.register", source.trail)
    return source


def take(alias: str) -> None:
    """Give an alias away, for ever.

    :raises AliasTaken: it was given before, or is none of ours.
    """
    if not is_ours(alias) or not _free([alias]):
        raise AliasTaken
    remember(alias)


def remember(alias: str) -> None:
    """Keep the mark of an alias, so that it is never offered again."""
    UsedAlias.objects.get_or_create(digest=_mark(_key(), alias))


def _free(aliases: list[str]) -> list[str]:
    """Those that were never given, and share their mark with none that was."""
    key = _key()
    marks = {alias: _mark(key, alias) for alias in aliases}
    used = set(UsedAlias.objects.filter(digest__in=marks.values()).values_list("digest", flat=True))
    with whole_desk():
        live = {
            *Source.objects.filter(alias__in=aliases).values_list("alias", flat=True),
            *GoBetween.objects.filter(alias__in=aliases).values_list("alias", flat=True),
        }
    return [alias for alias in aliases if marks[alias] not in used and alias not in live]


def _key() -> bytes:
    kept, _ = AliasKey.objects.get_or_create(pk=1, defaults={"key": secrets.token_bytes(32)})
    return bytes(kept.key)


def _mark(key: bytes, alias: str) -> str:
    """What is kept of an alias: the first bits of its HMAC-SHA256 under the desk's own key, in hexadecimal."""
    digest = hmac.digest(key, unicodedata.normalize("NFC", alias).encode(), "sha256")
    return f"{int.from_bytes(digest[:2], 'big') >> (16 - _BITS):04x}"
