"""The record in the forms in which people use it."""
