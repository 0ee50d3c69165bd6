"""What sources told: contacts, testimony in their words, and the statements taken from it."""
