import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from tests.texts.documents import docx, eml, odt, paragraph, zipped

from jebo.texts import FILE_LIMIT_BYTES, SUFFIXES, decode, read, sniff
from jebo.texts.unreadable import (
    ClosedFile,
    EmptyFile,
    MissingFile,
    NotAFile,
    OtherKind,
    TooLarge,
    UnknownFormat,
)

FILES = {
    ".txt": b"Rice.",
    ".md": b"Rice.",
    ".markdown": b"Rice.",
    ".docx": docx(paragraph("Rice.")),
    ".odt": odt("<text:p>Rice.</text:p>"),
    ".html": b"<!doctype html><p>Rice.",
    ".htm": b"<HTML><p>Rice.",
    ".eml": eml("Rice."),
}


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_every_suffix_has_a_file_here() -> None:
    assert set(FILES) == SUFFIXES


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_a_file_is_read_by_its_suffix(suffix: str, tmp_path: Path) -> None:
    assert read(written(tmp_path, f"story{suffix.upper()}", FILES[suffix])).text == "Rice."


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - {".md", ".markdown"}))
@pytest.mark.parametrize("name", ["story", "story.draft"])
def test_a_file_whose_name_says_nothing_is_read_by_its_first_bytes(
    name: str, suffix: str, tmp_path: Path
) -> None:
    document = read(written(tmp_path, name, FILES[suffix]))
    assert (document.text, document.format) == (
        "Rice.",
        suffix[1:].replace("htm", "html").replace("htmll", "html"),
    )


@pytest.mark.parametrize(
    "text", ["To: the reader", "From: Sinuiju\n\nTo: Pyongyang", "html is a format", "PK"]
)
def test_a_text_that_begins_like_another_format_is_text(text: str) -> None:
    assert sniff(text.encode()) == "txt"


def test_an_archive_that_is_no_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OtherKind):
        read(written(tmp_path, "story.hwpx", zipped({"mimetype": "application/hwp+zip"})))


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path / "a\0b.txt", tmp_path / ("n" * 5_000)):
        with pytest.raises(MissingFile):
            read(path)
    with pytest.raises(NotAFile):
        read(tmp_path)


def test_a_file_that_may_not_be_read_is_refused_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(13, "canary7", str(path))

    path = written(tmp_path, "story.txt", b"Rice.")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ClosedFile) as caught:
        read(path)
    assert caught.value.__context__ is None


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for name in ("story.txt", "story.docx", "story"):
        with pytest.raises(EmptyFile):
            read(written(tmp_path, name, b""))


def test_a_file_over_the_limit_is_refused_before_it_is_read_whole(tmp_path: Path) -> None:
    path = written(tmp_path, "story.txt", b"")
    with path.open("r+b") as file:
        file.truncate(200_000_000_000)  # takes no room on the disk, and more memory than there is
    with pytest.raises(TooLarge):
        read(path)


def test_bytes_over_the_limit_are_refused_and_at_the_limit_read() -> None:
    with pytest.raises(TooLarge):
        decode(b"a" * (FILE_LIMIT_BYTES + 1), "txt")
    assert len(decode(b"a" * FILE_LIMIT_BYTES, "txt").text) == FILE_LIMIT_BYTES


def test_the_limit_is_the_one_that_the_message_names() -> None:
    assert f"{FILE_LIMIT_BYTES // 1_000_000} MB" in TooLarge.says


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormat):
        decode(b"Rice.", "pdf")


def test_a_document_travels_between_processes() -> None:
    document = decode(b"---\na: [1]\n---\nRice.", "md")
    assert pickle.loads(pickle.dumps(document)) == document


def test_a_document_does_not_show_its_text_by_accident() -> None:
    assert "Rice" not in repr(decode(b"---\nkey: Rice\n---\nRice.", "md"))


HEAVY = ("lxml", "yaml", "charset_normalizer", "email", "zipfile", "tomllib", "codecs_kr")


def test_a_plain_text_is_read_with_nothing_but_the_standard_library() -> None:
    program = (
        "import sys; from jebo.texts import decode; decode('쌀'.encode(), 'md');"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
