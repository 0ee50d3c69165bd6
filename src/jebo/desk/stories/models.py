"""Stories, their editions, what an edition was before, and what is said beside it. No source's word is here but as it is printed."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jebo.desk.events.models import Standing
from jebo.desk.ids import LENGTH, new_id
from jebo.desk.people.models import Member
from jebo.desk.stories.sentences import Sentence, from_plain

SLUG: int = 80  # letters; chosen by us


class Tongue(models.TextChoices):
    """The language of an edition."""

    KOREAN = "ko", _("Korean")
    ENGLISH = "en", _("English")


class Work(models.TextChoices):
    """What somebody is credited for."""

    REPORTING = "reporting", _("reporting")
    WRITING = "writing", _("writing")
    TRANSLATION = "translation", _("translation")
    EDITING = "editing", _("editing")
    PHOTO = "photo", _("photo")


class Story(models.Model):
    """What is told in one or more editions. All of the desk that sees stories sees it."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    label = models.CharField(_("working title"), max_length=120)  # for the desk; never published
    pack = models.CharField(_("country"), max_length=20, default="kp")
    begun = models.DateField(_("begun on"))
    begun_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    changed = models.DateField(_("changed on"))
    laid_aside = models.BooleanField(_("laid aside"), default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed", "id"]
        verbose_name_plural = "stories"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["laid_aside", "-changed", "id"], name="story_by_day")
        ]

    def __str__(self) -> str:
        return self.label


class Written(models.Model):
    """What is written of an edition: the fields that a revision repeats."""

    headline = models.CharField(_("headline"), max_length=200, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    text = models.TextField(_("text"), blank=True)  # light Markdown, see jebo.desk.stories.blocks
    slug = models.CharField(_("slug"), max_length=SLUG, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    share = models.TextField(_("share text"), blank=True)
    credits = models.JSONField(_("credits"), default=list, blank=True)  # of {"role": Work, "name": str}

    class Meta:
        abstract = True


WRITTEN: tuple[str, ...] = ("headline", "standfirst", "dateline", "text", "slug", "tags", "share", "credits")
"""The names of those fields."""


class Edition(Written):
    """A story in one language."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="editions")
    language = models.CharField(_("language"), max_length=2, choices=Tongue.choices)
    version = models.PositiveIntegerField(default=1)  # one more each time it is saved
    sentences = models.JSONField(
        default=list, blank=True
    )  # [id, start, end], see jebo.desk.stories.sentences
    pairs = models.JSONField(default=list, blank=True)  # of a translation: [ids of the original, ids here]

    class Meta:
        ordering: ClassVar[list[str]] = ["-language"]  # Korean first
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["story", "language"], name="one_edition_per_language")
        ]

    def __str__(self) -> str:
        return self.headline or self.story.label

    def marked(self) -> tuple[Sentence, ...]:
        """The sentences of its text."""
        return from_plain(self.sentences)

    def names(self) -> tuple[str, ...]:
        """Who is credited, each once."""
        return tuple(dict.fromkeys(row["name"] for row in self.credits))

    def words(self) -> dict[str, Any]:
        """What is written of it, by field."""
        return {name: getattr(self, name) for name in WRITTEN}


class Revision(Written):
    """An edition as it was saved once. Never changed; gone with its story, or when a source is destroyed and somebody says so."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    sentences = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField()
    remark = models.CharField(_("what was changed"), max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "number"], name="once_per_number")
        ]


class Draft(Written):
    """What a member types and has not saved: one for each member and edition, overwritten, gone when it is saved."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="drafts")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()  # of the edition that it began from
    day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "by"], name="one_draft_each")
        ]


class Comment(models.Model):
    """What a colleague says of a passage. The passage moves with its sentence; the words it was about are kept beside it."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="comments")
    sentence = models.CharField(max_length=LENGTH, blank=True)  # empty: of the whole edition
    passage = models.CharField(max_length=300, blank=True)
    text = models.TextField(_("comment"))
    answers = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    day = models.DateField()
    resolved_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "id"]


class RestsOn(models.Model):
    """That a sentence of an edition rests on a statement under an event: what all of the desk may know of it.

    Which source that is, only :class:`jebo.desk.events.models.Support` knows, behind the wall.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rests_on")
    sentence = models.CharField(max_length=LENGTH)
    standing = models.ForeignKey(Standing, models.CASCADE, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "sentence", "standing"], name="rests_once")
        ]


class Photo(models.Model):
    """A photo of a story, drawn anew from its pixels; its words in both languages."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    story = models.ForeignKey(Story, models.CASCADE, related_name="photos")
    data = models.BinaryField()
    kind = models.CharField(max_length=20)  # image/jpeg or image/png
    name = models.CharField(_("file name"), max_length=SLUG)
    file_photo = models.BooleanField(_("file photo"), default=False)
    credit = models.CharField(_("credit"), max_length=120, blank=True)
    place = models.CharField(_("place shown"), max_length=40, blank=True)  # id of the pack
    korean_caption = models.CharField(_("caption in Korean"), max_length=300, blank=True)
    english_caption = models.CharField(_("caption in English"), max_length=300, blank=True)
    korean_alt = models.CharField(_("for those who do not see it, in Korean"), max_length=300, blank=True)
    english_alt = models.CharField(_("for those who do not see it, in English"), max_length=300, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "id"]


class StandingText(models.Model):
    """A text that stands under many stories: a gloss of a term, or what is said about sources. True from and until a day."""

    class Sort(models.TextChoices):
        GLOSS = "gloss", _("gloss")
        STANDING = "standing", _("standing text")

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    sort = models.CharField(_("what it is"), max_length=10, choices=Sort.choices)
    korean_term = models.CharField(_("term in Korean"), max_length=80, blank=True)
    english_term = models.CharField(_("term in English"), max_length=80, blank=True)
    korean = models.TextField(_("in Korean"), blank=True)
    english = models.TextField(_("in English"), blank=True)
    since = models.DateField(_("true from"), null=True, blank=True)
    until = models.DateField(_("true until"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["sort", "korean_term", "id"]

    def holds(self, day: date) -> bool:
        """Whether it is true on *day*."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
