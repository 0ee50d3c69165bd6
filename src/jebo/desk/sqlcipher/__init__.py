"""Django's SQLite backend over SQLCipher: the database file, its journal and its copies are noise."""
