"""``jebo press carry``: stories in one file, or in a folder for a memory card, with a signature or without."""

from __future__ import annotations

import io
import os
import tempfile
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Final

from jebo.cli.press_arguments import PHOTOS
from jebo.cli.press_settings import SETTINGS, settings
from jebo.errors import N_
from jebo.told.messages import _
from jebo.told.refusals import Refused

if TYPE_CHECKING:
    from jebo.press.carry import Files, Issue
    from jebo.press.edition import Head
    from jebo.sealing.signing import SigningKey

MOST: Final = 1 << 40
"""Bytes of a carry-edition where no limit is named: none."""
NO_DAY: Final = 315_619_200
"""2 January 1980, in seconds: the first day that a memory card can tell, wherever it is read."""


class NotOfAFile(Refused):
    """Names were asked for where there is one file."""

    says = N_("--names is for a folder; name one without a dot, or leave it out")


class NotThere(Refused):
    """The file is there already, or its folder is not."""

    says = N_(
        "it cannot be written there, or is there already; name a new file or folder in a folder that you may write to"
    )


def carry(arguments: Namespace) -> int:
    """Put stories into a file or a folder."""
    from jebo.cli.desk_asking import folder_of
    from jebo.cli.desk_rows import at_work
    from jebo.desk.clock import today
    from jebo.press.carry import fitting

    if arguments.file.suffix and arguments.names == "titles":
        raise NotOfAFile
    house, where = settings(arguments.settings or folder_of(arguments.folder).root / SETTINGS), arguments.file
    title, choose = _chosen(arguments)
    with at_work(arguments):
        from jebo.desk.publication.key import signing_key
        from jebo.desk.publication.pressing import carried

        made, out = carried(house, today(), arguments.language, title, choose)
        make = partial(
            _files, made, where, arguments.names == "titles", signing_key() if arguments.signed else None
        )
        widest = 0 if where.suffix.lower() == ".txt" else PHOTOS[arguments.photos]
        files, width = fitting(make, arguments.most or MOST, widest)
        put(where, files, out)
    print(_("Stories: {stories}. Files: {files}. Bytes: {size}.").format(
        stories=len(made.editions), files=len(files), size=f"{sum(map(len, files.values())):,}"
    ))  # fmt: skip
    shown = width and any(one.head.pictures for one in made.editions)
    print(_("Photos at most {width} pixels wide.").format(width=width) if shown else _("No photos."))
    return 0


def _chosen(arguments: Namespace) -> tuple[str, Callable[[Sequence[Head]], list[Head]]]:
    """What it is called, and what picks the stories."""
    from jebo.press import words
    from jebo.press.carry import of_month, of_topic

    if not arguments.month:
        return arguments.topic, partial(of_topic, tag=arguments.topic)
    year, month = arguments.month
    return words.month(year, month, arguments.language), partial(of_month, year=year, month=month)


def _files(made: Issue, where: Path, titles: bool, key: SigningKey | None, width: int) -> Files:
    """All that is written with photos so wide, signatures too; a single file's are named after it."""
    from jebo.press import card, carry, epub, pdf

    if not where.suffix:
        files = card.folder(made, width, titles=titles)
        return signed(files, key) if key else files
    form = {".html": carry.page, ".epub": epub.book, ".pdf": pdf.pages, ".txt": carry.text}[
        where.suffix.lower()
    ]
    files = {where.name: form(made, width)}
    return signed(files, key, f"{where.name}.") if key else files


def signed(files: Files, key: SigningKey, before: str = "") -> Files:
    """The same with a signed list of them, and in a folder with the key that signed, as in a site."""
    from jebo.press.build import MANIFEST, SIGNATURE
    from jebo.press.verify import SIGNERS
    from jebo.sealing.manifest import listed, sign_manifest

    if not before:
        files = {**files, SIGNERS: f'newsroom namespaces="jebo-*" {key.verify_key.text}\n'.encode()}
    told = sign_manifest([listed(name, io.BytesIO(data)) for name, data in files.items()], key)
    return {**files, before + MANIFEST: told.document, before + SIGNATURE: told.signature.encode()}


def put(where: Path, files: Files, out: Callable[[], None]) -> None:
    """Write files beside each other, or a folder of them. All is written and on the disk under another name, and the names are
    taken, before *out* is called; then it gets its names.

    :raises NotThere: it cannot be written there, or something of it is there already.
    """
    names = [where] if not where.suffix else [where.parent / name for name in files]
    taken: list[Path] = []
    try:
        with _written(where.parent, files) as begun:
            for name in names:
                _take(name, folder=not where.suffix)
                taken.append(name)
            out()
            for name in names:
                (begun if not where.suffix else begun / name.name).replace(name)
            taken.clear()
    except OSError:
        raise NotThere from None
    finally:
        for name in taken:
            name.unlink() if where.suffix else name.rmdir()


def _take(name: Path, *, folder: bool) -> None:
    """Stand there with nothing, so that it is known before that the name can be had; also where a link leads nowhere."""
    name.mkdir() if folder else name.open("xb").close()


@contextmanager
def _written(parent: Path, files: Files) -> Iterator[Path]:
    """A folder with these files, on the disk, of no day: a card would tell when it was filled. It is gone afterwards."""
    begun = Path(tempfile.mkdtemp(dir=parent, prefix=".carrying-"))
    try:
        for name, data in files.items():
            with (begun / name).open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            (begun / name).chmod(0o644)
            os.utime(begun / name, (NO_DAY, NO_DAY))
        begun.chmod(0o755)
        os.utime(begun, (NO_DAY, NO_DAY))
        yield begun
    finally:
        rmtree(begun, ignore_errors=True)
