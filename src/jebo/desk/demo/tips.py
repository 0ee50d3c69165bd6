"""What waits in the demo as if it had come through the door: sealed as a door seals, and filed as a visit to the door files."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

from PIL import Image, ImageDraw

from jebo.desk.tips import keys
from jebo.desk.tips.keeping import Arrived, file_away, visiting
from jebo.sealing import Identity, Part, seal
from jebo.sealing.tip import ABOUT, CONTENT, About, Kind, about_bytes

WORDS = (
    "우리 도의 다른 시장에서도 요즘 같은 물건을 뒤집니다. 어제는 문을 닫은 집이 많았습니다. 사진은 시장 문 앞에서 찍었습니다.\n\n"
    "이 글을 읽으시면 무엇이 더 필요한지 적어 주십시오. 며칠 뒤에 다시 들어와 보겠습니다."
)
COMMENT = "그 기사의 물건값이 제가 들은 것과 다릅니다. 어느 달의 값입니까?"


def leave(day: date) -> None:
    """Somebody wrote, with a photo; a reader asked the editors something; and one envelope is for somebody else."""
    message = About(
        kind=Kind.MESSAGE, day=day - timedelta(days=1), language="ko", thread=secrets.token_hex(16), key=Identity.make().recipient.text,
        sending=secrets.token_hex(16),
    )  # fmt: skip
    _file(message, WORDS.encode(), day)
    _file(replace(message, kind=Kind.FILE, number=1, name="IMG_0417.png", type="image/png"), _photo(), day)
    _file(About(kind=Kind.COMMENT, day=day, language="ko"), COMMENT.encode(), day)
    _filed(seal([Part(name=ABOUT, content=b"{}")], [Identity.make().recipient]), day)


def _file(about: About, content: bytes, day: date) -> None:
    parts = [Part(name=ABOUT, content=about_bytes(about)), Part(name=CONTENT, content=content)]
    _filed(seal(parts, keys.recipients()), day)


def _filed(sealed: bytes, day: date) -> None:
    with visiting() as folder:
        at = folder / secrets.token_hex(16)
        at.write_bytes(sealed)
        file_away(Arrived(name=at.name, file=at), keys.identities(), day)
        at.unlink(missing_ok=True)


def _photo() -> bytes:
    """A drawing of a gate."""
    picture, out = Image.new("RGB", (640, 400), (196, 203, 208)), BytesIO()
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 300, 640, 400), fill=(138, 131, 120))
    for left in (120, 470):
        pen.rectangle((left, 120, left + 50, 320), fill=(112, 96, 84))
    pen.rectangle((100, 90, 540, 130), fill=(88, 74, 66))
    picture.save(out, "PNG")
    return out.getvalue()
