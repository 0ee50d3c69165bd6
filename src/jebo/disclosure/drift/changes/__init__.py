"""Finders of changes. Each takes both editions with their sentences paired, and yields what it found."""
