"""A reader finds the whole old site or the whole new one, whatever happens to the build; and a change costs what was changed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.press.newsroom import DAY, KEY, both, content, newsroom, photo, piece, released, shown

from jebo.press.build import Built, build
from jebo.press.edition import Release
from jebo.press.verify import verify
from jebo.press.wrong import NotASite, NotReceipted

OLD = [*both("one"), *both("two", date(2026, 10, 3))]
NEW = [
    *OLD,
    released(content("one-en", "en", headline="Other words"), number=2),
    *both("three", date(2026, 11, 21)),
]


def made(where: Path, releases: list[Release], **more: Any) -> Built:
    how: dict[str, Any] = {"keys": [KEY.verify_key], "sign": KEY, "workers": 1} | more
    return build(where, releases, photo, newsroom(), **how)


def files(where: Path) -> dict[str, bytes]:
    return {
        one.relative_to(where).as_posix(): one.read_bytes()
        for one in sorted(where.rglob("*"))
        if one.is_file()
    }


class Calls:
    """Counts what a process asks of the system, and ends it with the nth."""

    def __init__(self, end: int = -1) -> None:
        self.count, self.end = 0, end

    def __call__(self, frame: object, event: str, what: Any) -> None:
        if event == "c_call" and getattr(what, "__module__", "") in ("posix", "_io"):
            self.count += 1
            if self.count == self.end:
                os.kill(os.getpid(), signal.SIGKILL)


def in_a_process(work: Callable[[], object], calls: Calls) -> int:
    """How the process ended that did this: the number of a signal, or 0."""
    child = os.fork()
    if child == 0:
        sys.setprofile(calls)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def asked(where: Path) -> int:
    """How often a build asks something of the system."""
    calls = Calls()
    sys.setprofile(calls)
    try:
        made(where, NEW)
    finally:
        sys.setprofile(None)
    return calls.count


def test_a_build_that_is_killed_at_any_moment_leaves_the_old_site_or_the_new_one(tmp_path: Path) -> None:
    where, fresh = tmp_path / "site", tmp_path / "other" / "site"
    fresh.parent.mkdir()
    for place in (where, fresh):
        made(place, OLD)
    old = files(where)
    shutil.copytree(fresh.parent, tmp_path / "counted", symlinks=True)
    count = asked(tmp_path / "counted" / "site")
    new = files(tmp_path / "counted" / "site")
    assert old != new
    moments = sorted(random.Random(5).sample(range(1, count + 1), 100))
    seen = set()
    for moment in moments:
        folder = tmp_path / f"at-{moment}"
        shutil.copytree(fresh.parent, folder, symlinks=True)
        assert in_a_process(lambda: made(folder / "site", NEW), Calls(moment)) == -signal.SIGKILL  # noqa: B023
        now = files(folder / "site")
        assert now in (old, new), moment
        assert verify(folder / "site", [KEY.verify_key]).wrong == ()
        seen.add(now == new)
        made(folder / "site", NEW)
        assert files(folder / "site") == new, moment
        shutil.rmtree(folder)
    assert False in seen


def test_a_build_that_wrote_into_the_shown_site_would_be_seen(tmp_path: Path) -> None:
    where = tmp_path / "site"
    made(where, OLD)
    old = files(where)

    def careless() -> None:
        for path, data in old.items():
            (where / path).write_bytes(data[:-1])

    assert in_a_process(careless, Calls(40)) == -signal.SIGKILL
    assert files(where) != old


def test_the_same_releases_give_the_same_bytes_wherever_and_in_whatever_order_they_come(
    tmp_path: Path,
) -> None:
    one, other = tmp_path / "a" / "site", tmp_path / "b" / "elsewhere"
    one.parent.mkdir()
    other.parent.mkdir()
    made(one, OLD)
    made(one, NEW)
    made(other, list(reversed(NEW)), workers=2)
    assert files(one) == files(other)


def test_nothing_is_asked_for_and_nothing_written_where_nothing_changed(tmp_path: Path) -> None:
    made(tmp_path / "site", OLD)

    def nobody() -> Any:
        raise AssertionError("asked for")

    before = (tmp_path / "site").resolve()
    assert made(tmp_path / "site", [replace(one, content=nobody) for one in OLD]).made == 0
    assert (tmp_path / "site").resolve() == before


def test_a_changed_story_changes_its_own_pages_and_the_lists_that_name_it(tmp_path: Path) -> None:
    where = tmp_path / "site"
    many = [one for n in range(12) for one in both(f"n{n}", date(2026, 1 + n % 6, 1 + n))]
    made(where, many)
    before = files(where)
    made(where, [*many, released(content("n0-en", "en", headline="Other words"), number=2)])
    after = files(where)
    different = {path for path in before | after if before.get(path) != after.get(path)}
    assert {"en/2026/01/fish-n0.html", "en/2026/01/fish-n0.json", "ko/2026/01/fish-n0.json"} <= different
    assert not any(path.startswith("ko/2026/") and path.endswith(".html") for path in different)
    assert not any(path.startswith("photos/") for path in different)


def test_what_is_no_more_is_taken_away(tmp_path: Path) -> None:
    where = tmp_path / "site"
    made(where, [*OLD, *both("gone", date(2025, 5, 5), pieces=[shown()])])
    assert (where / "en/2025/05/fish-gone.html").is_file()
    made(where, OLD)
    made(where, OLD + both("x"))
    assert not (where / "en/2025").exists()
    assert not list((where).glob("photos/*"))
    assert verify(where, [KEY.verify_key]).wrong == ()


def test_a_reader_who_has_opened_the_old_site_can_read_it_to_its_end(tmp_path: Path) -> None:
    where = tmp_path / "site"
    made(where, OLD)
    with (where / "en/index.html").open("rb") as page:
        start = page.read(100)
        old = start + (where / "en/index.html").read_bytes()[100:]
        made(where, NEW)
        assert start + page.read() == old
    assert (where / "en/index.html").read_bytes() != old


@pytest.mark.parametrize("what", ["a file", "a folder", "a link"])
def test_something_else_in_its_place_is_left_alone(what: str, tmp_path: Path) -> None:
    where = tmp_path / "site"
    if what == "a file":
        where.write_text("mine")
    elif what == "a folder":
        where.mkdir()
        (where / "mine").write_text("mine")
    else:
        where.symlink_to("/tmp")
    with pytest.raises(NotASite):
        made(where, OLD)
    assert not list(tmp_path.glob(".site/*"))
    assert where.is_symlink() == (what == "a link")


@pytest.mark.parametrize("damage", ["no state", "broken state", "another's state", "half a copy"])
def test_a_copy_of_which_nothing_is_known_is_made_anew(damage: str, tmp_path: Path) -> None:
    where = tmp_path / "site"
    made(where, OLD)
    made(where, NEW)
    store = tmp_path / ".site"
    if damage == "no state":
        (store / "a.json").unlink()
    elif damage == "half a copy":
        shutil.rmtree(store / "a" / "en")
        (store / "a.json").unlink()
    else:
        (store / "a.json").write_text("{" if damage == "broken state" else '{"index.html": 7}')
    made(where, [*NEW, *both("four", DAY)])
    clean = tmp_path / "clean"
    made(clean, [*NEW, *both("four", DAY)])
    assert files(where) == files(clean)


def forge(store: Path, change: Callable[[str], str]) -> None:
    """What somebody could do who may write beside the site: change what is remembered of a copy, and its page."""
    for file in store.glob("?.json"):
        before = file.read_text(encoding="utf-8")
        assert change(before) != before
        file.write_text(change(before), encoding="utf-8")


def test_what_somebody_else_wrote_beside_the_site_is_not_signed(tmp_path: Path) -> None:
    where, clean = tmp_path / "site", tmp_path / "clean"
    for _ in range(2):
        made(where, OLD)
        made(where, NEW)
    forge(tmp_path / ".site", lambda told: told.replace("Dried fish costs twice", "Fish is free"))
    made(where, [*NEW, *both("four", DAY)])
    made(clean, [*NEW, *both("four", DAY)])
    assert files(where) == files(clean)


def test_an_unsigned_state_would_be_believed(tmp_path: Path) -> None:
    """The control: a build without a key has nothing to see a forgery by, and signs nothing either."""
    where = tmp_path / "site"
    made(where, OLD, sign=None)
    forge(tmp_path / ".site", lambda told: told.replace("Dried fish costs twice", "Fish is free"))
    made(where, [*OLD, *both("four", DAY)], sign=None)
    assert any(b"Fish is free" in data for data in files(where).values())


def test_a_file_that_somebody_changed_is_mended_by_a_build_anew(tmp_path: Path) -> None:
    where = tmp_path / "site"
    made(where, OLD)
    made(where, NEW)
    whole = files(where)
    (where / "en/index.html").write_text("forged")
    (where / "robots.txt").unlink()
    assert made(where, NEW).made == 0
    assert verify(where, [KEY.verify_key]).wrong != ()
    made(where, NEW, anew=True)
    assert files(where) == whole


def test_of_a_signed_copy_nothing_is_left_beside_an_unsigned_one(tmp_path: Path) -> None:
    where = tmp_path / "site"
    made(where, OLD)
    made(where, NEW)
    assert [*tmp_path.rglob("manifest.sig"), *tmp_path.rglob("*.sum")]
    made(where, NEW, sign=None)
    assert [*tmp_path.rglob("manifest*"), *tmp_path.rglob("*.sum*"), *tmp_path.rglob("allowed_signers")] == []
    made(where, OLD, sign=None)
    assert [*tmp_path.rglob("manifest*"), *tmp_path.rglob("allowed_signers")] == []


def test_a_signed_copy_that_a_killed_build_left_beside_an_unsigned_one_goes_with_the_next(
    tmp_path: Path,
) -> None:
    where = tmp_path / "site"
    made(where, OLD)
    left = Path(shutil.copytree(tmp_path / ".site/a", tmp_path / "left"))
    made(where, OLD, sign=None)
    left.rename(tmp_path / ".site/a")
    assert made(where, OLD, sign=None).made == 0
    assert [*tmp_path.rglob("manifest*"), *tmp_path.rglob("allowed_signers")] == []


def test_after_an_upgrade_editions_are_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where, clean = tmp_path / "site", tmp_path / "clean"
    made(where, OLD)
    monkeypatch.setattr("jebo.press.render.stamp", lambda: "another version")
    monkeypatch.setattr("jebo.press.admit._short", lambda text: f"{text}.")
    made(where, OLD)
    made(clean, OLD)
    assert files(where) == files(clean)


def test_photos_that_would_be_drawn_otherwise_are_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, pictured = tmp_path / "site", both("p", pieces=[shown()])
    made(where, pictured)
    assert made(where, pictured).made == 0
    monkeypatch.setattr("jebo.press.images.DRAWN", 99)
    assert made(where, pictured).made == 4


def test_nothing_of_an_edition_in_a_language_without_a_site_is_on_it(tmp_path: Path) -> None:
    told: list[frozenset[str]] = []
    build(
        tmp_path / "site", [*both("one")[1:], released(content("p-ko", "ko", pieces=[shown()]))], photo,
        newsroom(languages=["en"]), keys=[KEY.verify_key], sign=KEY, shown=lambda editions: told.append(frozenset(editions)),
    )  # fmt: skip
    assert not list((tmp_path / "site").glob("photos/*"))
    assert told == [frozenset({"one-en"})]


def test_what_was_never_shown_is_told_of_once_all_is_written_and_only_then(tmp_path: Path) -> None:
    where = tmp_path / "site"
    told: list[bool] = []
    with pytest.raises(NotReceipted):
        made(where, [replace(OLD[0], number=9)], shown=lambda editions: told.append(True))
    assert told == []
    made(where, OLD, shown=lambda editions: told.append(where.exists()))
    assert told == [False]


def test_an_unsigned_site_has_neither_list_nor_receipt_nor_key(tmp_path: Path) -> None:
    where = tmp_path / "site"
    made(where, OLD)
    made(where, OLD, sign=None)
    whole = files(where)
    assert not {"manifest", "manifest.sig", "allowed_signers"} & whole.keys()
    traces = (
        b"BEGIN SSH SIGNATURE",
        b"jebo-receipt",
        b"ssh-keygen",
        b"ssh-ed25519",
        KEY.verify_key.id.encode(),
        b"its receipt",
    )
    assert [path for path, data in whole.items() if any(one in data for one in traces)] == []
    made(where, [*OLD, *both("n", DAY, pieces=[piece("paragraph", "x")])])
    assert {"manifest", "manifest.sig", "allowed_signers"} <= files(where).keys()
