"""What readers see: each story with all that belongs to it, in both languages, linked so that a copied folder works, and valid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest
from tests.press.newsroom import DAY, KEY, both, content, newsroom, photo, piece, released, shown
from tools import messages, press_messages

from jebo.press import render, words
from jebo.press.build import build
from jebo.press.edition import Release
from jebo.press.site import letter

WHOLE = [
    piece("paragraph", 'Fish *is* dear, "they" said [in spring].'),
    shown(),
    piece("heading", "At the quay"),
    piece("quotation", "Nobody buys."),
    piece("gloss", "A unit of neighbours", term="inminban"),
    piece("standing", "Our sources cannot be named."),
]


def story() -> list[Release]:
    """A story with everything in it, corrected once, after an address of its own was changed; and others around it."""
    english = content("one-en", "en", pieces=WHOLE, credits=[
        {"role": "reporting", "name": "Bora"}, {"role": "translation", "name": "Yuna"}, {"role": "editing", "name": "Duri"},
    ], slug="dear-fish")  # fmt: skip
    return [
        released(content("one-ko", "ko", pieces=WHOLE)),
        released(english | {"slug": "fish-is-dear"}, day=date(2026, 11, 2)),
        released(english | {"kind": "correction", "note": "A price was wrong."}, number=2, day=date(2026, 11, 9)),
        *both("old", date(2026, 9, 1)),
        *[one for n in range(9) for one in both(f"x{n}", date(2026, 10, 1 + n))],
        released(content("gone-en", "en", slug="gone"), day=date(2026, 8, 1)),
        released(content("gone-en", "en", kind="withdrawal", headline="", standfirst="", dateline="", share="", tags=[],
                         credits=[], pieces=[], slug="gone"), number=2, day=date(2026, 8, 9)),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("press") / "site"
    build(
        where, story(), photo, newsroom(door="http://" + "a" * 56 + ".onion"), keys=[KEY.verify_key], sign=KEY
    )
    return where


def page(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def main(html: str) -> str:
    return html.partition("<main")[2].partition("</main>")[0]


ENGLISH = "en/2026/11/dear-fish.html"


def test_a_story_stands_with_all_that_belongs_to_it(site: Path) -> None:
    html = main(page(site, ENGLISH))
    for told in (
        "<h1>Fewer traders as fish grow dear</h1>", "Dried fish costs twice", '<span class="dateline">Crest</span>',
        '<span class="role">Reporting by</span> Bora', '<span class="role">Translated by</span> Yuna',
        "Fish <em>is</em> dear, “they” said [in spring].", "<h2>At the quay</h2>", "<blockquote><p>Nobody buys.</p></blockquote>",
        '<b class="filephoto">File photo</b> The quay in spring', 'class="credit">Bora<', 'aria-label="Note: inminban"',
        '<p class="standing">Our sources cannot be named.</p>', "mailto:editors@crest.example", "A price was wrong.",
        "Corrected on 9 November 2026", "2 November 2026", 'lang="ko" rel="alternate">한국어로 읽기</a>', "Earlier, of the same",
    ):  # fmt: skip
        assert told in html, told


def test_each_language_speaks_its_own(site: Path) -> None:
    korean = main(page(site, "ko/2026/11/fish-one.html"))
    assert "Read in English" in korean
    assert "자료 사진" in korean
    assert "편집자에게 쓰기" in korean
    left = re.sub(r'<a [^>]*hreflang="en".*?</a>', "", page(site, "ko/about.html"))
    assert not re.search(r"\b(Corrections|Archive|Topics|About us)\b", left)


def test_an_address_that_a_story_had_before_leads_to_where_it_stands_now(site: Path) -> None:
    assert 'url=../../../en/2026/11/dear-fish.html"' in page(site, "en/2026/11/fish-is-dear.html")


def test_of_a_withdrawn_story_its_address_is_left_and_nothing_that_it_said(site: Path) -> None:
    html = page(site, "en/2026/08/gone.html")
    assert "It was withdrawn." in html
    assert "dear" not in html
    assert "gone" not in page(site, "en/index.html") + page(site, "en/archive.html")
    assert "2026/08" not in page(site, "sitemap-2026.xml") + page(site, "api/en-2026.json") + page(
        site, "en/feed.xml"
    )


def test_corrections_are_listed_by_day_with_the_story(site: Path) -> None:
    html = main(page(site, "en/corrections.html"))
    assert re.search(r"9 November 2026.*dear-fish\.html.*A price was wrong\.", html, re.DOTALL)
    assert "아직 바로잡은 것이 없습니다" in page(site, "ko/corrections.html")


def test_topics_months_and_the_front_page_lead_to_every_story(site: Path) -> None:
    assert 'href="../../en/2026/11/dear-fish.html"' in page(site, "en/topics/markets.html")
    assert "시장" in page(site, "ko/topics.html")
    assert "2026년 10월" in page(site, "ko/archive.html")
    assert main(page(site, "en/2026/10/index.html")).count("<article") == 9
    front = main(page(site, "en/index.html"))
    assert front.count("<article") == 6
    assert "dear-fish.html" in front.partition("grid")[0]


def test_how_to_reach_the_newsroom_names_door_and_key(site: Path) -> None:
    html = page(site, "en/reach.html")
    assert f"http://{'a' * 56}.onion/" in html
    assert KEY.verify_key.text in html
    assert KEY.verify_key.id in html


class Links(HTMLParser):
    """What a page names: everything that a browser may load or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src", "poster", "data", "action") and value:
                self.found.append((f"{tag} {name} {dict(attrs).get('rel')}", value))
            elif name == "srcset" and value:
                self.found += [(tag, one.split()[0]) for one in value.split(",")]


def links(html: str) -> list[tuple[str, str]]:
    found = Links()
    found.feed(html)
    return found.found


def broken(site: Path) -> Iterator[tuple[str, str]]:
    """Links that lead nowhere in a copied folder."""
    for file in site.rglob("*.html"):
        for what, url in links(file.read_text(encoding="utf-8")):
            parts = urlsplit(url)
            if parts.scheme or not parts.path or what.startswith("link href ['canonical'"):
                continue
            if not (file.parent / unquote(parts.path)).is_file():
                yield file.relative_to(site).as_posix(), url


def outside(site: Path) -> Iterator[tuple[str, str]]:
    """What a page would load from somebody else."""
    for file in site.rglob("*.html"):
        for what, url in links(file.read_text(encoding="utf-8")):
            followed = what.startswith("a href") or re.search(r"link href (canonical|alternate)", what)
            if urlsplit(url).netloc and not followed:
                yield file.name, url


def test_every_link_leads_somewhere_in_a_copied_folder_and_nothing_is_asked_of_anybody_else(
    site: Path,
) -> None:
    assert list(broken(site)) == []
    assert list(outside(site)) == []


def test_a_link_that_leads_nowhere_or_to_somebody_else_would_be_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="gone.html">x</a><img src="https://tracker.example/1.gif">')
    assert list(broken(tmp_path)) == [("a.html", "gone.html")]
    assert list(outside(tmp_path)) == [("a.html", "https://tracker.example/1.gif")]


def invalid(html: str) -> list[object]:
    """What a parser that keeps to the standard finds wrong (html5lib, which jebo does not use itself)."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [error for _, error, _ in parser.errors]


def test_every_page_is_valid_html(site: Path) -> None:
    assert {
        file.name: found
        for file in site.rglob("*.html")
        if (found := invalid(file.read_text(encoding="utf-8")))
    } == {}


def test_what_is_not_valid_would_be_seen() -> None:
    assert invalid("<!doctype html><title>x</title><p><b>x</p>") != []


def test_a_page_is_small_enough_for_an_old_phone(site: Path) -> None:
    import gzip

    html = (site / ENGLISH).read_bytes()
    assert len(gzip.compress(html, mtime=0)) < 15_000
    (sheet,) = (site / "static").glob("press-*.css")
    assert len(gzip.compress(sheet.read_bytes(), mtime=0)) < 10_000


def test_no_page_needs_a_script_or_keeps_anything(site: Path) -> None:
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        scripts = re.findall(r"<script(?! type=\"application/ld\+json\")[^>]*>", html)
        assert len(scripts) == (file.name == "search.html"), file.name
        assert not re.search(r"\son\w+=|<form|document\.cookie|localStorage", html)


PAYLOADS = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'", "</title><svg onload=alert(1)>",
    "</script><script>alert(1)</script>", "{{ 7777*7777 }}", "javascript:alert(1)", "<!--", "]]>", "&lt;b&gt;", "*<b>*", "\u2028alert(1)",
)  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_in_any_field_stays_words(payload: str, tmp_path: Path) -> None:
    everywhere = content(
        "one-en", "en", headline=payload, standfirst=payload, dateline=payload, share=payload, tags=[payload, "Markets"],
        credits=[{"role": "writing", "name": payload}], kind="correction", note=payload,
        pieces=[
            *(piece(sort, payload, term=payload) for sort in ("paragraph", "heading", "quotation", "gloss", "standing")),
            shown(caption=payload, alt=payload, credit=payload, name=payload),
        ],
    )  # fmt: skip
    korean = released(content("one-ko", "ko", headline=payload))
    house = newsroom(name={"ko": payload, "en": payload}, tagline={"en": payload})
    build(tmp_path / "site", [released(everywhere), korean], photo, house, keys=[KEY.verify_key], sign=KEY)
    for file in (tmp_path / "site").rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        assert invalid(html) == [], file.name
        tree = html5lib.parse(html, namespaceHTMLElements=False)
        tags = {one.tag for one in tree.iter() if isinstance(one.tag, str)}
        assert not tags & {"svg", "iframe", "object", "b"} or "filephoto" in html or "gloss" in html
        ran = [one for one in tree.iter("script") if one.get("type") != "application/ld+json"]
        assert [str(one.get("src")).partition("-")[0] for one in ran] == ["../static/search"] * (
            file.name == "search.html"
        )
        assert [name for one in tree.iter() for name in one.attrib if str(name).startswith("on")] == []
        assert "60481729" not in html or payload != "{{ 7777*7777 }}"
    assert list(broken(tmp_path / "site")) == []


def test_a_site_of_one_language_has_no_trace_of_the_other(tmp_path: Path) -> None:
    build(tmp_path / "site", both("one"), photo, newsroom(languages=["en"]), keys=[KEY.verify_key], sign=KEY)
    assert not (tmp_path / "site/ko").exists()
    assert list(broken(tmp_path / "site")) == []
    assert 'hreflang="ko"' not in page(tmp_path / "site", "en/2026/11/fish-one.html")


def test_an_empty_site_says_so(tmp_path: Path) -> None:
    build(tmp_path / "site", [], photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    assert "Nothing is published yet." in page(tmp_path / "site", "en/index.html")
    assert list(broken(tmp_path / "site")) == []


def test_a_site_without_an_address_of_its_own_has_all_pages(tmp_path: Path) -> None:
    build(
        tmp_path / "site",
        both("one", DAY),
        photo,
        newsroom(url="https://x.example"),
        keys=[KEY.verify_key],
        sign=KEY,
    )
    plain = newsroom()
    from dataclasses import replace

    build(
        tmp_path / "carried", both("one", DAY), photo, replace(plain, url=""), keys=[KEY.verify_key], sign=KEY
    )
    paths = [
        {one.relative_to(root).as_posix() for one in root.rglob("*.html")}
        for root in (tmp_path / "site", tmp_path / "carried")
    ]
    assert paths[0] == paths[1]
    assert not list((tmp_path / "carried").glob("*sitemap*"))


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("까치", "ㄱ"),
        ("쌀", "ㅅ"),
        ("하늘", "ㅎ"),
        ("zebra", "Z"),
        ("Äpfel", "A"),
        ("7월", "#"),
        ("", "#"),
        ("한", "ㅎ"),
    ],
)
def test_words_stand_under_their_letter(word: str, wanted: str) -> None:
    assert letter(word) == wanted


def test_every_word_of_the_site_is_there_in_korean() -> None:
    held = messages.read(press_messages.PO.read_text(encoding="utf-8"))
    assert held.keys() == press_messages.gathered().keys()
    assert all(held.values())
    assert press_messages.PO.with_suffix(".mo").read_bytes() == messages.compiled(held)
    assert words.catalogue("ko").gettext("Corrections") == "바로잡음"
    places = {message: set(re.findall(r"%\(\w+\)s", message)) for message in held}
    assert all(set(re.findall(r"%\(\w+\)s", held[message])) == found for message, found in places.items())


def test_provinces_stand_apart_from_topics_and_lead_from_one_language_to_the_other(tmp_path: Path) -> None:
    releases = [
        released(content("p-ko", "ko", tags=["양강도", "시장"])), released(content("p-en", "en", tags=["Ryanggang Province", "Markets"])),
    ]  # fmt: skip
    where = tmp_path / "site"
    build(where, releases, photo, newsroom(packs=["kp"]), keys=[KEY.verify_key], sign=KEY)
    assert re.search(r">도<.*양강도.*>ㅅ<.*시장", main(page(where, "ko/topics.html")), re.DOTALL)
    assert re.search(r">Provinces<.*Ryanggang.*>M<.*Markets", main(page(where, "en/topics.html")), re.DOTALL)
    assert "topics/ryanggang-province.html" in page(where, "ko/topics/양강도.html")
    assert "%EC%8B%9C%EC%9E%A5.html" in page(where, "en/topics/markets.html")
    assert list(broken(where)) == []


def test_two_names_of_a_province_lead_to_the_one_page_and_each_is_its_own(tmp_path: Path) -> None:
    releases = [
        *(released(content(f"{n}-en", "en", tags=[tag])) for n, tag in enumerate(["Ryanggang Province", "Yanggang Province"])),
        *(released(content(f"p{n}-ko", "ko", tags=[tag])) for n, tag in enumerate(["양강도", "량강도", "량강도"])),
    ]  # fmt: skip
    where = tmp_path / "site"
    build(where, releases, photo, newsroom(packs=["kp"]), keys=[KEY.verify_key], sign=KEY)
    for name in ("ryanggang-province", "yanggang-province"):
        html = page(where, f"en/topics/{name}.html")
        assert f'hreflang="en" href="https://crest.example/en/topics/{name}.html"' in html
        assert 'hreflang="ko" href="https://crest.example/ko/topics/%EB%9F%89%EA%B0%95%EB%8F%84.html"' in html


def test_only_questions_have_titles() -> None:
    assert render.paragraphs("We are a\nsmall newsroom.", titled=False) == [("", "We are a\nsmall newsroom.")]
    assert render.paragraphs("Why?\nBecause.", titled=True) == [("Why?", "Because.")]


def test_the_onion_service_is_named_page_by_page(tmp_path: Path) -> None:
    onion = "http://" + "b" * 56 + ".onion"
    build(tmp_path / "site", both("one"), photo, newsroom(onion=onion), keys=[KEY.verify_key], sign=KEY)
    assert f'content="{onion}/en/2026/11/fish-one.html"' in page(
        tmp_path / "site", "en/2026/11/fish-one.html"
    )
    assert f'content="{onion}/ko/topics/%EC%8B%9C%EC%9E%A5.html"' in page(
        tmp_path / "site", "ko/topics/시장.html"
    )


def test_the_record_is_linked_at_the_foot_of_each_page_where_there_is_one(tmp_path: Path) -> None:
    record = "https://crest.example/record/"
    for name, more in (("with", {"record": record}), ("without", {})):
        build(tmp_path / name, story(), photo, newsroom(**more), keys=[KEY.verify_key], sign=None)
    page = (tmp_path / "with/ko/index.html").read_text(encoding="utf-8")
    assert f'<a href="{record}">사건 기록</a>' in page
    assert record not in (tmp_path / "without/ko/index.html").read_text(encoding="utf-8")
