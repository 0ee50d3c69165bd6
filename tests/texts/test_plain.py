import codecs
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jebo.texts import decode
from jebo.texts.unreadable import (
    BinaryFile,
    HalfCharacter,
    NoText,
    OtherKind,
    UnknownEncoding,
    UnreadableText,
)

ENGLISH = "A trader said: “We can’t go to the market” — and went home."
KOREAN = "소식통은 ‘장마당에 쌀이 없다’고 말했다. 검열은 사흘 동안 이어졌다."
CHINESE = "一位商人周四表示，检查人员来到市场，二十人参加了检查。"
JAPANESE = "商人は木曜日、市場に米がないと述べた。検査は三日続いた。"
RUSSIAN = "Торговец сказал, что на рынке нет риса."
# Encodings that tell themselves, by a mark or by their form.
MARKED = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}
TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n"), min_size=1
).filter(
    lambda text: (
        text.strip() and text[0] not in "\ufeff-+" and not text.startswith(("%PDF-", "{\\rtf", "HWP Doc"))
    )
)
# Common syllables, as in any report; a lone rare one can be Chinese as well.
SYLLABLES = "가고과국군기나는다대도로리마만면보부북사서소시아에은을이인일장지하한해"
KOREAN_TEXTS = st.lists(st.text(SYLLABLES, min_size=1), min_size=3).map(" ".join)


@pytest.mark.parametrize("codec", MARKED)
@given(text=TEXTS)
def test_what_was_encoded_is_decoded_again(codec: str, text: str) -> None:
    assert decode(MARKED[codec] + text.encode(codec), "txt").text == text


@given(text=KOREAN_TEXTS, codec=st.sampled_from(["cp949", "euc_kr", "utf-16-le", "utf-16-be"]))
def test_korean_without_a_mark_is_decoded_again(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "txt").text == text


@given(text=st.text(string.ascii_letters + " .,\n’“”—é", min_size=1).filter(str.strip))
def test_english_in_utf_16_without_a_mark_is_decoded_again(text: str) -> None:
    data = ("In all, " + text).encode("utf-16-le")
    assert decode(data, "txt").text == "In all, " + text


@given(before=st.text(string.printable, max_size=30), word=st.text(SYLLABLES, min_size=1))
@pytest.mark.parametrize("kind", ["txt", "md"])
def test_an_offset_counts_characters_of_the_file(kind: str, before: str, word: str) -> None:
    source = f"# {before.translate(dict.fromkeys((11, 12)))}\r\n{word}"
    document = decode(b"\xef\xbb\xbf" + source.encode(), kind)
    assert document.text[source.index(word) :] == word
    assert document.text.encode() == source.encode()


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (KOREAN, "cp949"),
        ("북한", "cp949"),
        ("밀수", "euc_kr"),
        ("똠방각하 펲시콜라는 쓰지 않는다", "cp949"),
        ("북한 無역일꾼이 검열을 받았다고 소식통이 전했다", "cp949"),
        (f"A source (소식통) said so. {ENGLISH.encode('ascii', 'ignore').decode()}", "cp949"),
        (ENGLISH, "cp1252"),
        ("don’t", "cp1252"),
        ("A café owner and an élite", "cp1252"),
        (ENGLISH, "utf-16-le"),
        (KOREAN, "utf-16-be"),
    ],
)
def test_an_encoding_without_a_mark_is_told(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "txt").text == text


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode("gb18030"),
        CHINESE.encode("big5", "ignore"),
        JAPANESE.encode("shift_jis"),
        JAPANESE.encode("euc_jp"),
        RUSSIAN.encode("cp1251"),
        RUSSIAN.encode("koi8_r"),
        ENGLISH.encode("mac_roman"),
        KOREAN.encode()[:-2] + b"\xec",
        KOREAN.encode() + KOREAN.encode("cp949"),
        ENGLISH.encode() + b"\xff" + KOREAN.encode(),
        ENGLISH.encode() + b"\xff" + ENGLISH.encode(),
        codecs.BOM_UTF16_LE + KOREAN.encode("utf-16-le") + b"a",
        codecs.BOM_UTF8 + KOREAN.encode("cp949"),
    ],
)
def test_an_encoding_that_is_not_sure_is_refused_and_not_guessed(data: bytes) -> None:
    with pytest.raises(UnknownEncoding):
        decode(data, "txt")


@pytest.mark.parametrize(
    "data",
    [
        f"{KOREAN}\ud83d".encode("utf-8", "surrogatepass"),
        codecs.BOM_UTF16_LE + f"\udc00{KOREAN}".encode("utf-16-le", "surrogatepass"),
    ],
)
def test_half_a_character_is_refused(data: bytes) -> None:
    with pytest.raises(HalfCharacter):
        decode(data, "md")


def test_a_whole_character_of_two_halves_is_read() -> None:
    assert decode(codecs.BOM_UTF16_LE + "🌾 쌀".encode("utf-16-le"), "txt").text == "🌾 쌀"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", BinaryFile),
        (b"abc\0def", BinaryFile),
        (b"\x7fELF\x02\x01\x01" + bytes(60), BinaryFile),
        (b"\x01\x02\x03 rice", BinaryFile),
        (b"%PDF-1.7\nrice", OtherKind),
        (b"{\\rtf1 rice}", OtherKind),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), OtherKind),
        (b"PK\x03\x04" + bytes(60), OtherKind),
        (b" \r\n\t", NoText),
        (codecs.BOM_UTF8, NoText),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, fault: type[UnreadableText]) -> None:
    with pytest.raises(fault):
        decode(data, "txt")


@pytest.mark.parametrize(
    "text", ["A page\x0cbreak and a stray \x08 sign" + " of rice" * 30, "PK means pack", "%"]
)
def test_text_that_only_looks_odd_is_read(text: str) -> None:
    assert decode(text.encode(), "txt").text == text


def test_nothing_of_a_text_is_normalised() -> None:
    text = "é e\u0301\u00a0\r\n\u1112\u1161\u11ab\u200b"
    assert decode(text.encode(), "md").text == text
