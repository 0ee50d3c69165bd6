"""Who may draft a translation by machine. Pure: what is asked, and what comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Terms = Sequence[tuple[str, str]]
"""Terms of the glossary: in the language of the sentences, and as they are to be written in the other."""


class Drafter(Protocol):
    """Drafts sentences. It is told nothing but the sentences and the terms in them: no source, no story, no id.

    ``outside`` says in the newsroom's own words what leaves this machine, and to whom; empty where nothing does.
    """

    @property
    def outside(self) -> str: ...

    def drafts(self, sentences: Sequence[str], language: str, into: str, terms: Terms) -> tuple[str, ...]:
        """One draft of plain words for each of *sentences*, in their order.

        :param language: of the sentences, ``ko`` or ``en``; *into* is the other one.
        :raises jebo.desk.refused.Refused: there are none; in one sentence why.
        """
        ...
