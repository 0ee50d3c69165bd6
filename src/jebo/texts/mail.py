"""Takes the text out of an e-mail message: what its writer wrote, without headers and attachments.

Library: the standard library's ``email``, which knows every transfer encoding. Its older interface,
because the newer one takes 18 seconds over a header of 150 kB.
"""

from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import Final

from jebo.texts.encoding import declared
from jebo.texts.quiet import attempt
from jebo.texts.unreadable import DamagedMail, NotMail

# Chosen by us: each level of parts makes every line dearer to read, and threads of mail have about ten.
BOUNDARY_LIMIT: Final = 100
# A message has at least one of these; a plain text that was misnamed has none.
_HEADERS: Final = ("From", "To", "Subject", "Date", "Received", "Message-ID", "MIME-Version", "Content-Type")
_FAULTS: Final = (
    MessageError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)


def text_of(data: bytes) -> str:
    """The text of an .eml, with its line ends as newlines."""
    if data.lower().count(b"boundary=") > BOUNDARY_LIMIT:
        raise DamagedMail
    message = attempt(lambda: message_from_bytes(data), *_FAULTS)
    if message is None:
        raise DamagedMail
    if not any(header in message for header in _HEADERS):
        raise NotMail
    parts = attempt(lambda: list(_parts(message)), *_FAULTS)
    if parts is None:
        raise DamagedMail
    return "\n\n".join(text for text in map(_text, parts) if text)


def _parts(message: Message) -> Iterator[Message]:
    """The parts that a mail program shows one after another: of alternatives, the plain one."""
    kind = message.get_content_type()
    if message.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return
    if kind == "multipart/alternative":
        yield from _plainest([list(_parts(part)) for part in _children(message)])
    elif message.is_multipart():
        for part in _children(message):
            yield from _parts(part)
    elif kind in ("text/plain", "text/html"):
        yield message


def _children(message: Message) -> list[Message]:
    parts = message.get_payload()
    return [part for part in parts if isinstance(part, Message)] if isinstance(parts, list) else []


def _plainest(alternatives: list[list[Message]]) -> list[Message]:
    with_text = [parts for parts in alternatives if parts]
    plain = [parts for parts in with_text if all(part.get_content_type() == "text/plain" for part in parts)]
    return next(iter(plain + with_text), [])


def _text(part: Message) -> str:
    content = attempt(lambda: part.get_payload(decode=True), *_FAULTS)
    charset = attempt(part.get_content_charset, *_FAULTS)
    if not isinstance(content, bytes):
        raise DamagedMail
    if not content.strip():
        return ""
    text = declared(content, charset)
    if part.get_content_type() == "text/html":
        from jebo.texts.webpage import shown  # only here: it loads lxml

        return shown(text)
    return text.replace("\r\n", "\n").strip("\n")
