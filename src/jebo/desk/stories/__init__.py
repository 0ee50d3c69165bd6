"""Stories and their editions: what is written for publication, in each language."""
