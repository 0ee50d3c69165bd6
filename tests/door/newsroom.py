"""A newsroom with a desk of its own, at the command line: as its people fetch, claim and answer."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.cli.desks import OLD, answered, desk, set_apart

from jebo.desk import folder
from jebo.desk.folder import DataFolder
from jebo.desk.key import Passphrase
from jebo.desk.keyring import Keyring
from jebo.sealing import Identity

ANSWERS = """
import sys
from pathlib import Path
from tests.desk.ground.desks import make_argon2_quick, OLD
make_argon2_quick()
from jebo.desk import serve
from jebo.desk.clock import today
from jebo.desk.folder import DataFolder, unlock
from jebo.desk.key import Passphrase
there = DataFolder(Path(sys.argv[1]))
with serve.at_work(there, unlock(there, Passphrase(OLD)), {}):
    from jebo.desk.people.keys import give_key
    from jebo.desk.people.models import Member
    from jebo.desk.testimony.models import Attachment, Testimony
    from jebo.desk.tips import answers, sources
    from jebo.desk.tips.models import Thread
    from jebo.desk.wall import seen_by
    mina = Member.objects.get(name="Mina")
    give_key(mina, "yonder kettle wanders past seven quarries")
    source = sources.become(today(), mina, Thread.objects.get(), language="ko")
    with seen_by(mina.pk):
        answers.write(source, sys.argv[2], today())
        told = Testimony.objects.get()
        print(told.words, Attachment.objects.filter(testimony=told).count(), sep="|")
"""


@dataclass(frozen=True)
class Newsroom:
    """Its desk."""

    root: Path

    @classmethod
    def made(cls, root: Path, key: Identity) -> Newsroom:
        """A new one, whose door seals for *key*."""
        created = folder.create(DataFolder(root), Passphrase(OLD))
        Keyring(DataFolder(root).exposure, created.key)._write({"door": key.reveal()})
        answered(desk("member", "add", "Mina", "contact-editor", "--folder", root))
        return cls(root)

    def knows(self, address: str, key_file: Path) -> tuple[str, str]:
        """Tell it where its door is; gives the lines for Tor at the door and here."""
        told = answered(desk("door", "--address", address, "--key", key_file, "--folder", self.root))
        public = re.search(r"^    (descriptor:x25519:\S+)$", told, re.M)
        private = re.search(r"^    (\S{56}:descriptor:x25519:\S+)$", told, re.M)
        assert public
        assert private
        return public[1], private[1]

    def fetches(self, socks: int) -> str:
        """What ``jebo desk fetch`` says."""
        return answered(desk("fetch", "--folder", self.root, "--socks", str(socks)))

    def answers(self, words: str) -> str:
        """A contact editor makes a source of who wrote, and answers; gives the words that are testimony now, and how many files."""
        told = subprocess.run(
            [sys.executable, "-c", ANSWERS, str(self.root), words], capture_output=True, text=True, env=set_apart({}), check=False
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        return told.stdout.strip()
