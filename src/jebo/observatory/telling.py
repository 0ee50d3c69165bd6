"""Events in the words of a page's language: what, when, where, who, how many, and how well it is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from jebo.observatory import words
from jebo.observatory.dates_in_words import date_in_words
from jebo.observatory.event import Event
from jebo.observatory.quantity import Quantity, quantity_in_words
from jebo.observatory.role import Body, Official, Role, name_at
from jebo.observatory.tables import World
from jebo.observatory.words import Language

_COUNTERS = {"people": "명", "homes": "집", "times": "번"}


@dataclass(frozen=True)
class Telling:
    """How events are told in a language."""

    world: World
    language: Language

    def say(self, message: str) -> str:
        """One of our own messages."""
        return words.catalogue(self.language).gettext(message)

    def kind(self, code: str) -> str:
        """A kind of event, as a heading."""
        name = words.named(self.world.pack.events[code].names, self.language)
        return name[:1].upper() + name[1:]

    def place(self, id_: str) -> str:
        """A place."""
        return words.named(self.world.pack.places[id_].names, self.language)

    def goods(self, code: str) -> str:
        """A kind of goods."""
        return words.named(self.world.goods[code], self.language)

    @cached_property
    def _dates(self) -> dict[str, str]:
        return {}

    def when(self, event: Event) -> str:
        """Its time."""
        text = event.date.text
        if text not in self._dates:
            self._dates[text] = date_in_words(event.date, self.language)
        return self._dates[text]

    def where(self, event: Event) -> str:
        """Its place, with how exactly it is known where that is not the plain place."""
        name = self.place(event.place.id)
        if event.place.near:
            return self.say("near {place}").format(place=name)
        return self.say("a spot in {place}").format(place=name) if event.place.point else name

    def who(self, event: Event, role: Role) -> tuple[str, str]:
        """Who had a part, and the id of the organisation where it is one."""
        one = role.who
        if isinstance(one, Body):
            return name_at(
                self.world.organisations[one.organisation], event.date, self.language
            ), one.organisation
        if isinstance(one, Official):
            return f"{words.named(one.names, self.language)}, {words.named(one.office, self.language)}", ""
        return words.named(getattr(one, "names", {}), self.language), ""

    def number(self, told: Quantity | None, counter: str = "") -> str:
        """A number, as rough as it was told."""
        return quantity_in_words(told, self.language, counter) if told else ""

    def many(self, event: Event) -> str:
        """The number that belongs to nobody's part, with what it counts."""
        if event.quantity is None:
            return ""
        if self.language == "ko":
            return self.number(event.quantity, _COUNTERS.get(event.counted, ""))
        return self.number(
            event.quantity, self.say(words.COUNTED.get(event.counted, "")) if event.counted else ""
        )

    def held(self, event: Event) -> str:
        """How well it is known."""
        sources = self.say("More than one source.") if event.several else self.say("One source.")
        return f"{self.say(words.STATUS[event.status.value]).capitalize()}. {sources}"

    def parts(self, event: Event) -> Iterator[tuple[str, str, str, str]]:
        """Each part: what it is, who had it, the id of an organisation, how many."""
        for role in event.roles:
            who, organisation = self.who(event, role)
            yield self.say(words.PARTS[role.part.value]), who, organisation, self.number(role.quantity)
