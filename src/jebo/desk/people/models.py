"""Members of the desk and the trail of what they did."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.ids import LENGTH, new_id
from jebo.desk.rights import Role, may


class Members(BaseUserManager["Member"]):
    """Makes members; there is no other way to become one."""

    def create_user(self, name: str, password: str | None = None, roles: Iterable[str] = ()) -> Member:
        """A new member with a password (none: must be set at the first way in) and roles."""
        member = self.model(name=name, roles=[Role(role).value for role in roles])
        member.set_password(password)
        member.save(using=self._db)
        return member


class Member(AbstractBaseUser):
    """A colleague: a house name, roles, and the public key to which identities are sealed."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    name = models.CharField(_("house name"), max_length=60, unique=True)
    roles = models.JSONField(_("roles"), default=list)
    recipient = models.CharField(_("public key"), max_length=100, blank=True)  # age1…
    sealed_identity = models.BinaryField(blank=True, default=b"")  # an age file under the member's own passphrase
    is_active = models.BooleanField(_("works here"), default=True)
    last_login = None

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Members] = Members()

    def __str__(self) -> str:
        return self.name

    def may(self, action: str) -> bool:
        """Whether the member's roles give the right to do *action*, a row of ``rights.csv``."""
        return self.is_active and may(self.roles, action)

    # What Django asks of somebody who may sign in.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Rights are the desk's own; Django's are not used."""
        return False


class Entry(models.Model):
    """One line of the trail: who did what to which opaque id, on which day. It is written once and never changed."""

    number = models.BigIntegerField(primary_key=True)
    day = models.DateField()
    member = models.CharField(max_length=LENGTH)
    action = models.CharField(max_length=40)
    about = models.CharField(max_length=64, blank=True)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
