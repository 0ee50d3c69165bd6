"""How long a site takes, beside Pelican and, where it is installed, Hugo, on the same stories.

    python bench/press.py            100, 1,000 and 10,000 stories of two editions
    python bench/press.py --quick    50 stories

Seconds by the clock for a full build with photos that were drawn before, for one where nothing changed, and for one with a
changed story (the middle of five), whose feeds, lists and maps are made too; and the most memory that a process held. Pelican
gets the same words as Markdown, with one of its own plain themes and its feeds, and makes neither photos nor news items nor
receipts; Hugo gets templates of one line. ``PELICAN`` and ``HUGO`` name the programs where they are not on the path. Install
them outside of this project: ``pip install 'pelican[markdown]'``; Debian's package ``hugo``. ``TMPDIR=/dev/shm`` leaves a slow
disk out of it.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))  # tests.press, when this is run as a script

FULL_SECONDS, ONE_SECONDS, MEGABYTES, TIMES = 60, 1, 500, 3  # asked for, at 10,000 stories; times Pelican
PHOTOS = 40
CHANGES = 5
TAGS = {
    "ko": ("시장", "보건", "농사", "국경", "학교", "물가", "군대", "도로", "북쪽", "남쪽"),
    "en": (
        "Markets",
        "Health",
        "Farming",
        "Border",
        "Schools",
        "Prices",
        "Army",
        "Roads",
        "North Shore",
        "South Shore",
    ),
}
WORDS = {
    "ko": "쌀값이 다시 오르자 장사꾼들은 한낮이 되기도 전에 자리를 접었고 간부들은 까닭을 묻는 이들에게 아무 말도 하지 않았다".split(),
    "en": "rice rose again and traders left their stalls before noon while officials said nothing of it to those who asked why".split(),
}


def stories(count: int) -> Iterator[tuple[str, date, str, str, list[str], list[str]]]:
    """Invented ones: slug, day, language, headline, tags, paragraphs."""
    chance = random.Random(1)
    for n in range(count):
        day = date(2016, 1, 1) + timedelta(days=n * 3_600 // count)
        for code, words in WORDS.items():
            paragraphs = [" ".join(chance.choice(words) for _ in range(45)) + "." for _ in range(11)]
            tag = chance.randrange(10)
            tags = [TAGS[code][tag], TAGS[code][(tag + 3) % 10]]
            yield f"story-{n}", day, code, paragraphs[0][:60], tags, paragraphs[1:]


def ours(folder: Path, count: int) -> tuple[float, float, float]:
    """A full build, one of nothing, one of a changed story."""
    from tests.press.newsroom import KEY, content, newsroom, picture, piece, released, shown

    from jebo.press.build import build
    from jebo.sealing.digest import digest_bytes

    pictures = [picture(900, 600, (n * 5, 100, 120)) for n in range(PHOTOS)]
    by_digest = {digest_bytes(one): one for one in pictures}
    releases = []
    for n, (slug, day, code, headline, tags, paragraphs) in enumerate(stories(count)):
        pieces = [piece("paragraph", one) for one in paragraphs]
        pieces.insert(4, shown(pictures[n // 2 % PHOTOS]))
        plain = content(
            f"{slug}-{code}", code, slug=slug, headline=headline, tags=tags, pieces=pieces, story=slug
        )
        releases.append(released(plain, day=day))

    def timed() -> float:
        begun = perf_counter()
        build(folder / "site", releases, by_digest.get, newsroom(), keys=[KEY.verify_key], sign=KEY)
        return perf_counter() - begun

    album = content("album-en", "en", pieces=[shown(one) for one in pictures])
    build(folder / "site", [released(album)], by_digest.get, newsroom(), keys=[KEY.verify_key], sign=KEY)
    full, nothing = timed(), timed()
    times = []
    for n in range(1, CHANGES + 2):
        slug = f"story-{count - n}"
        changed = content(f"{slug}-en", "en", slug=slug, headline="Changed", tags=["Markets"], story=slug)
        releases.append(released(changed, number=2, day=date(2026, 1, 1)))
        times.append(timed())
    return full, nothing, median(times[1:])  # with the first change the second copy of the site is made


def pelican(folder: Path, count: int, program: str) -> float:
    """The same words, set by Pelican."""
    for slug, day, code, headline, tags, paragraphs in stories(count):
        file = folder / "content" / code / f"{slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f"Title: {headline}\nDate: {day}\nLang: {code}\nSlug: {slug}\nTags: {', '.join(tags)}\n\n"
        file.write_text(head + "\n\n".join(paragraphs), encoding="utf-8")
    settings = folder / "pelicanconf.py"
    settings.write_text(
        "SITEURL = 'https://crest.example'\nTHEME = 'simple'\nFEED_ALL_ATOM = 'feeds/all.xml'\nDEFAULT_LANG = 'en'\nDEFAULT_PAGINATION = 50\n"
        "TIMEZONE = 'UTC'\nSITENAME = 'Crest'\nMONTH_ARCHIVE_SAVE_AS = '{date:%Y}/{date:%m}/index.html'\n",
        encoding="utf-8",
    )
    begun = perf_counter()
    subprocess.run(
        [program, "content", "-s", settings.name, "-o", "out", "-q"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return perf_counter() - begun


def hugo(folder: Path, count: int, program: str) -> float:
    """The same words, set by Hugo with the least of templates."""
    for slug, day, code, headline, tags, paragraphs in stories(count):
        file = folder / "content" / f"{slug}.{code}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        names = ", ".join(f'"{one}"' for one in tags)
        file.write_text(
            f'---\ntitle: "{headline}"\ndate: {day}\ntags: [{names}]\n---\n' + "\n\n".join(paragraphs),
            encoding="utf-8",
        )
    (folder / "hugo.toml").write_text(
        'baseURL="https://crest.example/"\ndefaultContentLanguage="en"\n[languages.en]\n[languages.ko]\n',
        encoding="utf-8",
    )
    layouts = folder / "layouts/_default"
    layouts.mkdir(parents=True)
    (layouts / "single.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}", encoding="utf-8")
    (layouts / "list.html").write_text(
        "{{ range .Pages }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}", encoding="utf-8"
    )
    begun = perf_counter()
    subprocess.run([program, "--quiet"], cwd=folder, check=True, capture_output=True)
    return perf_counter() - begun


def program(name: str) -> str | None:
    """Where a peer is, by the environment or on the path."""
    return os.environ.get(name.upper()) or shutil.which(name)


def main(quick: bool) -> int:
    """Measure, print; 1 where it is slower than asked for."""
    over = False
    for count in (50,) if quick else (100, 1_000, 10_000):
        with tempfile.TemporaryDirectory() as root:
            full, nothing, one = ours(Path(root), count)
        held = (
            max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
            / 1024
        )
        print(
            f"{count:>6,} stories: {full:.1f} s, nothing changed {nothing:.2f} s, one changed {one:.2f} s, {held:.0f} MB"
        )
        for name, work in (("pelican", pelican), ("hugo", hugo)):
            path = program(name)
            if path is None:
                print(f"        {name} is left out: it is not installed")
                continue
            with tempfile.TemporaryDirectory() as root:
                theirs = work(Path(root), count, path)
            print(f"        {name} {theirs:.1f} s: jebo is {theirs / full:.2f} times as quick")
            over |= name == "pelican" and theirs / full < TIMES and count >= 1_000
        over |= count == 10_000 and (full > FULL_SECONDS or one > ONE_SECONDS or held > MEGABYTES)
    return int(over)


if __name__ == "__main__":
    if not (find_spec("jinja2") and find_spec("PIL")):
        print("left out: the press is not installed here")
        sys.exit(0)
    sys.exit(main("--quick" in sys.argv))
