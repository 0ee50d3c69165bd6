"""What docs/howto/take-testimony.md says in figures and file names is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.desk.testimony.chats import test_kakao, test_signal, test_telegram, test_wechat
from tests.desk.testimony.test_attachments import docx

from jebo.desk.testimony import attachments, photos
from jebo.desk.testimony.chats.reading import CHATS_LIMIT
from jebo.desk.testimony.imports import Marks, preview
from jebo.desk.testimony.models import CONTACT_DAYS

TEXT = (Path(__file__).parents[3] / "docs/howto/take-testimony.md").read_text(encoding="utf-8")
MARKS = Marks(attachment="", passed_on="")
MAIL = (
    "From: a@example.org\nTo: b@example.org\nContent-Type: text/plain; charset=utf-8\n\n" + test_wechat.MAILED
)
FILES: dict[str, dict[str, str | bytes]] = {
    "KakaoTalk": {".txt": test_kakao.ANDROID, ".csv": test_kakao.MAC},
    "WeChat": {".txt": test_wechat.COPIED, ".eml": MAIL, ".docx": docx("항아리(2026-03-02 16:21:40):쌀값이 올랐소")},
    "Signal": {
        ".json": test_signal.ROWS, ".jsonl": test_signal.OFFICIAL, ".txt": test_signal.LONG, ".md": test_signal.MARKED,
    },
    "Telegram": {".json": test_telegram.export(test_telegram.told())},
}  # fmt: skip


def test_the_figures_are_those_of_the_program() -> None:
    assert f"forgotten after {CONTACT_DAYS} days" in TEXT
    assert f"more than {CHATS_LIMIT} conversations" in TEXT
    assert f"up to {attachments.LARGEST_BYTES >> 20} MB each" in TEXT
    assert f"more than {photos.LARGEST_PIXELS // 1_000_000} million pixels" in TEXT


@pytest.mark.parametrize("messenger", FILES)
def test_each_file_that_the_table_names_is_read_as_that_messenger_s_chat(messenger: str) -> None:
    row = re.search(rf"^\| {messenger} .*\| ([^|]+) \|$", TEXT, re.M)
    assert row
    assert set(row[1].split()) == set(FILES[messenger])
    for ending, held in FILES[messenger].items():
        data = held if isinstance(held, bytes) else held.encode()
        assert preview(data, f"a{ending}", MARKS).choices[0].name, ending


def test_heic_is_read_only_where_the_text_does_not_say_that_it_is_not() -> None:
    assert "HEIF" not in photos.formats()
