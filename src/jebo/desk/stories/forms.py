"""The forms of stories."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jebo.desk import pack
from jebo.desk.stories.models import SLUG, WRITTEN, Tongue, Work
from jebo.errors import JeboError

LONGEST: Final = 40_000
"""Letters of an edition's text. Chosen by us: what the check takes."""
CREDITS: Final = 8
"""Rows for credits. Chosen by us."""
_SLUG: Final = re.compile(r"[a-z0-9가-힣]+(?:-[a-z0-9가-힣]+)*")
_WIDE: Final = {"rows": 2}


class NewStoryForm(forms.Form):
    """A story that begins."""

    label = forms.CharField(
        label=_("Working title"),
        max_length=120,
        help_text=_("For the desk alone; it is never published. Nothing about a source."),
    )
    language = forms.ChoiceField(label=_("First edition"), choices=Tongue.choices)


class EditionForm(forms.Form):
    """What is written of an edition."""

    headline = forms.CharField(label=_("Headline"), max_length=200, required=False)
    standfirst = forms.CharField(
        label=_("Standfirst"), required=False, max_length=1000, widget=forms.Textarea(_WIDE)
    )
    dateline = forms.CharField(label=_("Dateline"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 24})
    )
    slug = forms.CharField(
        label=_("Slug"),
        max_length=SLUG,
        required=False,
        help_text=_("Stands in the address: small letters and hyphens."),
    )
    tags = forms.CharField(
        label=_("Tags"), max_length=400, required=False, help_text=_("With commas between them.")
    )
    share = forms.CharField(
        label=_("Share text"), required=False, max_length=400, widget=forms.Textarea(_WIDE)
    )
    remark = forms.CharField(label=_("What was changed"), max_length=200, required=False)
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(CREDITS):
            self.fields[f"role_{n}"] = forms.ChoiceField(
                label=_("Did"), choices=[("", "—"), *Work.choices], required=False
            )
            self.fields[f"name_{n}"] = forms.CharField(label=_("Name"), max_length=80, required=False)

    def clean_slug(self) -> str:
        """A word for the address, of small letters."""
        slug = str(self.cleaned_data["slug"]).strip().lower()
        if slug and not _SLUG.fullmatch(slug):
            raise forms.ValidationError(gettext("Use small letters, digits and hyphens alone."))
        return slug

    def written(self, language: str) -> dict[str, Any]:
        """What was typed, by the names of :data:`jebo.desk.stories.models.WRITTEN`."""
        said = self.cleaned_data
        found = {name: said.get(name, "") for name in WRITTEN if name not in ("tags", "credits")}
        found["text"] = found["text"].replace("\r\n", "\n").replace("\r", "\n")
        if not found["slug"] and language == Tongue.ENGLISH:
            found["slug"] = slugify(found["headline"])[:SLUG].strip("-")
        return found | {"tags": _tags(said.get("tags", "")), "credits": self._credits()}

    def _credits(self) -> list[dict[str, str]]:
        rows = (
            (self.cleaned_data.get(f"role_{n}"), self.cleaned_data.get(f"name_{n}")) for n in range(CREDITS)
        )
        return [{"role": role, "name": name.strip()} for role, name in rows if role and name and name.strip()]

    def credit_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of each row of credits, for the template."""
        return [(self[f"role_{n}"], self[f"name_{n}"]) for n in range(CREDITS)]


def initial_of(words: Mapping[str, Any], version: int) -> dict[str, Any]:
    """What stands in the form of an edition before anybody types."""
    found = {name: words[name] for name in WRITTEN if name not in ("tags", "credits")}
    found |= {"tags": ", ".join(words["tags"]), "version": version}
    for n, row in enumerate(words["credits"][:CREDITS]):
        found |= {f"role_{n}": row["role"], f"name_{n}": row["name"]}
    return found


def _tags(typed: str) -> list[str]:
    return [one for one in (part.strip() for part in re.split(r"[,、，\n]", typed)) if one]


class CommentForm(forms.Form):
    """What is said of a passage."""

    sentence = forms.ChoiceField(label=_("Of which sentence"), required=False)
    text = forms.CharField(label=_("Comment"), max_length=4000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, sentences: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = [("", gettext("the whole edition"))]
        self.fields["sentence"].choices = whole + sentences  # type: ignore[attr-defined]


class PhotoForm(forms.Form):
    """What is said of a photo."""

    name = forms.CharField(
        label=_("File name"),
        max_length=SLUG,
        help_text=_("Is published: plain words and hyphens, no place finer than the story's."),
    )
    file_photo = forms.BooleanField(label=_("A file photo, not of this event"), required=False)
    credit = forms.CharField(label=_("Credit"), max_length=120, required=False)
    place = forms.CharField(
        label=_("Place shown"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"list": "places-of-the-pack"}),
    )
    korean_caption = forms.CharField(label=_("Caption in Korean"), max_length=300, required=False)
    english_caption = forms.CharField(label=_("Caption in English"), max_length=300, required=False)
    korean_alt = forms.CharField(
        label=_("For those who do not see it, in Korean"), max_length=300, required=False
    )
    english_alt = forms.CharField(
        label=_("For those who do not see it, in English"), max_length=300, required=False
    )

    def clean_name(self) -> str:
        """Plain words, so that a file tells no more than a sentence does."""
        name = str(self.cleaned_data["name"]).strip().lower().rsplit(".", 1)[0]
        if not _SLUG.fullmatch(name):
            raise forms.ValidationError(gettext("Use small letters, digits and hyphens alone."))
        return name

    def clean_place(self) -> str:
        """The id of a place of the pack."""
        typed = str(self.cleaned_data["place"]).strip()
        try:
            return pack.place_of(typed) if typed else ""
        except JeboError:
            raise forms.ValidationError(
                gettext("The gazetteer knows no such place, or several of this name.")
            ) from None


class NewPhotoForm(PhotoForm):
    """A photo and what is said of it."""

    file = forms.FileField(
        label=_("Photo"),
        help_text=_("It is drawn anew: nothing of the camera, the place or the hour goes with it."),
    )
    field_order = ("file",)
