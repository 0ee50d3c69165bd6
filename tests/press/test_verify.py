"""Whoever has a copy can tell, with jebo or with OpenSSH alone, whether it is whole and the newsroom's, and what was changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.press.newsroom import KEY, both, newsroom, photo

from jebo.press.build import build
from jebo.press.verify import keys_beside, keys_in, verify
from jebo.press.wrong import NoManifest
from jebo.sealing.refusals import BadVerifyKey
from jebo.sealing.signing import SigningKey

OTHER = SigningKey.make()
PAGE = "en/2026/11/fish-one.html"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of a site, as a reader has it."""
    build(tmp_path / "site", both("one"), photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    return Path(shutil.copytree(tmp_path / "site", tmp_path / "copy"))


def a_byte(copy: Path) -> None:
    data = bytearray((copy / PAGE).read_bytes())
    data[-20] ^= 1
    (copy / PAGE).write_bytes(data)


def longer(copy: Path) -> None:
    with (copy / PAGE).open("ab") as page:
        page.write(b"\n")


def gone(copy: Path) -> None:
    (copy / PAGE).unlink()


def more(copy: Path) -> None:
    (copy / "en/more.html").write_text("told by nobody")


def a_link(copy: Path) -> None:
    (copy / PAGE).unlink()
    (copy / PAGE).symlink_to("/etc/passwd")


def a_linked_folder(copy: Path) -> None:
    (copy / "more").symlink_to("/etc", target_is_directory=True)


def a_pipe(copy: Path) -> None:
    (copy / PAGE).unlink()
    os.mkfifo(copy / PAGE)


def a_device(copy: Path) -> None:
    (copy / "endless").symlink_to("/dev/zero")


def a_line(copy: Path) -> None:
    words = (copy / "manifest").read_text()
    (copy / "manifest").write_text(words.replace("# ", "#  ", 1))


def another_key(copy: Path) -> None:
    shutil.rmtree(copy)
    where = copy.with_name("forged")
    build(where, both("one"), photo, newsroom(), keys=[KEY.verify_key], sign=OTHER)
    shutil.copytree(where, copy)


def no_signature(copy: Path) -> None:
    (copy / "manifest.sig").write_text("")


CHANGES: list[tuple[Callable[[Path], None], list[tuple[str, str]]]] = [
    (a_byte, [("changed", PAGE)]),
    (longer, [("changed", PAGE)]),
    (gone, [("missing", PAGE)]),
    (more, [("extra", "en/more.html")]),
    (a_link, [("changed", PAGE)]),
    (a_linked_folder, [("extra", "more")]),
    (a_pipe, [("changed", PAGE)]),
    (a_device, [("extra", "endless")]),
    (a_line, [("bad_signature", "")]),
    (another_key, [("other_key", "")]),
    (no_signature, [("unreadable", "")]),
]


def test_a_copy_is_whole_and_the_newsrooms(copy: Path) -> None:
    found = verify(copy, [KEY.verify_key])
    assert found.wrong == ()
    assert found.files == sum(1 for one in copy.rglob("*") if one.is_file()) - 2


@pytest.mark.parametrize(("change", "wanted"), CHANGES, ids=[one.__name__ for one, _ in CHANGES])
def test_what_was_changed_is_named(
    change: Callable[[Path], None], wanted: list[tuple[str, str]], copy: Path
) -> None:
    change(copy)
    assert [(one.fault.value, one.what) for one in verify(copy, [KEY.verify_key]).wrong] == wanted


def test_of_a_folder_without_a_list_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoManifest):
        verify(tmp_path, [KEY.verify_key])
    with pytest.raises(NoManifest):
        keys_beside(tmp_path)


def test_a_list_that_is_no_plain_file_or_endless_is_not_read(copy: Path) -> None:
    (copy / "manifest").unlink()
    os.mkfifo(copy / "manifest")
    with pytest.raises(NoManifest):
        verify(copy, [KEY.verify_key])
    (copy / "manifest").unlink()
    (copy / "manifest").symlink_to("/dev/zero")
    with pytest.raises(NoManifest):
        verify(copy, [KEY.verify_key])


def test_a_key_is_read_as_a_page_or_a_file_of_openssh_gives_it(copy: Path) -> None:
    text = KEY.verify_key.text
    for words in (text, f"{text} newsroom@x\n", f'# ours\nnewsroom namespaces="jebo-*" {text}\n'):
        assert keys_in(words) == (KEY.verify_key,)
    assert keys_beside(copy) == (KEY.verify_key,)
    with pytest.raises(BadVerifyKey):
        keys_in("ssh-rsa AAAA")


openssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="needs Debian's package openssh-client")


def by_openssh(copy: Path, manifest: str = "manifest") -> int:
    """The two commands that the site tells its readers, by the letter."""
    (copy / "allowed_signers").write_text(f'newsroom namespaces="jebo-*" {KEY.verify_key.text}\n')
    signed = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", "newsroom", "-n", "jebo-manifest-1", "-s", f"{manifest}.sig"],
        cwd=copy, input=(copy / manifest).read_bytes(), capture_output=True, check=False,
    )  # fmt: skip
    sums = subprocess.run(
        ["sha256sum", "--strict", "--quiet", "-c", manifest], cwd=copy, capture_output=True, check=False
    )
    return signed.returncode or sums.returncode


@openssh
def test_a_copy_is_checked_without_jebo(copy: Path) -> None:
    assert by_openssh(copy) == 0


@openssh
@pytest.mark.parametrize("change", [a_byte, gone, a_line, no_signature])
def test_what_was_changed_is_seen_without_jebo(change: Callable[[Path], None], copy: Path) -> None:
    change(copy)
    assert by_openssh(copy) != 0
