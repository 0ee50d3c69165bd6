"""Members of the desk and the trail of what they did."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.rights import Role, may


class Members(BaseUserManager["Member"]):
    """Makes members; there is no other way to become one."""

    def create_user(self, name: str, password: str | None = None, roles: Iterable[str] = ()) -> Member:
        """A new member with a password (none: they cannot come in by one) and roles."""
        member = self.model(name=house_name(name), roles=[Role(role).value for role in roles])
        member.set_password(password)
        member.save(using=self._db)
        return member


class Member(AbstractBaseUser):
    """A colleague: a house name, roles, and the public key to which identities are sealed."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    name = models.CharField(_("house name"), max_length=60, unique=True)
    roles = models.JSONField(_("roles"), default=list)
    recipient = models.CharField(_("public key"), max_length=100, blank=True)  # age1…
    sealed_identity = models.BinaryField(
        blank=True, default=b""
    )  # an age file under the member's own passphrase
    is_active = models.BooleanField(_("works here"), default=True)
    one_time_until = models.DateField(null=True, blank=True)
    """The last day of a one-time password, which opens one page only: where they make their own way in."""
    stamp = models.CharField(max_length=LENGTH, default=new_id, editable=False)
    """Part of what a session is checked against: a new one ends all sessions, those of another process too."""
    last_login = None

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Members] = Members()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("name"), name="one_name_each")
        ]

    def __str__(self) -> str:
        return self.name

    def may(self, action: str) -> bool:
        """Whether the member's roles give the right to do *action*, a row of ``rights.csv``."""
        return self.is_active and may(self.roles, action)

    def may_come_in(self, day: date) -> bool:
        """Whether they work here, and their one-time password, if they have only that, is not past its last day."""
        return self.is_active and (self.one_time_until is None or day <= self.one_time_until)

    def role_names(self) -> list[str]:
        """The roles in the language of the page, in the order of the table of rights."""
        return [str(role.label) for role in Role if role.value in self.roles]

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Django's own, over the stamp as well as the password."""
        salt = "jebo.desk.people.models.Member"
        return salted_hmac(
            salt, f"{self.password}\0{self.stamp}", secret=secret, algorithm="sha256"
        ).hexdigest()

    # What Django asks of somebody who may sign in.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Rights are the desk's own; Django's are not used."""
        return False


def house_name(typed: str) -> str:
    """A name as it is kept: composed, since one keyboard types 민 as one sign and another as three."""
    return unicodedata.normalize("NFKC", typed).strip()


class Entry(models.Model):
    """One line of the trail: who did what to which opaque id, on which day.

    It is written once. A trigger in the database refuses to change or to delete it (migration ``0002_the_trail_stands``).
    """

    number = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    member = models.CharField(max_length=LENGTH)
    action = models.CharField(max_length=40)
    about = models.CharField(max_length=64, blank=True)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["action", "-number"], name="trail_by_action"),
            models.Index(fields=["about", "-number"], name="trail_by_subject"),
        ]
