"""How long a release check takes: a story of 1,500 words in two editions, after 50 stories that a reader can link with it.

    python bench/release.py            50 earlier stories, 2,000 draws
    python bench/release.py --quick    2 earlier stories, 64 draws

On SQLCipher, as at a desk. The story is that of the demo, as it was before it was reworded, with what everybody knows of markets
after it up to 1,500 words; the earlier ones are the same with other numbers. Seconds by the processor and by the clock.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench.desk, when this is run as a script

from bench.desk import DAY, opened
from bench.pasted import stories

LIMIT_SECONDS = 5  # asked for
WORDS = 1_500
KNOWN = {
    "ko": "장마당은 오래전부터 주민들의 생계를 이어 왔다. 배급이 줄어든 뒤로 많은 사람이 장사로 살아간다."
    " 당국은 장사를 막기도 하고 내버려 두기도 했다.",
    "en": "Markets have long kept people alive. Since rations fell many live by trade. The authorities have at times closed"
    " markets and at times left them alone.",
}


def long(code: str) -> str:
    """The demo story and background, so many words in all."""
    parts = [next(stories(code))]
    while sum(len(part.split()) for part in parts) < WORDS:
        parts.append(KNOWN[code])
    return "\n\n".join(parts)


def main(quick: bool) -> int:
    """Fill, check, print; 1 where the check takes longer than asked for."""
    from jebo.desk import demo
    from jebo.desk.events.models import Standing
    from jebo.desk.exposure.history import record
    from jebo.desk.exposure.releasing import told_of
    from jebo.desk.people.models import Member
    from jebo.desk.publication.candidate import sources_of
    from jebo.desk.publication.check import check
    from jebo.desk.stories.models import Edition, RestsOn
    from jebo.desk.stories.saving import add, begin, save
    from jebo.disclosure.settings import Settings

    demo.fill(DAY)
    by, standing = Member.objects.get(name=demo.CONTACT_EDITOR), Standing.objects.order_by("pk")[0]

    def written(label: str, texts: dict[str, str]) -> Edition:
        korean = begin(label, "ko", DAY, by)
        english = add(korean.story, "en", DAY, by)
        for edition in (korean, english):
            saved = save(edition.pk, {"text": texts[edition.language]}, edition.version, DAY, by)
            RestsOn.objects.create(edition=saved, sentence=saved.marked()[0].id, standing=standing)
        return korean

    demo_story = {code: next(stories(code)) for code in ("ko", "en")}
    for number in range(2 if quick else 50):
        korean, english = (text.replace("20", str(21 + number)) for text in demo_story.values())
        story = written(f"earlier {number}", {"ko": korean, "en": english}).story
        (source,) = sources_of(story)
        record(source, told_of(story, source, {"ko": korean, "en": english}, release=story.pk, day=DAY))
    story = written("this one", {code: long(code) for code in ("ko", "en")}).story
    settings = Settings(draws=64 if quick else 2_000)
    begun, work = perf_counter(), process_time()
    found = check(story, DAY, settings)
    seconds, work = perf_counter() - begun, process_time() - work
    words = [len(one.content.prose().split()) for one in found.found.editions]
    print(
        f"words {words}, voices {[len(one.heard) for one in found.found.editions]}, {len(found.open)} demands:"
        f" {work:.1f} s of the processor, {seconds:.1f} s by the clock"
    )
    return 0 if quick else int(work > LIMIT_SECONDS)


def with_keys(folder: Path) -> None:
    """A desk with the keys of exposure histories in its folder."""
    from jebo.desk import unlocked
    from jebo.desk.key import Key
    from jebo.desk.keyring import Keyring

    opened("sqlcipher", folder)
    keys = Keyring(folder / "exposure.age", Key(b"x" * 32))
    unlocked.unlock(replace(unlocked.desk(), exposure=keys, envelopes=folder))


if __name__ == "__main__":
    if not find_spec("django"):
        print("the desk is not installed here: run this with the Python of make test")
        raise SystemExit(0)
    with tempfile.TemporaryDirectory(prefix="jebo-bench-") as place:
        with_keys(Path(place))
        raise SystemExit(main("--quick" in sys.argv))
