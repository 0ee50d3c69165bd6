"""The site of ``jebo demo``: what its desk released, built and looked at as a reader of a copy would."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from jebo.cli.press import FAULTS
from jebo.cli.press_settings import SETTINGS, settings
from jebo.told.messages import _


def built(desk: Path, day: date) -> None:
    """Build the site beside the demo desk as it will be on *day*, verify it, change a byte in a copy, and tell. Within the desk."""
    from jebo.desk.publication.key import verify_key
    from jebo.desk.publication.pressing import press
    from jebo.press.verify import verify

    shutil.copyfile(Path(__file__).parent / "demo" / SETTINGS, desk / SETTINGS)
    site, key = desk.with_name("site"), verify_key()
    assert key is not None  # something was released
    made = press(site, settings(desk / SETTINGS), day)
    whole = verify(site, [key])
    print(_("The site, as readers find it on {day}: editions {editions}, files {files}.").format(
        day=day.isoformat(), editions=made.editions, files=made.files
    ))  # fmt: skip
    print(
        "  " + (_("Every file is as the newsroom signed it.") if not whole.wrong else _("It does not hold."))
    )
    print("  " + _("One byte of a copy changed: {found}").format(found=_one_byte_changed(site)))
    print(_("Open {place}").format(place=site / "index.html") + "\n")


def _one_byte_changed(site: Path) -> str:
    """What a reader is told of a copy in which somebody changed a byte."""
    from jebo.press.verify import keys_beside, verify

    with TemporaryDirectory() as root:
        copy = Path(root) / "copy"
        shutil.copytree(site, copy)
        page = next(iter(sorted(copy.glob("en/*/*/*.html"))))
        data = bytearray(page.read_bytes())
        data[len(data) // 2] ^= 1
        page.write_bytes(data)
        found = verify(copy, keys_beside(copy)).wrong
    return ", ".join(f"{one.what} ({_(FAULTS[one.fault.value])})" for one in found)
