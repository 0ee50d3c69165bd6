"""The private newsroom: sources, testimony, statements and events, in a database that a thief cannot read."""
