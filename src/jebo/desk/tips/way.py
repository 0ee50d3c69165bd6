"""The way to the door's own address for the desk: one request over this machine's Tor, always of the same size.

Libraries: python-socks (Apache-2.0) for the way through Tor, whose SOCKS port also resolves the name; the standard library's
``http.client`` for the request.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from python_socks import ProxyError, ProxyType
from python_socks.sync import Proxy

from jebo.desk.refused import Refused
from jebo.errors import N_
from jebo.sealing.polling import GIVE_BYTES

Poll = Callable[[bytes], bytes]
"""Takes a request, gives the answer: bytes of :mod:`jebo.sealing.polling`."""
SOCKS_PORT: Final = 9050  # Debian's Tor; Tor Browser's is 9150
_CIRCUIT: Final = "desk"
WAIT_S: Final = 180.0
"""For an answer of a megabyte through six relays. Chosen by us."""
_ADDRESS: Final = re.compile(r"[a-z2-7]{56}\.onion")
_KEY: Final = re.compile(r"[0-9a-f]{64}")


class NoAddress(Refused):
    """The address is no onion address."""

    says = N_("this is no address of an onion service; it has 56 letters and ends with .onion")


class NoDeskKey(Refused):
    """The file holds no desk key."""

    says = N_("this file is not the desk.key of a door; bring the one that jebo door init made")


class NoTor(Refused):
    """Nobody speaks SOCKS there."""

    says = N_("Tor does not answer on this machine; start it, or name its port with --socks")


class NotReached(Refused):
    """Tor does not find the door."""

    says = N_(
        "the door was not reached over Tor; look whether it is open, and whether Tor on this machine has the desk's key"
        " (jebo desk door tells how)"
    )


class NotLetIn(Refused):
    """The door does not know the desk."""

    says = N_(
        "the door does not know this desk; bring the desk.key of that door, and give it with jebo desk door"
    )


class NotUnderstood(Refused):
    """Something else than a door answered."""

    says = N_(
        "what answered at the door's address is no door that this desk understands; use the same version of jebo"
    )


@dataclass(frozen=True, slots=True)
class Tor:
    """A door at an onion address, over the Tor of this machine.

    :param key: what ``desk.key`` holds.
    :param socks: the port of 127.0.0.1 where Tor speaks SOCKS.
    """

    address: str
    key: str = field(repr=False)
    socks: int = SOCKS_PORT

    def __call__(self, asked: bytes) -> bytes:
        """Ask the door.

        :raises NoTor, NotReached, NotLetIn, NotUnderstood: in one sentence.
        """
        connection = self._connected()
        try:
            connection.request("POST", "/poll", asked, {"authorization": f"Bearer {self.key}"})
            answer = connection.getresponse()
            told = answer.read(GIVE_BYTES + 1)
        except (OSError, http.client.HTTPException):
            raise NotReached from None
        finally:
            connection.close()
        if answer.status == http.client.NOT_FOUND:
            raise NotLetIn
        if answer.status != http.client.OK or len(told) != GIVE_BYTES:
            raise NotUnderstood
        return told

    def _connected(self) -> http.client.HTTPConnection:
        # A user name of its own gives the desk a circuit of its own (tor(1), IsolateSOCKSAuth).
        proxy = Proxy(ProxyType.SOCKS5, "127.0.0.1", self.socks, _CIRCUIT, _CIRCUIT, rdns=True)
        connection = http.client.HTTPConnection(self.address, 80, timeout=WAIT_S)
        try:
            connection.sock = proxy.connect(self.address, 80, timeout=WAIT_S)
        except ProxyError:
            raise NotReached from None
        except OSError:
            raise NoTor from None
        return connection


def address_of(text: str) -> str:
    """An onion address, as somebody typed it.

    :raises NoAddress: it is none.
    """
    plain = text.strip().lower().removeprefix("http://").rstrip("/")
    if not _ADDRESS.fullmatch(plain):
        raise NoAddress
    return plain


def key_of(text: str) -> str:
    """What a ``desk.key`` holds.

    :raises NoDeskKey: it is none.
    """
    if not _KEY.fullmatch(plain := text.strip()):
        raise NoDeskKey
    return plain
