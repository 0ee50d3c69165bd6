"""Writes the sealing vectors: `PYTHONPATH=src:. python tests/vectors/make.py`, see README.md.

The files `hand-*` come from the few lines of age below, which share nothing with pyrage and take fixed secrets, so
that anybody gets the same bytes. It is a third voice beside stock age and pyrage, and it can write what neither of
them would: a work factor of 30, a ZIP that is not ours. Never use it for anything but vectors.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import json
import zipfile
import zlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from jebo.sealing.layout import Entry, descriptor, directory, local_header
from jebo.sealing.packing import packed
from jebo.sealing.part import Part

HERE = Path(__file__).parent
PASSPHRASE = "보리밭 아래 푸른 주전자"
PARTS = (
    Part(name="letter.txt", content="쌀값이 올랐다.\n".encode()),
    Part(name="사진 1.jpg", content=bytes(range(256)) * 20),
    Part(name="empty", content=b""),
)
CHUNK = 65_536
ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def secret(label: str, size: int) -> bytes:
    """Fixed bytes that look random."""
    return hashlib.shake_256(f"jebo vector: {label}".encode()).digest(size)


def b64(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def hkdf(key: bytes, salt: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info.encode()).derive(key)


def bech32_bytes(text: str) -> bytes:
    """The bytes of an age key, its checksum not looked at."""
    digits = [ALPHABET.index(letter) for letter in text.lower().rpartition("1")[2][:-6]]
    number = 0
    for digit in digits:
        number = number << 5 | digit
    return (number >> (len(digits) * 5 - 256)).to_bytes(32, "big")


def x25519_stanza(recipient: str, file_key: bytes) -> bytes:
    public = bech32_bytes(recipient)
    ephemeral = X25519PrivateKey.from_private_bytes(secret("ephemeral", 32))
    share = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    wrap = hkdf(shared, share + public, "age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, b"")
    return b"-> X25519 " + b64(share) + b"\n" + b64(body) + b"\n"


def scrypt_stanza(passphrase: str, work: int, file_key: bytes) -> bytes:
    salt = secret("salt", 16)
    # What nobody can compute in a test gets a key that is as good as any: it is refused before it is tried.
    n = 2**work if work <= 12 else 2
    wrap = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=n, r=8, p=1).derive(
        passphrase.encode()
    )
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, b"")
    return b"-> scrypt " + b64(salt) + b" %d\n" % work + b64(body) + b"\n"


def age_file(plain: bytes, stanza: bytes, file_key: bytes) -> bytes:
    header = b"age-encryption.org/v1\n" + stanza + b"---"
    mac = hmac.digest(hkdf(file_key, b"", "header"), header, "sha256")
    nonce = secret("nonce", 16)
    stream = ChaCha20Poly1305(hkdf(file_key, nonce, "payload"))
    chunks = [plain[at : at + CHUNK] for at in range(0, len(plain), CHUNK)] or [b""]
    sealed = [
        stream.encrypt(n.to_bytes(11, "big") + bytes([n == len(chunks) - 1]), chunk, b"")
        for n, chunk in enumerate(chunks)
    ]
    return header + b" " + b64(mac) + b"\n" + nonce + b"".join(sealed)


def by_hand(plain: bytes, recipient: str) -> bytes:
    file_key = secret("file key", 16)
    return age_file(plain, x25519_stanza(recipient, file_key), file_key)


def locked_by_hand(plain: bytes, passphrase: str, work: int) -> bytes:
    file_key = secret("file key", 16)
    return age_file(plain, scrypt_stanza(passphrase, work, file_key), file_key)


def laid_out(parts: list[tuple[str, bytes]], *, pad: bytes) -> bytes:
    """A payload of our layout with names and a pad that jebo itself would not write."""
    entries: list[Entry] = []
    pieces: list[bytes] = []
    for name, content in [*parts, ("pad", pad)]:
        offset = entries[-1].end if entries else 0
        crc = zlib.crc32(content)
        entries.append(Entry(name=name, offset=offset, size=len(content), crc=crc))
        pieces += [local_header(name), content, descriptor(entries[-1])]
    return b"".join([*pieces, directory(entries)])


def filled(parts: list[tuple[str, bytes]], letter: bytes = b"\0") -> bytes:
    """The same, with a pad of the right size."""
    bare = len(laid_out(parts, pad=b""))
    return laid_out(parts, pad=letter * (3_584 - bare))


def foreign_zip() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as zipped:
        zipped.writestr(zipfile.ZipInfo("letter.txt"), b"hello")
    return target.getvalue()


def flipped(raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]


def vectors(alice: str, bob: str) -> dict[str, tuple[bytes, str]]:
    """The files written by hand: name to bytes and what opening with alice's key, or the passphrase, gives."""
    payload = packed(PARTS)
    good = by_hand(payload, alice)
    key_file = f"# public key: {alice}\n{(HERE / 'alice.txt').read_text(encoding='ascii').splitlines()[-1]}\n".encode()
    light = locked_by_hand(key_file, PASSPHRASE, 10)
    two_chunks = by_hand(packed([Part(name="big", content=bytes(CHUNK))]), alice)
    first_chunk = two_chunks.index(b"\n", two_chunks.index(b"--- ")) + 1 + 16 + CHUNK + 16
    words = [("letter.txt", b"hello")]
    return {
        "hand-good.age": (good, "opens"),
        "hand-truncated-header.age": (good[:100], "Damaged"),
        "hand-truncated-tag.age": (good[:-1], "Damaged"),
        "hand-truncated-chunk.age": (two_chunks[:first_chunk], "Damaged"),
        "hand-flipped-version.age": (flipped(good, 3), "Damaged"),
        "hand-flipped-mac.age": (flipped(good, good.index(b"--- ") + 10), "Damaged"),
        "hand-flipped-payload.age": (flipped(good, len(good) // 2), "Damaged"),
        "hand-flipped-last-byte.age": (flipped(good, len(good) - 1), "Damaged"),
        "hand-trailing-byte.age": (good + b"\n", "Damaged"),
        "hand-second-file.age": (good + good, "Damaged"),
        "hand-empty.age": (b"", "Damaged"),
        "hand-not-age.age": (b"PK\3\4" + bytes(100), "Damaged"),
        "hand-wrong-recipient.age": (by_hand(payload, bob), "NotForUs"),
        "hand-no-zip.age": (by_hand(b"hello", alice), "NotAnEnvelope"),
        "hand-foreign-zip.age": (by_hand(foreign_zip(), alice), "NotAnEnvelope"),
        "hand-zip-prefix.age": (by_hand(b"#!" + payload, alice), "NotAnEnvelope"),
        "hand-zip-trailing.age": (by_hand(payload + b"x", alice), "NotAnEnvelope"),
        "hand-wrong-crc.age": (by_hand(flipped(payload, 45), alice), "NotAnEnvelope"),
        "hand-wrong-local-name.age": (
            by_hand(payload.replace(b"letter.txt", b"lettre.txt", 1), alice),
            "NotAnEnvelope",
        ),
        "hand-pad-not-empty.age": (by_hand(filled(words, b"x"), alice), "NotAnEnvelope"),
        "hand-pad-too-short.age": (by_hand(laid_out(words, pad=b""), alice), "NotAnEnvelope"),
        "hand-path-name.age": (by_hand(filled([("../letter.txt", b"hello")]), alice), "BadPartName"),
        "hand-doubled-name.age": (by_hand(filled([("a", b"1"), ("A", b"2")]), alice), "DoubledPart"),
        "hand-second-pad.age": (by_hand(filled([("pad", b"hello")]), alice), "BadPartName"),
        "lock-light.age": (light, "unlocks"),
        "lock-flipped.age": (flipped(light, len(light) - 1), "WrongPassphrase"),
        "lock-work-21.age": (locked_by_hand(key_file, PASSPHRASE, 21), "TooMuchWork"),
        "lock-work-63.age": (locked_by_hand(key_file, PASSPHRASE, 63), "TooMuchWork"),
        "lock-work-0x.age": (light.replace(b" 10\n", b" 0x10\n", 1), "NotLocked"),
        "lock-two-stanzas.age": (
            light.replace(b"---", scrypt_stanza(PASSPHRASE, 30, bytes(16)) + b"---", 1),
            "NotLocked",
        ),
        "lock-no-lock.age": (good, "NotLocked"),
    }


def recipients() -> tuple[str, str]:
    return recipient("alice"), recipient("bob")


def recipient(who: str) -> str:
    return (HERE / f"{who}.txt").read_text(encoding="ascii").splitlines()[0].rpartition(" ")[2]


def main() -> None:
    made = vectors(*recipients())
    for name, (raw, _) in made.items():
        (HERE / name).write_bytes(raw)
    outcomes = {name: outcome for name, (_, outcome) in made.items()}
    (HERE / "outcomes.json").write_text(json.dumps(outcomes, indent=1) + "\n", encoding="utf-8")
    (HERE / "payload.zip").write_bytes(packed(PARTS))


if __name__ == "__main__":
    main()
