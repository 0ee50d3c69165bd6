"""No error tells what stands in the file: not in its words, and not in what it carries along."""

import ast
import inspect
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.texts.documents import docx, entities, odt, paragraph, relations, zipped

from jebo.texts import UnreadableText, decode, read, unreadable

CANARY = "canary7"
CANARY_BYTES = CANARY.encode()
TOO_MUCH = CANARY + "0" * 20_000_000
BROKEN: list[tuple[str, bytes, str]] = [
    ("EmptyFile", b"", "txt"),
    ("NoText", f"---\n{CANARY}: a\n---\n".encode(), "md"),
    ("NoText", f"<script>{CANARY}</script>".encode(), "html"),
    ("TooLarge", TOO_MUCH.encode(), "txt"),
    ("UnknownFormat", CANARY_BYTES, CANARY),
    ("BinaryFile", CANARY_BYTES + b"\0", "txt"),
    ("OtherKind", b"%PDF-" + CANARY_BYTES, "txt"),
    ("UnknownEncoding", CANARY_BYTES + b"\xff\xfe\xfd", "txt"),
    ("HalfCharacter", f"{CANARY}\ud800".encode("utf-8", "surrogatepass"), "txt"),
    ("UnclosedFrontMatter", f"---\n{CANARY}: a\n".encode(), "md"),
    ("BrokenFrontMatter", f"---\na: {{{CANARY}\n---\nb".encode(), "md"),
    ("BrokenFrontMatter", f"---\na: !!int {CANARY}\n---\nb".encode(), "md"),
    ("BrokenFrontMatter", f"---\na: !{CANARY} b\n---\nb".encode(), "md"),
    ("BrokenFrontMatter", f"+++\na = {CANARY}\n+++\nb".encode(), "md"),
    ("NotWord", CANARY_BYTES, "docx"),
    ("NotWord", zipped({CANARY: CANARY}), "docx"),
    ("DamagedDocument", zipped({"_rels/.rels": relations(officeDocument=CANARY)}), "docx"),
    ("DamagedDocument", docx(f"<w:p>{CANARY}<{CANARY}>"), "docx"),
    (
        "DamagedDocument",
        docx(f"<w:p>{CANARY}</w:p>", before=f'<?xml version="1.0" encoding="{CANARY}"?>'),
        "docx",
    ),
    ("DamagedDocument", odt(f"<text:p>{CANARY}<{CANARY}>"), "odt"),
    ("DocumentInDocument", docx(f"{paragraph(CANARY)}<w:altChunk/>"), "docx"),
    ("EntityBomb", docx(paragraph(f"{CANARY}&e9;"), before=entities(CANARY)), "docx"),
    ("ZipBomb", docx(paragraph(CANARY + "0" * 1_000_000)), "docx"),
    ("LockedDocument", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + CANARY_BYTES, "docx"),
    ("NotOpenDocument", CANARY_BYTES, "odt"),
    ("NotMail", f"{CANARY}: a\n\n{CANARY}".encode(), "eml"),
    (
        "UnknownEncoding",
        f"Subject: {CANARY}\nContent-Type: text/plain; charset={CANARY}\n\n".encode() + b"\xff\xfe\xfd",
        "eml",
    ),
]


def told(error: BaseException) -> Iterator[str]:
    """All that an error and those behind it say."""
    waiting: list[BaseException | None] = [error]
    while waiting:
        if (one := waiting.pop()) is not None:
            yield from (
                str(one),
                repr(one),
                repr(one.args),
                repr(vars(one)),
                repr(getattr(one, "object", "")),
            )
            yield from getattr(one, "__notes__", ())
            waiting += [one.__cause__, one.__context__]


@pytest.mark.parametrize(("name", "data", "kind"), BROKEN)
def test_an_error_does_not_quote_the_file(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        decode(data, kind)
    assert type(caught.value).__name__ == name
    assert not any(CANARY in words for words in told(caught.value))
    assert caught.value.__context__ is None


def test_the_canary_is_found_where_an_error_does_quote() -> None:
    for action in (lambda: int(CANARY), lambda: (CANARY_BYTES + b"\xff").decode()):
        with pytest.raises(ValueError) as caught:
            action()
        assert any(CANARY in words for words in told(caught.value))
    with pytest.raises(UnreadableText) as hidden:
        _raise_from_none()
    assert any(CANARY in words for words in told(hidden.value))


def _raise_from_none() -> None:
    try:
        int(CANARY)
    except ValueError:
        raise UnreadableText from None


def test_a_path_is_not_told(tmp_path: Path) -> None:
    folder = tmp_path / CANARY
    folder.mkdir()
    for path in (folder, folder / "none.txt"):
        with pytest.raises(UnreadableText) as caught:
            read(path)
        assert not any(CANARY in words for words in told(caught.value))
        assert caught.value.__context__ is None


FAULTS = [
    kind for _, kind in inspect.getmembers(unreadable, inspect.isclass) if issubclass(kind, UnreadableText)
]


def test_every_fault_is_one_sentence_that_says_what_to_do() -> None:
    said = [fault.says for fault in FAULTS]
    assert len(set(said)) == len(said)
    for fault in FAULTS:
        assert str(fault()) == fault.says
        assert fault.says[0].islower()
        assert not fault.says.endswith(".")
        assert ";" in fault.says or fault is UnreadableText


def test_every_sentence_is_marked_for_translators() -> None:
    tree = ast.parse(inspect.getsource(unreadable))
    values = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and "says" in ast.dump(node)
        and isinstance(node.value, ast.Call)
    ]
    assert len(values) == len(FAULTS)
    assert all(
        ast.unparse(value.func) == "N_" and isinstance(value.args[0], ast.Constant) for value in values
    )


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_travels_between_processes(fault: type[UnreadableText]) -> None:
    assert type(pickle.loads(pickle.dumps(fault()))) is fault
    assert pickle.loads(pickle.dumps(unreadable.BrokenFrontMatter(3))).line == 3


@given(data=st.binary(max_size=300), kind=st.sampled_from(["txt", "md", "html", "eml", "docx", "odt"]))
def test_any_bytes_are_read_or_refused_quietly(data: bytes, kind: str) -> None:
    refusal = None
    try:
        decode(data, kind)
    except UnreadableText as error:
        refusal = error
    assert refusal is None or refusal.__context__ is None
