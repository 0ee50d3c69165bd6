"""The closed classes of English that the ear needs: little words; names and trades are word lists."""

from __future__ import annotations

from functools import lru_cache

PREPOSITIONS = frozenset(
    "in on at from near inside outside by through via over since until till between during before after "
    "behind beside below beneath across along around within into toward towards to of for with without under "
    "above about against among amid beyond despite except like off onto past per than throughout upon as "
    "because although though while "
    "if unless that whether when where why how what whom whose which".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would can could may might must "
    "shall should isn't aren't wasn't weren't hasn't haven't hadn't doesn't didn't won't wouldn't can't "
    "couldn't isn’t aren’t wasn’t "
    "weren’t hasn’t haven’t hadn’t doesn’t didn’t won’t wouldn’t can’t couldn’t not never".split()
)
CONJUNCTIONS = frozenset("and or but nor so yet plus".split())
PRONOUNS = frozenset(
    "i we you it they them me us this that these those there here who him her he she himself herself "
    "themselves "
    "ourselves its theirs ours hers nobody everybody everyone anybody anyone none nothing something "
    "everything anything".split()
)
ADVERBS = frozenset(
    "also later then further still again too once even only just now already soon ever rather quite perhaps "
    "often "
    "always sometimes instead separately independently first recently earlier today yesterday since".split()
)
INDEFINITE = frozenset("a an some any each every several many few various multiple numerous other".split())
DEFINITE = frozenset("the this that these those".split())
POSSESSIVE = frozenset("his her their my our its your whose".split())
LINKING = frozenset(
    "another other second third fourth fifth separate different further additional fellow".split()
)
DETERMINERS = INDEFINITE | DEFINITE | POSSESSIVE | {"another", "one", "both", "no", "all", "most", "half"}
FUNCTION = PREPOSITIONS | AUXILIARIES | CONJUNCTIONS | PRONOUNS | (ADVERBS - {"first"}) | DETERMINERS

NUMBERS = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"both": 2, "dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "couple": 2, "half-dozen": 6}

# Ways to stand for one or more of those named before.
PROFORMS = frozenset(
    "one another both several some others neither two three four five six all most many".split()
)

WOMEN = frozenset(
    "woman girl lady widow housewife bride grandmother grandma mother wife daughter sister aunt niece "
    "girlfriend businesswoman policewoman councilwoman saleswoman conductress headmistress midwife nun "
    "seamstress waitress landlady actress schoolgirl homemaker abbess deaconess laundress mum mom mama "
    "stewardess stepmother "
    "granddaughter mother-in-law daughter-in-law sister-in-law".split()
)
MEN = frozenset(
    "man boy gentleman widower bridegroom grandfather grandpa father husband son brother uncle nephew "
    "boyfriend businessman policeman fisherman councilman salesman headmaster monk priest imam waiter "
    "landlord watchman bachelor schoolboy lad cameraman foreman postman dad papa abbot deacon sacristan "
    "stepfather grandson "
    "father-in-law son-in-law brother-in-law clergyman pastor cleric".split()
)
# Heads that a later phrase may use for a person first called something else.
BROAD = frozenset(
    "man woman person official officer worker employee soldier insider source contact resident villager "
    "guard "
    "prisoner inmate staffer trader speaker doctor policeman partner student teacher manager cadre "
    "informant".split()
)
# Groups out of which single voices may come later.
CROWDS = frozenset(
    "source people witness resident villager local caller insider employee staff worker inhabitant contact "
    "informant eyewitness relative neighbor neighbour correspondent person refugee defector activist student "
    "trader parent "
    "reader member survivor prisoner".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues "
    "wed thu thurs fri "
    "christmas easter ramadan year eve eid nowruz tet boxing lent passover newroz".split()
)


@lru_cache(maxsize=4096)
def lemma(form: str) -> str:
    """The singular of a noun, near enough for two mentions to meet.

    >>> lemma("policemen"), lemma("witnesses"), lemma("ladies"), lemma("guards"), lemma("boss")
    ('policeman', 'witness', 'lady', 'guard', 'boss')
    """
    if form in ("people", "staff", "police"):
        return form
    if form.endswith("men"):
        return form[:-3] + "man"
    if form.endswith("wives"):
        return form[:-3] + "fe"
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "ches", "shes", "xes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
        return form[:-1]
    return form


def is_plural(form: str) -> bool:
    """Whether a noun's form is plural.

    >>> [is_plural(w) for w in ("nurses", "men", "people", "staff", "boss", "nurse")]
    [True, True, True, True, False, False]
    """
    return form in (
        "people",
        "staff",
        "police",
        "personnel",
        "those",
        "children",
        "folk",
        "crew",
        "kin",
        "couple",
    ) or (lemma(form) != form)
