"""Every page of the record."""
