"""What people fill in: a call, testimony, questions, what was told to others, a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from jebo.desk.clock import today
from jebo.desk.people.forms import NewPassphrase, Secret
from jebo.desk.testimony.attachments import LARGEST_BYTES
from jebo.desk.testimony.contacts import is_forgotten
from jebo.desk.testimony.models import Contact, Language, Outgoing, Question, Testimony
from jebo.desk.testimony.questions import LONGEST as LONGEST_QUESTION
from jebo.desk.testimony.questions import on_lines
from jebo.desk.testimony.testimony import Called, Written

LONGEST_WORDS: Final = 1_000_000  # letters; chosen by us: a thick book
_QUESTIONS_AT_ONCE: Final = 50  # chosen by us: a call lasts minutes


class Day(forms.DateField):
    """A day, today unless somebody says otherwise. Where a colleague or a source is, tomorrow may already be here."""

    def __init__(self, **kwargs: Any) -> None:
        picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "autocomplete": "off"})
        super().__init__(widget=picker, input_formats=["%Y-%m-%d"], initial=today, label=_("Day"), **kwargs)

    def clean(self, value: Any) -> date:
        """The day, which has come."""
        day: date = super().clean(value)
        if day > today() + timedelta(days=1):
            raise ValidationError(_("this day has not come yet; write the day on which it was"))
        return day


class Words(forms.CharField):
    """Something that was said, as it was said: spaces and line ends stay, but not at its ends."""

    def __init__(self, rows: int = 8, look: str = "words", **kwargs: Any) -> None:
        area = forms.Textarea(
            attrs={"rows": rows, "class": look, "autocomplete": "off", "autocorrect": "off"}
        )
        super().__init__(widget=area, max_length=LONGEST_WORDS, **kwargs)

    def to_python(self, value: Any) -> str:
        """The text, with line ends as newlines, so that a passage keeps its place."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class HowForm(forms.Form):
    """How a source was in touch: all of it may stay empty."""

    day = Day()
    channel = forms.CharField(
        label=_("Channel"),
        max_length=40,
        required=False,
        help_text=_("Only if the desk needs it: it helps a search."),
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=0, max_value=1440, required=False)
    note = forms.CharField(
        label=_("Note on the call"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "What was not said: fear, somebody listening, a bad line. It is forgotten with the contact."
        ),
    )
    kept_because = forms.CharField(
        label=_("Keep this contact, because"),
        max_length=200,
        required=False,
        help_text=_("Without a reason it is forgotten after 30 days."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuses what would be forgotten at once."""
        super().clean()
        day = self.cleaned_data.get("day")
        if day and not self.cleaned_data.get("kept_because") and is_forgotten(day, today()):
            self.add_error(
                "day", _("a contact of more than 30 days ago is forgotten at once; write why it is kept")
            )
        return self.cleaned_data


class CallForm(HowForm):
    """A call, written down while it lasts."""

    words = Words(label=_("What was said"), rows=12, required=False)
    asked = forms.MultipleChoiceField(label=_("Asked"), required=False, widget=forms.CheckboxSelectMultiple)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("as the letters show")), *Language.choices]
    )

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].widget.attrs |= {"autofocus": True, "aria-describedby": "said-how"}
        self.fields["asked"].choices = [(question.pk, question.text) for question in questions]  # type: ignore[attr-defined]  # a choice field has them

    def called(self) -> Called:
        """The call that was filled in."""
        return Called(**self.cleaned_data)


class ContactForm(HowForm):
    """A contact that was written down before."""

    def save(self, contact: Contact) -> None:
        """Put what was filled in into the row."""
        for name, value in self.cleaned_data.items():
            setattr(contact, name, value)
        contact.save()


class QuestionsForm(forms.Form):
    """Questions for the next call."""

    questions = forms.CharField(
        label=_("More questions"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("One on each line. Short: calls last minutes."),
    )

    def clean_questions(self) -> list[str]:
        """The questions, each short enough to be read out."""
        lines = on_lines(self.cleaned_data["questions"])
        if not lines:
            raise ValidationError(_("write a question"))
        if len(lines) > _QUESTIONS_AT_ONCE or any(len(line) > LONGEST_QUESTION for line in lines):
            raise ValidationError(
                _("a question has at most 300 letters, and a list 50 of them; split what is longer")
            )
        return lines


class OutgoingForm(forms.Form):
    """What was told to somebody while checking."""

    day = Day()
    to_whom = forms.ChoiceField(label=_("To whom"), choices=Outgoing.ToWhom.choices, widget=forms.RadioSelect)
    told = forms.CharField(
        label=_("What they were told or asked"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        help_text=_("A question tells as much as an answer. Never write who they are."),
    )
    gave_away = forms.MultipleChoiceField(
        label=_("What it gave away"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, facts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gave_away"].choices = list(facts.items())  # type: ignore[attr-defined]  # a choice field has them
        if not facts:
            del self.fields["gave_away"]


class TestimonyForm(forms.Form):
    """Testimony, its words and their translation."""

    words = Words(label=_("The source's words"), rows=16)
    translation = Words(label=_("Translation"), rows=16, look="translation", required=False)
    day = Day()
    sort = forms.ChoiceField(
        label=_("What it is"), choices=Testimony.Sort.choices, initial=Testimony.Sort.TOLD
    )
    language = forms.ChoiceField(
        label=_("Language of the words"), choices=Language.choices, initial=Language.KOREAN
    )
    draft = forms.BooleanField(label=_("Still a draft"), required=False)

    def written(self) -> Written:
        """What was filled in."""
        names = ("words", "translation", "day", "sort", "language", "draft")
        return Written(**{name: self.cleaned_data[name] for name in names})

    @staticmethod
    def of(testimony: Testimony) -> dict[str, Any]:
        """What the form shows of a testimony before anybody writes."""
        names = ("words", "translation", "day", "sort", "language", "draft", "version")
        return {name: getattr(testimony, name) for name in names}


class ChangeForm(TestimonyForm):
    """Testimony that is there already, and which version of it one has before oneself."""

    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class Upload(forms.FileField):
    """A file, held in memory."""

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes]:
        """The file, if it is not larger than is held in memory."""
        file: UploadedFile[bytes] = super().clean(data, initial)
        if file.size is None or file.size > LARGEST_BYTES:
            raise ValidationError(_("the file is larger than 32 MB; make it smaller or split it"))
        return file


class AttachForm(forms.Form):
    """A photo or a paper."""

    file = Upload(
        label=_("Photo or paper"),
        help_text=_("It is drawn or read anew: where, when and with what it was made does not come along."),
    )
    caption = forms.CharField(label=_("Caption"), max_length=200, required=False)
    keep_original = forms.BooleanField(
        label=_("Keep the original too, sealed to the contact editors and the recovery key"),
        required=False,
        initial=True,
    )


class CopyForm(NewPassphrase):
    """The passphrase of one's key, and another for the copy of an original that leaves the desk."""

    mine = Secret(label=_("The passphrase of your key"))
    field_order = ("mine", "passphrase", "again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passphrase"].label = _("A passphrase for the copy")
        self.fields["passphrase"].help_text = _("Not that of your key: it is typed on another machine.")


class ImportForm(forms.Form):
    """A file whose words are to be looked at."""

    file = Upload(
        label=_("File"),
        help_text=_(
            "A text (.txt .md .docx .odt .html .eml), or a chat of KakaoTalk (.txt .csv), WeChat, Signal or Telegram (.json)."
        ),
    )


class ConfirmForm(forms.Form):
    """Whose words are kept."""

    chosen = forms.IntegerField(min_value=0, max_value=999, widget=forms.HiddenInput)
    words = Words(label=_("Words to keep"))
    day = Day()
    language = forms.ChoiceField(label=_("Language of the words"), choices=Language.choices)
    in_touch = forms.BooleanField(label=_("The source was in touch on this day"), required=False)
