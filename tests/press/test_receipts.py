"""Nothing is set that the newsroom did not release, word by word and photo by photo; what is wrong is named, and the site stays as it was."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.press.newsroom import (
    DAY,
    KEY,
    PHOTO,
    both,
    content,
    newsroom,
    photo,
    picture,
    piece,
    released,
    shown,
)

from jebo.press import images
from jebo.press.admit import admit, settable
from jebo.press.build import build
from jebo.press.edition import Release
from jebo.press.wrong import BadEdition, BadPhoto, NoPhoto, NotReceipted, SameAddress
from jebo.sealing.digest import digest_bytes
from jebo.sealing.signing import Context, SigningKey

OTHER = SigningKey.make()
GOOD = content("one-en", "en", pieces=[piece("paragraph", "Fish is dear."), shown()])


def changed(at: Callable[[dict[str, Any]], None]) -> Release:
    """A release of which somebody changed something after it was signed."""
    whole = released(GOOD)
    plain = copy.deepcopy(GOOD)
    at(plain)
    return replace(whole, content=lambda: plain)


def word(plain: dict[str, Any]) -> None:
    plain["pieces"][0]["text"] = "Fish is dear!"


def caption(plain: dict[str, Any]) -> None:
    plain["pieces"][1]["picture"]["alt"] = "Two men at a quay"


def another_photo(plain: dict[str, Any]) -> None:
    plain["pieces"][1]["picture"]["digest"] = digest_bytes(b"another")


def share(plain: dict[str, Any]) -> None:
    plain["share"] = "On Thursday a dealer said"


def unasked(plain: dict[str, Any]) -> None:
    plain["by"] = "somebody"


BREACHES: Mapping[str, Release] = {
    "a word": changed(word),
    "the words for a photo": changed(caption),
    "another photo": changed(another_photo),
    "the share text": changed(share),
    "a field more": changed(unasked),
    "another's key": released(GOOD, key=OTHER),
    "the receipt of another edition": replace(released(content("two-en", "en")), content=lambda: GOOD),
    "a receipt that names another edition": released(GOOD, edition="two-en"),
    "a release under another name": replace(released(GOOD), edition="two-en"),
    "another number": replace(released(GOOD), number=2),
    "an earlier day": replace(released(GOOD), day=date(2026, 1, 1)),
    "a manifest for a receipt": replace(
        released(GOOD),
        receipt=KEY.sign(Context.MANIFEST, released(GOOD).receipt.document.partition(b"\n")[2]),
    ),
    "no signature": replace(released(GOOD), receipt=replace(released(GOOD).receipt, signature="")),
    "what is no edition": replace(released(GOOD), content=lambda: {"edition": "one-en"}),
    "what has no canonical form": replace(released(GOOD), content=lambda: GOOD | {"share": 0.5}),
}


def test_what_was_released_is_let_in() -> None:
    edition = admit([released(GOOD)], [KEY.verify_key])
    assert (edition.head.title, edition.head.pictures[0].caption) == (
        "Fewer traders as fish grow dear",
        "The quay in spring",
    )


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES)
def test_what_was_not_released_so_is_named_and_the_site_stays_as_it_was(
    breach: Release, tmp_path: Path
) -> None:
    where = tmp_path / "site"
    build(where, both("old"), photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    before = (where / "manifest").read_bytes()
    with pytest.raises(NotReceipted) as refused:
        build(where, [*both("old"), breach], photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    assert refused.value.edition == breach.edition
    assert (where / "manifest").read_bytes() == before
    assert "dear" not in str(refused.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"slug": "../../etc"}, {"slug": ""}, {"slug": "a/b"}, {"kind": "advertisement"}, {"language": "fr"},
        {"headline": "a" * 401}, {"headline": 7}, {"pieces": [piece("script", "alert(1)")]}, {"pieces": [{"sort": "paragraph"}]},
        {"credits": [{"role": "source", "name": "x"}]}, {"headline": "safe \u202egnorw"}, {"tags": "one"}, {"headline": "\x00"},
        {"headline": "a\uffffb"}, {"headline": "a\u200bb"}, {"standfirst": "a\u200fb"}, {"headline": "a\U000e0041b"},
        {"pieces": [piece("paragraph", "a" * 1_000_000)]}, {"pieces": [shown() | {"picture": {"name": "x"}}]},
        {"pieces": [shown(digest="sha256:../../x")]},
    ],
)  # fmt: skip
def test_what_was_signed_and_cannot_be_set_is_named(wrong: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(BadEdition) as refused:
        build(
            tmp_path / "site",
            [released(content("one-en", "en", **wrong))],
            photo,
            newsroom(),
            keys=[KEY.verify_key],
            sign=KEY,
        )
    assert refused.value.edition == "one-en"
    assert not (tmp_path / "site").exists()
    assert not settable(content("one-en", "en", **wrong))
    assert settable(content("one-en", "en"))


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (None, NoPhoto),
        (picture(colour=(0, 0, 0)), NoPhoto),
        (b"GIF89a no photo", BadPhoto),
        (b"<svg onload='alert(1)'/>", BadPhoto),
        (PHOTO[:200], BadPhoto),
    ],
    ids=["missing", "another", "no picture", "a drawing that runs", "cut off"],
)
def test_a_photo_that_is_not_the_released_one_is_named(
    data: bytes | None, wrong: type[Exception], tmp_path: Path
) -> None:
    claimed = data if wrong is BadPhoto and data else PHOTO
    edition = released(content("one-en", "en", pieces=[shown(claimed)]))
    with pytest.raises(wrong):
        build(tmp_path / "site", [edition], lambda digest: data, newsroom(), keys=[KEY.verify_key], sign=KEY)
    assert not (tmp_path / "site").exists()


def test_what_a_camera_or_a_program_wrote_into_a_photo_is_gone() -> None:
    from PIL import Image

    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    Image.new("RGB", (700, 500)).save(
        out, "JPEG", comment=b"a secret name", exif=exif, icc_profile=b"a secret screen"
    )
    assert out.getvalue().count(b"a secret") == 3
    for kind in ("jpg", "webp"):
        assert b"a secret" not in images.drawn("one-en", out.getvalue(), 480, kind)


@pytest.mark.parametrize("slug", ["fish-same", "FISH-same", "index", "Index"])
def test_two_stories_at_one_address_are_refused_and_the_later_one_is_named(slug: str, tmp_path: Path) -> None:
    first = released(
        content("a-en", "en", slug="fish-same" if slug.casefold() != "index" else "other"),
        day=date(2026, 11, 1),
    )
    second = released(content("b-en", "en", slug=slug))
    with pytest.raises(SameAddress) as refused:
        build(tmp_path / "site", [first, second], photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    assert refused.value.edition == "b-en"


def test_without_a_key_of_the_newsroom_nothing_is_set(tmp_path: Path) -> None:
    with pytest.raises(NotReceipted):
        build(tmp_path / "site", both("one"), photo, newsroom(), keys=[], sign=KEY)


def test_a_receipt_that_was_seen_is_not_asked_for_again_and_a_changed_database_changes_no_page(
    tmp_path: Path,
) -> None:
    where, kind = tmp_path / "site", {"keys": [KEY.verify_key], "sign": KEY}
    build(where, [released(GOOD)], photo, newsroom(), **kind)  # type: ignore[arg-type]
    page = where / "en" / DAY.strftime("%Y/%m") / "fish-one.html"
    before = page.read_bytes()
    assert build(where, [changed(word)], photo, newsroom(), **kind).made == 0  # type: ignore[arg-type]
    assert page.read_bytes() == before


def test_a_correction_whose_day_was_drawn_earlier_moves_no_address(tmp_path: Path) -> None:
    """Days are drawn by lot: what was released second may be out first."""
    first = released(content("one-en", "en"), day=date(2026, 12, 2))
    second = released(content("one-en", "en", kind="correction", note="x"), number=2, day=date(2026, 11, 29))
    where = tmp_path / "site"
    for releases in ([second], [first, second]):
        build(where, releases, photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
        assert (where / "en/2026/11/fish-one.html").is_file()
