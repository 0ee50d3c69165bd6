"""What a release gave away of each source, put into the exposure history."""

from __future__ import annotations

from datetime import date

from jebo.desk.publication.candidate import Candidates


def expose(found: Candidates, release: str, day: date) -> None:
    """Record what the editions gave away together, for every source that the story rests on. An accepted risk counts as well.

    :param release: the id of the release.
    """
    from jebo.desk.exposure.history import record  # numpy, which the first page does without
    from jebo.desk.exposure.releasing import told_of

    texts = {one.language: one.prose for one in found.editions}
    for source in sorted(found.sources):
        record(source, told_of(found.story, source, texts, release=release, day=day))
