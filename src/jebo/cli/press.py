"""``jebo press``: builds the newsroom's site from what its desk released, and tells whether a copy of a site is whole and its own."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jebo.cli.press_settings import SETTINGS, settings
from jebo.cli.saying import complain, make_printable
from jebo.errors import N_, JeboError
from jebo.told.messages import _
from jebo.told.refusals import Refused, sentence

if TYPE_CHECKING:
    from jebo.press.verify import Copy
    from jebo.sealing.signing import VerifyKey

NOT_OURS: Final = 1
SHOWN: Final = 20
"""Files that are named. Chosen by us: whoever wants more asks ``sha256sum``."""
FAULTS: Final = {
    "unreadable": N_("The list of files, or its signature, cannot be read."),
    "other_key": N_("The list of files is signed with another key than the newsroom's."),
    "bad_signature": N_("The list of files was changed after it was signed."),
    "other_context": N_("The signature belongs to something else than a list of files."),
    "changed": N_("changed"),
    "missing": N_("missing"),
    "extra": N_("does not belong here"),
}


class NotInstalled(Refused):
    """What only the press needs is missing."""

    says = N_("the press is not installed here; install it with: pip install 'jebo[press]'")


class BadKey(Refused):
    """What was given as a key is none."""

    says = N_("this is no public key; give a file of keys, or the line that begins with ssh-ed25519")


def run(arguments: Namespace) -> int:
    """Do what was asked, and tell the exit status: 0 done, 1 the copy is not whole or not ours, 2 refused."""
    make_printable("text")
    if not all(map(find_spec, ("jinja2", "PIL", "cryptography"))):
        return complain(sentence(NotInstalled()))
    if arguments.press != "verify":
        from jebo.cli import desk

        return desk.attempted(_done, arguments)
    try:
        return verify(arguments)
    except JeboError as error:
        return complain(sentence(error))


def _done(arguments: Namespace) -> int:
    """The same, where an edition that is wrong is named by its address at the desk."""
    from jebo.cli.press_carry import carry
    from jebo.press.wrong import OfAnEdition

    try:
        return {"build": build, "carry": carry}[arguments.press](arguments)
    except OfAnEdition as wrong:
        return complain(f"{sentence(wrong)} (/stories/edition/{wrong.edition})")


def build(arguments: Namespace) -> int:
    """Bring a site up to what the desk released."""
    from jebo.cli.desk_asking import folder_of
    from jebo.cli.desk_rows import at_work
    from jebo.cli.progress import steps
    from jebo.desk.clock import today

    house = settings(arguments.settings or folder_of(arguments.folder).root / SETTINGS)
    with at_work(arguments):
        from jebo.desk.publication.pressing import press

        with steps(_("files")) as progress:
            built = press(
                arguments.site,
                house,
                today(),
                signed=not arguments.unsigned,
                anew=arguments.anew,
                progress=progress,
            )
    print(_("Editions: {editions}. Files: {files}, of which made now: {made}.").format(
        editions=built.editions, files=built.files, made=built.made
    ))  # fmt: skip
    print(_("Open {place}").format(place=arguments.site / "index.html"))
    return 0


def verify(arguments: Namespace) -> int:
    """Tell whether a folder is a whole copy of the newsroom's site."""
    from jebo.press.verify import keys_beside
    from jebo.press.verify import verify as look

    given = () if arguments.key is None else _keys(arguments.key)
    keys = given or keys_beside(arguments.site)
    found = look(arguments.site, keys)
    if not given:
        print(
            _(
                "The key came with the copy. It proves nothing unless you have it from the newsroom by another way:"
            )
        )
        print("\n".join(f"  {key.id}" for key in keys))
    return _told(found)


def _plain(path: str) -> str:
    """A path as it may be shown: a copy may hold names that would move a terminal's cursor."""
    return "".join(letter if letter.isprintable() else "�" for letter in path)


def _keys(given: str) -> tuple[VerifyKey, ...]:
    from jebo.press.verify import keys_in
    from jebo.sealing.refusals import BadVerifyKey

    try:
        file = Path(given)
        found = keys_in(file.read_text(encoding="utf-8") if file.is_file() else given)
    except (BadVerifyKey, OSError, ValueError):
        raise BadKey from None
    if not found:
        raise BadKey
    return found


def _told(found: Copy) -> int:
    if not found.wrong:
        print(_("Whole, and signed with that key. Files: {files}.").format(files=found.files))
        return 0
    for one in found.wrong[:SHOWN]:
        says = _(FAULTS[one.fault.value])
        print(f"{says}: {_plain(one.what)}" if one.what else says)
    if len(found.wrong) > SHOWN:
        print(_("and {n} more").format(n=len(found.wrong) - SHOWN))
    print(_("This is not the site as the newsroom signed it. Do not rely on it."))
    return NOT_OURS
