"""What each role may do: the rows of ``rights.csv``, one table that a person can read in a minute."""

from __future__ import annotations

import csv
from collections.abc import Iterable
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


@cache
def rights() -> dict[str, frozenset[Role]]:
    """For each action the roles that may do it."""
    text = (files("jebo.desk") / "rights.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["action"]: frozenset(role for role in Role if row[role.value]) for row in rows}


def may(roles: Iterable[str], action: str) -> bool:
    """Whether one of these roles gives the right to do *action*.

    :raises KeyError: the table has no such action.
    """
    return not rights()[action].isdisjoint(Role(role) for role in roles)
