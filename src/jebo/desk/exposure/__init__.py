"""Exposure history: what each source has given away so far, as facts, circles and steps, and no texts."""
