"""An invented newsroom's releases, as a desk would give them: signed, in two languages, of a harbour town that is nowhere."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

from PIL import Image

from jebo.press.edition import Release
from jebo.press.house import House, house
from jebo.sealing.digest import Digest, digest_bytes, edition_digest
from jebo.sealing.receipt import Receipt, sign_receipt
from jebo.sealing.signing import SigningKey

KEY = SigningKey.make()
DAY = date(2026, 11, 20)


def newsroom(**more: Any) -> House:
    """The newsroom."""
    return house(
        {
            "name": {"ko": "물마루통신", "en": "Crest News"},
            "tagline": {"ko": "물마루 안에서 들은 소식", "en": "What is told from inside Crest"},
            "url": "https://crest.example/",
            "comments": "editors@crest.example",
            "keys": [KEY.verify_key.text],
            "topics": [{"ko": "시장", "en": "Markets"}],
        }
        | more
    )


def picture(width: int = 900, height: int = 600, colour: tuple[int, int, int] = (90, 110, 120)) -> bytes:
    """A plain photo."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


PHOTO = picture()


def photo(digest: Digest) -> bytes | None:
    """The bytes of the one photo there is."""
    return PHOTO if digest == digest_bytes(PHOTO) else None


def content(edition: str, language: str, /, **more: Any) -> dict[str, Any]:
    """What readers get of an edition, as the desk has it."""
    words = {
        "ko": ("어시장 값 오르자 장사꾼 줄어", "말린 생선 값이 두 배로 뛰었다.", "물마루", "시장"),
        "en": ("Fewer traders as fish grow dear", "Dried fish costs twice what it did.", "Crest", "Markets"),
    }[language]
    plain: dict[str, Any] = {
        "story": f"s-{edition[:-3]}", "edition": edition, "language": language, "headline": words[0], "standfirst": words[1],
        "dateline": words[2], "slug": f"fish-{edition[:-3]}", "share": words[1], "tags": [words[3]],
        "credits": [{"role": "writing", "name": "Bora"}, {"role": "editing", "name": "Duri"}],
        "pieces": [piece("paragraph", words[1]), piece("heading", words[3]), piece("quotation", f'"{words[0]}"')],
        "kind": "edition", "note": "",
    }  # fmt: skip
    return plain | more


def piece(sort: str, text: str = "", **more: Any) -> dict[str, Any]:
    """A block."""
    return {"sort": sort, "text": text, "ref": "", "term": "", "picture": None} | more


def shown(data: bytes = PHOTO, **more: Any) -> dict[str, Any]:
    """A block with a photo."""
    plain = {
        "name": "quay.jpg", "digest": digest_bytes(data), "caption": "The quay in spring", "alt": "A quay", "credit": "Bora",
        "place": "", "file_photo": True,
    }  # fmt: skip
    return piece("photo", picture=plain | more)


def released(
    plain: Mapping[str, Any], number: int = 1, day: date = DAY, key: SigningKey = KEY, **said: Any
) -> Release:
    """A release with its receipt. *said* stands in the receipt instead of what is true."""
    told = {
        "digest": edition_digest(plain), "edition": plain["edition"], "release": number, "day": day.isoformat(),
        "signers": ("editor",),
    } | said  # fmt: skip
    receipt = sign_receipt(Receipt(**told), key)
    return Release(edition=plain["edition"], number=number, day=day, receipt=receipt, content=lambda: plain)


def both(name: str, day: date = DAY, **more: Any) -> list[Release]:
    """A story in two languages."""
    return [released(content(f"{name}-{code}", code, **more), day=day) for code in ("ko", "en")]
