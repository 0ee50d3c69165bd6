"""``jebo press``: builds the newsroom's site from what its desk released, and tells whether a copy of a site is whole and its own."""

from __future__ import annotations

import io
import tomllib
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jebo.cli.press_arguments import PHOTOS
from jebo.cli.saying import complain, make_printable
from jebo.errors import N_, JeboError
from jebo.told.messages import _
from jebo.told.refusals import Refused, sentence

if TYPE_CHECKING:
    from jebo.press.edition import Head
    from jebo.press.house import House
    from jebo.press.verify import Copy
    from jebo.sealing.signing import SigningKey, VerifyKey

NOT_OURS: Final = 1
SHOWN: Final = 20
"""Files that are named. Chosen by us: whoever wants more asks ``sha256sum``."""
SETTINGS: Final = "press.toml"
MOST: Final = 1 << 40
"""Bytes of a carry-edition where no limit is named: none."""
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


class NoSettings(Refused):
    """There is no file with what the newsroom says of itself."""

    says = N_(
        "there is no press.toml in the desk's folder; write one with the newsroom's name (docs/howto/publish.md)"
    )


class BadSettings(Refused):
    """A setting is wrong."""

    says = N_("“{what}” in press.toml is missing, not known or has not its form (docs/howto/publish.md)")


class NotThere(Refused):
    """The file is there already, or its folder is not."""

    says = N_(
        "the file cannot be written there, or is there already; name a new one in a folder that you may write to"
    )


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
            built = press(arguments.site, house, today(), signed=not arguments.unsigned, progress=progress)
    print(_("Editions: {editions}. Files: {files}, of which made now: {made}.").format(
        editions=built.editions, files=built.files, made=built.made
    ))  # fmt: skip
    print(_("Open {place}").format(place=arguments.site / "index.html"))
    return 0


def carry(arguments: Namespace) -> int:
    """Put stories into one file."""
    from jebo.cli.desk_asking import folder_of
    from jebo.cli.desk_rows import at_work
    from jebo.desk.clock import today
    from jebo.press import carry as carrying
    from jebo.press import epub, words

    house, where = settings(arguments.settings or folder_of(arguments.folder).root / SETTINGS), arguments.file
    if arguments.month:
        year, number = arguments.month
        title = words.month(year, number, arguments.language)
        choose = partial(_of_month, arguments.month)
    else:
        title, choose = arguments.topic, partial(_of_topic, arguments.topic)
    with at_work(arguments):
        from jebo.desk.publication.key import signing_key
        from jebo.desk.publication.pressing import carried

        made, out = carried(house, today(), arguments.language, title, choose)
        form = {".html": carrying.page, ".epub": epub.book}[where.suffix]
        data, width = carrying.fitting(partial(form, made), arguments.most or MOST, PHOTOS[arguments.photos])
        put(where, data, signing_key() if arguments.signed else None, out)
    print(_("Stories: {stories}. Bytes: {size}. Photos at most {width} pixels wide.").format(
        stories=len(made.editions), size=f"{len(data):,}", width=width
    ))  # fmt: skip
    return 0


def _of_month(month: tuple[int, int], heads: Sequence[Head]) -> list[Head]:
    from jebo.press.carry import of_month

    return of_month(heads, *month)


def _of_topic(topic: str, heads: Sequence[Head]) -> list[Head]:
    from jebo.press.carry import of_topic

    return of_topic(heads, topic)


def put(where: Path, data: bytes, key: SigningKey | None, out: Callable[[], None]) -> None:
    """Write the file, and a signed list of it where that is asked for; *out* is called once all is on the disk under other names.

    :raises NotThere: it cannot be written there, or is there already.
    """
    from jebo.sealing.manifest import listed, sign_manifest
    from jebo.sealing.on_disk import replacing
    from jebo.sealing.refusals import NotWritten

    files = {where.name: data}
    if key:
        signed = sign_manifest([listed(where.name, io.BytesIO(data))], key)
        files |= {
            f"{where.name}.manifest": signed.document,
            f"{where.name}.manifest.sig": signed.signature.encode(),
        }
    if any((where.parent / name).exists() for name in files):
        raise NotThere
    try:
        with ExitStack() as written:
            for name, content in files.items():
                written.enter_context(replacing(where.parent / name)).write(content)
            out()
    except NotWritten:
        raise NotThere from None


def settings(file: Path) -> House:
    """What a newsroom says of itself.

    :raises NoSettings, BadSettings: it cannot be read.
    """
    from jebo.press.house import house
    from jebo.press.wrong import BadHouse

    try:
        said = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise NoSettings from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise BadSettings(what="TOML") from None
    try:
        return house(said)
    except BadHouse as bad:
        raise BadSettings(what=bad.what) from None


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
