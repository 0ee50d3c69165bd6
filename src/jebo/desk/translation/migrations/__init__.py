"""The tables of translation."""
