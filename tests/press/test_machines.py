"""What machines read: feeds, maps, news items and lists that tools which we did not write find right."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import jsonschema
import pytest
from lxml import etree
from tests.press.newsroom import KEY, content, newsroom, photo, released, shown
from tests.press.test_pages import story

from jebo.press.build import build
from jebo.sealing.digest import edition_digest
from jebo.sealing.receipt import receipt_faults
from jebo.sealing.signing import Signed

SCHEMA = json.loads((Path(__file__).parents[1] / "vectors/ninjs-schema_3.1.json").read_text(encoding="utf-8"))
"""Of the IPTC, whose it is (CC BY 4.0), from its repository iptc/newsinjson."""
URL = "https://crest.example/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("press") / "site"
    build(where, story(), photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    return where


def read(site: Path, path: str) -> Any:
    return json.loads((site / path).read_text(encoding="utf-8"))


def there(site: Path, url: str) -> bool:
    """Whether an address of the site is one of its files."""
    return url.startswith(URL) and (site / urlsplit(url).path.lstrip("/")).is_file()


def test_a_feed_has_the_whole_text_in_its_language(site: Path) -> None:
    found = feedparser.parse((site / "en/feed.xml").read_bytes())
    assert found.bozo == 0
    assert (found.version, found.feed.language) == ("atom10", "en")
    first = found.entries[0]
    assert first.title == "Fewer traders as fish grow dear"
    assert "Fish <em>is</em> dear" in first.content[0].value
    assert (first.published, first.updated) == ("2026-11-02T00:00:00Z", "2026-11-09T00:00:00Z")
    assert {one.name for one in first.authors} == {"Bora"}
    assert all(there(site, entry.link) for entry in found.entries)
    assert len({entry.id for entry in found.entries}) == len(found.entries) == 11
    assert feedparser.parse((site / "ko/topics/시장.xml").read_bytes()).feed.title.startswith("시장")


def test_the_json_feed_says_the_same(site: Path) -> None:
    told, atom = read(site, "en/feed.json"), feedparser.parse((site / "en/feed.xml").read_bytes())
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [one["id"] for one in told["items"]] == [entry.id for entry in atom.entries]
    assert all(there(site, one["url"]) and one["content_html"] for one in told["items"])


def test_every_news_item_is_ninjs(site: Path) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    items = [read(site, one.relative_to(site).as_posix())["ninjs"] for one in site.glob("??/2*/*/*.json")]
    assert len(items) == 23
    for item in items:
        assert list(validator.iter_errors(item)) == []
    assert list(validator.iter_errors(items[0] | {"source": "somebody"})) != []  # the control


def test_a_news_item_names_translator_editor_original_and_correction(site: Path) -> None:
    item = read(site, "en/2026/11/dear-fish.json")["ninjs"]
    assert {"name": "Yuna", "rel": "translator"} in item["people"]
    assert {"name": "Duri", "rel": "editor"} in item["people"]
    assert item["edNote"] == "2026-11-09: A price was wrong."
    assert (item["version"], item["embargoedUntil"]) == ("2", "2026-11-09T00:00:00Z")
    other = next(one for one in item["associations"] if one["name"] == "other-edition")
    assert other["language"] == "ko"
    assert there(site, other["renditions"][0]["href"])
    picture = next(one for one in item["associations"] if one["type"] == "picture")
    assert all(there(site, one["href"]) for one in picture["renditions"])
    assert read(site, "en/2026/08/gone.json")["ninjs"]["pubStatus"] == "canceled"


def test_the_receipt_of_a_story_is_over_exactly_what_its_item_holds(site: Path) -> None:
    told = read(site, "en/2026/11/dear-fish.json")
    signed = Signed(document=told["receipt"]["document"].encode(), signature=told["receipt"]["signature"])
    digest = edition_digest(told["content"])
    assert receipt_faults(signed, [KEY.verify_key], digest=digest, edition="one-en", release=2) == ()
    told["content"]["headline"] += "!"
    digest = edition_digest(told["content"])
    assert receipt_faults(signed, [KEY.verify_key], digest=digest, edition="one-en", release=2) != ()


def test_a_page_tells_machines_who_wrote_translated_and_corrected(site: Path) -> None:
    html = (site / "en/2026/11/dear-fish.html").read_text(encoding="utf-8")
    told = json.loads(html.partition('<script type="application/ld+json">')[2].partition("</script>")[0])
    assert told["@type"] == "ReportageNewsArticle"
    assert (told["inLanguage"], told["translator"][0]["name"]) == ("en", "Yuna")
    assert told["translationOfWork"]["inLanguage"] == "ko"
    assert told["correction"] == [
        {"@type": "CorrectionComment", "text": "A price was wrong.", "datePublished": "2026-11-09"}
    ]
    korean = (site / "ko/2026/11/fish-one.html").read_text(encoding="utf-8")
    assert '"workTranslation":{"@type":"ReportageNewsArticle"' in korean


def strange(told: Any) -> set[str]:
    """Properties that schema.org does not know of the type that has them, and types that it does not know."""
    models = import_module("msgspec_schemaorg.models")  # its package cannot give it

    if isinstance(told, list):
        return set().union(*map(strange, told))
    if not isinstance(told, dict):
        return set()
    kind = getattr(models, told["@type"], None)
    if kind is None:
        return {told["@type"]}
    known = {*kind.__struct_encode_fields__, "@type", "@context", "@id"}
    return {f"{told['@type']}.{one}" for one in told.keys() - known}.union(*map(strange, told.values()))


def test_what_a_page_tells_machines_is_in_the_words_of_schema_org(site: Path) -> None:
    told = [
        json.loads(found[1])
        for file in site.rglob("*.html")
        if (
            found := re.search(
                r'<script type="application/ld\+json">(.*?)</script>', file.read_text(encoding="utf-8")
            )
        )
    ]
    assert len(told) == 22
    assert strange(told) == set()
    breach = told[0] | {"translatedBy": "x", "author": [{"@type": "Person", "nom": "x"}, {"@type": "Writer"}]}
    assert strange(breach) == {"ReportageNewsArticle.translatedBy", "Person.nom", "Writer"}  # the control


def test_the_maps_name_every_story_with_its_other_language(site: Path) -> None:
    space = {"m": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    index = etree.fromstring((site / "sitemap.xml").read_bytes())
    assert [one.text for one in index.findall(".//m:loc", space)] == [f"{URL}sitemap-2026.xml"]
    found = etree.fromstring((site / "sitemap-2026.xml").read_bytes())
    places = [str(one.text) for one in found.findall(".//m:loc", space)]
    assert len(places) == 22
    assert all(there(site, one) for one in places)
    english = next(one for one in found if str(one.findtext("m:loc", "", space)).endswith("dear-fish.html"))
    assert [one.get("hreflang") for one in english.findall("x:link", space)] == ["en", "ko"]
    assert b"news:publication_date>2026-11-02<" in (site / "news-sitemap.xml").read_bytes()


def test_the_lists_name_files_that_are_there(site: Path) -> None:
    told = read(site, "site.json")
    assert told["keys"] == [KEY.verify_key.id]
    for language in told["languages"].values():
        stories = [one for path in language["stories"] for one in read(site, path)["stories"]]
        assert len(stories) == language["count"] == 11
        assert all((site / one["page"]).is_file() and (site / one["item"]).is_file() for one in stories)


def test_marks_of_emphasis_and_straight_quotes_reach_no_machine(tmp_path: Path) -> None:
    whole = content(
        "m-en",
        "en",
        headline='*Big* "news"',
        standfirst="*So*",
        pieces=[shown(caption="*Quay*")],
        kind="correction",
        note="*No*",
    )
    build(tmp_path / "site", [released(whole)], photo, newsroom(), keys=[KEY.verify_key], sign=KEY)
    item = read(tmp_path / "site", "en/2026/11/fish-m.json")
    told = {
        file.name: file.read_text(encoding="utf-8")
        for file in (tmp_path / "site").rglob("*.*")
        if file.suffix in (".xml", ".html", ".js")
    }
    told |= {
        "list": json.dumps(read(tmp_path / "site", "api/en-2026.json")),
        "item": json.dumps(item["ninjs"]),
    }
    assert {name for name, words in told.items() if re.search(r"\*(Big|So|Quay|No)\*", words)} == set()
    assert "*Big*" in item["content"]["headline"]  # the control: what was signed is as it was


def test_a_day_is_the_finest_that_anything_tells_of_when(site: Path) -> None:
    moments = re.compile(r"\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d)")
    found = {
        one
        for file in site.rglob("*.*")
        if file.suffix != ".webp"
        for one in moments.findall(file.read_bytes().decode("utf-8", "ignore"))
    }
    assert found == {"00:00:00"}
