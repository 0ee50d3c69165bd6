"""Numbers that are nobody's secret: ages, prices, shares, labels, days of a month, published statistics."""

from __future__ import annotations

from jebo.disclosure.speakers import NAMED, NOBODY
from jebo.disclosure.speakers.english_scene import Scene
from jebo.disclosure.words import DIGIT, LETTER

_PERCENT = frozenset("percent % per pc percentage points".split())
_FRACTION = frozenset("fifths thirds quarters tenths eighths sixths halves".split())
_AGO = frozenset("ago later earlier before after hence since".split())
_TIMES = frozenset("year years decade decades century centuries".split())
_DISTANCE = frozenset("kilometers kilometres kilometer kilometre km miles mile".split())
_STATES = frozenset(
    "countries sides koreas governments nations states parties neighbors neighbours continents worlds "
    "provinces republics powers allies capitals".split()
)
_PRICE = frozenset(
    "cost costs price prices priced sells sold traded trades rate rates fetched fetches fetch rose fell "
    "climbed dropped buys brings brought stood stands quoted costing selling fetching retails changed".split()
)
_EACH = frozenset(
    "kilo kilogram kilograms liter litre kg ton tonne sack barrel bowl dollar ounce gram".split()
)
_MARKET = _EACH | frozenset(
    "rice corn maize flour wheat bread oil fuel diesel petrol gasoline gas sugar salt eggs egg meat pork "
    "market markets bazaar beef chicken rabbit fish squid crab cabbage potatoes beans onions garlic wool "
    "socks soap ticket tickets stamps firewood batteries mushrooms ginseng gold silver copper "
    "exchange dollar dollars euro yuan kilos liters litres tonnes tons noodles soybean cement "
    "fertilizer coal charcoal share shares".split()
)
_STOCK = frozenset("$ € £ ¥ ₩ ₽ us".split())
_AGE = frozenset("aged age ages turned turns turning pupils".split())
_AT_AGE = frozenset("dead died dies married marry widowed orphaned retired".split())
_IS = frozenset("is was be being been only just not barely now then nearly almost about he’s she’s i’m "
                "he's she's i'm".split())  # fmt: skip
_WHO = frozenset("he she i who".split())
_STOPS = frozenset('. , ; : ) ” " and but or — – who with when'.split())
_LABELS = frozenset(
    "roof annex annexe tank bed ward item appendix table figure volume step phase stage level rank version "
    "model size type wing stall booth window counter berth shelf row seat bunk cabin cabinet drawer box "
    "container train bus tram flight car channel hall door apartment flat house villa hut tent plot parcel "
    "field well mine seam face point checkpoint post km mile marker grid square zone district precinct site "
    "tower laboratory school clinic hospital polyclinic kindergarten department bureau directorate division "
    "battalion company platoon regiment squad corps army fleet team committee camera staircase magnitude "
    "lane street avenue depot prison colony facility plant factory reactor hangar runway terminal track "
    "siding locker safe desk machine line works workshop area precinct station entry question exercise "
    "lesson verse psalm sura act scene day week part round match game".split()
)
_HAS = frozenset("had has have with and raising leaves left his her their of".split())
_SHORT = ("’s", "'s", "’m", "'m")


def open_paragraphs(scene: Scene) -> frozenset[int]:
    """Paragraphs in which nobody anonymous speaks and somebody named does, or a year stands."""
    text = scene.text
    named: set[int] = set()
    heard: set[int] = set()
    years: set[int] = set()
    for i, sentence in enumerate(text.sentence):
        state = scene.sentence[sentence]
        (named if state == NAMED else heard if state > NOBODY else set()).add(text.paragraph[i])
    for i in text.digits:
        if len(text.forms[i]) == 4 and text.forms[i][:2] in ("19", "20") and not text.inside[i]:
            years.add(text.paragraph[i])
    return frozenset(named | (years - heard))


def is_public(scene: Scene, first: int, end: int, last: int) -> bool:
    """Whether the number from *first* to *end*, with its noun to *last*, is nobody's secret."""
    words = scene.text.forms[end:last]
    if words and (words[-1] in _STATES or _PERCENT.union(_DISTANCE, _FRACTION).intersection(words)):
        return True
    if scene.text.form(end) == "%" or (last == end and is_age(scene, first, end)):
        return True
    return (
        _is_old(scene, end)
        or _is_long_ago(scene, first, end, last)
        or _is_family(scene, first, last)
        or _is_price(scene, first, end, last)
    )


def _is_old(scene: Scene, end: int) -> bool:
    """ "52-year-old", "nine years old"."""
    text = scene.text
    year = "year" in " ".join(text.forms[end : end + 3])
    return year and (text.form(end) == "-" or "old" in text.forms[end : end + 4])


def _is_long_ago(scene: Scene, first: int, end: int, last: int) -> bool:
    text = scene.text
    words = text.forms[end:last]
    if words and words[0] in _TIMES:
        return not text.has(end, "victim") and not _is_sentence(scene, first)
    return bool(words) and (words[-1] in _AGO or text.form(last) in _AGO)


def _is_sentence(scene: Scene, first: int) -> bool:
    return any(
        f in ("sentenced", "jailed", "term", "sentence", "prison", "camp", "given", "labor", "labour")
        for f in scene.text.forms[max(0, first - 6) : first + 7]
    )


def _is_family(scene: Scene, first: int, last: int) -> bool:
    """ "Two small children" of somebody: a family, and no count."""
    text = scene.text
    return text.has(last - 1, "kin") and text.form(first - 1) in _HAS


def is_age(scene: Scene, first: int, end: int) -> bool:
    """Whether a number without a noun is how old somebody is."""
    text = scene.text
    before, after = text.form(first - 1), text.form(end)
    if end - first > 1 or (text.sort[first] == DIGIT and not 1 <= len(text.forms[first]) <= 2):
        return False
    if before in _AGE or (before == "of" and text.form(first - 2) in _AGE):
        return True
    if before == "at" and text.form(first - 2) in _AT_AGE:
        return True
    if after not in _STOPS:
        return False
    if before == ",":
        return bool(text.mask[first - 2] & text.persons) or text.is_name(first - 2)
    k = first - 1
    while text.form(k) in _IS:
        k -= 1
    return k < first - 1 and (text.form(k) in _WHO or text.is_name(k) or text.form(k + 1)[-2:] in _SHORT)


def is_label(scene: Scene, i: int) -> bool:
    """ "Ward 5", "tank 14", "Mi-2": a number that names a thing."""
    text = scene.text
    before, after = text.form(i - 1), text.form(i + 1)
    if before in _LABELS and not text.newline[i] and (text.sort[i] == DIGIT or text.capital[i - 1]):
        return True
    if before in ("-", "–") and not text.words.spaced[i] and text.sort[i - 2] == LETTER:
        return bool(text.capital[i - 2]) and not text.has(i - 2, "number")
    if (
        text.sort[i] == DIGIT
        and not text.words.spaced[i]
        and text.sort[i - 1] == LETTER
        and text.capital[i - 1]
    ):
        return True
    return before == "(" and after == ")"


def _is_price(scene: Scene, first: int, end: int, last: int) -> bool:
    text = scene.text
    if not {"billion", "trillion"}.isdisjoint(text.forms[first:last]) and not scene.is_heard(first):
        return True
    if text.form(first) not in _STOCK and not any(text.has(k, "currency") for k in range(end, last)):
        return last == end and _is_next_price(scene, first)
    if text.form(last) in ("a", "per", "for") and text.form(last + 1) in _EACH:
        return True
    near = text.forms[max(0, first - 16) : last + 10]
    return (
        any(f in _MARKET for f in near)
        and any(f in _PRICE for f in text.forms[max(0, first - 8) : last + 3])
        and text.form(first - 1) not in ("paid", "bribe", "fine")
    )


def _is_next_price(scene: Scene, first: int) -> bool:
    """ "Rice was selling for 8,600 won and maize for 4,100": the second of two prices."""
    text = scene.text
    told = text.forms[max(0, first - 16) : first]
    return (
        ("," in text.forms[first][1:-1] or text.form(first - 1) in ("for", "from", "to", "at"))
        and any(f in _MARKET for f in told[-5:])
        and not _PRICE.isdisjoint(told)
    )
