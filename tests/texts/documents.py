"""Builds the smallest files of each format, good and broken, so that no binary file is kept."""

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ROLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_ODT = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw")
)


def zipped(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def relations(**targets: str) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{_ROLE}/{role}" Target="{target}"/>'
        for n, (role, target) in enumerate(targets.items())
    )
    return f"<Relationships {_RELATIONS}>{rows}</Relationships>"


def docx(body: str, footnotes: str = "", *, before: str = "", main: str = "word/document.xml") -> bytes:
    """A Word document with *body* as the XML inside ``w:body``."""
    folder, _, name = main.rpartition("/")
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(officeDocument=main),
            main: f"{before}<w:document {W}><w:body>{body}</w:body></w:document>",
            f"{folder}/_rels/{name}.rels": relations(footnotes="footnotes.xml"),
            f"{folder}/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
        }
    )


def paragraph(*texts: str) -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f"<w:p>{runs}</w:p>"


def odt(body: str, *, before: str = "") -> bytes:
    """An OpenDocument text with *body* as the XML inside ``office:text``."""
    content = (
        f"{before}<office:document-content {_ODT}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def eml(plain: str | None = None, page: str | None = None, charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["From"] = "desk@example.org"
    message["Subject"] = "a subject that is no text"
    if plain is not None:
        message.set_content(plain, charset=charset)
    if page is not None and plain is not None:
        message.add_alternative(page, subtype="html", charset=charset)
    elif page is not None:
        message.set_content(page, subtype="html", charset=charset)
    return message.as_bytes()


def entities(name: str) -> str:
    """A document type whose entities expand to a thousand million letters."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE {name} [<!ENTITY e0 "a">{levels}]>'
