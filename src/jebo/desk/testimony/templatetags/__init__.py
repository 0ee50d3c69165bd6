"""Tags of statements for the pages of testimony."""
