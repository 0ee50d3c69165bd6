"""Inside papers and gatherings, and words quoted from them."""

from __future__ import annotations

from collections.abc import Iterator

from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.disclosure.speakers import english_words as e
from jebo.disclosure.speakers.english_scene import Detail, Scene
from jebo.disclosure.speakers.english_turns import SIGNS
from jebo.disclosure.words import LETTER

_SHORT = 1  # words; a shorter quotation is a scare quote. Chosen by us.
# Nouns that are inside material only with a word that says so.
_COMMON = frozenset(
    "slide slides letter letters file files recording screenshot diary notebook chart map spreadsheet card "
    "quota forecast budget permits cable notes invoice invoices blackboard whiteboard receipts certificate "
    "lecture order meeting record records card photo photograph video footage map message chat text paper "
    "broadcast speech plan review decision rule ban target budget permit schedule policy summary "
    "proposal list contract agreement report reports copy copies page pages "
    "session target stamp seal minute sermon lesson script invitation receipt clause tally".split()
)
# What papers do and what is done to them: the word before is the paper itself and no part of a compound.
_DOES = frozenset(
    "came comes went goes ran runs names contains consists gives gave sets set puts put seen shown sent drawn "
    "read leaked made makes kept bore bears begins began ends shows forbade forbids took takes laid lay lays "
    "speaks spoke itself last this yesterday foresees foresaw binds asks divides describes recommends "
    "requires demands allows threatens reminds promises warns mentions refers applies covers fills holds "
    "held leaves left leads reaches concerns deals dealt turns hangs hung stands stood adds carries seeks "
    "proposes provides quotes given written taken found lost torn fell falls lies hid hidden meant means "
    "knows knew calls told tells begun become becomes became brought bought sold there here today "
    "tonight alone".split()
)
_DONE = frozenset(
    "seen shown sent drawn read leaked made kept given written taken found issued held handed obtained "
    "posted signed dated headed titled entitled stamped addressed circulated distributed reviewed printed "
    "copied passed which drafted prepared marked pinned pasted called held led".split()
)
_OPEN = frozenset("annual published public published open leaked final peace ceasefire trade health".split())
# Words that tell that anybody could read it, and papers that anybody holds.
_FOR_ALL = frozenset(
    "published website online internet televised television parliament gazette publicly journal".split()
)
_EVERYBODYS = frozenset("decree decrees permit permits quota quotas cards papers letters forms lists".split())
_SECRET = frozenset(
    "internal secret closed classified confidential unpublished verbal oral written handwritten draft "
    "restricted leaked sealed unsigned".split()
)
_READS = frozenset(
    "reads read says states stated demands bears warns calls orders ordered told written titled headed "
    "called".split()
)
_QUOTE_SIGN = SIGNS | frozenset(
    "states order instruction notice letter memo circular report lecture directive cable draft document "
    "paper card sheet poster "
    "instructor says asked calls called".split()
)


_IT = frozenset("it they these this point one another".split())


def papers(scene: Scene) -> Iterator[Detail]:
    """Papers by their nouns, then the words quoted from them."""
    yield from _nouns(scene)
    yield from _quoted(scene)


def _nouns(scene: Scene) -> Iterator[Detail]:
    text, done = scene.text, -1
    known: set[str] = set()
    public = _read_by_all(scene)
    for i in text.where("document"):
        if i < done or scene.is_on_record(i) or text.sort[i] != LETTER or text.sentence[i] in public:
            continue
        end = i + 1
        while (
            end < text.n and text.has(end, "document") and not text.newline[end] and text.sort[end] == LETTER
        ):
            end += 1
        if end < text.n and not text.newline[end] and _is_compound(scene, end):
            continue
        if text.capital[i] and i and not text.newline[i] and text.sort[i - 1] == LETTER:
            continue
        first, article = _begin(scene, i)
        again = article in ("the", "this", "its") and text.forms[end - 1] in known and first == i - 1
        if article and (again or _is_inside(scene, first, i, end)):
            done = end
            known.add(text.forms[end - 1])
            yield "access.document", "R48", first, end


def _read_by_all(scene: Scene) -> set[int]:
    """Sentences whose papers anybody could read: headings, public background, what was published."""
    text = scene.text
    return set(scene.background) | {
        s
        for i, s in enumerate(text.sentence)
        if text.forms[i] in _FOR_ALL or text.paragraph[i] in scene.cast.headings
    }


def _is_compound(scene: Scene, end: int) -> bool:
    text = scene.text
    form = text.forms[end]
    return (
        text.sort[end] == LETTER and form not in e.FUNCTION and not text.has(end, "say") and not text.has(end,
        "told_in")
        and not form.endswith(("ed", "ing", "ly")) and not text.capital[end] and form not in _DOES
    )  # fmt: skip


def _begin(scene: Scene, i: int) -> tuple[int, str]:
    """First word of the phrase and its article ("" for a verb)."""
    text, k = scene.text, i
    while k > 0 and i - k < 5 and not text.newline[k]:
        form = text.forms[k - 1]
        if form in (
            "a",
            "an",
            "the",
            "this",
            "that",
            "one",
            "another",
            "two",
            "three",
            "his",
            "their",
            "its",
            "her",
            "our",
            "each",
        ):
            return k - 1, form
        inner = form == "-" and not text.words.spaced[k - 1]
        if not inner and (text.sort[k - 1] != LETTER or form in e.FUNCTION or text.has(k - 1, "say")):
            break
        k -= 1
    plural = text.forms[i].endswith("s") and k < i
    return k, "bare" if plural or text.form(k - 1) in ("of", "from", "in") else ""


def _is_inside(scene: Scene, first: int, i: int, end: int) -> bool:
    text = scene.text
    modifiers = [f for f in text.forms[first:i] if f not in e.DETERMINERS]
    if any(f in _OPEN or f in e.NUMBERS for f in modifiers) or text.form(first - 1) in e.NUMBERS:
        return False
    if (
        text.forms[end - 1] in ("minutes", "order")
        and not modifiers
        and text.form(first) not in ("the", "an", "its", "their")
    ):
        return False
    if text.forms[end - 1] in _EVERYBODYS or text.form(first) not in e.DETERMINERS:
        return text.form(end) in _DONE or not _SECRET.isdisjoint(modifiers)
    if text.forms[end - 1] not in _COMMON or end - i > 1:
        return True
    if (
        text.form(end)
        in ("of", "from", "by", "called", "that", "with", "sent", "at", "to", "dated", "circulated", "seen")
        and not text.inside[i]
    ):
        return True
    return bool(modifiers) or text.form(end) in _READS or _is_brought_on(scene, first, end)


def _is_brought_on(scene: Scene, first: int, end: int) -> bool:
    """ "A note was …" at the head of a sentence, "the rule, issued …", "a slide shown to …", "an order"."""
    text = scene.text
    if text.inside[first] or text.form(first) not in ("a", "an", "the"):
        return False
    if text.form(first) == "an" or not first or text.sentence[first - 1] != text.sentence[first]:
        return True
    k = end + (text.form(end) == ",")
    return text.form(k) in _DONE or (text.form(k) in ("in", "on") and text.form(k + 1) == "which")


def _quoted(scene: Scene) -> Iterator[Detail]:
    """Quotations that nobody speaks, in a sentence with a paper in it."""
    text = scene.text
    for q, speaker in zip(text.structure.quotes, scene.quote, strict=True):
        if speaker == NAMED or q.last - q.first < _SHORT + 2 or not q.closed:
            continue
        if (
            speaker == NOBODY
            and scene.sentence[text.sentence[q.first]] != NAMED
            and _is_from_paper(scene, q.first, q.last)
        ):
            yield "access.document", "R36", q.first, q.last


def _is_from_paper(scene: Scene, first: int, last: int) -> bool:
    """Whether a paper stands before a quotation or right behind it, or "it" that takes up a paper."""
    text = scene.text
    here = (text.sentence[first], text.sentence[last - 1])
    if text.paragraph[first] in scene.cast.headings:
        return False
    near = [k for k in range(max(0, first - 40), min(text.n, last + 8)) if not first <= k < last]
    said = [k for k in near if text.sentence[k] in here]
    if any(text.has(k, "document") or text.forms[k] in _QUOTE_SIGN for k in said):
        return True
    before = [
        k for k in near if text.sentence[k] == here[0] - 1 and text.paragraph[k] == text.paragraph[first]
    ]
    return any(text.has(k, "document") for k in before) or bool(said and text.forms[said[0]] in _IT)
