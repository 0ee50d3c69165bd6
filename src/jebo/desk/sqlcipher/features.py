"""What SQLCipher can do, where Django would ask the SQLite of the standard library instead."""

from __future__ import annotations

from django.db.backends.sqlite3 import features
from sqlcipher3 import dbapi2


class DatabaseFeatures(features.DatabaseFeatures):
    """SQLite 3.53 as the library brings it along, whatever the system has."""

    # SQLITE_MAX_VARIABLE_NUMBER since 3.32; Django 6 would ask the connection, which cannot tell.
    max_query_params = 32_766
    can_alter_table_drop_column = True
    can_return_columns_from_insert = True
    can_return_rows_from_bulk_insert = True
    supports_aggregate_order_by_clause = dbapi2.sqlite_version_info >= (3, 44)
    test_db_allows_multiple_connections = True
