"""Who did it to whom, by names that held on the day, and never by the name of a person."""

from __future__ import annotations

import pytest

from jebo.disclosure.country import Alias, Organisation
from jebo.observatory.date import read
from jebo.observatory.role import Body, Class, Part, Role, Sealed, name_at, names_at, organisation_of
from jebo.observatory.unreadable import UnknownOrganisation, UnnamedClass

WATCH = Organisation(
    id="WATCH",
    names={"en": "Ministry of the Watch", "ko": "감시성"},
    aliases=(
        Alias(name="Ministry of the Watch", language="en", since=2016),
        Alias(name="Department of the Watch", language="en", until=2016),
        Alias(name="Office 7", language="en", since=2010),
        Alias(name="the watch", language="en"),
    ),
    internal=("Office 7",),
    level="central",
    inside=None,
)


@pytest.mark.parametrize(
    ("date", "names"),
    [
        ("2020-05-01", ["Ministry of the Watch", "the watch"]),
        ("2012", ["Department of the Watch", "the watch"]),
        ("2016-07", ["Ministry of the Watch", "Department of the Watch", "the watch"]),
        ("2015/2020", ["the watch"]),
        ("2018/..", ["Ministry of the Watch", "the watch"]),
    ],
)
def test_an_organisation_bears_the_names_of_its_day(date: str, names: list[str]) -> None:
    assert list(names_at(WATCH, read(date), "en")) == names
    assert name_at(WATCH, read(date), "en") == names[0]


def test_a_name_that_only_insiders_know_is_not_offered_unless_asked_for() -> None:
    day = read("2020-05-01")
    assert "Office 7" not in names_at(WATCH, day, "en")
    assert "Office 7" in names_at(WATCH, day, "en", insiders=True)


def test_without_a_date_the_main_name_comes_first() -> None:
    assert name_at(WATCH, None, "en") == name_at(WATCH, read("XXXX"), "en") == "Ministry of the Watch"
    assert name_at(WATCH, read("1990"), "ko") == "감시성"


def test_a_sealed_person_does_not_show_when_a_role_is_printed() -> None:
    role = Role(part=Part.PATIENT, who=Sealed(id="k3x9"))
    assert "k3x9" not in repr(role) + str(role)
    assert role != Role(part=Part.PATIENT, who=Sealed(id="other"))


def test_a_class_without_a_name_is_refused() -> None:
    assert Class(names={"en": "traders", "ko": "상인"}).names["ko"] == "상인"
    with pytest.raises(UnnamedClass):
        Class(names={"en": " "})


def test_an_organisation_that_the_pack_does_not_know_is_refused() -> None:
    assert organisation_of(Body(organisation="WATCH"), [WATCH]) is WATCH
    with pytest.raises(UnknownOrganisation):
        organisation_of(Body(organisation="NOBODY"), [WATCH])
