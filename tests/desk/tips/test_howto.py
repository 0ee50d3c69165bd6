"""What docs/howto/read-tips.md and open-a-door.md say of tips at the desk is so."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import override

from jebo.desk.testimony.attachments import LARGEST_BYTES
from jebo.desk.tips import answers, fetching, way
from jebo.desk.tips.models import Tip

DOCS = Path(__file__).parents[3] / "docs"
TIPS, DOOR, FACTS = (
    (DOCS / name).read_text(encoding="utf-8")
    for name in ("howto/read-tips.md", "howto/open-a-door.md", "reference/door.md")
)


def reasons(page: str) -> list[str]:
    """The first column under what was set aside."""
    part = page.split("## What was set aside\n")[1].split("\n## ")[0]
    return re.findall(r"^\| ([^|]+) \| [^|]+ \|$", part, re.M)[1:]


def missed(page: str) -> list[str]:
    """Reasons that the desk says and the page does not explain, beginning with the page's words."""
    with override("en"):
        said = [str(one) for one in Tip.Why.labels]
    return [one for one in said if not any(one.startswith(told) for told in reasons(page))]


def test_each_reason_for_which_something_is_set_aside_is_explained_in_the_words_of_the_desk() -> None:
    assert missed(TIPS) == []
    assert len(reasons(TIPS)) == len(Tip.Why)


def test_a_reason_that_is_not_explained_would_be_seen() -> None:
    assert len(missed(TIPS.replace("| it is damaged", "| it is broken"))) == 1


def test_what_the_desk_says_when_it_does_not_reach_the_door_is_in_its_own_words() -> None:
    said = [one.says for one in (way.NotReached, way.NoTor, way.NotLetIn, way.NotUnderstood)]
    told = re.findall(r"^\| `([^`]+)` \| ", DOOR.split("## When something is not right\n")[1], re.M)
    assert len(told) == len(said)
    assert [one for one, whole in zip(told, said, strict=True) if not whole.startswith(one)] == []


def test_the_figures_are_those_of_the_program() -> None:
    assert f"at most {answers.LONGEST:,} letters" in TIPS
    assert f"larger than {LARGEST_BYTES >> 20} MB" in TIPS
    assert (fetching.REQUESTS, fetching.DECOYS) == (4, 3)
    assert "always four requests of the same size" in DOOR
    assert "up to three decoys" in DOOR
    assert "four requests whatever there is, with up to three decoys" in FACTS
