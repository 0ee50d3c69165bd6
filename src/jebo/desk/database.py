"""Where the desk's rows lie: encrypted in the data folder, or in PostgreSQL where ``JEBO_DATABASE`` says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from jebo.desk.doctor import Postgres, ask_postgres
from jebo.desk.folder import DataFolder, Settings
from jebo.desk.key import Key
from jebo.desk.refused import Refused
from jebo.errors import N_

ADDRESS: Final = "JEBO_DATABASE"
"""Names a PostgreSQL database: ``postgresql://role@host/database``."""
DISK: Final = "JEBO_DATABASE_DISK"
"""``encrypted``: the word of the server's administrator that its disk is."""
_SCHEMES: Final = ("postgresql://", "postgres://")
_WAIT_SECONDS: Final = 10  # chosen by us
_HERE: Final = ("", "localhost", "127.0.0.1", "::1")


class BadAddress(Refused):
    """``JEBO_DATABASE`` is not what a PostgreSQL client understands."""

    says = N_("JEBO_DATABASE is no address of a database; it looks like postgresql://role@host/database")


class NoAnswer(Refused):
    """The server cannot be reached, or does not let the role in."""

    says = N_(
        "the PostgreSQL server does not answer or does not let this role in; check that it runs, and JEBO_DATABASE"
    )


class UnboundRole(Refused):
    """The role is a superuser or may become one: row-level security does not bind it."""

    says = N_(
        "the role of JEBO_DATABASE passes the rules that hide other people's sources; use one that is no superuser"
        " and has no BYPASSRLS"
    )


class UnconfirmedDisk(Refused):
    """Nobody has said that the server's disk is encrypted."""

    says = N_(
        "nobody has confirmed that the PostgreSQL server's disk is encrypted; ask its administrator, then set"
        " JEBO_DATABASE_DISK=encrypted"
    )


class DatabaseTaken(Refused):
    """The database has tables of a desk."""

    says = N_("the database of JEBO_DATABASE holds a desk already; name an empty one")


class RowsInPostgres(Refused):
    """``JEBO_DATABASE`` is not set, and the desk was made with it."""

    says = N_("the rows of this desk lie in PostgreSQL; set JEBO_DATABASE to that database")


class RowsInTheFolder(Refused):
    """``JEBO_DATABASE`` is set, and the desk was made without it."""

    says = N_("the rows of this desk lie in its folder; take JEBO_DATABASE out of the environment")


def in_postgres(environment: Mapping[str, str]) -> bool:
    """Whether the rows lie in PostgreSQL."""
    return bool(environment.get(ADDRESS))


def entry(folder: DataFolder, key: Key, environment: Mapping[str, str]) -> dict[str, Any]:
    """The entry of Django's settings for the database.

    :raises BadAddress: ``JEBO_DATABASE`` cannot be understood.
    """
    if not in_postgres(environment):
        return {"ENGINE": "jebo.desk.sqlcipher", "NAME": folder.database, "OPTIONS": {"key": key}}
    said = _said(environment[ADDRESS])
    return {
        "ENGINE": "jebo.desk.postgresql",
        "NAME": said.pop("dbname"),
        "USER": said.pop("user", ""),
        "PASSWORD": said.pop("password", ""),
        "HOST": said.pop("host", ""),
        "PORT": str(said.pop("port", "")),
        "OPTIONS": said,
    }


def _said(address: str) -> dict[str, Any]:
    """What *address* says, by libpq's names."""
    from psycopg import Error
    from psycopg.conninfo import conninfo_to_dict

    try:
        said: dict[str, Any] = conninfo_to_dict(address) if address.startswith(_SCHEMES) else {}
    except Error:  # which quotes it, password and all
        said = {}
    if not said.get("dbname"):
        raise BadAddress
    host = said.get("host", "")
    if host not in _HERE and not host.startswith("/"):
        said.setdefault("sslmode", "verify-full")  # rows cross a network only to a server that is known
    return said


def postgres(environment: Mapping[str, str]) -> Postgres | None:
    """What the doctor asks of PostgreSQL; none where the rows lie in the data folder.

    :raises BadAddress: ``JEBO_DATABASE`` cannot be understood.
    :raises NoAnswer: the server does not answer.
    """
    if not in_postgres(environment):
        return None
    with _asked(environment[ADDRESS]) as cursor:
        return ask_postgres(cursor, disk_confirmed=environment.get(DISK) == "encrypted")


def must_hold_the_rows(said: Settings, environment: Mapping[str, str]) -> None:
    """Stop before another database is opened than the one in which the desk was made: it would be an empty desk.

    :raises RowsInPostgres, RowsInTheFolder: it is not where the environment says.
    """
    if said.in_postgres != in_postgres(environment):
        raise RowsInPostgres if said.in_postgres else RowsInTheFolder


@contextmanager
def _asked(address: str) -> Iterator[Any]:
    said = _said(address)
    import psycopg

    refused = False
    try:
        with (
            psycopg.connect(**{"connect_timeout": _WAIT_SECONDS, **said}) as opened,
            opened.cursor() as cursor,
        ):
            yield cursor
    except psycopg.OperationalError:  # which tells host and role
        refused = True
    if refused:
        raise NoAnswer


def demand(environment: Mapping[str, str], *, new: bool = False) -> None:
    """Stop before a desk is opened over a database that would not keep it.

    :param new: a desk is to be made in it.
    :raises UnboundRole, UnconfirmedDisk: what the doctor calls E010 and E011.
    :raises DatabaseTaken: it holds a desk.
    :raises BadAddress, NoAnswer: it cannot be reached.
    """
    said = postgres(environment)
    if said is None:
        return
    if said.superuser or said.bypasses_rls:
        raise UnboundRole
    if not said.disk_confirmed:
        raise UnconfirmedDisk
    if new and _holds_a_desk(environment[ADDRESS]):
        raise DatabaseTaken


def _holds_a_desk(address: str) -> bool:
    with _asked(address) as cursor:
        cursor.execute("SELECT to_regclass('people_member') IS NOT NULL")
        (there,) = cursor.fetchone()
        return bool(there)
