"""``jebo press``: a site from a desk, and what is said of a copy of it."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.cli.command import jebo
from tests.press.newsroom import KEY, both, newsroom, photo
from tests.press.test_verify import by_openssh, openssh

from jebo.cli.press_carry import NotThere, put, signed
from jebo.press.build import build


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    build(tmp_path / "site", both("one"), photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    return Path(shutil.copytree(tmp_path / "site", tmp_path / "copy"))


def test_a_whole_copy_is_whole(copy: Path) -> None:
    said = jebo("press", "verify", str(copy), "--key", KEY.verify_key.text)
    assert said.returncode == 0
    assert (
        said.stdout
        == f"Whole, and signed with that key. Files: {len([one for one in copy.rglob('*') if one.is_file()]) - 2}.\n"
    )


def test_a_key_that_came_with_the_copy_is_not_believed_without_a_word(copy: Path) -> None:
    said = jebo("press", "verify", str(copy))
    assert said.returncode == 0
    assert "It proves nothing unless you have it from the newsroom by another way" in said.stdout
    assert KEY.verify_key.id in said.stdout


def test_what_was_changed_is_named_and_the_status_is_one(copy: Path) -> None:
    with (copy / "en/index.html").open("ab") as page:
        page.write(b" ")
    (copy / "en" / "a\x1b[2Jb.html").write_text("x")
    said = jebo("press", "verify", str(copy), "--key", KEY.verify_key.text)
    assert said.returncode == 1
    assert "changed: en/index.html" in said.stdout
    assert "does not belong here: en/a�[2Jb.html" in said.stdout
    assert "\x1b" not in said.stdout


def test_a_key_may_be_a_file(copy: Path) -> None:
    assert jebo("press", "verify", str(copy), "--key", str(copy / "allowed_signers")).returncode == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--key", "ssh-rsa AAAA"), "this is no public key"),
        (("--key", ""), "this is no public key"),
        ((), "there is no manifest in this folder"),
    ],
)
def test_what_cannot_be_looked_at_is_refused_in_one_sentence(
    words: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    said = jebo("press", "verify", str(tmp_path), *words)
    assert (said.returncode, said.stdout) == (2, "")
    assert says in said.stderr


def test_it_is_said_in_korean_too(copy: Path) -> None:
    said = jebo("press", "verify", str(copy), "--key", KEY.verify_key.text, "--lang", "ko")
    assert "온전하며 그 열쇠로 서명되었습니다" in said.stdout


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (None, "there is no press.toml"),
        ("name = 7", "“name” in press.toml"),
        ("name = {ko = '가', en = 'A'}\nwebsite = 'x'", "“website” in press.toml"),
        ("name = [", "“TOML” in press.toml"),
    ],
)
def test_settings_that_are_missing_or_wrong_are_told_before_a_passphrase_is_asked_for(
    settings: str | None, says: str, tmp_path: Path
) -> None:
    file = tmp_path / "press.toml"
    if settings is not None:
        file.write_text(settings, encoding="utf-8")
    said = jebo("press", "build", str(tmp_path / "site"), "--folder", str(tmp_path), "--settings", str(file))
    assert said.returncode == 2
    assert says in said.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("issue.doc", "--month", "2026-11"), "has to end in .html, .epub, .pdf or .txt"),
        (("issue.html", "--month", "2026-13"), "a month is needed"),
        (("issue.html", "--month", "2026-11", "--most", "lots"), "a size is needed"),
        (("issue.html",), "one of the arguments --month --topic is required"),
    ],
)
def test_what_cannot_be_carried_is_refused_in_one_sentence(words: tuple[str, ...], says: str) -> None:
    said = jebo("press", "carry", "--language", "en", *words)
    assert said.returncode == 2
    assert says in said.stderr


@openssh
def test_a_carried_file_proves_itself_with_openssh_or_is_not_written_at_all(tmp_path: Path) -> None:
    told: list[bool] = []
    files = signed({"a.html": b"words"}, KEY, "a.html.")
    put(tmp_path / "a.html", files, lambda: told.append((tmp_path / "a.html").stat().st_size > 0))
    assert told == [False]
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "a.html",
        "a.html.manifest",
        "a.html.manifest.sig",
    ]
    assert by_openssh(tmp_path, "a.html.manifest") == 0
    (tmp_path / "a.html").write_bytes(b"word!")
    assert by_openssh(tmp_path, "a.html.manifest") != 0
    with pytest.raises(NotThere):
        put(tmp_path / "a.html", {"a.html": b"other"}, lambda: told.append(True))
    assert (tmp_path / "a.html").read_bytes() == b"word!"
    assert told == [False]


def test_a_folder_for_a_card_is_verified_as_a_site_is(tmp_path: Path) -> None:
    told: list[bool] = []
    card = tmp_path / "card"
    put(
        card,
        signed({"index.html": b"words", "1.html": b"more"}, KEY),
        lambda: told.append(any(card.iterdir())),
    )
    assert told == [False]
    assert [one.name for one in tmp_path.iterdir()] == ["card"]
    assert jebo("press", "verify", str(card), "--key", KEY.verify_key.text).returncode == 0
    (card / "1.html").write_bytes(b"less")
    said = jebo("press", "verify", str(card), "--key", KEY.verify_key.text)
    assert (said.returncode, said.stdout.splitlines()[0]) == (1, "changed: 1.html")
    with pytest.raises(NotThere):
        put(card, {"index.html": b"other"}, lambda: told.append(True))
    assert (told, (card / "index.html").read_bytes()) == ([False], b"words")


@pytest.mark.parametrize("name", ["card", "a.html"])
def test_it_is_there_whole_or_not_at_all(name: str, tmp_path: Path) -> None:
    files = {"index.html": b"words"} if name == "card" else {name: b"words", f"{name}.manifest": b"list"}

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(tmp_path / name, files, stop)
    with pytest.raises(NotThere):
        put(tmp_path / "no" / name, files, stop)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["card", "a.html", "a.html.manifest"])
def test_what_could_not_be_written_was_not_said_to_be_out(name: str, tmp_path: Path) -> None:
    """A link that leads nowhere is there as well; so is a signature from before."""
    told: list[bool] = []
    (tmp_path / name).symlink_to("nowhere")
    where = name.removesuffix(".manifest")
    files = {"index.html": b"words"} if where == "card" else {where: b"words", f"{where}.manifest": b"list"}
    with pytest.raises(NotThere):
        put(tmp_path / where, files, lambda: told.append(True))
    assert (told, [one.name for one in tmp_path.iterdir()]) == ([], [name])


def limited(most: int) -> None:
    """A disk that is full after so many bytes of a file."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.parametrize("name", ["card", "a.html"])
def test_a_full_card_leaves_nothing_half_written(name: str, tmp_path: Path) -> None:
    said = (
        "import sys; from pathlib import Path; from jebo.cli.press_carry import NotThere, put\n"
        "where = Path(sys.argv[1])\n"
        "try: put(where, {'index.html' if where.suffix == '' else where.name: b'x' * 5000}, lambda: print('out'))\n"
        "except NotThere: print('refused')"
    )
    done = subprocess.run(
        [sys.executable, "-c", said, tmp_path / name], capture_output=True, text=True, check=True, preexec_fn=lambda: limited(1_000)
    )  # fmt: skip
    assert done.stdout == "refused\n"
    assert list(tmp_path.iterdir()) == []


def test_a_card_tells_no_day(tmp_path: Path) -> None:
    put(tmp_path / "card", {"index.html": b"words"}, lambda: None)
    put(tmp_path / "a.txt", {"a.txt": b"words"}, lambda: None)
    for one in (tmp_path / "card", tmp_path / "card/index.html", tmp_path / "a.txt"):
        assert datetime.fromtimestamp(one.stat().st_mtime, UTC).date() == date(1980, 1, 2)
    assert (tmp_path / "card/index.html").stat().st_mode & 0o777 == 0o644


def test_names_of_a_single_file_are_its_own() -> None:
    said = jebo("press", "carry", "a.html", "--language", "en", "--month", "2026-11", "--names", "titles")
    assert (said.returncode, "--names is for a folder" in said.stderr) == (2, True)


@pytest.mark.parametrize(
    ("word", "size"),
    [("500kB", 500_000), ("1.5 mb", 1_500_000), ("2GB", 2_000_000_000), ("0MB", 0), ("5", 0), ("lots", 0)],
)
def test_a_size_is_read_as_people_write_it(word: str, size: int) -> None:
    from argparse import ArgumentTypeError

    from jebo.cli.press_arguments import _size

    if size:
        assert _size(word) == size
    else:
        with pytest.raises(ArgumentTypeError):
            _size(word)
