"""What each role may do: the rows of ``rights.csv``, one table that a person can read in a minute."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member of the desk does. A member may have several roles."""

    CONTACT_EDITOR = "contact editor", _("contact editor")
    REPORTER = "reporter", _("reporter")
    TRANSLATOR = "translator", _("translator")
    EDITOR = "editor", _("editor")
    SAFETY_EDITOR = "safety editor", _("safety editor")
    ADMINISTRATOR = "administrator", _("administrator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One row of the table: an action, what it means, and for each role in their order whether it may."""

    action: str
    means: str
    by: tuple[bool, ...]


@cache
def table() -> tuple[Right, ...]:
    """The rows as a page shows them."""
    return tuple(
        Right(action=row["action"], means=row["means"], by=tuple(bool(row[role.value]) for role in Role))
        for row in _rows()
    )


def _rows() -> Iterable[dict[str, str]]:
    text = (files("jebo.desk") / "rights.csv").read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())


@cache
def rights() -> dict[str, frozenset[Role]]:
    """For each action the roles that may do it."""
    return {
        right.action: frozenset(r for r, may in zip(Role, right.by, strict=True) if may) for right in table()
    }


def may(roles: Iterable[str], action: str) -> bool:
    """Whether one of these roles gives the right to do *action*.

    :raises KeyError: the table has no such action.
    """
    return not rights()[action].isdisjoint(Role(role) for role in roles)
