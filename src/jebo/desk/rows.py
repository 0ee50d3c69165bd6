"""Row-level security on PostgreSQL: the wall a second time, in the database. SQLCipher has none and needs the first alone."""

from __future__ import annotations

from django.db import connection

_MEMBER = "jebo.member"


def tell(member: str) -> None:
    """Tell the database through whose eyes its next queries look. Nobody's: no rows."""
    if connection.vendor == "postgresql" and (connection.connection is not None or member):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, false)", [_MEMBER, member])


def policies(table: str, source_column: str) -> tuple[str, str]:
    """The statements that put a table behind the wall, and those that take it down again.

    The owner of the table is bound by them too; a superuser is not, so the desk refuses to run as one.
    """
    eyes = f"current_setting('{_MEMBER}', true)"
    mine = f"SELECT source_id FROM sources_sharing WHERE member_id = {eyes}"
    visible = f"{eyes} = '*' OR {source_column} IN ({mine})"
    up = (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; "
        f"CREATE POLICY wall ON {table} USING ({visible}) WITH CHECK ({visible});"
    )
    down = f"DROP POLICY wall ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;"
    return up, down
