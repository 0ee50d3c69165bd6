"""Why a value could not be taken, in one sentence each that says what to do."""

from jebo.errors import N_, Refusal


class WithFacts(Refusal):
    """A refusal whose sentence has places for words of jebo's own, or for what the asker wrote in a question or a mapping."""

    def __init__(self, **facts: str) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        return self.says.format(**self.facts)


class UnreadableValue(Refusal):
    """A date, a number, a place or a role that cannot be kept."""

    says = N_("this value cannot be read; check how it is written")


class NotADate(UnreadableValue):
    """Not EDTF as jebo keeps it."""

    says = N_(
        "this is not a date that can be kept; write 2023-07-13, 2023-07, 2023-07-1X or 2023, with ? or ~ behind"
        " it where it is not sure, or two dates with a slash between them"
    )


class NoSuchDay(UnreadableValue):
    """A date that is well written and is not in the calendar."""

    says = N_("there is no such day in the calendar; check the month and the day")


class EndsBeforeItBegins(UnreadableValue):
    """The second date of an interval lies before the first."""

    says = N_("this time ends before it begins; swap the two dates")


class NotANumber(UnreadableValue):
    """No number was found, or more than one."""

    says = N_('there must be exactly one number here; write it as in "20여 명" or "more than 20"')


class ImpossibleNumber(UnreadableValue):
    """Bounds that no number lies between."""

    says = N_("a number runs from a low end to a high one, neither below 0; check the two")


class UnknownPlace(UnreadableValue):
    """The pack has no place of this id."""

    says = N_("the country pack does not know this place; choose one from its list")


class UnknownOrganisation(UnreadableValue):
    """The pack has no organisation of this id."""

    says = N_("the country pack does not know this organisation; choose one from its list")


class UnnamedClass(UnreadableValue):
    """A class of people or of things without a name."""

    says = N_("say who or what it was in a word or two, as in traders or phones")


class UnknownEventType(UnreadableValue):
    """The pack has no kind of event of this code."""

    says = N_("the country pack does not know this kind of event; choose a code from its list")


class RetiredEventType(UnreadableValue):
    """A code that is no longer used."""

    says = N_("this kind of event is no longer used; choose the code that took its place")


class OutsideTheCountry(UnreadableValue):
    """A place of the pack that lies in no part of the country."""

    says = N_("this place lies outside the country; the record holds what happened in it")


class CellThatRuns(UnreadableValue):
    """A text that a spreadsheet would run as a formula."""

    says = N_("a cell must not begin with =, +, - or @, which spreadsheets would run; begin with a word")


class RunsInACircle(UnreadableValue):
    """Events that come before themselves."""

    says = N_("these ties run in a circle, so an event would come before itself; take one of them away")


class WrongUnit(UnreadableValue):
    """A number in a unit that does not count what it is said to count."""

    says = N_("this number is in a unit that does not count that; write how many people, homes or times")
