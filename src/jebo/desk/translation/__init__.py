"""A story in the other language: sentences beside each other, a memory, a glossary, and what the translation changed."""
