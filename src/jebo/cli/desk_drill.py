"""``jebo desk drill``: rehearses bad hours on an invented desk, and tells what was proven."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from jebo.desk.clock import today
from jebo.errors import N_
from jebo.told.messages import _

FAILED: Final = 1
_STEPS: Final = {
    "lost": N_("Contact with a source is lost"),
    "offboard": N_("A contact editor leaves"),
    "destroy": N_("A source is destroyed"),
    "restore": N_("The desk is restored from a backup"),
}
_CLAIMS: Final = {
    "moves before": N_("before, what rests on the source moves on"),
    "stops": N_("everything unpublished that rests on the source waits"),
    "not told why": N_("a colleague sees that it waits, and sees neither the source nor why"),
    "moves again": N_("once the source is heard of, it moves on"),
    "could open": N_("before, the one who leaves can open who a source is"),
    "no way in": N_("afterwards they have no way in and no source that others look after"),
    "handed over": N_("their sources are handed over to a colleague"),
    "sealed anew": N_("who the source is was sealed anew, and their key opens it no more"),
    "still opens": N_("the colleague's key opens it"),
    "was there": N_(
        "before, the source's alias and words are in the database, and its exposure history has a key"
    ),
    "gone from the database": N_("afterwards neither alias nor words are in any row of the database"),
    "journal empty": N_("the database's journal is empty"),
    "history gone": N_("the exposure history and its key are gone"),
    "older backups named": N_("the desk names the backups that hold the source still"),
    "by passphrase": N_("the passphrase restores the latest backup, without the destroyed source"),
    "by paper": N_("the recovery key on paper does so too"),
    "older holds it": N_("the older backup still holds the source: such backups must be destroyed"),
}


def drill(arguments: Namespace) -> int:
    """Rehearse in a folder of its own, which is gone afterwards; 1 if anything did not hold."""
    del arguments
    print(
        _(
            "A drill on an invented desk, in a folder of its own that is gone afterwards. Your desk is not touched."
        )
    )
    with TemporaryDirectory(prefix="jebo-drill-") as root:
        failed = _rehearsed(Path(root))
    if failed:
        print(_("Something did not hold. Do not rely on it before it does; report the line."))
        return FAILED
    print(_("All of it held. Practise the same by hand, with your own people, twice a year."))
    return 0


def _rehearsed(root: Path) -> int:
    """How many proofs failed."""
    from jebo.desk.drill import rehearse

    failed, step = 0, ""
    for proof in rehearse(root, today()):
        if proof.step != step:
            step = proof.step
            print(f"\n{_(_STEPS[step])}")
        failed += not proof.holds
        print(f"  {_('held') if proof.holds else _('DID NOT HOLD')}: {_(_CLAIMS[proof.claim])}", flush=True)
    print()
    return failed
