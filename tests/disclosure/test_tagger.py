"""The tagger counts in whole numbers, the same on every machine, and the rules stand without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from tests.disclosure.any_text import CODES, stories

from jebo.disclosure.detail import Kind
from jebo.disclosure.features import KINDS, Substrings, columns, grid, number, signatures
from jebo.disclosure.find import find, read, ruled
from jebo.disclosure.lexicon import Lexicon
from jebo.disclosure.reading import Reading, Spot
from jebo.disclosure.structure import structure
from jebo.disclosure.tagger import Tagger, Weights
from jebo.disclosure.words import MARK, split
from jebo.packs.language import language

FAR = 2**20
TIME, ROLE, QUOTE = (KINDS.index(kind) for kind in (Kind.TIME, Kind.ROLE, Kind.QUOTE))
TEXT = "A trader said on Monday that the “hall was shut by the men” there. She left on Friday."


@cache
def reading(text: str = TEXT, code: str = "en") -> Reading:
    return read(text, replace(language(code, "kp"), tagger=None))


def weights(
    heavy: Sequence[tuple[str, int, int]] = (),
    *,
    keep: int = 0,
    add: int = FAR,
    classes: tuple[tuple[str, int], ...] = (),
) -> Weights:
    """Weights of one template, the word's form; *heavy* gives forms a weight for a kind, *classes* word classes."""
    known = {form: form_key(form) for form, _, _ in heavy}
    keys = np.array(sorted(set(known.values())), np.uint64)
    rows = np.zeros((len(keys), len(KINDS)), np.int16)
    for form, kind, weight in heavy:
        rows[np.searchsorted(keys, known[form]), kind] = weight
    windows = np.zeros((len(classes), 4, len(KINDS)), np.int16)
    windows[:, 0] = [[weight] * len(KINDS) for _, weight in classes] or np.zeros((0, len(KINDS)))
    whole = np.int32
    trained = language("en", "kp").tagger
    assert trained
    return replace(
        trained.weights, templates=("f",), gate_templates=("f",), keys=keys, rows=rows,
        classes=tuple(name for name, _ in classes), windows=windows, bias=np.zeros(len(KINDS), whole),
        keep=np.full(len(KINDS), keep, whole), add=np.full(len(KINDS), add, whole),
    )  # fmt: skip


def form_key(form: str) -> np.uint64:
    told = read(form, replace(language("en", "kp"), tagger=None))
    return np.uint64(grid(told, (), signatures(language("en", "kp").lexicon), ("f",))[0, 0])


def revised(made: Weights, spots: Sequence[Spot], sure: Sequence[Spot] = ()) -> list[Spot]:
    tagger = Tagger(made, language("en", "kp").lexicon)
    return tagger.revise(reading(), spots, tagger.features(reading(), spots), sure)


def spot(kind: Kind, *forms: str) -> Spot:
    first = reading().words.forms.index(forms[0])
    return (kind.value, "", first, first + len(forms))


@pytest.mark.parametrize("code", CODES)
def test_scores_and_weights_are_whole_numbers(code: str) -> None:
    told = language(code, "kp")
    assert told.tagger
    for text in stories(code)[:4]:
        seen = reading(text, code)
        spots = ruled(seen, told)
        features = told.tagger.features(seen, spots)
        scores = told.tagger.scores(seen, features)
        assert features.dtype == np.uint64
        assert scores.dtype == np.int32
        assert scores.shape == (len(seen.words), len(KINDS))
        assert type(told.tagger.gate(told.tagger.held(seen, features))) is int


@pytest.mark.parametrize("code", CODES)
def test_no_sum_of_a_words_weights_overflows(code: str) -> None:
    told = language(code, "kp").tagger
    assert told
    made = told.weights
    assert made.rows.dtype == made.windows.dtype == np.int16
    assert int(np.abs(made.rows.astype(np.int64)).max()) * len(made.templates) < 2**15
    assert (np.diff(made.keys.astype(object)) > 0).all()


@pytest.mark.parametrize("code", CODES)
def test_a_text_read_twice_is_scored_alike(code: str) -> None:
    told = language(code, "kp")
    assert told.tagger
    bare = replace(told, tagger=None)
    for text in stories(code)[:4]:
        scored = []
        for _ in range(2):
            seen = read(text, bare)
            scored.append(told.tagger.scores(seen, told.tagger.features(seen, ruled(seen, bare))))
        assert (scored[0] == scored[1]).all()
        assert find(text, told) == find(text, told)


def test_a_mark_never_looks_like_anything() -> None:
    told = language("en", "kp").tagger
    assert told
    seen = reading()
    scores = told.scores(seen, told.features(seen, ()))
    assert (scores[seen.words.sort == MARK] < -FAR).all()


def test_a_finding_stays_from_its_bound_on() -> None:
    found = [spot(Kind.TIME, "monday"), spot(Kind.TIME, "friday")]
    assert revised(weights([("monday", TIME, 5)], keep=5), found) == found[:1]
    assert revised(weights([("monday", TIME, 4)], keep=5), found) == []
    assert revised(weights([("monday", ROLE, 9)], keep=5), found) == []
    assert revised(weights(keep=0), found) == found


def test_a_new_finding_is_made_from_its_bound_on() -> None:
    assert revised(weights([("monday", TIME, 7)], add=7), []) == [spot(Kind.TIME, "monday")]
    assert revised(weights([("monday", TIME, 6)], add=7), []) == []
    assert revised(weights([("trader", ROLE, 7)], add=7), []) == [spot(Kind.ROLE, "trader")]


def test_what_is_found_already_is_not_found_again() -> None:
    found = [spot(Kind.TIME, "on", "monday")]
    assert revised(weights([("monday", TIME, 7)], keep=0, add=7), found) == found


def test_neighbours_make_one_finding_and_distant_words_two() -> None:
    heavy = [(form, ROLE, 9) for form in ("hall", "shut", "left")]
    made = revised(weights(heavy, add=9), [])
    assert made == [spot(Kind.ROLE, "hall", "was", "shut"), spot(Kind.ROLE, "left")]


def test_a_sure_rule_always_stands() -> None:
    found = [spot(Kind.TIME, "monday"), spot(Kind.ROLE, "trader")]
    assert revised(weights(keep=FAR), found, sure=found[:1]) == found[:1]
    assert revised(weights(keep=FAR), found) == []


def test_a_class_that_the_lexicon_lacks_is_passed_over() -> None:
    seen, lexicon = reading(), language("en", "kp").lexicon
    scored = [
        Tagger(weights(classes=classes), lexicon)
        for classes in ((), (("no such class", 9),), (("weekday", 9), ("no such class", 9)))
    ]
    none, unknown, known = (tagger.scores(seen, tagger.features(seen, ())) for tagger in scored)
    assert (none == unknown).all()
    assert known[seen.words.forms.index("monday"), TIME] == 9


# Known answers: a machine or a numpy that counts otherwise would make all weights meaningless.
KNOWN_NUMBERS = {
    "weekday": 13978429926512987510, "": 13020603013274838756, "소식통": 611323361799103656,
}  # fmt: skip
KNOWN_FORMS = {
    "a": 97, "ab": 97 + 98 * 1099511628211, "ba": 98 + 97 * 1099511628211, "소식통": 14515096111637263376,
}  # fmt: skip


@pytest.mark.parametrize("name", KNOWN_NUMBERS)
def test_the_number_of_a_name_is_known(name: str) -> None:
    assert int(number(name)) == KNOWN_NUMBERS[name]


@pytest.mark.parametrize("form", KNOWN_FORMS)
@pytest.mark.parametrize("before", ["", "so ", "아니다. "])
def test_the_number_of_a_form_is_known_wherever_it_stands(form: str, before: str) -> None:
    words = split(before + form)
    hashes = Substrings(words).between(words.starts, words.ends)
    assert int(hashes[-1]) == KNOWN_FORMS[form]


def test_the_number_of_a_feature_is_known() -> None:
    lexicon = Lexicon({"weekday": ["Monday"]})
    seen = reading("On Monday.")
    seen = replace(seen, marks=lexicon.mark(seen.words))
    found = grid(seen, (), signatures(lexicon), ("f-1 f", "m h"))
    assert found[:, 1].tolist() == [15596291780876180680, 10199329073369733059]


def test_features_stay_when_an_unrelated_class_is_added() -> None:
    words = split(TEXT)
    few = {"weekday": ["Monday", "Friday"], "say": ["said"]}
    found = []
    for classes in (few, {"anew": ["nowhere at all"], **few, "zebra": ["zebras"]}):
        lexicon = Lexicon(classes)
        marks = lexicon.mark(words)
        seen = replace(reading(), words=words, structure=structure(words), marks=marks)
        found.append(columns(seen, (), signatures(lexicon)))
    assert all((found[0][letter] == found[1][letter]).all() for letter in found[0])
    lexicon = Lexicon({**few, "more": ["Monday"]})
    other = columns(replace(reading(), marks=lexicon.mark(words)), (), signatures(lexicon))
    assert (other["m"] != found[0]["m"]).any()


@pytest.mark.parametrize("code", CODES)
def test_rules_work_alone_where_there_is_no_tagger(code: str) -> None:
    alone = replace(language(code, "kp"), tagger=None)
    found = [find(text, alone) for text in stories(code)]
    assert sum(len(finding.details) for finding in found) > 50
    kinds = {detail.kind for finding in found for detail in finding.details}
    assert len(kinds) > 8


def test_the_empty_text_is_borne() -> None:
    for code in CODES:
        told = language(code, "kp")
        assert told.tagger
        seen = reading("", code)
        assert told.tagger.revise(seen, [], told.tagger.features(seen, [])) == []
        assert find("", told).details == ()
