"""Row-level security on PostgreSQL: the wall a second time, in the database. SQLCipher has none and needs the first alone.

Every statement runs with ``jebo.member`` set to whose eyes are used (:mod:`jebo.desk.postgresql` sees to that), and every walled
table has a policy that asks for it. What is shared with whom stands in ``sources_sharing``, which is walled itself; a policy may
not read its own table, so ``sources_mine`` repeats it, kept by the database alone, and shows each member their own lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.db import connection, migrations

from jebo.desk.eyes import SETTING

EYES: Final = (
    f"(SELECT current_setting('{SETTING}', true))"  # in brackets it is asked once a statement, not once a row
)

MIRROR: Final = f"""
CREATE TABLE sources_mine (member_id varchar(22), source_id varchar(22), PRIMARY KEY (member_id, source_id));
ALTER TABLE sources_mine ENABLE ROW LEVEL SECURITY;
ALTER TABLE sources_mine FORCE ROW LEVEL SECURITY;
CREATE POLICY wall ON sources_mine USING ({EYES} = '*' OR member_id = {EYES}) WITH CHECK ({EYES} = '*');
CREATE FUNCTION sources_keep_mine() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  eyes text := coalesce(current_setting('{SETTING}', true), '');
BEGIN
  SET LOCAL {SETTING} TO '*';
  IF TG_OP = 'TRUNCATE' THEN
    DELETE FROM sources_mine;
  END IF;
  IF TG_OP IN ('UPDATE', 'DELETE') THEN
    DELETE FROM sources_mine WHERE member_id = OLD.member_id AND source_id = OLD.source_id;
  END IF;
  IF TG_OP IN ('INSERT', 'UPDATE') THEN
    INSERT INTO sources_mine VALUES (NEW.member_id, NEW.source_id) ON CONFLICT DO NOTHING;
  END IF;
  EXECUTE format('SET LOCAL {SETTING} TO %L', eyes);
  RETURN NULL;
END $$;
CREATE TRIGGER mine AFTER INSERT OR UPDATE OR DELETE ON sources_sharing FOR EACH ROW EXECUTE FUNCTION sources_keep_mine();
CREATE TRIGGER mine_emptied AFTER TRUNCATE ON sources_sharing EXECUTE FUNCTION sources_keep_mine();
"""  # noqa: S608 - nothing in it comes from anywhere
"""The function works as the whole desk for as long as it runs; a trigger's function cannot be called by name. (``SET`` as a clause
of the function would say so more shortly, and is left to superusers.)"""

NO_MIRROR: Final = """
DROP TRIGGER mine ON sources_sharing;
DROP TRIGGER mine_emptied ON sources_sharing;
DROP FUNCTION sources_keep_mine();
DROP TABLE sources_mine;
"""


def tell(member: str) -> None:
    """Have the database look through nobody else's eyes from now on, where it looked through any."""
    if connection.vendor == "postgresql":
        connection.leave(member)  # type: ignore[attr-defined]  # our own backend


def policies(table: str, source_column: str) -> tuple[str, str]:
    """The statements that put a table behind the wall, and those that take it down again.

    The owner of the table is bound by them too; a superuser is not, so the desk refuses to run as one.
    """
    visible = (
        f"{EYES} = '*' OR {source_column} IN (SELECT source_id FROM sources_mine WHERE member_id = {EYES})"  # noqa: S608 - names of ours
    )
    return _wall(table, visible)


def own_policies(table: str, member_column: str) -> tuple[str, str]:
    """The same for a table whose rows belong to one member alone."""
    return _wall(table, f"{EYES} = '*' OR {member_column} = {EYES}")


def _wall(table: str, visible: str) -> tuple[str, str]:
    up = (
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY; "
        f"CREATE POLICY wall ON {table} USING ({visible}) WITH CHECK ({visible});"
    )
    down = (
        f"DROP POLICY wall ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; "
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    )
    return up, down


def migration(
    tables: Mapping[str, str], *, before: Sequence[str] = (), after: Sequence[str] = ()
) -> migrations.RunPython:
    """A migration's step that puts tables behind the wall. It does nothing but on PostgreSQL.

    :param tables: each with the column that names the source; as they are on the day of the migration, so that it means the same
        when later ones have made more.
    :param before, after: statements to run before it, and after it is taken down.
    """

    def up(_: Any, editor: Any) -> None:
        _run(editor, *before, *(policies(*table)[0] for table in tables.items()))

    def down(_: Any, editor: Any) -> None:
        _run(editor, *(policies(*table)[1] for table in tables.items()), *after)

    return migrations.RunPython(up, down)


def _run(editor: Any, *statements: str) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in statements:
            editor.execute(statement, None)
