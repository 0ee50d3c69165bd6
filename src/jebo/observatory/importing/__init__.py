"""Events from the newsroom's own spreadsheets: a file that says what its columns mean, and rows that are taken or refused."""
