from email.message import EmailMessage

import pytest
from tests.texts.documents import eml

from jebo.texts import decode
from jebo.texts.unreadable import NoText, NotMail, UnknownEncoding, UnreadableText

KOREAN = "소식통은 장마당에 쌀이 없다고 말했다."


def text_of(*lines: str) -> str:
    return decode("\r\n".join(lines).encode(), "eml").text


def test_the_plain_part_is_preferred_and_headers_are_no_text() -> None:
    assert (
        decode(eml("Rice is dear.\n\nSalt.", "<p>Rice is cheap.</p>"), "eml").text == "Rice is dear.\n\nSalt."
    )


def test_a_mail_that_is_only_a_page_is_read_as_it_is_shown() -> None:
    assert decode(eml(page="<p>Rice.</p><p>Salt.</p>"), "eml").text == "Rice.\n\nSalt."


@pytest.mark.parametrize("charset", ["utf-8", "euc-kr", "cp949", "iso-2022-kr"])
def test_every_charset_and_its_transfer_encoding_is_undone(charset: str) -> None:
    message = f"Subject: a\nContent-Type: text/plain; charset={charset}\n\n{KOREAN}".encode(charset)
    assert decode(eml(KOREAN), "eml").text == KOREAN
    assert decode(message, "eml").text == KOREAN


def test_a_charset_that_is_wrong_or_unknown_is_found_out() -> None:
    for charset in ("us-ascii", "iso-8859-1", "x-no-such-set", "hex", "=?"):
        message = f"Subject: a\nContent-Type: text/plain; charset={charset}\n\n{KOREAN}".encode("cp949")
        assert decode(message, "eml").text == KOREAN


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("quoted-printable", "Rice =E2=80=94=\r\n dear"),
        ("base64", "UmljZSDigJQgZGVhcg=="),
        ("8bit", "Rice — dear"),
    ],
)
def test_a_transfer_encoding_is_undone(encoding: str, body: str) -> None:
    kind = "Content-Type: text/plain; charset=utf-8"
    assert text_of("Subject: a", kind, f"Content-Transfer-Encoding: {encoding}", "", body) == "Rice — dear"


def test_text_around_a_picture_is_kept_and_attachments_are_not() -> None:
    message = EmailMessage()
    message["Subject"] = "a"
    message.set_content("before")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", disposition="inline")
    message.add_attachment("after", disposition="inline")
    message.add_attachment("not this", filename="notes.txt")
    message.add_attachment(EmailMessage())
    assert decode(message.as_bytes(), "eml").text == "before\n\nafter"


def test_a_story_that_begins_like_a_header_is_no_mail() -> None:
    with pytest.raises(NotMail):
        text_of("Hamhung: rice is dear.", "", "Salt is not.")


def test_a_mail_without_text_is_refused() -> None:
    for data in (b"Subject: a\n\n", b"Subject: a\nContent-Type: image/png\n\nrice"):
        with pytest.raises(NoText):
            decode(data, "eml")


def test_a_mail_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(UnknownEncoding):
        decode(b"Subject: a\nContent-Type: text/plain; charset=utf-8\n\n\xff\xfe\xfd\xfc rice \xff", "eml")


def test_a_very_long_header_takes_no_long_time() -> None:
    header = "Content-Type: text/plain; " + "a*0=x; " * 30_000
    assert text_of("Subject: a", header, "", "rice") == "rice"


def test_parts_in_parts_without_end_are_survived() -> None:
    head = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000))
    with pytest.raises(UnreadableText):
        decode(f"Subject: a\n{head}\nrice".encode(), "eml")
